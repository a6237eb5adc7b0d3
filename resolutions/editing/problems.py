"""What an editor should look at, the most doubtful first, each with its repairs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from resolutions import states
from resolutions.editing.outline import Piece, flatten
from resolutions.editing.revisions import change_key
from resolutions.editing.tracked import COMMENT
from resolutions.editing.value import Edited, key_of
from resolutions.ingest.document import ParseWarning, TrackedChange
from resolutions.vocabulary import ParagraphKind

# The reader's warnings of what is looked for here anew, since editing may have mended it.
LOOKED_FOR = {
    *("no-symbol", "no-title", "no-formula", "no-operative-paragraph"),
    *("note-not-cited", "note-missing", "unknown-sponsor", "tracked-changes"),
}
# How much each casts doubt on the text, the most first; what is not named stands between.
RANKS = {
    "no-operative-paragraph": 0,
    "unreadable-characters": 1,
    "pages-lost": 1,
    "formula-again": 1,
    "tracked-change": 2,
    "comment": 2,
    "number-gap": 3,
    "no-number": 3,
    "note-missing": 4,
    "note-not-cited": 4,
    "lost-labels": 5,
    "unnumbered-text": 5,
    "no-title": 7,
    "no-symbol": 7,
    "no-date": 7,
    "unknown-sponsor": 8,
    "hyphen-restored": 9,
    "symbol-normalised": 9,
    "no-formula": 9,
}
USUAL_RANK = 6
# The field on the page where what is missing is entered.
FIELDS = {
    "no-symbol": "id_symbol",
    "symbol-normalised": "id_symbol",
    "no-title": "id_title",
    "no-date": "id_issued_on",
    "unknown-sponsor": "sponsors",
}
HYPHEN = re.compile(r"“(?P<solid>[^”]+)” was read as “(?P<word>[^”]+)”")
# What stands in a text before the mark of a footnote that has lost its raising.
BEFORE_MARK = re.compile(r"[\w,;.:)”\"’]$")
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Repair:
    """An operation in one click: its name, its values, and what the button says."""

    words: str
    operation: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """A doubt with its repairs; `settled` when somebody has found the text right."""

    doubt: ParseWarning
    repairs: tuple[Repair, ...] = ()
    settled: bool = False

    @property
    def key(self) -> str:
        return key_of(self.doubt)

    @property
    def rank(self) -> int:
        return RANKS.get(self.doubt.code, USUAL_RANK)

    @property
    def part(self) -> str:
        """The part of the text that it is of, where that is no paragraph."""
        return "sponsors" if self.doubt.code == "unknown-sponsor" else "head"

    @property
    def place(self) -> str:
        """The field of a form that mends it, "" if none does."""
        return FIELDS.get(self.doubt.code, "")


def problems(edited: Edited) -> list[Problem]:
    """Every doubt about a text: those that nobody has settled first, by weight, then by place."""
    settled = {key_of(doubt) for doubt in edited.settled}
    places = {piece.anchor: place for place, piece in enumerate(flatten(edited))}
    found = {
        key_of(doubt): Problem(doubt, tuple(repairs), key_of(doubt) in settled)
        for doubt, repairs in _found(edited)
    }
    return sorted(found.values(), key=lambda p: (p.settled, p.rank, places.get(p.doubt.anchor, -1)))


def unsure(found: Iterable[Problem]) -> set[str]:
    """The anchors of paragraphs that nobody has looked at since they were doubted."""
    return {problem.doubt.anchor for problem in found if not problem.settled}


def _found(edited: Edited) -> Iterator[tuple[ParseWarning, list[Repair]]]:
    pieces = flatten(edited)
    yield from _of_head(edited, pieces)
    yield from _of_sponsors(edited)
    yield from _of_numbers(edited, pieces)
    yield from _of_notes(edited, pieces)
    for change in edited.document.changes:
        yield _tracked(change)
    said = {"comments"} if any(c.kind == COMMENT for c in edited.document.changes) else set()
    for warning in edited.document.warnings:
        if warning.code not in LOOKED_FOR | said:
            yield warning, _repairs(warning, pieces)


def _of_head(edited: Edited, pieces: list[Piece]) -> Iterator[tuple[ParseWarning, list[Repair]]]:
    head, facts = edited.document.masthead, edited.facts

    def known(name: str) -> Any:
        return facts[name] if name in facts else getattr(head, name)

    if not known("symbol"):
        yield ParseWarning("no-symbol", "No symbol is printed or supplied."), []
    if not known("title") and not known("agenda_title"):
        yield ParseWarning("no-title", "No title is printed or supplied."), []
    if not known("issued_on") and not known("adopted_on"):
        yield ParseWarning("no-date", "No date is printed or supplied."), []
    if not edited.document.formula:
        said = "No enacting formula was found, such as “The General Assembly,”."
        first = [p for p in pieces if p.kind is ParagraphKind.PREAMBULAR][:1]
        yield (
            ParseWarning("no-formula", said),
            [
                Repair(f"It is “{each.text}”", "formula", {"anchor": each.anchor})
                for each in first
                if len(each.text) <= SHOWN
            ],
        )


def _of_sponsors(edited: Edited) -> Iterator[tuple[ParseWarning, list[Repair]]]:
    for sponsor in edited.document.masthead.sponsors:
        if sponsor.slug:
            continue
        said = f"The sponsor “{sponsor.printed[:80]}” is not a name that is known."
        yield (
            ParseWarning("unknown-sponsor", said),
            [
                Repair(
                    f"It is {actor.name}",
                    "name-sponsor",
                    {"printed": sponsor.printed, "slug": actor.slug},
                )
                for actor in likely_actors(sponsor.printed)
            ],
        )


def likely_actors(printed: str, most: int = 3) -> list[states.Actor]:
    """Actors whose names share the most letters, three by three, with a printed name."""
    wanted = _threes(printed)
    weighed = [
        (2 * len(wanted & threes) / (len(wanted) + len(threes)), actor.slug, actor)
        for actor in states.actors()
        for threes in (_threes(actor.name),)
        if wanted and threes
    ]
    best = sorted(weighed, reverse=True)[:most]
    return [actor for weight, _, actor in best if weight > 0.4]


def _threes(name: str) -> set[str]:
    folded = f" {states.fold(name)} "
    return {folded[at : at + 3] for at in range(len(folded) - 2)}


def _of_numbers(edited: Edited, pieces: list[Piece]) -> Iterator[tuple[ParseWarning, list[Repair]]]:
    operative = [p for p in pieces if p.kind is ParagraphKind.OPERATIVE and p.depth == 0]
    if not operative:
        said = "No operative paragraph was found; this may not be a resolution."
        last = [p for p in pieces if p.kind is ParagraphKind.PREAMBULAR][-1:]
        yield (
            ParseWarning("no-operative-paragraph", said),
            [
                Repair(
                    "The last paragraph is operative",
                    "kind",
                    {"anchor": p.anchor, "kind": ParagraphKind.OPERATIVE.value, "number": ""},
                )
                for p in last
            ],
        )
    numbered = any(p.number for p in operative)
    number_all = [
        Repair("Number all from the first", "renumber", {"anchor": each.anchor})
        for each in operative[:1]
    ]
    last = 0
    for piece in operative:
        if not piece.number:
            if numbered and piece.rule not in ("lone-operative", "chapeau", "table"):
                said = "An operative paragraph has no number, and others have."
                yield ParseWarning("no-number", said, piece.anchor), number_all
            continue
        if not (piece.number.isascii() and piece.number.isdigit()):
            continue
        value = int(piece.number)
        if value not in (1, last + 1):
            said = f"Operative paragraph {value} follows {last or 'none'}."
            yield ParseWarning("number-gap", said, piece.anchor), number_all
        last = value


def _of_notes(edited: Edited, pieces: list[Piece]) -> Iterator[tuple[ParseWarning, list[Repair]]]:
    marks = {mark.mark for piece in pieces for mark in piece.marks}
    held = [note.mark for note in edited.document.notes]
    for mark in dict.fromkeys(held):
        if mark not in marks:
            said = f"No place in the text refers to note {mark}."
            yield ParseWarning("note-not-cited", said), list(_places_for(mark, pieces))
    for piece in pieces:
        for mark in dict.fromkeys(m.mark for m in piece.marks):
            if mark not in held:
                said = f"The text refers to note {mark}, which is not there."
                repair = Repair("Take the mark out", "remove-mark", {"mark": mark})
                yield ParseWarning("note-missing", said, piece.anchor), [repair]


def _places_for(mark: str, pieces: list[Piece], most: int = 3) -> Iterator[Repair]:
    """Figures in the text that may be the mark of a note, not raised."""
    found = 0
    for piece in pieces:
        at = piece.text.find(mark)
        while at >= 0 and found < most:
            end = at + len(mark)
            glued = bool(BEFORE_MARK.search(piece.text[:at]))
            if glued and not piece.text[end : end + 1].isalnum():
                found += 1
                words = piece.text[max(0, at - 20) : end].strip()
                values = {"anchor": piece.anchor, "position": at, "mark": mark}
                yield Repair(f"It is the {mark} of “{words}”", "take-mark", values)
            at = piece.text.find(mark, end)


SAID_OF_CHANGE = {
    "insertion": "An insertion, “{text}”, was tracked{by}; it was read as accepted.",
    "deletion": "A deletion, “{text}”, was tracked{by}; it was read as accepted.",
    "moved-here": "Words moved here, “{text}”, were tracked{by}; they were read where they are.",
    "moved-away": "Words moved away, “{text}”, were tracked{by}; they were left out here.",
}
OF_PARAGRAPHS = {
    "insertion": "The end of a paragraph was inserted{by}; it was read as accepted.",
    "deletion": "The end of a paragraph was deleted{by}; the two were read as one.",
}


def _tracked(change: TrackedChange) -> tuple[ParseWarning, list[Repair]]:
    words = " ".join(change.text.split())
    shown = words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
    by = f" by {change.author}" if change.author else ""
    if change.kind == COMMENT:
        said = f"A comment{by}: “{words}”"
        return ParseWarning("comment", said, change.anchor), []
    sentences = SAID_OF_CHANGE if words else SAID_OF_CHANGE | OF_PARAGRAPHS
    said = sentences[change.kind].format(text=shown, by=by)
    key = {"key": change_key(change)}
    repairs = [Repair("Accept", "accept-change", key), Repair("Refuse", "refuse-change", key)]
    return ParseWarning("tracked-change", said, change.anchor), repairs


def _repairs(warning: ParseWarning, pieces: list[Piece]) -> list[Repair]:
    match = HYPHEN.search(warning.message) if warning.code == "hyphen-restored" else None
    if match and any(match["word"] in piece.text for piece in pieces):
        values = {"old": match["word"], "new": match["solid"]}
        return [Repair(f"It is “{match['solid']}”", "replace-words", values)]
    if warning.code in ("lost-labels", "unnumbered-text") and warning.anchor:
        return [Repair("Join with the next", "join", {"anchor": warning.anchor})]
    return []
