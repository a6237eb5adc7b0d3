"""Walk through a text once and find every citation in it."""

from resolutions.ingest.citations.lists import Listing, list_at, open_list, read_list
from resolutions.ingest.citations.organs import Organs
from resolutions.ingest.citations.papers import read_papers
from resolutions.ingest.citations.patterns import TOKEN
from resolutions.ingest.citations.verbs import Introducers
from resolutions.ingest.document import CitationSpan
from resolutions.symbols.series import DECISION, RESOLUTION


def find_citations(text: str) -> tuple[CitationSpan, ...]:
    """
    Return the documents that `text` cites by symbol or number, in reading order.

    Each member of a list has its own span ("54/49" of "resolutions 53/70 and
    54/49", "Corr.1" of "A/55/140 and Corr.1"); what a range leaves unprinted has
    the span of its end ("D" stands for B, C and D of "419 A to D"). A resolution
    of no named body is the General Assembly's, where its number can be; nothing
    ambiguous is guessed. `verb` is one of `verbs.NAMES` or "". Takes time in
    proportion to the length of the text.
    """
    # Every symbol has a stroke in it, and every number a stroke or a bracket.
    if "/" not in text and "(" not in text:
        return ()
    introducers, organs = Introducers(text), Organs(text)
    listings: list[Listing] = []
    spans: list[CitationSpan] = []
    for token in TOKEN.finditer(text):
        last = listings[-1] if listings else None
        if token["paper"]:
            spans += read_papers(text, token, introducers.before(token.start()))
        elif token["head"]:
            word = DECISION if token["head"][0] in "dD" else RESOLUTION
            listings.append(open_list(text, *token.span(), word, bool(token["plural"]), last))
        elif token["printed"]:
            listing = Listing(*token.span(), token["word"], organ=token["organ"])
            listing.add(text, token.start(), *token.span("printed"))
            listings.append(listing)
        elif listing := list_at(text, last, token.start()):
            listing.add(text, token.start(), *token.span("number"))
    for listing in listings:
        if listing.members:
            spans += read_list(text, listing, organs, introducers.before(listing.start))
    return tuple(sorted(spans, key=lambda span: span.start))
