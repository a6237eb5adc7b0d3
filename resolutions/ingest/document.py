"""The values that pass between the stages of reading, and the one that comes out."""

from dataclasses import dataclass
from datetime import date

from resolutions.vocabulary import ParagraphKind


@dataclass(frozen=True, slots=True)
class CitationSpan:
    """
    A place in a text that names another document.

    `start` and `end` are offsets into the text that holds it; `text[start:end]`
    is what is printed. `symbol` is canonical (`A/RES/53/70`). `name` is the
    title by which a named reference goes ("2015 report of the Group of
    Governmental Experts") and "" where the symbol itself is printed.
    """

    start: int
    end: int
    symbol: str
    date: date | None = None
    verb: str = ""
    pinpoint: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A footnote mark, taken out of the text; `position` is where it stood there."""

    mark: str
    position: int


@dataclass(frozen=True, slots=True)
class ParsedParagraph:
    """
    A paragraph, heading or subparagraph, without its number and footnote marks.

    `anchor` is the public address in the text: `pp3`, `op2`, `op2-a-i`, `h1`,
    `annex1-op4`. `number` is the UN's own, as printed ("2", "2 bis", "(a)"), or
    "" where none is printed. `opening` is the leading italic words.
    """

    anchor: str
    kind: ParagraphKind
    number: str
    opening: str
    text: str
    marks: tuple[NoteMark, ...] = ()
    citations: tuple[CitationSpan, ...] = ()
    children: tuple["ParsedParagraph", ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedNote:
    """A footnote; `mark` is as printed ("1", "*")."""

    mark: str
    text: str
    citations: tuple[CitationSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedAnnex:
    """An annex or appendix: its title and paragraphs in reading order."""

    title: str
    paragraphs: tuple[ParsedParagraph, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedSponsor:
    """A sponsor as printed; `slug` names the actor in `states`, or "" if unresolved."""

    printed: str
    slug: str = ""
    on_behalf_of: str = ""


@dataclass(frozen=True, slots=True)
class Masthead:
    """
    What the head (and sometimes the tail) of a document says of it.

    Every field is None, "" or empty where the source does not print it: nothing
    is inferred here. Symbols are canonical. `meeting` is the words printed
    ("51st plenary meeting"); `committee` is the English name ("First Committee").
    """

    symbol: str | None = None
    body: str | None = None
    committee: str | None = None
    session: int | None = None
    agenda_item: str | None = None
    agenda_title: str | None = None
    title: str | None = None
    distribution: str | None = None
    issued_on: date | None = None
    adopted_on: date | None = None
    meeting: str | None = None
    committee_report: str | None = None
    original_languages: tuple[str, ...] = ()
    sponsors: tuple[ParsedSponsor, ...] = ()


@dataclass(frozen=True, slots=True)
class ParseWarning:
    """
    Something that the reader was unsure of, for an editor to look at.

    `code` is stable and lower-case with hyphens; `message` is one plain sentence;
    `anchor` is the paragraph that it concerns, or "".
    """

    code: str
    message: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ParsedResolution:
    """
    One document as read: the value that `archive.store` takes.

    `kind` is `resolution`, `draft-resolution`, `revised-draft-resolution` or
    `working-text`. `formula` is the enacting formula as printed ("The General
    Assembly,"). `language` is an ISO 639-1 code.
    """

    kind: str
    masthead: Masthead
    formula: str = ""
    paragraphs: tuple[ParsedParagraph, ...] = ()
    notes: tuple[ParsedNote, ...] = ()
    annexes: tuple[ParsedAnnex, ...] = ()
    warnings: tuple[ParseWarning, ...] = ()
    language: str = "en"


class Refused(Exception):
    """
    A file that cannot be read.

    `code` is stable (`empty-file`, `not-text`, `too-large`, ...). `message` is one
    plain sentence that says what is wrong and what to do instead; it holds no
    path, class name or trace.
    """

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code
        self.message = message
