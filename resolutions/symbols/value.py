"""What a symbol consists of, and the order that symbols stand in."""

import re
from dataclasses import dataclass
from enum import StrEnum

from resolutions.vocabulary import Committee


class SymbolKind(StrEnum):
    RESOLUTION = "resolution"
    DECISION = "decision"
    DRAFT = "draft"
    # A plainly numbered document: a report, or a letter, which the symbol cannot tell apart.
    REPORT = "report"
    MEETING_RECORD = "meeting-record"
    OTHER = "other"


MAIN_COMMITTEES = {
    "C.1": Committee.FIRST,
    "C.2": Committee.SECOND,
    "C.3": Committee.THIRD,
    "C.4": Committee.FOURTH,
    "C.5": Committee.FIFTH,
    "C.6": Committee.SIXTH,
}
SESSION_KINDS = ("", "S", "ES")
KINDS = tuple(SymbolKind)
# Below the Assembly, these count by its sessions; A/HRC/50/1 and A/AC.292/2022/INF/4 do not.
OF_THE_ASSEMBLY = frozenset({"", "BUR", "INF", *MAIN_COMMITTEES})


@dataclass(frozen=True, slots=True)
class Symbol:
    """
    A document symbol and its parts; `parse` makes one.

    `session` is the session of the body, or the year where the body counts by
    year (`E/RES/2017/18`, `S/RES/1373 (2001)`); None where the symbol has
    neither. `session_kind` is "" (regular), "S" (special) or "ES" (emergency
    special). `subsidiary` is the component below the body: "C.1", "AC.292", "HRC".
    """

    text: str
    body: str
    kind: SymbolKind
    subsidiary: str = ""
    session: int | None = None
    session_kind: str = ""
    number: int | None = None
    letter: str = ""
    revision: int | None = None
    addendum: int | None = None
    corrigendum: int | None = None

    def __str__(self) -> str:
        return self.text

    @property
    def committee(self) -> Committee | None:
        """The Main Committee whose paper this is; the plenary for its own drafts and records."""
        if self.body != "A":
            return None
        if self.subsidiary:
            return MAIN_COMMITTEES.get(self.subsidiary)
        plenary = self.kind in (SymbolKind.DRAFT, SymbolKind.MEETING_RECORD)
        return Committee.PLENARY if plenary else None

    @property
    def assembly_session(self) -> int | None:
        """The session of the General Assembly that the document belongs to, if it says so."""
        own = self.body == "A" and self.subsidiary in OF_THE_ASSEMBLY
        return self.session if own else None

    @property
    def sort_key(self) -> tuple:
        """
        The reader's order, comparable across all symbols: numbers count as numbers.

        A/RES/217 A (III), A/RES/73/9, A/RES/73/27, and special sessions after all regular ones.
        """
        return (
            self.body,
            natural(self.subsidiary),
            SESSION_KINDS.index(self.session_kind),
            self.session or 0,
            KINDS.index(self.kind),
            self.number or 0,
            self.letter,
            natural(self.text),
        )


def natural(text: str) -> tuple[str | int, ...]:
    """Split at numbers, so that texts compare as a reader counts: L.9 before L.10."""
    return tuple(int(part) if i % 2 else part for i, part in enumerate(re.split(r"(\d+)", text)))
