"""An Akoma Ntoso file becomes the resolutions that it holds."""

from dataclasses import replace

from lxml import etree

from resolutions import symbols
from resolutions.ingest import limits
from resolutions.ingest.document import (
    Masthead,
    ParsedNote,
    ParsedResolution,
    ParseWarning,
    Refused,
)
from resolutions.ingest.readers.akn import head, workflow
from resolutions.ingest.readers.akn.annexes import Annex, annexes_of
from resolutions.ingest.readers.akn.blocks import Block, Form, blocks_of
from resolutions.ingest.readers.akn.citing import citations_of
from resolutions.ingest.readers.akn.inline import Inline, Source, marks_in, words_of
from resolutions.ingest.readers.akn.names import child, children, descendants, name_of, parts
from resolutions.ingest.readers.akn.nesting import Builder
from resolutions.symbols import SymbolKind

FORMAT = "akn"

_DOCUMENTS = ("statement", "documentCollection", "doc", "act", "bill")
_LANGUAGES = {
    "ara": "ar",
    "deu": "de",
    "eng": "en",
    "fra": "fr",
    "rus": "ru",
    "spa": "es",
    "zho": "zh",
}
# How the enacting formula begins: a few files are marked with another language than theirs.
_FORMULAS = {
    "The ": "en",
    "L’": "fr",
    "La ": "es",
    "Генеральн": "ru",
    "大会": "zh",
    "إن ": "ar",
    "إنّ ": "ar",
    "Die ": "de",
}

_LONGEST_MEETING = 80


def documents_in(root: etree._Element, *, facts: bool = True) -> tuple[ParsedResolution, ...]:
    """Return each resolution of a file: most hold one, "A/RES/75/101 A-B" two."""
    whole, statements = _statements(root)
    if len(statements) < 2:
        return (_document(whole, statements, facts=facts),)
    given = head.collected_symbols(_front(whole), len(statements))
    return tuple(
        _document(whole, [statement], symbol, facts=facts)
        for statement, symbol in zip(statements, given, strict=True)
    )


def document_in(root: etree._Element) -> ParsedResolution:
    """Return all that a file holds as one document."""
    return _document(*_statements(root))


def _statements(root: etree._Element) -> tuple[etree._Element, list[etree._Element]]:
    """The document that a file is, and the resolutions in it: itself, or its components."""
    whole = child(root, *_DOCUMENTS)
    if whole is None:
        raise Refused("no-text", "The file holds no text of a document; send one that does.")
    if name_of(whole) != "documentCollection":
        return whole, [whole]
    return whole, [each for each in descendants(root, "statement") if parts(each, "mainBody")]


def _front(document: etree._Element) -> head.Front:
    return head.Front(child(document, "coverPage"), child(document, "preface"))


def _document(
    whole: etree._Element,
    statements: list[etree._Element],
    symbol: str | None = None,
    *,
    facts: bool = True,
) -> ParsedResolution:
    formula, language, warnings = _language(whole, statements)
    if beside := len(children(whole.getparent(), *_DOCUMENTS)) - 1:
        warnings.append(_unread(beside))
    source = Source(language, marks_in(whole.getparent()))
    masthead = head.read_masthead(whole, source)
    if name_of(whole) == "documentCollection":
        masthead = _masthead_of_part(masthead, statements, symbol, source)
        if len(statements) > 1:
            warnings.append(_several(len(statements)))
    body, meeting = _without_meeting(_body(statements, source))
    masthead = replace(masthead, meeting=masthead.meeting or meeting)
    annexes = [annex for each in statements for annex in annexes_of(each, source)]
    warnings += _lacking(masthead)
    return _composed(
        ParsedResolution(
            kind=_kind(whole, masthead.symbol),
            masthead=masthead,
            formula=formula,
            warnings=tuple(warnings),
            language=language,
            format=FORMAT,
            workflow=workflow.read(child(whole, "meta")) if facts else None,
        ),
        body,
        annexes,
        source,
    )


def _composed(
    document: ParsedResolution, body: list[Block], annexes: list[Annex], source: Source
) -> ParsedResolution:
    """Put the blocks of text and annexes in their places."""
    notes = [(block.label, block.inline) for block in body if block.form is Form.NOTE]
    notes += [note for annex in annexes for note in annex.notes]
    notes = source.notes + notes
    _check([*body, *(block for annex in annexes for block in annex.blocks)], notes)

    def cite(inline: Inline):
        return citations_of(inline, source.language)

    nested = Builder(source.language, cite).build([b for b in body if b.form is not Form.NOTE])
    attached = [
        annex.build(source.language, cite, place) for place, annex in enumerate(annexes, start=1)
    ]
    return replace(
        document,
        paragraphs=nested.paragraphs,
        notes=tuple(ParsedNote(mark, note.text, cite(note)) for mark, note in notes),
        annexes=tuple(annex for annex, _ in attached),
        warnings=(
            *document.warnings,
            *nested.warnings,
            *(warning for _, found in attached for warning in found),
        ),
    )


def _body(statements: list[etree._Element], source: Source) -> list[Block]:
    blocks = []
    for statement in statements:
        if len(statements) > 1:
            blocks += _headings(child(statement, "preface"), source)
        for part in parts(statement, "preamble", "mainBody", "body"):
            blocks += blocks_of(part, source)
    return blocks


def _without_meeting(blocks: list[Block]) -> tuple[list[Block], str | None]:
    """Take off the meeting (and date) in italics that some files leave below the last paragraph."""
    meeting = None
    while blocks and _is_closing(blocks[-1]):
        meeting = blocks[-1].inline.text
        blocks = blocks[:-1]
    return blocks, meeting


def _is_closing(block: Block) -> bool:
    plain = block.form in (Form.PARAGRAPH, Form.HEADING) and not block.label
    return plain and block.inline.italic and len(block.inline.text) < _LONGEST_MEETING


def _headings(preface: etree._Element | None, source: Source) -> list[Block]:
    """ "A" and "Information in the service of humanity", above one of several resolutions."""
    numbers = [words_of(each) for each in descendants(preface, "docNumber")]
    title = head.title_of(preface, source)
    text = " ".join([*numbers, title.text]).strip()
    return [Block(Form.HEADING, Inline(text))] if text else []


def _masthead_of_part(
    whole: Masthead, statements: list[etree._Element], symbol: str | None, source: Source
) -> Masthead:
    """The masthead of a file that holds several, with what one of them has of its own."""
    if not statements:
        return replace(whole, symbol=symbol)
    alone = len(statements) == 1
    own = head.read_masthead(statements[0], source if alone else Source(source.language))
    return replace(
        whole,
        symbol=symbol,
        title=(own.title if alone else None) or whole.title,
        adopted_on=whole.adopted_on or own.adopted_on,
        meeting=whole.meeting or own.meeting,
    )


def _lacking(masthead: Masthead) -> list[ParseWarning]:
    fields = (("symbol", masthead.symbol), ("title", masthead.title))
    return [
        ParseWarning(f"no-{name}", f"The file gives no {name}.")
        for name, given in fields
        if not given
    ]


def _several(count: int) -> ParseWarning:
    message = f"The file holds {count} resolutions under one number; they were read as one text."
    return ParseWarning("several-resolutions", message)


def _unread(count: int) -> ParseWarning:
    message = f"The file holds {count} more beside this document; send them one by one."
    return ParseWarning("several-documents", message)


def _language(
    whole: etree._Element, statements: list[etree._Element]
) -> tuple[str, str, list[ParseWarning]]:
    """The enacting formula, the language, and a doubt where the two disagree."""
    formulas = [words_of(f) for each in statements for f in descendants(each, "formula")]
    formula = formulas[0] if formulas else ""
    declared = next(iter(descendants(child(whole, "meta"), "FRBRlanguage")), None)
    code = ((declared.get("language") or "") if declared is not None else "").lower()
    marked = _LANGUAGES.get(code) or (code if code in _LANGUAGES.values() else "")
    read = next((lang for start, lang in _FORMULAS.items() if formula.startswith(start)), "")
    if not marked or not read or marked == read:
        return formula, marked or read or "en", []
    message = f"The file is marked as “{marked}”, but its enacting formula is in “{read}”."
    return formula, read, [ParseWarning("language-mismatch", message)]


def _kind(whole: etree._Element, symbol: str | None) -> str:
    parsed = symbols.parse(symbol) if symbol else None
    draft = "draft" in (whole.get("name") or "").lower()
    if not draft and not (parsed and parsed.kind is SymbolKind.DRAFT):
        return "resolution"
    return "revised-draft-resolution" if parsed and parsed.revision else "draft-resolution"


def _check(blocks: list[Block], notes: list[tuple[str, Inline]]) -> None:
    limits.check_size(len(blocks), limits.PARAGRAPHS, *limits.TOO_MANY_PARAGRAPHS)
    limits.check_size(
        max((len(block.inline.text) for block in blocks), default=0),
        limits.PARAGRAPH_CHARACTERS,
        "paragraph-too-long",
        "A paragraph is longer than 100,000 characters; put each paragraph on a line of its own.",
    )
    limits.check_size(
        len(notes),
        limits.NOTES,
        "too-many-notes",
        "The document has more than 5,000 footnotes; split it into its documents.",
    )
    if not blocks:
        raise Refused("no-text", "The file holds no text of a document; send one that does.")
