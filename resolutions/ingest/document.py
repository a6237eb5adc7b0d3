"""The values that pass between the stages of reading, and the one that comes out."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from enum import Enum, IntFlag
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from resolutions.vocabulary import BallotChoice, ParagraphKind, VoteKind


class Style(IntFlag):
    """How characters are set. `NOTE` marks a reference to a real footnote of the format."""

    PLAIN = 0
    ITALIC = 1
    BOLD = 2
    RAISED = 4
    NOTE = 8


class Place(Enum):
    """Where on the page a line stands, as far as the format says."""

    BODY = "body"
    RUNNING = "running head or foot"
    NOTE = "note"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of characters in one style."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """
    What a reader hands on: one line of print, or one whole paragraph.

    `text` is the characters and `styles` one character for each of them, its
    code point being the `Style`; slice both alike, or use `runs`. Build a line
    with `Line.of`. Whatever the format does not tell keeps its default, and
    no stage may take a default for knowledge.

    `whole`    the line is a paragraph by itself (Word, HTML), or with the lines
               that share its number; False means that it may go on from the line
               above (print, hard-wrapped text). Even a whole line may have been
               cut by a page break.
    `heading`  level of a heading that the source marks as such, from 1; else 0.
    `label`    number that the format prints of itself ("3.", "(a)"), with its
               punctuation; a number that was typed stays in the text.
    `level`    depth of that automatic list, from 0.
    `note`     in a `Place.NOTE` line, the mark of the note that begins here.
    `page`     from 1; a change means that the source tells its pages apart.
    `gap`      white space above, in lines of print; 0 means none.
    `indent`   distance of the first character from the margin.
    `size`     size of the type.
    `cell`     in a `Place.TABLE` line: table, row and column, from 0.
    `number`   place in the source (line of the file, paragraph of the body). Lines
               that share one are parted by line breaks within a paragraph.
    `marks`    footnote marks that were taken out of the text (stage `notes`).

    `indent` and `size` are in units of the reader's own: compare them within
    one document only.
    """

    text: str
    styles: str
    place: Place = Place.BODY
    whole: bool = False
    heading: int = 0
    label: str = ""
    level: int | None = None
    note: str = ""
    page: int = 1
    gap: float | None = None
    indent: float | None = None
    size: float | None = None
    centred: bool = False
    cell: tuple[int, int, int] | None = None
    number: int = 0
    marks: tuple["NoteMark", ...] = ()

    @classmethod
    def of(cls, runs: str | Iterable[Run], **facts) -> "Line":
        """Make a line from plain text or from runs."""
        runs = [Run(runs)] if isinstance(runs, str) else list(runs)
        return cls(
            "".join(run.text for run in runs),
            "".join(chr(run.style) * len(run.text) for run in runs),
            **facts,
        )

    def but(self, text: str, styles: str) -> "Line":
        """The same line with another text."""
        return Line(text, styles, *_FACTS(self))

    @property
    def runs(self) -> Iterator[Run]:
        """The text again in stretches of one style."""
        start = 0
        for style, group in groupby(self.styles):
            end = start + len(list(group))
            yield Run(self.text[start:end], Style(ord(style)))
            start = end


# What a line holds beside its text, in the order of its fields. `replace` does the same
# as `Line.but`, at several times the cost.
_FACTS = attrgetter(*[each.name for each in fields(Line)][2:])


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """
    A change that the source still shows as one; the text is read as if accepted.

    `kind` is `insertion`, `deletion`, `moved-here` or `moved-away`; a line end in
    `text` is the end of a paragraph. A `comment` is what somebody said there. `number`
    and `start` say where: in the lines of that `Line.number`, joined by line ends,
    after so many characters. `anchor` is the paragraph that they became, or `note` the
    mark of the note, or else "". `typed` is how much of that line was the paragraph's
    number, which its text is without.
    """

    kind: str
    text: str
    author: str = ""
    made_at: datetime.datetime | None = None
    number: int = 0
    start: int = 0
    anchor: str = ""
    note: str = ""
    typed: int = 0


class Spot(NamedTuple):
    """Where something stands on the picture of its page, in thousandths of that."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Reading:
    """
    All lines of a file in reading order, as a reader gives them.

    `format` is `text`, `markdown`, `docx`, `pdf` or `html`. `warnings` are the
    reader's own (an encoding that was guessed, hidden text left out). `spots` says of
    each line where it stands, if the format has pages that can be shown.
    """

    format: str
    lines: tuple[Line, ...]
    warnings: tuple["ParseWarning", ...] = ()
    changes: tuple[TrackedChange, ...] = ()
    spots: tuple[Spot | None, ...] = ()


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
    date: datetime.date | None = None
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
    "" where none is printed. `opening` is the leading italic words. `rule` names
    the rule of `structure` that made it.
    """

    anchor: str
    kind: ParagraphKind
    number: str
    opening: str
    text: str
    marks: tuple[NoteMark, ...] = ()
    citations: tuple[CitationSpan, ...] = ()
    children: tuple["ParsedParagraph", ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ParsedNote:
    """A footnote; `mark` is as printed ("1", "*")."""

    mark: str
    text: str
    citations: tuple[CitationSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedAnnex:
    """
    An annex or appendix and its paragraphs in reading order.

    `label` is as printed ("Annex II"); `title` is the line after it, or the label.
    """

    title: str
    paragraphs: tuple[ParsedParagraph, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class ParsedSponsor:
    """
    A sponsor as printed; `slug` names the actor in `states`, or "" if unresolved.

    `on_behalf_of` names those for whom it acts: by the name of today of the actor,
    or as printed where `states` does not know them.
    """

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
    `additional_sponsors` are those that an addendum (A/C.1/75/L.8/Add.1) adds to a draft's.
    """

    symbol: str | None = None
    body: str | None = None
    committee: str | None = None
    session: int | None = None
    agenda_item: str | None = None
    agenda_title: str | None = None
    title: str | None = None
    distribution: str | None = None
    issued_on: datetime.date | None = None
    adopted_on: datetime.date | None = None
    meeting: str | None = None
    committee_report: str | None = None
    original_languages: tuple[str, ...] = ()
    sponsors: tuple[ParsedSponsor, ...] = ()
    additional_sponsors: tuple[ParsedSponsor, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedBallot:
    """How one State voted; `slug` names the actor in `states`, or "" if unresolved."""

    printed: str
    choice: BallotChoice
    slug: str = ""


@dataclass(frozen=True, slots=True)
class ParsedVote:
    """
    How a text was adopted. The counts are those stated, None where none are.

    In a recorded vote they should equal the numbers of ballots; where they do
    not, the source is wrong somewhere.
    """

    kind: VoteKind
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    ballots: tuple[ParsedBallot, ...] = ()

    @property
    def stated(self) -> str:
        """ "92–50–21", a question mark for a count that is not stated."""
        counts = (self.in_favour, self.against, self.abstaining)
        return "–".join("?" if count is None else str(count) for count in counts)

    @property
    def adds_up(self) -> bool:
        """Whether there are as many ballots of each kind as are stated, each of another actor."""
        stated = dict(
            zip(BallotChoice, (self.in_favour, self.against, self.abstaining), strict=False)
        )
        listed = Counter(ballot.choice for ballot in self.ballots)
        names = {ballot.slug or ballot.printed for ballot in self.ballots}
        return len(names) == len(self.ballots) and all(
            listed[choice] == (count or 0) for choice, count in stated.items()
        )


@dataclass(frozen=True, slots=True)
class VoteBeside:
    """
    A vote beside that of the plenary on the whole text.

    `body` is a value of `Committee`; `anchor` that of the paragraph voted on alone, or "";
    `symbol` that of the draft voted on, None where it was this text.
    """

    vote: ParsedVote
    body: str
    anchor: str = ""
    symbol: str | None = None
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class ParsedSubject:
    """A subject that librarians gave a text; `source` is "UNBIS Thesaurus" or "DHLAUTH"."""

    term: str
    source: str


@dataclass(frozen=True, slots=True)
class Workflow:
    """
    What a source records of how a text came about, beside what it prints.

    Symbols are canonical and None where the record has none. `report_paragraph`
    is where the committee's report recommends the text.
    """

    draft_symbol: str | None = None
    draft_on: datetime.date | None = None
    sponsors: tuple[ParsedSponsor, ...] = ()
    additional_sponsors: tuple[ParsedSponsor, ...] = ()
    report_symbol: str | None = None
    report_paragraph: str = ""
    record_symbol: str | None = None
    adopted_on: datetime.date | None = None
    vote: ParsedVote | None = None
    votes_beside: tuple[VoteBeside, ...] = ()
    subjects: tuple[ParsedSubject, ...] = ()


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
class Dropped:
    """Words of the source that are not part of the document, and the rule that says so."""

    text: str
    rule: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class ParsedResolution:
    """
    One document as read: the value that `archive.store` takes.

    `kind` is `resolution`, `draft-resolution`, `revised-draft-resolution` or
    `working-text`. `formula` is the enacting formula as printed ("The General
    Assembly,"). `language` is an ISO 639-1 code. `format` is the reader's name.
    `workflow` is None in formats that record nothing beyond their text.
    """

    kind: str
    masthead: Masthead
    formula: str = ""
    paragraphs: tuple[ParsedParagraph, ...] = ()
    notes: tuple[ParsedNote, ...] = ()
    annexes: tuple[ParsedAnnex, ...] = ()
    warnings: tuple[ParseWarning, ...] = ()
    language: str = "en"
    format: str = ""
    dropped: tuple[Dropped, ...] = ()
    changes: tuple[TrackedChange, ...] = ()
    workflow: Workflow | None = None


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
