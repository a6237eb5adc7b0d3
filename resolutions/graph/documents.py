"""Documents as the pages of citations name them, held or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from resolutions import symbols
from resolutions.models import Resolution
from resolutions.vocabulary import DocumentKind
from resolutions.wording import LAST_SESSION, YEAR_BEFORE_SESSIONS

UNDATED = 0


@dataclass(frozen=True, slots=True)
class Document:
    """
    A document that is cited or cites; `text` is None where the archive does not hold it.

    `year` is that of the text, or else what its symbol tells, or `UNDATED`.
    """

    name: str
    year: int
    text: Resolution | None = None

    @property
    def short(self) -> str:
        """The symbol as diplomats say it: 71/28."""
        return self.name.removeprefix("A/RES/").removeprefix("A/DEC/")

    @property
    def title(self) -> str:
        return self.text.title if self.text else ""

    @property
    def focus(self) -> str:
        """How the address of a page of citations names it."""
        return (self.text.symbol or self.text.slug) if self.text else self.name

    @property
    def address(self) -> str:
        """Its symbol or slug, as names of files hold it."""
        return symbols.address(self.focus).replace("/", "-")

    @property
    def age(self) -> tuple:
        """
        The older, the smaller; of one day, in the order of their symbols.

        Without a date, resolutions stand at the end of their year and all else, which they
        cite, at its beginning.
        """
        parsed = symbols.parse(self.name)
        return (self.year, self.day, parsed.sort_key if parsed else (), self.name)

    @property
    def day(self) -> date:
        if self.text and self.text.dated:
            return self.text.dated
        kind = self.text.kind if self.text else ""
        late = kind == DocumentKind.RESOLUTION or "/RES/" in self.name
        return date.max if late else date.min


def document_of(text: Resolution) -> Document:
    return Document(text.label, text.year or year_in(text.symbol or ""), text)


def documents(names: Iterable[str]) -> dict[str, Document]:
    """Return the documents of these symbols; one query. What is not public is not held."""
    names = set(names)
    texts = Resolution.objects.published().filter(symbol__in=names).for_naming()
    held = {text.symbol: document_of(text) for text in texts}
    return {name: held.get(name) or Document(name, year_in(name)) for name in sorted(names)}


def year_in(symbol: str) -> int:
    """The year that a symbol tells: A/RES/71/28 is of the session that began in 2016."""
    parsed = symbols.parse(symbol)
    number = parsed.session if parsed else None
    if not number or parsed.session_kind:
        return UNDATED
    if number > LAST_SESSION:
        return number
    return number + YEAR_BEFORE_SESSIONS if parsed.assembly_session else UNDATED
