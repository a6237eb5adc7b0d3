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
from resolutions.editing.footnotes import (
    BY_EDITOR,
    add_note,
    edit_note,
    make_note,
    remove_mark,
    take_mark,
)
from resolutions.editing.outline import Piece, flatten, letters, rebuild
from resolutions.editing.revisions import CHANGES
from resolutions.editing.value import Edited, Impossible, key_of
from resolutions.editing.wording import following, place_of, with_text
from resolutions.ingest.document import (
    CitationSpan,
    Dropped,
    NoteMark,
    ParsedSponsor,
    ParseWarning,
)
from resolutions.ingest.labels import LabelKind, label_of
from resolutions.vocabulary import ParagraphKind

RELATIONS = ("revises", "became")
LONGEST_FORMULA = 120
BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


def edit(edited: Edited, anchor: str, text: str) -> Edited:
    """
    Give a paragraph the text that was typed, with its footnote marks in it.

    A blank line begins a new paragraph. An empty text takes the paragraph out.
    """
    pieces = flatten(edited)
    at = place_of(pieces, anchor)
    typed = [part for part in BLANK_LINE.split(text.replace("\r\n", "\n")) if part.strip()]
    if not typed:
        return take_out(edited, anchor)
    spaced = typed if "\n" in pieces[at].text else [" ".join(part.split()) for part in typed]
    new = [
        with_text(edited, piece, *marked.read(part.strip()))
        for piece, part in zip(
            [pieces[at], *[following(pieces[at])] * (len(spaced) - 1)], spaced, strict=True
        )
    ]
    pieces[at : at + 1] = new
    return rebuild(edited, pieces, anchors=len(new) > 1)


def split(edited: Edited, anchor: str, position: int) -> Edited:
    """Part a paragraph before `position` in its text."""
    pieces = flatten(edited)
    at = place_of(pieces, anchor)
    piece = pieces[at]
    first = marked.cut(piece.text, piece.marks, 0, position)
    second = marked.cut(piece.text, piece.marks, position, len(piece.text))
    if not first[0] or not second[0]:
        raise Impossible("There are no words on one side of that place.")
    pieces[at : at + 1] = [
        with_text(edited, piece, *first),
        with_text(edited, following(piece), *second),
    ]
    return rebuild(edited, pieces)


def join(edited: Edited, anchor: str) -> Edited:
    """Put a paragraph and the one that follows together; the number of the second goes."""
    pieces = flatten(edited)
    at = place_of(pieces, anchor)
    if at + 1 == len(pieces) or pieces[at + 1].annex != pieces[at].annex:
        raise Impossible("No paragraph follows this one.")
    first, second = pieces[at : at + 2]
    gap = " " if first.text and second.text else ""
    offset = len(first.text) + len(gap)
    marks = (*first.marks, *(NoteMark(m.mark, m.position + offset) for m in second.marks))
    pieces[at : at + 2] = [with_text(edited, first, first.text + gap + second.text, marks)]
    return rebuild(edited, pieces, merged={second.anchor: first.anchor})


def change_kind(edited: Edited, anchor: str, kind: str, number: str = "") -> Edited:
    """Make a paragraph one of another kind, under the number that it is to have."""
    pieces = flatten(edited)
    at = place_of(pieces, anchor)
    wanted, piece = _kind(kind), pieces[at]
    depth = max(piece.depth, 1) if wanted is ParagraphKind.SUBPARAGRAPH else 0
    if wanted is ParagraphKind.SUBPARAGRAPH and not _may_stand_below(pieces, at):
        raise Impossible("A subparagraph needs a paragraph above it.")
    if piece.annex and wanted is ParagraphKind.OPERATIVE:
        wanted = ParagraphKind.ANNEX
    kept = piece.rule if wanted == piece.kind else ""
    changed = replace(piece, kind=wanted, depth=depth, number=_number(number), rule=kept)
    pieces[at] = with_text(edited, changed, piece.text, piece.marks)
    return rebuild(edited, pieces)


def indent(edited: Edited, anchor: str, by: int) -> Edited:
    """Move a subparagraph, and what stands below it, one level in (1) or out (-1)."""
    pieces = flatten(edited)
    at = place_of(pieces, anchor)
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
    at = place_of(pieces, anchor)
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
    piece = pieces.pop(place_of(pieces, anchor))
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
    at = place_of(pieces, after) + 1 if after else 0
    like = pieces[at - 1] if at else Piece(0, 0, ParagraphKind.PREAMBULAR, "", "")
    if like.kind is ParagraphKind.HEADING:
        like = replace(like, kind=ParagraphKind.PREAMBULAR)
    pieces.insert(at, with_text(edited, following(like), text, marks))
    document = replace(edited.document, dropped=tuple(dropped))
    return rebuild(replace(edited, document=document), pieces)


def take_formula(edited: Edited, anchor: str) -> Edited:
    """Read a paragraph as the enacting formula; one that was there before is left out."""
    pieces = flatten(edited)
    piece, document = pieces.pop(place_of(pieces, anchor)), edited.document
    if len(piece.text) > LONGEST_FORMULA:
        raise Impossible("An enacting formula is a few words, such as “The General Assembly,”.")
    gone = (Dropped(document.formula, BY_EDITOR),) if document.formula else ()
    document = replace(document, formula=piece.text, dropped=(*document.dropped, *gone))
    return rebuild(replace(edited, document=document), pieces)


def replace_words(edited: Edited, old: str, new: str) -> Edited:
    """Put other words for words, wherever they stand in the paragraphs."""
    if not old:
        raise Impossible("Say which words to replace.")
    pieces = flatten(edited)
    for at, piece in enumerate(pieces):
        if old in piece.text:
            typed = marked.written(piece.text, piece.marks).replace(old, new)
            pieces[at] = with_text(edited, piece, *marked.read(typed))
    return rebuild(edited, pieces, anchors=False)


def cite(edited: Edited, anchor: str, words: str, symbol: str) -> Edited:
    """Say which document words of a paragraph name; without a symbol, that they name none."""
    pieces = flatten(edited)
    at = place_of(pieces, anchor)
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
    """Say which actor goes by a printed name, by slug or by a name of the actor's own."""
    if slug not in states.by_slug():
        actor = states.mention(slug).actor
        if actor is None:
            raise Impossible("The archive knows no such actor.")
        slug = actor.slug
    return _with_sponsors(
        edited,
        tuple(
            replace(sponsor, slug=slug) if sponsor.printed == printed else sponsor
            for sponsor in edited.document.masthead.sponsors
        ),
    )


def relate(edited: Edited, relation: str, text: str) -> Edited:
    """Say by symbol or slug which text this one revises or became; "" for none."""
    if relation not in RELATIONS:
        raise Impossible("There is no such relation between texts.")
    named = symbols.canonical(text) or text.strip()[:80]
    return replace(edited, relations={**edited.relations, relation: named})


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


def _may_stand_below(pieces: Sequence[Piece], at: int) -> bool:
    above = pieces[at - 1] if at else None
    return bool(
        above and above.annex == pieces[at].annex and above.kind is not ParagraphKind.HEADING
    )


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
    "formula": take_formula,
    "replace-words": replace_words,
    "cite": cite,
    "sponsors": set_sponsors,
    "name-sponsor": name_sponsor,
    "relate": relate,
    **CHANGES,
}
