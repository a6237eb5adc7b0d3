"""
What an editor does to a text: each function takes an `Edited` and returns another.

Paragraphs go by their anchors. Nothing is lost: what is taken from the text goes to what
was left out, from where it can be put back. What cannot be done raises `Impossible`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from resolutions import states, symbols
from resolutions.editing import marked
from resolutions.editing.outline import Piece, flatten, letters, rebuild
from resolutions.editing.value import Edited, Impossible, key_of
from resolutions.ingest import openings
from resolutions.ingest.citations import find_citations, find_named_references
from resolutions.ingest.document import (
    CitationSpan,
    Dropped,
    Line,
    NoteMark,
    ParsedNote,
    ParsedSponsor,
    ParseWarning,
)
from resolutions.ingest.labels import LabelKind, label_of
from resolutions.vocabulary import ParagraphKind

BY_EDITOR = "editor"
OPENED = (ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE)
BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


def edit(edited: Edited, anchor: str, text: str) -> Edited:
    """
    Give a paragraph the text that was typed, with its footnote marks in it.

    A blank line begins a new paragraph. An empty text takes the paragraph out.
    """
    pieces = flatten(edited)
    at = _at(pieces, anchor)
    typed = [part for part in BLANK_LINE.split(text.replace("\r\n", "\n")) if part.strip()]
    if not typed:
        return take_out(edited, anchor)
    spaced = typed if "\n" in pieces[at].text else [" ".join(part.split()) for part in typed]
    new = [
        _with_text(edited, piece, *marked.read(part.strip()))
        for piece, part in zip(
            [pieces[at], *[_below(pieces[at])] * (len(spaced) - 1)], spaced, strict=True
        )
    ]
    pieces[at : at + 1] = new
    return rebuild(edited, pieces, anchors=len(new) > 1)


def split(edited: Edited, anchor: str, position: int) -> Edited:
    """Part a paragraph before `position` in its text."""
    pieces = flatten(edited)
    at = _at(pieces, anchor)
    piece = pieces[at]
    first = marked.cut(piece.text, piece.marks, 0, position)
    second = marked.cut(piece.text, piece.marks, position, len(piece.text))
    if not first[0] or not second[0]:
        raise Impossible("There are no words on one side of that place.")
    pieces[at : at + 1] = [
        _with_text(edited, piece, *first),
        _with_text(edited, _below(piece), *second),
    ]
    return rebuild(edited, pieces)


def join(edited: Edited, anchor: str) -> Edited:
    """Put a paragraph and the one that follows together; the number of the second goes."""
    pieces = flatten(edited)
    at = _at(pieces, anchor)
    if at + 1 == len(pieces) or pieces[at + 1].annex != pieces[at].annex:
        raise Impossible("No paragraph follows this one.")
    first, second = pieces[at : at + 2]
    gap = " " if first.text and second.text else ""
    offset = len(first.text) + len(gap)
    marks = (*first.marks, *(NoteMark(m.mark, m.position + offset) for m in second.marks))
    pieces[at : at + 2] = [_with_text(edited, first, first.text + gap + second.text, marks)]
    return rebuild(edited, pieces, merged={second.anchor: first.anchor})


def change_kind(edited: Edited, anchor: str, kind: str, number: str = "") -> Edited:
    """Make a paragraph one of another kind, under the number that it is to have."""
    pieces = flatten(edited)
    at = _at(pieces, anchor)
    wanted, piece = _kind(kind), pieces[at]
    depth = max(piece.depth, 1) if wanted is ParagraphKind.SUBPARAGRAPH else 0
    if wanted is ParagraphKind.SUBPARAGRAPH and not _may_stand_below(pieces, at):
        raise Impossible("A subparagraph needs a paragraph above it.")
    if piece.annex and wanted is ParagraphKind.OPERATIVE:
        wanted = ParagraphKind.ANNEX
    kept = piece.rule if wanted == piece.kind else ""
    changed = replace(piece, kind=wanted, depth=depth, number=_number(number), rule=kept)
    pieces[at] = _with_text(edited, changed, piece.text, piece.marks)
    return rebuild(edited, pieces)


def indent(edited: Edited, anchor: str, by: int) -> Edited:
    """Move a subparagraph, and what stands below it, one level in (1) or out (-1)."""
    pieces = flatten(edited)
    at = _at(pieces, anchor)
    depth = pieces[at].depth
    if by not in (1, -1) or depth + by < 1:
        raise Impossible("It stands at that end already; change its kind instead.")
    end = at + 1
    while end < len(pieces) and pieces[end].depth > depth and pieces[end].annex == pieces[at].annex:
        end += 1
    pieces[at:end] = [replace(piece, depth=piece.depth + by) for piece in pieces[at:end]]
    return rebuild(edited, pieces)


def renumber(edited: Edited, anchor: str) -> Edited:
    """Count the operative paragraphs, or the points of one list, from this one on."""
    pieces = flatten(edited)
    at = _at(pieces, anchor)
    first = pieces[at]
    label = label_of(f"{first.number}. " if first.number.isdigit() else f"{first.number} ")
    is_point = first.depth > 0
    if not is_point and first.kind not in (ParagraphKind.OPERATIVE, ParagraphKind.ANNEX):
        raise Impossible("The United Nations numbers no such paragraphs.")
    value = int(label.key) if label and label.kind is LabelKind.NUMBER and not is_point else 1
    for place, piece in enumerate(pieces[at:], at):
        if piece.annex != first.annex or piece.depth < first.depth:
            break
        if piece.depth == first.depth and piece.kind == first.kind:
            number = f"({letters(value)})" if is_point else str(value)
            pieces[place] = replace(piece, number=number, rule="point" if is_point else "number")
            value += 1
    return rebuild(edited, pieces)


def take_out(edited: Edited, anchor: str) -> Edited:
    """Take a paragraph out of the text; it stays among what was left out."""
    pieces = flatten(edited)
    piece = pieces.pop(_at(pieces, anchor))
    document = edited.document
    number = f"{piece.number} " if piece.number else ""
    text = number + marked.written(piece.text, piece.marks)
    left_out = replace(document, dropped=(*document.dropped, Dropped(text, BY_EDITOR)))
    return rebuild(replace(edited, document=left_out), pieces)


def put_back(edited: Edited, place: int, after: str = "") -> Edited:
    """Make a paragraph of what was left out, below the one named, or at the beginning."""
    dropped = list(edited.document.dropped)
    if not 0 <= place < len(dropped):
        raise Impossible("That is in the text already.")
    text, marks = marked.read(dropped.pop(place).text)
    pieces = flatten(edited)
    at = _at(pieces, after) + 1 if after else 0
    like = pieces[at - 1] if at else Piece(0, 0, ParagraphKind.PREAMBULAR, "", "")
    if like.kind is ParagraphKind.HEADING:
        like = replace(like, kind=ParagraphKind.PREAMBULAR)
    pieces.insert(at, _with_text(edited, _below(like), text, marks))
    document = replace(edited.document, dropped=tuple(dropped))
    return rebuild(replace(edited, document=document), pieces)


def make_note(edited: Edited, anchor: str, mark: str) -> Edited:
    """Make a footnote of a paragraph."""
    pieces = flatten(edited)
    piece = pieces.pop(_at(pieces, anchor))
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
    note = ParsedNote(mark, text, _citations(edited, text))
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
            old, mark=mark, text=text, citations=_kept(edited, old.text, old.citations, text)
        )
    else:
        del notes[place]
        dropped = (*document.dropped, Dropped(f"{old.mark} {old.text}", BY_EDITOR))
        document = replace(document, dropped=dropped)
    return replace(edited, document=replace(document, notes=tuple(notes)))


def take_mark(edited: Edited, anchor: str, position: int, mark: str) -> Edited:
    """Read the figure that stands in a text at a place for the mark of a footnote."""
    pieces = flatten(edited)
    at = _at(pieces, anchor)
    piece, end = pieces[at], position + len(mark)
    if not mark or piece.text[position:end] != mark:
        raise Impossible("The figure does not stand there any more.")
    shifted = (
        NoteMark(m.mark, m.position if m.position <= position else max(m.position - len(mark), 0))
        for m in piece.marks
    )
    marks = tuple(sorted((*shifted, NoteMark(mark, position)), key=lambda m: m.position))
    pieces[at] = _with_text(edited, piece, piece.text[:position] + piece.text[end:], marks)
    return rebuild(edited, pieces, anchors=False)


def remove_mark(edited: Edited, mark: str) -> Edited:
    """Take every mark of a footnote out of the paragraphs."""
    pieces = [
        replace(piece, marks=tuple(m for m in piece.marks if m.mark != mark))
        for piece in flatten(edited)
    ]
    return rebuild(edited, pieces, anchors=False)


def replace_words(edited: Edited, old: str, new: str) -> Edited:
    """Put other words for words, wherever they stand in the paragraphs."""
    if not old:
        raise Impossible("Say which words to replace.")
    pieces = flatten(edited)
    for at, piece in enumerate(pieces):
        if old in piece.text:
            typed = marked.written(piece.text, piece.marks).replace(old, new)
            pieces[at] = _with_text(edited, piece, *marked.read(typed))
    return rebuild(edited, pieces, anchors=False)


def cut_words(edited: Edited, anchor: str, start: int, words: str) -> Edited:
    """Take words out of a paragraph where they stand."""
    pieces = flatten(edited)
    at = _at(pieces, anchor)
    piece, end = pieces[at], start + len(words)
    if not words or piece.text[start:end] != words:
        raise Impossible("Those words do not stand there any more.")
    before = marked.cut(piece.text, piece.marks, 0, start)
    after = marked.cut(piece.text, piece.marks, end, len(piece.text))
    closed = bool(re.match(r"[,;.:)]", after[0]))
    gap = "" if closed or not before[0] or not after[0] else " "
    typed = marked.written(*before) + gap + marked.written(*after)
    pieces[at] = _with_text(edited, piece, *marked.read(typed))
    return rebuild(edited, pieces, anchors=False)


def cite(edited: Edited, anchor: str, words: str, symbol: str) -> Edited:
    """Say which document words of a paragraph name; without a symbol, that they name none."""
    pieces = flatten(edited)
    at = _at(pieces, anchor)
    piece, words = pieces[at], words.strip()
    start = piece.text.find(words) if words else -1
    if start < 0:
        raise Impossible("Those words do not stand in the paragraph.")
    end = start + len(words)
    others = [c for c in piece.citations if c.end <= start or c.start >= end]
    if symbol.strip():
        canonical = symbols.canonical(symbol)
        if canonical is None:
            raise Impossible("Enter the symbol as printed, for example A/C.1/77/L.23.")
        others.append(CitationSpan(start, end, canonical))
    citations = tuple(sorted(others, key=lambda c: c.start))
    pieces[at] = replace(piece, citations=citations)
    return rebuild(edited, pieces, anchors=False)


def set_facts(edited: Edited, facts: Mapping[str, Any]) -> Edited:
    """Supply fields of the head; a field that is supplied as before stays as it is."""
    return replace(edited, facts={**edited.facts, **facts})


def set_sponsors(edited: Edited, lines: Sequence[str]) -> Edited:
    """Set the sponsors, a line each; who is meant is looked up by name."""
    held = {sponsor.printed: sponsor for sponsor in edited.document.masthead.sponsors}
    names = dict.fromkeys(name for line in lines if (name := " ".join(line.split())))
    sponsors = tuple(held.get(name) or _sponsor(name) for name in names)
    return _with_sponsors(edited, sponsors)


def name_sponsor(edited: Edited, printed: str, slug: str) -> Edited:
    """Say which actor goes by a printed name."""
    if slug not in states.by_slug():
        raise Impossible("The archive knows no such actor.")
    return _with_sponsors(
        edited,
        tuple(
            replace(sponsor, slug=slug) if sponsor.printed == printed else sponsor
            for sponsor in edited.document.masthead.sponsors
        ),
    )


def settle(edited: Edited, doubt: ParseWarning) -> Edited:
    """Note that somebody has looked at a doubt and found the text right."""
    held = {key_of(each) for each in edited.settled}
    return edited if key_of(doubt) in held else replace(edited, settled=(*edited.settled, doubt))


def _sponsor(name: str) -> ParsedSponsor:
    mention = states.mention(name)
    return ParsedSponsor(name, mention.actor.slug if mention.actor else "", mention.on_behalf_of)


def _with_sponsors(edited: Edited, sponsors: tuple[ParsedSponsor, ...]) -> Edited:
    document = edited.document
    head = replace(document.masthead, sponsors=sponsors)
    return replace(edited, document=replace(document, masthead=head))


def _at(pieces: Sequence[Piece], anchor: str) -> int:
    for place, piece in enumerate(pieces):
        if piece.anchor == anchor:
            return place
    raise Impossible("That paragraph is not in the text any more.")


def _kind(kind: str) -> ParagraphKind:
    try:
        return ParagraphKind(kind)
    except ValueError:
        raise Impossible("There is no such kind of paragraph.") from None


def _number(number: str) -> str:
    number = " ".join(number.split()).removesuffix(".")
    if len(number) > 20:
        raise Impossible("A number has at most 20 characters.")
    return number


def _mark(mark: str) -> str:
    mark = mark.strip()
    if not re.fullmatch(r"[^\[\]\s]{1,10}", mark):
        raise Impossible("The mark of a footnote is a figure or a sign, such as 3 or *.")
    return mark


def _may_stand_below(pieces: Sequence[Piece], at: int) -> bool:
    above = pieces[at - 1] if at else None
    return bool(
        above and above.annex == pieces[at].annex and above.kind is not ParagraphKind.HEADING
    )


def _below(piece: Piece) -> Piece:
    """A new paragraph like another, which follows it."""
    return replace(piece, number="", marks=(), citations=(), opening="", rule="", anchor="")


def _with_text(edited: Edited, piece: Piece, text: str, marks: tuple[NoteMark, ...]) -> Piece:
    opening = ""
    if piece.kind in OPENED:
        kept = piece.opening and text.startswith(piece.opening)
        opening = piece.opening if kept else openings.of(Line.of(text))
    return replace(
        piece,
        text=text,
        marks=marks,
        opening=opening,
        citations=_kept(edited, piece.text, piece.citations, text),
    )


def _citations(edited: Edited, text: str) -> tuple[CitationSpan, ...]:
    title = edited.facts.get("title") or edited.document.masthead.title or ""
    spans = [*find_citations(text), *find_named_references(text, about=title)]
    return tuple(sorted(spans, key=lambda span: span.start))


def _kept(
    edited: Edited, before: str, held: Sequence[CitationSpan], text: str
) -> tuple[CitationSpan, ...]:
    """What a text cites now; what an editor said of words that still stand there goes on."""
    if before == text:
        return tuple(held)
    found = {(before[c.start : c.end], c.symbol) for c in _citations(edited, before)}
    kept = {(before[c.start : c.end], c.symbol): c for c in held}
    denied = found - kept.keys()
    spans = [c for c in _citations(edited, text) if (text[c.start : c.end], c.symbol) not in denied]
    for (words, symbol), span in kept.items():
        start = text.find(words)
        if (words, symbol) in found or start < 0:
            continue
        end = start + len(words)
        spans = [c for c in spans if c.end <= start or c.start >= end]
        spans.append(replace(span, start=start, end=end))
    return tuple(sorted(spans, key=lambda span: span.start))


OPERATIONS: dict[str, Callable[..., Edited]] = {
    "edit": edit,
    "split": split,
    "join": join,
    "kind": change_kind,
    "indent": indent,
    "renumber": renumber,
    "take-out": take_out,
    "put-back": put_back,
    "make-note": make_note,
    "add-note": add_note,
    "edit-note": edit_note,
    "take-mark": take_mark,
    "remove-mark": remove_mark,
    "replace-words": replace_words,
    "cut-words": cut_words,
    "cite": cite,
    "sponsors": set_sponsors,
    "name-sponsor": name_sponsor,
}
