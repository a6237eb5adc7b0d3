"""A document's paragraphs as a plain list with depths, and the document again from it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from resolutions.editing.value import Edited
from resolutions.ingest.document import (
    CitationSpan,
    NoteMark,
    ParsedParagraph,
    ParseWarning,
    TrackedChange,
)
from resolutions.ingest.labels import label_of
from resolutions.ingest.lists import slug
from resolutions.vocabulary import ParagraphKind


@dataclass(frozen=True, slots=True)
class Piece:
    """
    A paragraph with its depth instead of its children.

    `annex` is 0 for the text itself, else the number of the annex. `anchor` is the one
    that it had, "" for a new piece.
    """

    annex: int
    depth: int
    kind: ParagraphKind
    number: str
    text: str
    opening: str = ""
    marks: tuple[NoteMark, ...] = ()
    citations: tuple[CitationSpan, ...] = ()
    rule: str = ""
    anchor: str = ""


def flatten(edited: Edited) -> list[Piece]:
    """The paragraphs of a document in reading order, those of the annexes last."""
    document = edited.document
    parts = [document.paragraphs, *(annex.paragraphs for annex in document.annexes)]
    return [
        piece
        for number, paragraphs in enumerate(parts)
        for piece in _descend(paragraphs, number, 0)
    ]


def _descend(paragraphs: Iterable[ParsedParagraph], annex: int, depth: int) -> Iterator[Piece]:
    for each in paragraphs:
        yield Piece(
            annex,
            depth,
            each.kind,
            each.number,
            each.text,
            each.opening,
            each.marks,
            each.citations,
            each.rule,
            each.anchor,
        )
        yield from _descend(each.children, annex, depth + 1)


def rebuild(
    edited: Edited,
    pieces: Sequence[Piece],
    *,
    anchors: bool = True,
    merged: Mapping[str, str] | None = None,
) -> Edited:
    """
    The document with these paragraphs, and whatever refers to them.

    With `anchors` they are named anew by kind, number and place, as a reader names them;
    without, each keeps its own. No piece stands deeper than one below the piece above it.
    `merged` leads from paragraphs that are gone to those that they went into.
    """
    pieces = _clamped(pieces)
    if anchors:
        named = [replace(p, anchor=name) for p, name in zip(pieces, _names(pieces), strict=True)]
    else:
        named = pieces
    moved = {old.anchor: new.anchor for old, new in zip(pieces, named, strict=True) if old.anchor}
    for gone, into in (merged or {}).items():
        moved[gone] = moved[into]
    document = edited.document
    annexes = tuple(
        replace(annex, paragraphs=_tree([p for p in named if p.annex == number]))
        for number, annex in enumerate(document.annexes, 1)
    )
    return replace(
        edited,
        document=replace(
            document,
            paragraphs=_tree([p for p in named if not p.annex]),
            annexes=annexes,
            warnings=_follow(document.warnings, moved),
            changes=_followed(edited, named, moved) if document.changes else (),
        ),
        settled=_follow(edited.settled, moved),
        moved={old: _anchor(now, moved) for old, now in edited.moved.items()},
    )


def _followed(
    edited: Edited, named: Sequence[Piece], moved: Mapping[str, str]
) -> tuple[TrackedChange, ...]:
    """Tracked changes with the anchors that their paragraphs have now, and their places in them."""
    before = {piece.anchor: piece for piece in flatten(edited)}
    after = {piece.anchor: piece.text for piece in named}
    return tuple(
        replace(
            change,
            anchor=(anchor := _anchor(change.anchor, moved)),
            start=_start(change, before.get(change.anchor), after.get(anchor)),
        )
        for change in edited.document.changes
    )


def _start(change: TrackedChange, before: Piece | None, after: str | None) -> int:
    """Where a change stands in a text that was edited elsewhere; -1 if it may have been there."""
    if before is None or after is None or before.text == after:
        return change.start
    most = change.start - change.typed
    least = most - sum(len(mark.mark) for mark in before.marks)
    same = _alike(before.text, after)
    alike = _alike(before.text[same:][::-1], after[same:][::-1])
    if most <= same:
        return change.start
    return change.start + len(after) - len(before.text) if least >= len(before.text) - alike else -1


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with both."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _anchor(anchor: str, moved: Mapping[str, str]) -> str:
    """Where a paragraph stands now; "" for one that is gone."""
    return moved.get(anchor, "")


def _follow(doubts, moved) -> tuple[ParseWarning, ...]:
    return tuple(replace(doubt, anchor=_anchor(doubt.anchor, moved)) for doubt in doubts)


def _clamped(pieces: Sequence[Piece]) -> list[Piece]:
    """Lift what stands too deep; nothing stands below a heading or in another part."""
    clamped: list[Piece] = []
    for piece in pieces:
        above = clamped[-1] if clamped and clamped[-1].annex == piece.annex else None
        deepest = above.depth + 1 if above and above.kind is not ParagraphKind.HEADING else 0
        clamped.append(replace(piece, depth=min(piece.depth, deepest)))
    return clamped


def _tree(pieces: Sequence[Piece], depth: int = 0) -> tuple[ParsedParagraph, ...]:
    built, at = [], 0
    while at < len(pieces):
        end = at + 1
        while end < len(pieces) and pieces[end].depth > depth:
            end += 1
        built.append(_paragraph(pieces[at], _tree(pieces[at + 1 : end], depth + 1)))
        at = end
    return tuple(built)


def _paragraph(piece: Piece, children: tuple[ParsedParagraph, ...]) -> ParsedParagraph:
    return ParsedParagraph(
        piece.anchor,
        piece.kind,
        piece.number,
        piece.opening,
        piece.text,
        tuple(dict.fromkeys(piece.marks)),  # a mark stands at a place once
        piece.citations,
        children,
        piece.rule,
    )


def _names(pieces: Sequence[Piece]) -> list[str]:
    """The anchors of pieces, by the rules of `ingest.structure`."""
    names: list[str] = []
    naming = None
    for piece in pieces:
        if naming is None or naming.annex != piece.annex:
            naming = _Naming(piece.annex)
        names.append(naming.name(piece))
    return names


class _Naming:
    """Names the paragraphs of one part, in order."""

    def __init__(self, annex: int):
        self.annex = annex
        self.prefix = f"annex{annex}-" if annex else ""
        self.counts: Counter[str] = Counter()
        self.used: set[str] = set()
        self.section, self.last = 1, 0
        self.path: list[str] = []

    def name(self, piece: Piece) -> str:
        base = self.top(piece) if piece.depth == 0 else self.below(piece)
        name, again = base, 1
        while name in self.used:
            again += 1
            name = f"{base}-{again}"
        self.used.add(name)
        self.path = [*self.path[: piece.depth], name]
        return name

    def top(self, piece: Piece) -> str:
        kind, number = piece.kind, key_of(piece.number)
        if kind is ParagraphKind.HEADING:
            return f"{self.prefix}h{self.count('heading')}"
        if kind is ParagraphKind.PREAMBULAR:
            return f"{self.prefix}pp{self.counted('preambular', number)}"
        unnumbered = not number and kind is not ParagraphKind.OPERATIVE
        if unnumbered or (piece.rule == "table" and not number):
            return f"{self.prefix}p{self.count('text')}"
        if kind is ParagraphKind.SUBPARAGRAPH:
            return f"{self.prefix}{number}"
        short = "op-" if piece.rule == "lone-point" else "op"
        self.begin_section(piece)
        section = f"s{self.section}-" if self.section > 1 else ""
        lone = piece.rule == "lone-operative" and section
        return f"{self.prefix}{section}{short}{'1' if lone else self.counted('operative', number)}"

    def begin_section(self, piece: Piece) -> None:
        """A number that is not above the last one begins a section, as in `ingest.structure`."""
        if piece.rule == "lone-operative" and self.counts["operative"]:
            self.section += 1
        value = re.match(r"\d+", piece.number)
        if not value or not value[0].isascii():
            return
        if int(value[0]) <= self.last and " " not in piece.number:
            self.section += 1
        self.last = int(value[0])

    def below(self, piece: Piece) -> str:
        above = self.path[piece.depth - 1]
        if number := key_of(piece.number):
            return f"{above}-{number}"
        if piece.rule == "lost-label":
            return f"{above}-{letters(self.count(f'{above} letters'))}"
        return f"{above}-p{self.count(f'{above} flush') + 1}"

    def count(self, what: str) -> int:
        self.counts[what] += 1
        return self.counts[what]

    def counted(self, what: str, number: str) -> str:
        count = self.count(what)
        return number or str(count)


def key_of(number: str) -> str:
    """The part of an anchor that a number makes, the same in every language: "(أ)" is "a"."""
    label = label_of(f"{number} ") or label_of(f"{number}. ")
    return slug(label.key if label else number)


def letters(count: int) -> str:
    """1 is a, 26 is z, 27 is aa, as lists of the United Nations go on."""
    repeats, place = divmod(count - 1, 26)
    return chr(ord("a") + place) * (repeats + 1)
