"""A small publication in the shape in which the UN lays out its own: XML files, and an extract."""

import json
import zipfile
from pathlib import Path

from tests.ingest import akoma

FOLDERS = {"E": "English", "F": "French", "G": "German", "R": "Russian", "C": "Chinese"}
CODES = {"E": "eng", "F": "fra", "G": "deu", "R": "rus", "C": "zho"}
FORMULAS = {
    "E": "The General Assembly",
    "F": "L’Assemblée générale",
    "G": "Die Generalversammlung",
    "R": "Генеральная Ассамблея",
    "C": "大会",
}
LINK = akoma.link("85/7", "A/RES/85/7")
BODY = {
    "E": akoma.operative("1.", f"{akoma.italic('Recalls')} its resolution 85/7;"),
    "F": akoma.operative("1.", f"{akoma.italic('Rappelle')} sa résolution {LINK} ;"),
    "G": akoma.operative("1.", f"{akoma.italic('erinnert')} an ihre Resolution {LINK};"),
    "R": akoma.operative("1.", f"{akoma.italic('ссылается')} на свою резолюцию {LINK};"),
    "C": akoma.operative("1.", f"回顾其第{LINK}号决议；"),
}


def xml(
    symbol="A/RES/86/41", letter="E", *body, steps=(), voting="", subjects="", **parts
) -> bytes:
    """A resolution in a language, with one paragraph unless `body` has others."""
    number = symbol.removeprefix("A/RES/")
    return akoma.made(
        *(body or (BODY[letter],)),
        preamble=akoma.preamble(formula=FORMULAS[letter]),
        meta=akoma.meta(*steps, voting=voting, subjects=subjects, language=CODES[letter]),
        cover=akoma.COVER.replace("A/RES/86/41", symbol),
        preface=akoma.PREFACE.replace("86/41.", f"{number}."),
        **parts,
    )


def line(symbol="A/RES/86/41", **facts) -> dict:
    """A line of the extract, as of a text adopted without a vote."""
    return {
        "symbol": symbol,
        "resolution_number": f"{symbol.removeprefix('A/RES/')}.",
        "title": "Upkeep of  lighthouses at sea",
        "session": "Eighty-sixth session",
        "adoption_meeting": "48th plenary meeting",
        "adoption_date": "2 December 2031",
        "originating_document": "A/86/311",
        "report_paragraph": "7",
        "committee": "First Committee",
        "agenda_item": "Agenda item 21 (a)",
        "agenda_item_name": "Lighthouses and beacons",
        "adoption_type": "Without a vote",
        "MS_in_favour_count": "N.A.",
        "MS_against_count": "N.A.",
        "MS_abstaining_count": "N.A.",
        "pv": "A/86/PV.48",
        "MS_in_favour": [],
        "MS_against": [],
        "MS_abstaining": [],
        "sponsors": ["MALTA", "TÜRKIYE"],
        "additional_sponsors": [],
        "SDGs": ["14"],
        "subjects": [["LIGHTHOUSES", "UNBIS Thesaurus"], ["21a", "A/86/251"]],
    } | facts


def name(symbol="A/RES/86/41", letter="E", suffix="") -> str:
    """Where the file of a resolution lies."""
    session, number = symbol.removeprefix("A/RES/").split("/")
    file = f"A_RES_{session}_{number}-3100001{letter}{suffix}.xml"
    return f"{session}session/{FOLDERS[letter]}/{file}"


def lay_out(folder: Path, files: dict[str, bytes], lines=(), extract="86") -> Path:
    """Write the files, and the lines of the extract, below a folder."""
    for place, data in files.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    if lines:
        path = folder / "data_extract" / f"{extract}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    return folder


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, data in files.items():
            archive.writestr(place, data)
    return path
