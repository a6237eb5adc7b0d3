"""How researchers cite a text: the styles of the United Nations, OSCOLA and the Bluebook."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from resolutions.models import Resolution
from resolutions.vocabulary import DocumentKind, Stage
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


def references(text: Resolution, url: str, today: date) -> Iterator[Reference]:
    """Yield the references to a text, its address in the archive last."""
    if text.symbol and text.kind == DocumentKind.RESOLUTION and text.stage == Stage.ADOPTED:
        yield from to_resolution(text)
    elif text.symbol and text.kind == DocumentKind.DECISION:
        yield Reference("United Nations", f"General Assembly decision {short(text.symbol)}")
    elif text.symbol:
        yield from to_document(text)
    yield Reference("This archive", f"Cyber Norms Archive, {url} (read {day(today)}).")


def to_resolution(text: Resolution) -> Iterator[Reference]:
    number, symbol = short(text.symbol), text.symbol
    adopted = text.adopted_on
    yield Reference("United Nations", f"General Assembly resolution {number}")
    yield Reference("OSCOLA", f"UNGA Res {number}{bracketed(adopted)} UN Doc {symbol}.")
    dated = f" ({abbreviated(adopted)})" if adopted else ""
    yield Reference("Bluebook", f"G.A. Res. {number}, U.N. Doc. {symbol}{dated}.")


def to_document(text: Resolution) -> Iterator[Reference]:
    symbol, issued = text.symbol, text.issued_on
    yield Reference("United Nations", f"{symbol}{f', {day(issued)}' if issued else ''}.")
    yield Reference("OSCOLA", f"UNGA ‘{text.title}’{bracketed(issued)} UN Doc {symbol}.")
    dated = f" ({abbreviated(issued)})" if issued else ""
    what = "Draft G.A. Res., " if text.kind == DocumentKind.RESOLUTION else ""
    yield Reference("Bluebook", what, text.title, f", U.N. Doc. {symbol}{dated}.")


def short(symbol: str) -> str:
    """The number by which a resolution or decision goes: 71/28, 43/78 H."""
    return symbol.removeprefix("A/RES/").removeprefix("A/DEC/")


def bracketed(when: date | None) -> str:
    return f" ({day(when)})" if when else ""


def abbreviated(when: date) -> str:
    """Return Dec. 5, 2016."""
    return f"{MONTHS.get(when.month, f'{when:%b}.')} {when.day}, {when.year}"
