"""What a citation says of a text, gathered once for every style and file format."""

import re
from dataclasses import dataclass
from datetime import date

from resolutions import symbols
from resolutions.models import Resolution
from resolutions.references.pinpoints import Pinpoint
from resolutions.vocabulary import Committee, DocumentKind, Stage


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ that adopts resolutions, as the styles abbreviate it."""

    name: str
    oscola: str
    bluebook: str
    aglc: str


ASSEMBLY = Organ("General Assembly", "UNGA", "G.A.", "GA")
ORGANS = {
    "A": ASSEMBLY,
    "S": Organ("Security Council", "UNSC", "S.C.", "SC"),
    "E": Organ("Economic and Social Council", "ECOSOC", "E.S.C.", "ESC"),
    "A/HRC": Organ("Human Rights Council", "UNHRC", "H.R.C.", "HRC"),
}
NUMBER = re.compile(r"(?P<organ>A/HRC|A|S|E)/(?P<kind>RES|DEC)/(?P<number>.+)")


@dataclass(frozen=True, slots=True)
class Work:
    """
    A text to be cited, and the place in it, if one is meant.

    `url` is its address in the archive, with the anchor of the place; `official` is that
    of the United Nations' own file, "" where it has none. `number` is that of a resolution
    or decision ("71/28") and "" for other documents.
    """

    text: Resolution
    url: str
    official: str
    today: date
    number: str
    decision: bool
    organ: Organ
    place: Pinpoint | None = None

    @property
    def symbol(self) -> str:
        return self.text.symbol or ""

    @property
    def title(self) -> str:
        return self.text.title.rstrip(".")

    @property
    def author(self) -> str:
        """ "United Nations General Assembly"."""
        return f"United Nations {self.organ.name}"

    @property
    def committee(self) -> str:
        """The Main Committee that a draft is a paper of, or ""."""
        main = self.text.committee and self.text.committee != Committee.PLENARY
        return self.text.get_committee_display() if main and not self.number else ""

    @property
    def dated(self) -> date | None:
        """The day of adoption or of issue; of papers that are not adopted, of issue alone."""
        return self.text.dated if self.number else self.text.issued_on

    @property
    def year(self) -> int | None:
        return self.dated.year if self.dated else self.text.year

    @property
    def genre(self) -> str:
        """ "Resolution", "Draft resolution", "Decision", "Report"."""
        if self.text.kind != DocumentKind.RESOLUTION:
            return self.text.get_kind_display()
        return {
            Stage.ADOPTED: "Resolution",
            Stage.REVISED: "Revised draft resolution",
            Stage.DRAFT: "Draft resolution",
        }.get(self.text.stage, "Working text")


def work(text: Resolution, url: str, today: date, place: Pinpoint | None = None) -> Work:
    """Gather what the citations of a text say; `url` is its address in the archive."""
    match = NUMBER.fullmatch(text.symbol or "")
    organ = ORGANS[match["organ"]] if match else organ_of(text)
    return Work(
        text=text,
        url=f"{url}#{place.anchor}" if place else url,
        official=(symbols.docs_url(text.symbol) if text.symbol else None) or "",
        today=today,
        number=match["number"] if match else "",
        decision=bool(match) and match["kind"] == "DEC",
        organ=organ,
        place=place,
    )


def organ_of(text: Resolution) -> Organ:
    parsed = symbols.parse(text.symbol or "")
    return ORGANS.get(parsed.body, ASSEMBLY) if parsed else ASSEMBLY
