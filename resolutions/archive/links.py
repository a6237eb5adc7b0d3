"""Citations find the documents they name."""

from django.db.models import OuterRef, Subquery

from resolutions.models import Citation, Resolution


def link_citations(symbol: str | None = None) -> int:
    """
    Point waiting citations at the documents held under their symbols.

    Run after every store: for the symbol stored, or for all. Returns how many
    found their target. A symbol that the archive lacks stays unresolved; nothing
    is guessed. Unpublished documents are linked too: pages decide what to show.
    """
    held = Resolution.objects.filter(symbol=OuterRef("symbol")).values("pk")
    known = Resolution.objects.filter(symbol__isnull=False)
    if symbol:
        known = known.filter(symbol=symbol)
    waiting = Citation.objects.unresolved().filter(symbol__in=known.values("symbol"))
    return waiting.update(cited_id=Subquery(held))


def unlink_citations(text: Resolution) -> int:
    """Free citations of another symbol that led to a text, as before its symbol was corrected."""
    return text.cited_in.exclude(symbol=text.symbol or "").update(cited=None)
