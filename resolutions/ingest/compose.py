"""The stages in order: from the lines of a reader to the document they make up."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from resolutions.ingest import (
    additional,
    changes,
    fields,
    furniture,
    hyphens,
    languages,
    limits,
    marks,
    masthead,
    normalise,
    notes,
    openings,
    paragraphs,
    parts,
    run_on,
    sponsors,
    structure,
    tables,
)
from resolutions.ingest.citations import find_in, find_named_references
from resolutions.ingest.document import (
    CitationSpan,
    Dropped,
    Line,
    ParsedAnnex,
    ParsedNote,
    ParsedParagraph,
    ParsedResolution,
    ParseWarning,
    Place,
    Reading,
    Refused,
)
from resolutions.ingest.tree import Annex, Node
from resolutions.ingest.wording import DATE, words
from resolutions.vocabulary import Language, ParagraphKind

_DATE = re.compile(DATE.pattern + r"\.?", re.IGNORECASE)
# "947th plenary meeting," above its date, or "947th plenary meeting, 14 December 1960."
_MEETING = re.compile(fields.MEETING + f",?(?: {DATE.pattern})?\\.?")
_VOTE = re.compile(fields.VOTE)
_SAID = re.compile(r"[^\W_]")  # a letter or a figure: rules, stops and pictures say nothing
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_DATE = 40
_JOINED = (ParseWarning("adds-sponsors", "The text adds sponsors to those of a draft."),)
_OPENED = (ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE)


def compose(reading: Reading) -> ParsedResolution:
    """Put a file's lines through the stages. Raises `Refused` only for its limits."""
    unfolded = tables.unfold(normalise.clean(reading.lines))
    lines, cut_warnings = run_on.unfold(unfolded.lines)
    divided = parts.split(lines)
    head = masthead.read(divided).masthead
    sorted_ = furniture.sort(divided.body, head.symbol, head.title)
    body, closing = _closing(sorted_.text)
    noted = notes.take_out(body, starred=" ".join(line.text for line in divided.head))
    language = languages.language_of(line.text for line in noted.lines)
    whole, hyphen_warnings = hyphens.restore(paragraphs.assemble(noted.lines, language))
    _check(whole, noted.notes)
    marked = marks.take_out(whole, [note.note for note in noted.notes], noted.round)
    joined = additional.Taken(marked.lines)
    if not divided.formula:
        joined = additional.take_out(marked.lines)
    built = structure.build(joined.lines, language)
    # A document may print its symbol at the head of its pages and nowhere else.
    running = [line for line in divided.body if line.place is Place.RUNNING]
    texts = {note.note: note.text for note in noted.notes}
    head = masthead.read(divided, [*sorted_.tail, *fields.symbols_in(running)], closing, texts)
    joining, joining_warnings = sponsors.resolve(joined.names, texts)
    used = marked.used | (masthead.marks_in(divided.head) & texts.keys())
    citations = _Citations(head.masthead.title or "", language)
    return ParsedResolution(
        kind=head.kind,
        masthead=replace(head.masthead, additional_sponsors=joining),
        formula=divided.formula,
        paragraphs=tuple(_paragraph(node, citations) for node in built.nodes),
        notes=tuple(_note(note, citations) for note in noted.notes),
        annexes=tuple(_annex(annex, citations) for annex in built.annexes),
        warnings=(
            *reading.warnings,
            *normalise.doubts(reading.lines),
            *unfolded.warnings,
            *cut_warnings,
            *head.warnings,
            *hyphen_warnings,
            *_language_warnings(language),
            *joining_warnings,
            *(_JOINED if joining else _shape_warnings(divided.formula, built.nodes)),
            *_note_warnings(noted.notes, used),
            *built.warnings,
        ),
        language=language,
        format=reading.format,
        dropped=(
            *unfolded.dropped,
            *head.dropped,
            *sorted_.dropped,
            *noted.dropped,
            *joined.dropped,
            *built.dropped,
            *(Dropped(words(line.text), "masthead-tail", line.number) for line in sorted_.tail),
        ),
        changes=changes.place(reading.changes, built, noted.notes, reading.lines),
    )


def _closing(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Take out the meeting at which a resolution was adopted, and the date and vote below it."""
    body, closing = [], []
    for line in lines:
        text = words(line.text)
        last = words(closing[-1].text) if closing else ""
        dated = _MEETING.fullmatch(last) and _DATE.fullmatch(text)
        if closing and languages.is_meeting(last):
            # Dates are read in English alone; a line with a year below a meeting is one.
            dated = len(text) < _LONGEST_DATE and _YEAR.search(text)
        voted = closing and _VOTE.fullmatch(text)
        met = _MEETING.fullmatch(text) or languages.is_meeting(text)
        (closing if dated or voted or met else body).append(line)
    return body, closing


def _check(whole: Sequence[Line], found: Sequence[Line]) -> None:
    limits.check_size(len(whole), limits.PARAGRAPHS, *limits.TOO_MANY_PARAGRAPHS)
    limits.check_size(
        max((len(line.text) for line in whole), default=0),
        limits.PARAGRAPH_CHARACTERS,
        "paragraph-too-long",
        "A paragraph is longer than 100,000 characters; put each paragraph on a line of its own.",
    )
    limits.check_size(
        len(found),
        limits.NOTES,
        "too-many-notes",
        "The document has more than 5,000 footnotes; split it into its documents.",
    )
    if not any(map(_SAID.search, (line.text for line in whole))):
        raise Refused("no-text", "The file holds no text of a document; send one that does.")


class _Citations:
    """Finds what texts cite, by symbol or in words; `title` is what the document is about."""

    def __init__(self, title: str, language: str):
        self.title = title
        self.language = language
        self.found = 0

    def of(self, text: str) -> tuple[CitationSpan, ...]:
        """The citations of one text, in its order."""
        spans = [*find_in(text, self.language), *find_named_references(text, about=self.title)]
        self.found += len(spans)
        limits.check_size(
            self.found,
            limits.CITATIONS,
            "too-many-citations",
            "The document cites others more than 20,000 times; split it into its documents.",
        )
        return tuple(sorted(spans, key=lambda span: span.start))


def _paragraph(node: Node, citations: _Citations) -> ParsedParagraph:
    return ParsedParagraph(
        anchor=node.anchor,
        kind=node.kind,
        number=node.number,
        opening=openings.of(node.line) if node.kind in _OPENED else "",
        text=node.line.text,
        marks=node.line.marks,
        citations=citations.of(node.line.text),
        children=tuple(_paragraph(child, citations) for child in node.children),
        rule=node.rule,
    )


def _note(line: Line, citations: _Citations) -> ParsedNote:
    return ParsedNote(line.note, line.text, citations.of(line.text))


def _annex(annex: Annex, citations: _Citations) -> ParsedAnnex:
    paragraphs = tuple(_paragraph(node, citations) for node in annex.nodes)
    return ParsedAnnex(annex.title, paragraphs, annex.label)


def _language_warnings(language: str) -> list[ParseWarning]:
    if language == Language.ENGLISH:
        return []
    message = (
        f"The text is in {Language(language).label}; only its structure, notes and citations by"
        " number were read, since opening words, sponsors and names are known in English alone."
    )
    return [ParseWarning("not-in-english", message)]


def _shape_warnings(formula: str, nodes: Sequence[Node]) -> list[ParseWarning]:
    warnings = []
    if not formula:
        message = "No enacting formula was found, such as “The General Assembly,”."
        warnings.append(ParseWarning("no-formula", message))
    if not any(node.kind is ParagraphKind.OPERATIVE for node in nodes):
        message = "No operative paragraph was found; this may not be a resolution."
        warnings.append(ParseWarning("no-operative-paragraph", message))
    return warnings


def _note_warnings(found: Iterable[Line], used: frozenset[str]) -> list[ParseWarning]:
    marks_found = [note.note for note in found]
    warnings = [
        ParseWarning("note-not-cited", f"No place in the text refers to note {mark}.")
        for mark in dict.fromkeys(marks_found)
        if mark not in used
    ]
    missing = sorted(used - set(marks_found), key=lambda mark: (len(mark), mark))
    return warnings + [
        ParseWarning("note-missing", f"The text refers to note {mark}, which is not there.")
        for mark in missing
    ]
