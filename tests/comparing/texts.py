"""Texts to compare: the archive's first holdings, and the United Nations' own files."""

import io
import re
import zipfile
from functools import cache
from pathlib import Path

from django.conf import settings

from resolutions.comparing.passages import Passage
from resolutions.ingest import parse
from resolutions.models import Paragraph
from resolutions.vocabulary import Part

HELD = {
    "A/C.1/68/L.37": "a-c.1-68-l.37.md",
    "A/RES/71/28": "a-res-71-28.txt",
    "A/C.1/74/L.49/Rev.1": "a-c.1-74-l.49-rev.1.md",
    "76th session working text": "unga-76-working-draft.txt",
    "A/C.1/77/L.23": "a-c.1-77-l.23.txt",
}
PRINTED = {
    "A/C.2/80/L.4": "pdf/A_C.2_80_L.4.pdf",
    "A/C.2/80/L.57": "pdf/A_C.2_80_L.57.pdf",
    "A/RES/75/40 as plain text": "parser-corpus/dev/sources/A_RES_75_40.adopted.wrapped.txt",
}
ARCHIVE = "akn4un/ga-75-78-six-languages.zip"
SESSION_74 = "74session/GA resolutions_74session_English.zip"


def held(name: str) -> list[Passage]:
    data = (settings.BASE_DIR / "fixtures" / "documents" / HELD[name]).read_bytes()
    return passages(parse(data, HELD[name]))


def adopted(shared: Path, name: str) -> list[Passage]:
    """A text of the Assembly, by its symbol; after it the language, if it is not English."""
    symbol, _, language = name.partition(" in ")
    session, number = symbol.removeprefix("A/RES/").split("/")
    with zipfile.ZipFile(shared / ARCHIVE) as archive:
        if session == "74":
            archive = zipfile.ZipFile(io.BytesIO(archive.read(SESSION_74)))
        pattern = rf"(?:.*{language or 'English'}/)?(?:A_RES_)?{session}_{number}[-_.].*xml"
        name = next(name for name in archive.namelist() if re.fullmatch(pattern, name))
        return passages(parse(archive.read(name), name))


def printed(path: Path) -> list[Passage]:
    return passages(parse(path.read_bytes(), path.name))


@cache
def text(name: str, shared: Path | None) -> list[Passage]:
    if name in HELD:
        return held(name)
    return printed(shared / PRINTED[name]) if name in PRINTED else adopted(shared, name)


def passages(document) -> list[Passage]:
    return [passage(each) for each in walk(document.paragraphs)]


def walk(paragraphs):
    for paragraph in paragraphs:
        yield paragraph
        yield from walk(paragraph.children)


def passage(parsed) -> Passage:
    row = Paragraph(anchor=parsed.anchor)
    part = {"pp": Part.PREAMBLE, "an": Part.ANNEX}.get(parsed.anchor[:2], Part.OPERATIVE)
    return Passage(
        anchor=parsed.anchor,
        label=row.label,
        kind=parsed.kind,
        part=part,
        text=parsed.text,
        opening=parsed.opening,
        depth=row.depth,
    )


def make(*texts: str) -> list[Passage]:
    """
    A text of invented paragraphs, each written "op1: its words".

    An anchor tells kind, part and level as it does everywhere.
    """
    made = []
    for line in texts:
        anchor, _, words = line.partition(": ")
        row = Paragraph(anchor=anchor)
        parts = {"op": Part.OPERATIVE, "s2": Part.OPERATIVE, "an": Part.ANNEX}
        part = parts.get(anchor[:2], Part.PREAMBLE)
        kind = "heading" if anchor.startswith("h") else "subparagraph" if row.depth else None
        kind = kind or ("preambular" if part == Part.PREAMBLE else "operative")
        made.append(Passage(anchor, row.label, kind, part, words, "", row.depth))
    return made
