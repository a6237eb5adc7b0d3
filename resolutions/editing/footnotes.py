"""Footnotes of a text and their marks: made, changed, attached and taken out."""

import re
from dataclasses import replace

from resolutions.editing.outline import flatten, rebuild
from resolutions.editing.value import Edited, Impossible
from resolutions.editing.wording import citations_in, citations_kept, place_of, with_text
from resolutions.ingest.document import Dropped, NoteMark, ParsedNote

# The rule by which something was left out that an editor took out.
BY_EDITOR = "editor"


def make_note(edited: Edited, anchor: str, mark: str) -> Edited:
    """Make a footnote of a paragraph."""
    pieces = flatten(edited)
    piece = pieces.pop(place_of(pieces, anchor))
    edited = add_note(edited, mark, piece.text)
    return rebuild(edited, pieces)


def add_note(edited: Edited, mark: str, text: str) -> Edited:
    """Add a footnote; it is attached where its mark stands in a paragraph."""
    mark, text = _mark(mark), " ".join(text.split())
    notes = edited.document.notes
    if any(note.mark == mark for note in notes):
        raise Impossible(f"There is a footnote {mark} already.")
    if not text:
        raise Impossible("Type the words of the footnote.")
    note = ParsedNote(mark, text, citations_in(edited, text))
    return replace(edited, document=replace(edited.document, notes=(*notes, note)))


def edit_note(edited: Edited, place: int, mark: str, text: str) -> Edited:
    """Change a footnote; an empty text takes it out."""
    notes = list(edited.document.notes)
    if not 0 <= place < len(notes):
        raise Impossible("There is no such footnote.")
    old, document = notes[place], edited.document
    mark, text = _mark(mark), " ".join(text.split())
    if any(note.mark == mark for n, note in enumerate(notes) if n != place):
        raise Impossible(f"There is a footnote {mark} already.")
    if text:
        notes[place] = replace(
            old,
            mark=mark,
            text=text,
            citations=citations_kept(edited, old.text, old.citations, text),
        )
    else:
        del notes[place]
        dropped = (*document.dropped, Dropped(f"{old.mark} {old.text}", BY_EDITOR))
        document = replace(document, dropped=dropped)
    return replace(edited, document=replace(document, notes=tuple(notes)))


def take_mark(edited: Edited, anchor: str, position: int, mark: str) -> Edited:
    """Read the figure that stands in a text at a place for the mark of a footnote."""
    pieces = flatten(edited)
    at = place_of(pieces, anchor)
    piece, end = pieces[at], position + len(mark)
    if not mark or piece.text[position:end] != mark:
        raise Impossible("The figure does not stand there any more.")
    shifted = (
        NoteMark(m.mark, m.position if m.position <= position else max(m.position - len(mark), 0))
        for m in piece.marks
    )
    marks = tuple(sorted((*shifted, NoteMark(mark, position)), key=lambda m: m.position))
    pieces[at] = with_text(edited, piece, piece.text[:position] + piece.text[end:], marks)
    return rebuild(edited, pieces, anchors=False)


def remove_mark(edited: Edited, mark: str) -> Edited:
    """Take every mark of a footnote out of the paragraphs."""
    pieces = [
        replace(piece, marks=tuple(m for m in piece.marks if m.mark != mark))
        for piece in flatten(edited)
    ]
    return rebuild(edited, pieces, anchors=False)


def _mark(mark: str) -> str:
    mark = mark.strip()
    if not re.fullmatch(r"[^\[\]\s]{1,10}", mark):
        raise Impossible("The mark of a footnote is a figure or a sign, such as 3 or *.")
    return mark
