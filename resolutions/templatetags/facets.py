"""The options of facets: a page has a hundred, too many to make one by one from a template."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from resolutions.facets import Option, ShownFacet
from resolutions.markup import NOTHING, filled, joined
from resolutions.templatetags.archive import thousands

register = template.Library()

ITEM = (
    '<li{}><input type="checkbox" id="{}" name="{}" value="{}"{}>'
    '<label for="{}">{}{}<span>{}</span></label></li>'
)
BAR = (
    '<svg width="48" height="10" viewBox="0 0 48 10" aria-hidden="true">'
    '<rect class="bar" width="{}" height="10"/></svg>'
)
EMPTY, CHECKED = filled(' class="zero"'), filled(" checked")


@register.simple_tag
def facet_options(facet: ShownFacet, options: Iterable[Option]) -> SafeString:
    """One checkbox for each option."""
    return joined(_item(facet, option) for option in options)


def _item(facet: ShownFacet, option: Option) -> SafeString:
    return filled(
        ITEM,
        NOTHING if option.count else EMPTY,
        *(option.id, facet.name, option.value),
        CHECKED if option.is_chosen else NOTHING,
        *(option.id, option.words),
        filled(BAR, option.bar) if facet.has_bars else NOTHING,
        thousands(option.count),
    )
