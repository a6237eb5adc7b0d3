"""The hits of a page of results: thirty of them, which templates take half of its time for."""

from collections.abc import Iterable
from html import escape

from django import template
from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe

from resolutions.hits import Hit
from resolutions.models import Paragraph
from resolutions.results import changed
from resolutions.search.highlight import Piece

register = template.Library()


@register.simple_tag(takes_context=True)
def hit_items(context, hits: Iterable[Hit]) -> SafeString:
    """One item of a list for each paragraph: its label, its excerpt, and where else it stands."""
    address = context["request"].GET
    return mark_safe("".join(_item(hit, address) for hit in hits))  # noqa: S308, escaped below


def _item(hit: Hit, address: QueryDict) -> str:
    found = hit.paragraph
    excerpt = "".join(map(_piece, hit.pieces))
    elsewhere = f"<small>{_elsewhere(hit, address)}</small>" if hit.elsewhere else ""
    return (
        f'<li><a class="plabel" href="{escape(found.get_absolute_url())}">{escape(found.label)}</a>'
        f'<p lang="{escape(found.language)}">{excerpt}</p>{elsewhere}</li>'
    )


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.marked:
        return f"<mark>{text}</mark>"
    return f'<span class="lead">{text}</span>' if piece.opening else text


def _elsewhere(hit: Hit, address: QueryDict) -> str:
    """Same wording, apart from the opening words, in A/RES/71/28 PP15 and 12 more."""
    likeness = "Same" if hit.same_words else "Nearly the same"
    apart = "" if hit.same_opening else ", apart from the opening words,"
    further = ""
    if hit.further:
        href = changed(address, same=str(hit.paragraph.pk), page=None)
        further = f' and <a href="{escape(href)}">{hit.further} more</a>'
    return f"{likeness} wording{apart} in {', '.join(map(_link, hit.elsewhere))}{further}"


def _link(paragraph: Paragraph) -> str:
    words = f"{paragraph.resolution.label} {paragraph.label}"
    return f'<a href="{escape(paragraph.get_absolute_url())}">{escape(words)}</a>'
