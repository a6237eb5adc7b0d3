"""What stages hand on: boxes, characters, lines of print, and the pages they stand on."""

from dataclasses import dataclass, field
from typing import NamedTuple

from resolutions.ingest.document import Place, Run, Spot, Style


class Box(NamedTuple):
    """A rectangle; `y` grows upwards in PDF's own coordinates, downwards in a `Sheet`'s."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(slots=True)
class Word:
    """
    Characters in one type without white between them: a word or a part of one.

    Places are in points from the upper left corner, as the text is read: on a
    page that is printed sideways, `left` and `right` still lie along the lines.
    `opens` and `closes` tell that the file has a space before or after it; where
    they do not, the distance to the next word decides.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    style: Style = Style.PLAIN
    opens: bool = True
    closes: bool = True


@dataclass(slots=True)
class Piece:
    """
    A line of print or, where several stand side by side, one of them.

    `y` is its baseline. `place`, `note` and `cell` are those of `Line`; `spot` is where it
    stands on the page as that is shown.
    """

    runs: list[Run]
    left: float
    right: float
    y: float
    size: float
    place: Place = Place.BODY
    note: str = ""
    cell: tuple[int, int, int] | None = None
    spot: Spot | None = None

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def is_bold(self) -> bool:
        return all(Style.BOLD in run.style for run in self.runs)


@dataclass(slots=True)
class Sheet:
    """
    The lines of a page that run one way, in reading order, and its ruled lines.

    A page that is printed in two directions makes two sheets of one number; `quarter` is
    the direction, in quarter turns against the clock.
    """

    number: int
    width: float
    height: float
    pieces: list[Piece]
    rules: list[Box] = field(default_factory=list)
    quarter: int = 0
