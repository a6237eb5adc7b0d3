"""The options of facets: a page has a hundred, too many to make one by one from a template."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from resolutions.facets import Option, ShownFacet
from resolutions.templatetags.archive import thousands

register = template.Library()

BAR = (
    '<svg width="48" height="10" viewBox="0 0 48 10" aria-hidden="true">'
    '<rect class="bar" width="{}" height="10"/></svg>'
)
OPTION = (
    '<li{}><input type="checkbox" id="{}" name="{}" value="{}"{}>'
    '<label for="{}">{}{}<span>{}</span></label></li>'
)


@register.simple_tag
def facet_options(facet: ShownFacet, options: Iterable[Option]) -> SafeString:
    """One checkbox for each option."""
    return format_html_join("", OPTION, (_parts(facet, option) for option in options))


def _parts(facet: ShownFacet, option: Option) -> tuple:
    return (
        "" if option.count else format_html(' class="{}"', "zero"),
        *(option.id, facet.name, option.value),
        format_html(" {}", "checked") if option.is_chosen else "",
        *(option.id, option.words),
        format_html(BAR, option.bar) if facet.has_bars else "",
        thousands(option.count),
    )
