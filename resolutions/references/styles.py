"""
How researchers cite a text in six styles, each with the place that is meant.

Where no manual could be read, guides of university libraries and the styles of reference
managers stand in for it; they were compared in November 2026.

United Nations   Editorial Manual, "Footnotes and other references", III.A and III.E
                 (https://www.un.org/dgacm/en/content/editorial-manual/footnotes/chap-03):
                 resolutions go by organ and number, masthead documents by their symbol.
OSCOLA           "Citing International Law Sources Section" (2006), United Nations documents:
                 author, ‘title’ (date) document number; UNGA Res 51/210 (17 December 1996)
                 UN Doc A/RES/51/210. So do the guides of the Graduate Institute, Geneva
                 (https://libguides.graduateinstitute.ch/un/citation), and Bournemouth.
Bluebook         21st edition, rule 21.7.2 and table T16: G.A. Res. 62/228, ¶ 35, U.N. Doc.
                 A/RES/62/228 (Dec. 22, 2007). So do the guides of the Graduate Institute and
                 San Diego (https://lawlibguides.sandiego.edu/c.php?g=1306053&p=9598569).
AGLC             4th edition, rules 9.2.1 to 9.2.14: title in italics, number, UN Doc, dates
                 of issue and of adoption; the elements of 9.2.4 to 9.2.9 may be left out where
                 the document number finds the text. So does the guide of Southern Cross
                 (https://libguides.scu.edu.au/aglc/UN).
Chicago          a note and an entry of a bibliography: body, number, title, symbol, date with the
                 month first, address. The order is that of Turabian's manual for publications of
                 international bodies and of the guide of Emory
                 (http://guides.main.library.emory.edu/c.php?g=50463&p=325126). Guides differ on
                 the title: italics as in Turabian and in the style of reference managers, not
                 quotation marks as in Emory's.
APA              7th edition, 10.4, a report by a body: author, year, title in italics, its
                 number in brackets with the word for what it numbers, as the style of reference
                 managers has it, address; the publisher is left out, as the author's name
                 holds it. Places are cited in the text (8.13).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from resolutions.references.works import Work
from resolutions.wording import day

# Months that the Bluebook does not shorten to three letters and a full stop.
MONTHS = {5: "May", 6: "June", 7: "July", 9: "Sept."}


@dataclass(frozen=True, slots=True)
class Reference:
    """A text cited in one style: `before`, then `title` in italics where there is one, `after`."""

    style: str
    before: str
    title: str = ""
    after: str = ""

    @property
    def plain(self) -> str:
        return f"{self.before}{self.title}{self.after}"


def references(work: Work) -> Iterator[Reference]:
    """Yield the references to a text, its address in the archive last."""
    if work.symbol:
        yield united_nations(work)
        yield oscola(work)
        yield bluebook(work)
        yield aglc(work)
        yield from chicago(work)
        yield from apa(work)
    yield archive(work)


def united_nations(work: Work) -> Reference:
    kind = "decision" if work.decision else "resolution"
    name = f"{work.organ.name} {kind} {work.number}" if work.number else work.symbol
    place = f", {work.place.united_nations}" if work.place and work.place.united_nations else ""
    return Reference("United Nations", f"{name}{place}.")


def oscola(work: Work) -> Reference:
    place = abbreviated(work, " ", "para", "preamble")
    if work.number:
        name = f"{work.organ.oscola} {'Dec' if work.decision else 'Res'} {work.number}"
    else:
        author = f"{work.organ.oscola} {work.committee}".strip()
        name = f"{author} ‘{work.title}’"
    return Reference(
        "OSCOLA", f"{name}{bracketed(when(work, day))}{un_doc(work, ' UN Doc ')}{place}."
    )


def bluebook(work: Work) -> Reference:
    place = abbreviated(work, ", ", "¶", "pmbl.", between=", ")
    dated = bracketed(when(work, abbreviated_day))
    if work.number:
        kind = "Dec." if work.decision else "Res."
        name = f"{work.organ.bluebook} {kind} {work.number}"
        return Reference("Bluebook", f"{name}{place}{un_doc(work, ', U.N. Doc. ')}{dated}.")
    what = f"Draft {work.organ.bluebook} Res., " if "draft" in work.genre.lower() else ""
    return Reference("Bluebook", what, work.title, f"{place}, U.N. Doc. {work.symbol}{dated}.")


def aglc(work: Work) -> Reference:
    place = abbreviated(work, " ", "para", "Preamble")
    number = f", {work.organ.aglc} {'Dec' if work.decision else 'Res'} {work.number}"
    issued, adopted = work.text.issued_on, work.text.adopted_on if work.number else None
    days = [day(issued)] if issued else []
    days += [f"adopted {day(adopted)}"] if adopted else []
    dated = bracketed(", ".join(days) or when(work, day))
    rest = f"{number if work.number else ''}{un_doc(work, ', UN Doc ')}{dated}{place}."
    return Reference("AGLC", "", work.title, rest)


def chicago(work: Work) -> Iterator[Reference]:
    place = abbreviated(work, ", ", "para.", "preamble,", between=", ")
    month_first = when(work, lambda dated: f"{dated:%B} {dated.day}, {dated.year}")
    by = [f"UN {work.organ.name}", *([work.committee] if work.committee else [])]
    if work.number:
        by.append(f"{'Decision' if work.decision else 'Resolution'} {work.number}")
    rest = f"{un_doc(work, ', ')}{bracketed(month_first)}{place}, {work.official or work.url}."
    yield Reference("Chicago (note)", f"{', '.join(by)}, ", work.title, rest)
    dated = f". {month_first}" if month_first else ""
    rest = f"{un_doc(work, '. ')}{dated}. {work.official or work.url}."
    yield Reference("Chicago (bibliography)", f"{'. '.join(by)}. ", work.title, rest)


def apa(work: Work) -> Iterator[Reference]:
    year = work.year or "n.d."
    number = work.number if work.decision else work.symbol
    yield Reference(
        "APA",
        f"{work.author}. ({year}). ",
        work.title,
        f" ({work.genre} {number}). {work.official or work.url}",
    )
    place = abbreviated(work, ", ", "para.", "preamble,", between=", ")
    yield Reference("APA (in the text)", f"({work.author}, {year}{place})")


def archive(work: Work) -> Reference:
    """The archive's own page, for texts without a symbol above all: by title, as read today."""
    read = f"Cyber Norms Archive, {work.url} (read {day(work.today)})."
    if work.symbol:
        return Reference("This archive", read)
    place = f", {work.place.united_nations}" if work.place and work.place.united_nations else ""
    return Reference(
        "This archive",
        "",
        work.title,
        f", {work.text.label}{bracketed(when(work, day))}{place}, {read}",
    )


def abbreviated(work: Work, before: str, paragraph: str, preamble: str, between: str = " ") -> str:
    """The place in the words of a style, with what stands before it; "" where none is meant."""
    place = work.place.abbreviated(paragraph, preamble, between) if work.place else ""
    return f"{before}{place}" if place else ""


def un_doc(work: Work, before: str) -> str:
    """The symbol; decisions are printed in compilations and have none of their own."""
    return "" if work.decision else f"{before}{work.symbol}"


def when(work: Work, told: Callable[[date], str]) -> str:
    """The day as a style tells it, or at least the year; "" where neither is known."""
    return told(work.dated) if work.dated else str(work.year or "")


def bracketed(words: str) -> str:
    return f" ({words})" if words else ""


def abbreviated_day(dated: date) -> str:
    """Return Dec. 5, 2016."""
    return f"{MONTHS.get(dated.month, f'{dated:%b}.')} {dated.day}, {dated.year}"
