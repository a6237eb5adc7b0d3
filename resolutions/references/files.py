"""
Citations as files for reference managers: BibTeX, RIS and CSL-JSON.

A text is a report of the body that adopted it, with its symbol as the report's number:
that is the type that Zotero, EndNote, Mendeley and JabRef share. Its publisher is the United
Nations: styles print author and publisher, and would say the body's name twice.
"""

import json
import re

from resolutions.references.works import Work

PUBLISHER = "United Nations"
# What BibTeX reads as mark-up; it counts braces, even those after a backslash.
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {character: f"\\{character}" for character in "&%$#_"}
# Months as BibTeX names them.
MACROS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Control characters and the ends of lines would end a field.
BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def bibtex(work: Work) -> str:
    fields = {
        "author": f"{{{escaped(work.author)}}}",
        "title": f"{{{escaped(work.title)}}}",
        "institution": PUBLISHER,
        "type": work.genre,
        "number": escaped(work.symbol),
        "year": str(work.year or ""),
        "date": work.dated.isoformat() if work.dated else "",
        "note": escaped(place_of(work)),
        "url": escaped(work.official or work.url),
        "urldate": work.today.isoformat(),
        "language": "english",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    if work.dated:  # by its macro, which each style sets in its own way
        lines.append(f"  month = {MACROS[work.dated.month - 1]}")
    return f"@techreport{{{key(work)},\n" + ",\n".join(lines) + "\n}\n"


def ris(work: Work) -> str:
    """RIS, its lines ended as the format asks for; Zotero reads a report's number from SN."""
    tags = [
        ("TY", "RPRT"),
        ("ID", key(work)),
        ("AU", work.author),
        ("TI", work.title),
        ("PY", str(work.year or "")),
        ("DA", f"{work.dated:%Y/%m/%d}" if work.dated else ""),
        ("SN", work.symbol),
        ("M3", work.genre),
        ("PB", PUBLISHER),
        ("N1", place_of(work)),
        ("UR", work.official or work.url),
        ("LA", "en"),
        ("DB", "Cyber Norms Archive"),
        ("ER", ""),
    ]
    kept = [(tag, one_line(value)) for tag, value in tags]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in kept if value or tag == "ER")


def csl_json(work: Work) -> str:
    """A list of one item, as reference managers import it."""
    item = {
        "id": key(work),
        "type": "report",
        "title": work.title,
        "author": [{"literal": work.author}],
        "publisher": PUBLISHER,
        "number": work.symbol,
        "genre": work.genre,
        "issued": issued(work),
        "accessed": {"date-parts": [[work.today.year, work.today.month, work.today.day]]},
        "note": place_of(work),
        "URL": work.official or work.url,
        "source": "Cyber Norms Archive",
        "language": "en",
    }
    kept = {name: value for name, value in item.items() if value}
    return json.dumps([kept], ensure_ascii=False, indent=2) + "\n"


def issued(work: Work) -> dict | None:
    if work.dated:
        return {"date-parts": [[work.dated.year, work.dated.month, work.dated.day]]}
    return {"date-parts": [[work.year]]} if work.year else None


def key(work: Work) -> str:
    """The name by which a manuscript cites the entry: "unga-71-28", "a-c.1-74-l.49-rev.1"."""
    of_assembly = work.number and work.organ.oscola == "UNGA" and not work.decision
    name = f"unga-{work.number}" if of_assembly else work.text.address
    return re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-")


def place_of(work: Work) -> str:
    return work.place.united_nations if work.place else ""


def escaped(words: str) -> str:
    return "".join(TEX.get(character, character) for character in one_line(words))


def one_line(words: str) -> str:
    return BREAKS.sub(" ", words).strip()
