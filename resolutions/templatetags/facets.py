"""The options of facets: a page has a hundred, too many to make one by one from a template."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from resolutions.facets import Option, ShownFacet
from resolutions.templatetags.archive import thousands

register = template.Library()


@register.simple_tag
def facet_options(facet: ShownFacet, options: Iterable[Option]) -> SafeString:
    """One checkbox for each option."""
    name = escape(facet.name)
    items = (_item(name, option, facet.has_bars) for option in options)
    return mark_safe("".join(items))  # noqa: S308, escaped below


def _item(name: str, option: Option, has_bar: bool) -> str:
    own = escape(option.id)
    return (
        f"<li{'' if option.count else ' class="zero"'}>"
        f'<input type="checkbox" id="{own}" name="{name}" value="{escape(option.value)}"'
        f"{' checked' if option.is_chosen else ''}>"
        f'<label for="{own}">{escape(option.words)}{_bar(option) if has_bar else ""}'
        f"<span>{thousands(option.count)}</span></label></li>"
    )


def _bar(option: Option) -> str:
    return (
        '<svg width="48" height="10" viewBox="0 0 48 10" aria-hidden="true">'
        f'<rect class="bar" width="{option.bar}" height="10"/></svg>'
    )
