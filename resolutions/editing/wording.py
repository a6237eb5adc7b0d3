"""A paragraph and its words: found, given other words, with what these cite."""

from collections.abc import Sequence
from dataclasses import replace

from resolutions.editing.outline import Piece
from resolutions.editing.value import Edited, Impossible
from resolutions.ingest import openings
from resolutions.ingest.citations import find_citations, find_named_references
from resolutions.ingest.document import CitationSpan, Line, NoteMark
from resolutions.vocabulary import ParagraphKind

OPENED = (ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE)


def place_of(pieces: Sequence[Piece], anchor: str) -> int:
    """Where the paragraph of an anchor stands; `Impossible` if it is gone."""
    for place, piece in enumerate(pieces):
        if piece.anchor == anchor:
            return place
    raise Impossible("That paragraph is not in the text any more.")


def following(piece: Piece) -> Piece:
    """A new paragraph like another, which follows it."""
    return replace(piece, number="", marks=(), citations=(), opening="", rule="", anchor="")


def with_text(edited: Edited, piece: Piece, text: str, marks: tuple[NoteMark, ...]) -> Piece:
    """The paragraph with another text: its opening words and citations are those of that."""
    opening = ""
    if piece.kind in OPENED:
        kept = piece.opening and text.startswith(piece.opening)
        opening = piece.opening if kept else openings.of(Line.of(text))
    return replace(
        piece,
        text=text,
        marks=marks,
        opening=opening,
        citations=citations_kept(edited, piece.text, piece.citations, text),
    )


def citations_in(edited: Edited, text: str) -> tuple[CitationSpan, ...]:
    """What a text cites, as a reader finds it."""
    title = edited.facts.get("title") or edited.document.masthead.title or ""
    spans = [*find_citations(text), *find_named_references(text, about=title)]
    return tuple(sorted(spans, key=lambda span: span.start))


def citations_kept(
    edited: Edited, before: str, held: Sequence[CitationSpan], text: str
) -> tuple[CitationSpan, ...]:
    """What a text cites now; what an editor said of words that still stand there goes on."""
    if before == text:
        return tuple(held)
    found = {(before[c.start : c.end], c.symbol) for c in citations_in(edited, before)}
    kept = {(before[c.start : c.end], c.symbol): c for c in held}
    denied = found - kept.keys()
    spans = [
        c for c in citations_in(edited, text) if (text[c.start : c.end], c.symbol) not in denied
    ]
    for (words, symbol), span in kept.items():
        start = text.find(words)
        if (words, symbol) in found or start < 0:
            continue
        end = start + len(words)
        spans = [c for c in spans if c.end <= start or c.start >= end]
        spans.append(replace(span, start=start, end=end))
    return tuple(sorted(spans, key=lambda span: span.start))
