"""The masthead, from cover page, preface and conclusions."""

import re
from collections import defaultdict
from collections.abc import Iterable

from lxml import etree

from resolutions import symbols
from resolutions.ingest.document import Masthead
from resolutions.ingest.numbering import letters_in
from resolutions.ingest.ordinals import session_in
from resolutions.ingest.readers.akn.inline import Inline, Source, read, words_of
from resolutions.ingest.readers.akn.names import child, descendants, name_of, parts
from resolutions.ingest.readers.akn.workflow import date_of, first_symbol

_COMMITTEES = {
    f"{number}Committee": f"{number.capitalize()} Committee"
    for number in ("first", "second", "third", "fourth", "fifth", "sixth")
}
_COMMITTEE = re.compile(r"(?:First|Second|Third|Fourth|Fifth|Sixth) Committee")
_DISTRIBUTIONS = {"generalDistribution": "General", "limitedDistribution": "Limited"}
_DISTRIBUTION = re.compile(r"Distr\.: ?(?P<distribution>\w+)")
_ITEM = re.compile(r"(?P<number>\d{1,3})(?P<letter> ?\(?[^\W\d_]{1,3}\))?")
_COLLECTED = re.compile(r"(?P<base>.+/\d+) (?P<first>[A-Z])[-–](?P<last>[A-Z])$")


class Front:
    """The elements that describe a document, found by name and by what they refer to."""

    def __init__(self, *parts: etree._Element | None):
        self.by_name = defaultdict(list)
        for element in (e for part in parts if part is not None for e in part.iter("{*}*")):
            self.by_name[name_of(element)].append(element)

    def all(self, name: str, refers: str | None = None) -> Iterable[etree._Element]:
        return (e for e in self.by_name[name] if refers in (None, _refers(e)))

    def first(self, name: str, refers: str | None = None) -> etree._Element | None:
        return next(iter(self.all(name, refers)), None)

    def inline(self, name: str) -> str | None:
        """The words of the inline elements that bear this name."""
        found = (e for e in self.all("inline") if (e.get("name") or "").strip() == name)
        return "; ".join(text for element in found if (text := words_of(element))) or None

    def meeting(self) -> str | None:
        """The meeting of adoption, which is marked up in two ways."""
        place = self.first("location", "adoptionMeeting")
        return self.inline("adoptionMeeting") or (words_of(place) if place is not None else None)


def read_masthead(document: etree._Element, source: Source) -> Masthead:
    """Read what a document says of itself; footnotes to its title go to `source`."""
    preface, cover = child(document, "preface"), child(document, "coverPage")
    front = Front(cover, preface, *parts(document, "conclusions")[:1])
    symbol = symbol_of(front)
    parsed = symbols.parse(symbol) if symbol else None
    proponent = front.first("docProponent")
    committee = _committee(proponent)
    report = first_symbol(front.inline("originating document") or "") if committee else None
    issued, adopted = (
        front.first("docDate", "dateOfIssuance"),
        front.first("docDate", "adoptionDate"),
    )
    return Masthead(
        symbol=symbol,
        body=_body(document),
        committee=committee,
        session=_session(front, special=bool(parsed and parsed.session_kind)),
        agenda_item=agenda_item(front.inline("agenda item")),
        agenda_title=front.inline("agenda item name"),
        title=title_of(preface, source).text or None,
        distribution=_distribution(front.first("docStatus")),
        issued_on=date_of(issued.get("date")) if issued is not None else None,
        adopted_on=_adopted(adopted, document),
        meeting=front.meeting(),
        committee_report=report,
    )


def title_of(preface: etree._Element | None, source: Source) -> Inline:
    """The title of a resolution; notes in the preface outside it are gathered too."""
    titles = descendants(preface, "docTitle")
    title = next(
        (t for t in titles if _refers(t) == "resolutionTitle"), titles[0] if titles else None
    )
    inline = read(title, source) if title is not None else Inline()
    inside = set(title.iter("{*}authorialNote")) if title is not None else set()
    for note in descendants(preface, "authorialNote"):
        if note not in inside:
            source.add_note(note)
    return inline


def symbol_of(front: Front) -> str | None:
    printed = (words_of(element).rstrip(". ") for element in front.all("docNumber"))
    return next((symbol for text in printed if (symbol := symbols.canonical(text))), None)


def collected_symbols(front: Front, count: int) -> list[str | None]:
    """The symbols of the resolutions that a file holds under "A/RES/75/101 A-B"."""
    printed = (words_of(element).rstrip(". ") for element in front.all("docNumber"))
    match = next((found for text in printed if (found := _COLLECTED.match(text))), None)
    if match is None:
        return [None] * count
    letters = [chr(code) for code in range(ord(match["first"]), ord(match["last"]) + 1)]
    if len(letters) != count:
        return [None] * count
    return [symbols.canonical(f"{match['base']} {letter}") for letter in letters]


def _refers(element: etree._Element) -> str:
    return (element.get("refersTo") or "").lstrip("#")


def _body(document: etree._Element) -> str | None:
    organizations = descendants(child(document, "meta"), "TLCOrganization")
    shown = (o.get("showAs") for o in organizations if o.get("eId") == "ga")
    return next((name for name in shown if name), None)


def _committee(proponent: etree._Element | None) -> str | None:
    if proponent is None:
        return None
    match = _COMMITTEE.search(words_of(proponent))
    return _COMMITTEES.get(_refers(proponent)) or (match[0] if match else None)


def _session(front: Front, *, special: bool) -> int | None:
    """The regular session; special sessions have a numbering of their own."""
    element = front.first("session")
    if element is None or special:
        return None
    value = (element.get("value") or "").strip()
    if re.fullmatch(r"[0-9]{1,3}", value):
        return int(value)
    return session_in(words_of(element))


def agenda_item(printed: str | None) -> str | None:
    """ "Agenda item 21 (a)" is "21 (a)", in whatever language it is printed."""
    items = [
        f"{int(match['number'])} {letters_in(match['letter'] or '')}".strip()
        for match in _ITEM.finditer(printed or "")
    ]
    return " and ".join([", ".join(items[:-1]), items[-1]] if items[1:] else items) or None


def _distribution(status: etree._Element | None) -> str | None:
    if status is None:
        return None
    match = _DISTRIBUTION.search(words_of(status))
    return match["distribution"] if match else _DISTRIBUTIONS.get(_refers(status))


def _adopted(printed: etree._Element | None, document: etree._Element):
    if printed is not None and (day := date_of(printed.get("date"))):
        return day
    work = next(iter(descendants(child(document, "meta"), "FRBRWork")), None)
    dates = descendants(work, "FRBRdate")
    return next((date_of(d.get("date")) for d in dates if d.get("name") == "adoption"), None)
