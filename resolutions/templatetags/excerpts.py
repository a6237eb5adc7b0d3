"""The excerpts of a page of results: three hundred pieces, too many to make by a template."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from resolutions.search.highlight import Piece

register = template.Library()


@register.filter
def in_html(pieces: Iterable[Piece]) -> SafeString:
    """Pieces of an excerpt, each escaped; what was found and the opening words are marked."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in pieces))


def _piece(piece: Piece) -> str:
    if piece.marked:
        return format_html("<mark>{}</mark>", piece.text)
    if piece.opening:
        return format_html('<span class="lead">{}</span>', piece.text)
    return piece.text
