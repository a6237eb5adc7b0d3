"""Tracked changes of a text, which was read as if all were accepted: accepted or refused."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from zlib import crc32

from resolutions.editing.footnotes import BY_EDITOR
from resolutions.editing.outline import Piece, flatten, rebuild
from resolutions.editing.tracked import STAYS, placed, tracked_in
from resolutions.editing.value import Edited, Impossible
from resolutions.editing.wording import citations_kept, following, place_of, with_text
from resolutions.ingest.document import Dropped, NoteMark, TrackedChange
from resolutions.vocabulary import ParagraphKind

UNCERTAIN = "Where it stood is not certain any more; mend the paragraph by hand, then accept it."
NUMBER = re.compile(r"(\d{1,3})\.\s+")


def change_key(change: TrackedChange) -> str:
    """A short name of a change, the same as long as it stands where it does."""
    said = (change.kind, change.text, change.author, change.number, change.start, change.anchor)
    return f"{crc32(repr(said).encode()):08x}"


def accept_change(edited: Edited, key: str) -> Edited:
    """Take one change for settled; the text has it already."""
    return _without(edited, _find(edited, key))


def accept_changes(edited: Edited, anchor: str = "") -> Edited:
    """Take all changes for settled, or all of a paragraph; what people said stays."""
    kept = [
        change
        for change in edited.document.changes
        if change not in tracked_in([change]) or (anchor and change.anchor != anchor)
    ]
    return _with_changes(edited, kept)


def refuse_change(edited: Edited, key: str) -> Edited:
    """Have the text as it was without one change."""
    return _refused(edited, _find(edited, key))


def refuse_changes(edited: Edited, anchor: str = "") -> Edited:
    """Have the text, or a paragraph, as it was before; a change that has no certain place stays."""
    before = edited
    # The ends of paragraphs last, since a paragraph that goes takes its end with it.
    for ends in (False, True):
        at = len(edited.document.changes)
        while (at := min(at, len(edited.document.changes)) - 1) >= 0:
            change = edited.document.changes[at]
            wanted = tracked_in([change]) and anchor in ("", change.anchor)
            if wanted and _is_end(change) is ends:
                with suppress(Impossible):
                    edited = _refused(edited, at)
    if edited is before:
        raise Impossible(UNCERTAIN)
    return edited


def _is_end(change: TrackedChange) -> bool:
    """Whether nothing but the end of a paragraph was inserted."""
    return change.kind in STAYS and change.text == "\n"


def _find(edited: Edited, key: str) -> int:
    for at, change in enumerate(edited.document.changes):
        if change_key(change) == key:
            return at
    raise Impossible("That change is settled already.")


def _without(edited: Edited, *places_: int) -> Edited:
    changes = enumerate(edited.document.changes)
    return _with_changes(edited, [each for at, each in changes if at not in places_])


def _with_changes(edited: Edited, changes: Iterable[TrackedChange]) -> Edited:
    return replace(edited, document=replace(edited.document, changes=tuple(changes)))


def _refused(edited: Edited, at: int) -> Edited:
    change = edited.document.changes[at]
    if change.note:
        return _refused_in_note(edited, at)
    if not change.anchor:
        raise Impossible(UNCERTAIN)
    pieces = flatten(edited)
    here = place_of(pieces, change.anchor)
    found = placed(pieces[here].text, change, pieces[here].marks)
    if found is None:
        raise Impossible(UNCERTAIN)
    act = _take_out if change.kind in STAYS else _put_back
    return act(edited, at, pieces, here, *found)


def _take_out(
    edited: Edited, at: int, pieces: list[Piece], here: int, start: int, words: str
) -> Edited:
    """Take an insertion out; the end of a paragraph that goes with it joins it with the next."""
    change, piece = edited.document.changes[at], pieces[here]
    text = piece.text[:start] + piece.text[start + len(words) :]
    if not text.strip():
        return _emptied(edited, at, pieces, here)
    moved = _moved(edited, at, start + len(words), -len(words))
    marks = _marks(piece.marks, start, -len(words))
    pieces[here] = with_text(edited, piece, text, marks)
    edited = _with_changes(edited, moved)
    if not change.text.endswith("\n") or _last_in_part(pieces, here):
        return _settled(edited, at, rebuild(edited, pieces, anchors=False))
    first, second = pieces[here : here + 2]
    gap = " " if first.text and not first.text[-1].isspace() else ""
    behind = len(first.text) + len(gap)
    marks = (*first.marks, *(NoteMark(m.mark, m.position + behind) for m in second.marks))
    pieces[here : here + 2] = [with_text(edited, first, first.text + gap + second.text, marks)]
    moved = [
        replace(each, start=each.start - each.typed + behind, typed=0)
        if each.anchor == second.anchor
        else each
        for each in edited.document.changes
    ]
    edited = _with_changes(edited, moved)
    return _settled(edited, at, rebuild(edited, pieces, merged={second.anchor: first.anchor}))


def _emptied(edited: Edited, at: int, pieces: list[Piece], here: int) -> Edited:
    """Take a paragraph out that was all inserted; it stays among what was left out."""
    piece, changes = pieces.pop(here), edited.document.changes
    above = pieces[here - 1].anchor if here else None
    ends = [place for place, each in enumerate(changes) if _is_end(each)]
    going = [place for place in ends if changes[place].anchor == piece.anchor]
    if not going and not changes[at].text.endswith("\n"):
        # Its own end was there before: the one inserted above it goes with it.
        going = [place for place in ends if changes[place].anchor == above][-1:]
    number = f"{piece.number} " if piece.number else ""
    dropped = (*edited.document.dropped, Dropped(number + piece.text, BY_EDITOR))
    edited = replace(edited, document=replace(edited.document, dropped=dropped))
    return _without(rebuild(edited, pieces), at, *going)


def _put_back(
    edited: Edited, at: int, pieces: list[Piece], here: int, start: int, _words: str
) -> Edited:
    """Put deleted words back, and the ends of paragraphs among them."""
    edited, at = _gathered(edited, at)
    words, piece = edited.document.changes[at].text, pieces[here]
    if start == len(piece.text) and words.endswith("\n") and words.strip("\n"):
        words = "\n" + words.removesuffix("\n")  # a paragraph below the last one
    moved = _moved(edited, at, start, len(words), later=True)
    text = piece.text[:start] + words + piece.text[start:]
    marks = _marks(piece.marks, start, len(words))
    if "\n" not in words:
        pieces[here] = with_text(edited, piece, text, marks)
        edited = _with_changes(edited, moved)
        return _settled(edited, at, rebuild(edited, pieces, anchors=False))
    pieces[here : here + 1] = list(_parted(edited, piece, text, marks, start))
    # Other changes of the paragraph may stand in any of its parts now.
    lost = [replace(c, start=-1) if c.anchor == piece.anchor else c for c in moved]
    edited = _with_changes(edited, lost)
    return _settled(edited, at, rebuild(edited, pieces))


def _gathered(edited: Edited, at: int) -> tuple[Edited, int]:
    """Words and the ends of their paragraphs that went from one place are one deletion."""
    changes = edited.document.changes
    change = changes[at]
    same = [
        place
        for place, each in enumerate(changes)
        if (each.anchor, each.start, each.kind) == (change.anchor, change.start, change.kind)
    ]
    text = "".join(changes[place].text for place in same)
    if len(same) == 1 or "\n" not in text:
        return edited, at
    whole = replace(change, text=text)
    first = _with_changes(edited, [whole if n == same[0] else e for n, e in enumerate(changes)])
    return _without(first, *same[1:]), same[0]


def _parted(edited: Edited, piece: Piece, text: str, marks, start: int):
    """The paragraphs of a text with line ends; the one that stands there keeps what it is."""
    at = 0
    parts = text.split("\n")
    kept = next(n for n, part in enumerate(parts) if part.strip()) if start else len(parts) - 1
    for number, part in enumerate(parts):
        if part.strip():
            inside = tuple(
                NoteMark(m.mark, m.position - at)
                for m in marks
                if at <= m.position <= at + len(part)
            )
            own = piece if number == kept else following(piece)
            yield _numbered(edited, own, part.strip(), inside)
        at += len(part) + 1


def _numbered(edited: Edited, piece: Piece, text: str, marks) -> Piece:
    """A paragraph of words that may begin with the number that was typed."""
    typed = NUMBER.match(text)
    if typed and not piece.number and piece.kind is ParagraphKind.OPERATIVE:
        marks = _marks(marks, 0, -typed.end())
        piece, text = replace(piece, number=typed[1]), text[typed.end() :]
    return with_text(edited, piece, text, marks)


def _marks(marks: Iterable[NoteMark], start: int, by: int) -> tuple[NoteMark, ...]:
    """Marks in a text that has grown (or shrunk) at a place."""
    return tuple(
        NoteMark(m.mark, max(m.position + by, start) if m.position > start else m.position)
        for m in marks
    )


def _moved(edited: Edited, at: int, place: int, by: int, *, later: bool = False):
    """The changes, those of the same paragraph moved that stand behind a place in its text."""
    changes = edited.document.changes
    change = changes[at]
    piece = next(p for p in flatten(edited) if p.anchor == change.anchor)

    def moves(number: int, each: TrackedChange) -> bool:
        found = placed(piece.text, each, piece.marks)
        if number == at or each.anchor != change.anchor or found is None:
            return False
        start, _ = found
        return start > place or (start == place and (not later or number > at))

    return [
        replace(each, start=each.start + by) if moves(number, each) else each
        for number, each in enumerate(changes)
    ]


def _settled(moved: Edited, at: int, after: Edited) -> Edited:
    """The text after a change, of whose others the places are known."""
    kept = [
        replace(now, start=known.start, typed=known.typed)
        for number, (known, now) in enumerate(
            zip(moved.document.changes, after.document.changes, strict=True)
        )
        if number != at
    ]
    return _with_changes(after, kept)


def _last_in_part(pieces: list[Piece], here: int) -> bool:
    return here + 1 == len(pieces) or pieces[here + 1].annex != pieces[here].annex


def _refused_in_note(edited: Edited, at: int) -> Edited:
    document = edited.document
    change = document.changes[at]
    notes = list(document.notes)
    place = next((n for n, note in enumerate(notes) if note.mark == change.note), None)
    found = None if place is None else placed(notes[place].text, change)
    if found is None or "\n" in change.text:
        raise Impossible(UNCERTAIN)
    note, start = notes[place], found[0]
    removed = len(change.text) if change.kind in STAYS else 0
    added = "" if change.kind in STAYS else change.text
    text = note.text[:start] + added + note.text[start + removed :]
    citations = citations_kept(edited, note.text, note.citations, text)
    notes[place] = replace(note, text=text, citations=citations)
    by = len(text) - len(note.text)
    changes = [
        replace(each, start=each.start + by)
        if each.note == change.note and (each.start, n) > (change.start, at)
        else each
        for n, each in enumerate(document.changes)
    ]
    document = replace(document, notes=tuple(notes), changes=tuple(changes))
    return _without(replace(edited, document=document), at)


CHANGES: dict[str, Callable[..., Edited]] = {
    "accept-change": accept_change,
    "accept-changes": accept_changes,
    "refuse-change": refuse_change,
    "refuse-changes": refuse_changes,
}
