"""
Files and texts changed at random, by a seed, and what reading them must never do.

Files in five formats are cut, spliced, repeated and altered by the byte; texts for the
recognisers are put together from pieces that matter to their rules. Reading gives a
document that holds together, or one refusal; a recogniser gives an answer within the text.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from zipfile import ZIP_STORED

from resolutions import states, symbols
from resolutions.ingest import labels, limits, openings, ordinals, parse, parts, sponsors, wording
from resolutions.ingest.citations import find_citations, find_named_references
from resolutions.ingest.document import Refused
from resolutions.ingest.frames import Answer
from resolutions.ingest.sandbox import Sandbox, check
from tests.ingest.akoma import KEEPS, annex, listed, note
from tests.ingest.akoma import made as akoma
from tests.ingest.hostile.drafts import DRAFT, FRENCH
from tests.ingest.hostile.markup import BODY, MARKED, page
from tests.ingest.hostile.pdf_files import cmap, fonts, packed_objects, sheet
from tests.ingest.hostile.word_files import FOOTNOTE, REFERENCE, TEXT, TEXT_BOX, tracked
from tests.ingest.pdf_files import pdf
from tests.ingest.word import docx, package, paragraph, zipped
from tests.ingest.word import listed as item

_NUMBERED = '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"/></w:abstractNum>'
_WORD = TEXT + item("Oil") + paragraph("Noting", REFERENCE.format(n=1), TEXT_BOX) + tracked(2)

SEEDS: dict[str, tuple[bytes, ...]] = {
    "text": (DRAFT.encode(), FRENCH.encode("cp1252"), DRAFT.encode("utf-16")),
    "markdown": (MARKED.encode(), (MARKED + "\n| a | b |\n|---|---|\n| c | d |\n[^1]: x").encode()),
    "html": (page(), page(BODY + "<table><tr><td>a<td>b</table><ol><li>a<li>b</ol><del>c</del>")),
    "docx": (
        zipped(package(_WORD, footnotes=FOOTNOTE.format(n=1), numbering=_NUMBERED), ZIP_STORED),
        docx(_WORD, footnotes=FOOTNOTE.format(n=1)),
    ),
    "pdf": (pdf(sheet(), sheet(2)), packed_objects(), fonts(cmap("0041"))),
    "akn": (akoma(KEEPS, listed("2.", "Text:", ("(a)", "x")), note("1", "y"), annexes=[annex()]),),
}

# What the rules of the formats and of the recognisers look for.
_TOKENS = rb"""
    < > </ <!-- --> <![CDATA[ <!DOCTYPE &# &#xD800; & ; = " ' / \ * _ [ ] ( ) | ` # ^ %PDF-1.7
    obj endobj stream endstream xref trailer /Kids /Count /Type/Page << >> R -1 99999999999 1e38
    /Filter/FlateDecode <w:p> </w:p> <w:tbl> <w:tc> <w:del> <w:r> <w:t> w:val= <table> <tr> <td>
    <ol> <li> <p> <del> <style> <num> <list> <point> <authorialNote> <sup>1</sup> [^1] |---| **
"""
TOKENS = (
    *_TOKENS.split(),
    *(b"PK\x03\x04", b"PK\x01\x02", b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\0"),
)
_WORDS = """
    A/RES/ 53/70 A/C.1/77/L.23 /Rev.1 /Add.1 (XXX) (III) S-10/2 S/RES/1373 (2001) resolution
    resolutions and to A B , ; . : - – / ( ) 4 December 1998 of para. paragraph 5 (a) decision
    Recalling Decides Chad Congo Republic the on behalf of States members ¹ ² ٣ ½ 1_000 А/53 İ ß
    seventy-first session Economic Social Council report Secretary-General Supplement No. 53 bis
    1. (i) (aa) PP1 OP2 annex [ ] “ ” ’ * draft resolution International 大会 第53/70号
"""
WORDS = (*_WORDS.split(), "\u0301", "\u202e", "\u200b", "\u00a0")

RECOGNISERS: dict[str, Callable[[str], object]] = {
    "symbols": lambda text: (symbols.canonical(text), symbols.meanings(text)),
    "citations": lambda text: _within(text, find_citations(text)),
    "named": lambda text: _within(text, find_named_references(text)),
    "dates": wording.date_in,
    "labels": labels.label_of,
    "openings": openings.read,
    "formula": parts.formula_in,
    "session": ordinals.session_in,
    "states": lambda text: (states.find(text), states.mention(text), states.split_names(text)),
    "sponsors": lambda text: sponsors.resolve((sponsors.read(text) or (text, ""))[0]),
}


def _within(text: str, spans) -> None:
    for span in spans:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"{span} lies outside its text")


@dataclass(frozen=True, slots=True)
class Trial:
    """One file or text; its name alone makes it again."""

    kind: str
    seed: int
    number: int

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.seed}:{self.number}"

    def fault(self) -> str:
        """What went wrong, or ""."""
        chance = random.Random(self.name)  # noqa: S311 - no secret
        try:
            if self.kind in SEEDS:
                _read(changed(SEEDS[self.kind], chance))
            else:
                RECOGNISERS[self.kind](phrase(chance))
        except Exception as error:
            return f"{type(error).__name__}: {error}"[:300]
        return ""


def _read(data: bytes) -> None:
    """In this process, but for PDFs: what is wrong with a library in C ends the process."""
    try:
        if b"%PDF-" in data[:1024]:
            _SANDBOX.parse(data)
        else:
            check(Answer(document=parse(data)))
    except Refused as refusal:
        if refusal.code == "unreadable" or not refusal.message.endswith("."):
            raise ValueError(f"refused as {refusal.code}: {refusal.message}") from None


_SANDBOX = Sandbox()


def trials(seed: int, only: str = "") -> Iterator[Trial]:
    """Trials without end, each kind in its turn; or the one of that name."""
    if only:
        kind, seed_, number = only.split(":")
        yield Trial(kind, int(seed_), int(number))
        return
    for number in count():
        for kind in (*SEEDS, *RECOGNISERS):
            yield Trial(kind, seed, number)


def phrase(chance: random.Random) -> str:
    """Words that matter, with and without space between them."""
    made = (chance.choice(WORDS) + chance.choice(("", " ", " ", "\n")) for _ in range(200))
    return "".join(list(made)[: chance.randint(1, 200)])


def changed(sources: tuple[bytes, ...], chance: random.Random) -> bytes:
    """A file with one to eight changes; now and then with many."""
    data = bytearray(chance.choice(sources))
    for _ in range(chance.choice((1, 2, 3, 5, 8, 200))):
        chance.choice(CHANGES)(data, chance)
        if not data or len(data) > limits.MIB:
            break
    return bytes(data[: limits.MIB])


def _alter(data: bytearray, chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] = chance.randrange(256)


def _insert(data: bytearray, chance: random.Random) -> None:
    place = chance.randint(0, len(data))
    data[place:place] = chance.choice(TOKENS)


def _remove(data: bytearray, chance: random.Random) -> None:
    place = chance.randint(0, len(data))
    del data[place : place + chance.choice((1, 2, 10, 100))]


def _repeat(data: bytearray, chance: random.Random) -> None:
    start = chance.randint(0, len(data))
    piece = data[start : start + chance.choice((1, 5, 50, 500))]
    data[start:start] = piece * chance.choice((1, 2, 30))


def _move(data: bytearray, chance: random.Random) -> None:
    start, length = chance.randint(0, len(data)), chance.choice((3, 30, 300))
    piece = data[start : start + length]
    del data[start : start + length]
    place = chance.randint(0, len(data))
    data[place:place] = piece


def _cut(data: bytearray, chance: random.Random) -> None:
    if chance.random() < 0.2:
        del data[chance.randint(0, len(data)) :]


CHANGES = (_alter, _alter, _insert, _insert, _remove, _repeat, _move, _cut)
