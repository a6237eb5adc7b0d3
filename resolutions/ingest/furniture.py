"""
Page furniture: what print puts on a page that is not the document's text.

Rules come in two kinds. Those of `RULES` know their line by itself; each has
an example that it drops and a counter-example that it must not. A running
head is known by its place, next to a page's end, and by saying nothing but the
symbol and the title again.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from resolutions.ingest.document import Dropped, Line, Place
from resolutions.ingest.parts import formula_in
from resolutions.ingest.wording import bare, words


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    pattern: re.Pattern
    example: str
    counter: str


def _rule(name: str, pattern: str, example: str, counter: str) -> Rule:
    return Rule(name, re.compile(pattern), example, counter)


_JOB = r"\d{2}-\d{5}(?: \([A-Z]\))?(?: {1,3}\d{6}){0,3}"
_PAGE = r"\d{1,3}/\d{1,3}"

# Each is matched against the whole line, in single spaces.
RULES = (
    _rule("rule", r"(?:[-_=*–—•~] ?){3,}", "_______________", "– 3 –"),
    _rule("word-field", r"\[(?:Start|End)\d{0,2}\]", "[Start1]", "[Started]"),
    _rule("page-of-pages", _PAGE, "2/10", "2/10 of the total"),
    _rule(
        "page-and-job", rf"{_PAGE} {_JOB}|{_JOB} {_PAGE}", "2/2 22-22894", "22-22894 and 22-22895"
    ),
    _rule("job-number", _JOB, "16-20717 (E)", "2016-20717"),
    _rule("bar-code", r"\*\d{7,9}\*", "*1620717*", "*1620*"),
    _rule(
        "recycle",
        r"(?:\*\d{7,9}\* ?)?Please recycle\W{0,3}",
        "*1620717*Please recycle",
        "Please recycle paper",
    ),
    _rule("page-word", r"(?i:page) \d{1,3}(?: of \d{1,3})?", "Page 3 of 5", "Page 3 was lost"),
    _rule("page-dashes", r"[-–—] ?\d{1,3} ?[-–—]", "- 3 -", "- 3. Decides"),
    _rule("goes-on", r"/?\.{3}|/…", "/...", "... and others"),
)

# A number alone is a page number beside other furniture only: in a table it is a figure.
_NUMBER = re.compile(r"\d{1,3}")
_ODS = re.compile(r"<<ODS [A-Z0-9 ]{1,20}>>")
# In a body, only the masthead of a text dump says this.
_SECOND_MASTHEAD = re.compile(r"United Nations ?A/|Distr\.: ?\w+|UNITED ?NATIONS$")
_PAGE_ENDS = frozenset({"page-of-pages", "page-and-job", "page-word", "page-dashes"})


@dataclass(frozen=True, slots=True)
class Sorted:
    """
    The lines of the text; those that repeat the masthead; and what was dropped.

    A kept line whose `page` differs from that of the line before begins a page.
    """

    text: tuple[Line, ...]
    tail: tuple[Line, ...]
    dropped: tuple[Dropped, ...]


def sort(lines: Iterable[Line], symbol: str | None, title: str | None) -> Sorted:
    """
    Take the furniture out of the lines that follow the masthead.

    A page's end that the source only prints (as "2/10") counts up `page`
    from then on, as a form feed does. Rules stay: they set notes apart.
    """
    lines, tail = _without_tail(list(lines))
    named = [rule_of(words(line.text)) for line in lines]
    heads = _running_heads(lines, named, bare(symbol or ""), bare(title or ""))
    kept, dropped, pages = [], [], 0
    for place, line in enumerate(lines):
        rule = named[place] or heads.get(place) or _by_neighbours(lines, named, place)
        pages += rule in _PAGE_ENDS
        if rule is None or rule == "rule":
            kept.append(replace(line, page=line.page + pages) if pages else line)
        else:
            dropped.append(Dropped(words(line.text), rule, line.number))
    return Sorted(tuple(kept), tuple(tail), tuple(dropped))


def rule_of(text: str) -> str | None:
    """The name of the rule by which a line is furniture, whatever stands around it."""
    match = _ANY.fullmatch(text) if len(text) <= _LONGEST else None
    return RULES[match.lastindex - 1].name if match else None


_LONGEST = 200
# All rules at once: a group for each, in their order.
_ANY = re.compile("|".join(f"({rule.pattern.pattern})" for rule in RULES))


def _without_tail(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """
    Cut off the masthead that a text dump puts after the text.

    One above an enacting formula heads a second text, which is kept.
    """
    for place, line in enumerate(lines):
        if place and (_ODS.search(line.text) or _SECOND_MASTHEAD.match(line.text)):
            if any(formula_in(below.text) for below in lines[place:]):
                return lines, []
            return lines[:place], lines[place:]
    return lines, []


def _by_neighbours(lines: list[Line], named: list[str | None], place: int) -> str | None:
    if lines[place].place is Place.RUNNING:
        return "running-head"
    line, above = lines[place], lines[place - 1] if place else None
    if not _NUMBER.fullmatch(line.text.strip()):
        return None
    if above and not line.gap and line.page == above.page and not named[place - 1]:
        # The last line of a paragraph may be nothing but a footnote mark.
        return None
    around = (place - 1, place + 1)
    beside = any(named[other] for other in around if 0 <= other < len(lines))
    return "page-number" if beside and lines[place].place is not Place.TABLE else None


def _running_heads(
    lines: list[Line], named: list[str | None], symbol: str, title: str
) -> dict[int, str]:
    """
    Find the lines that give the symbol, or symbol and title, once more.

    "A/RES/76/7" alone goes wherever it stands. A title, or the part of it
    that fits on a line, goes only at a page's start or beside the symbol:
    elsewhere it may be a heading ("Youth and disarmament").
    """
    found: dict[int, str] = {}
    for group, starts_page in _groups(lines, named):
        head = [lines[place].text for place in group[:_MOST_LINES]]
        if not starts_page and not any("/" in text for text in head):
            continue
        said = [bare(text[: 4 * _LONGEST]) for text in head]
        for end in range(len(said), 0, -1):
            if head[end - 1].rstrip().endswith((".", ";", ",")):
                continue  # A title ends in no stop.
            if _is_running_head("".join(said[:end]), starts_page, symbol, title):
                found |= dict.fromkeys(group[:end], "running-head")
                break
    return found


_MOST_LINES = 14


def _is_running_head(said: str, starts_page: bool, symbol: str, title: str) -> bool:
    if len(said) > len(symbol) + len(title):
        return False
    repeats = bool(symbol) and symbol in said
    rest = said.replace(symbol, "", 1) if repeats else said
    return (repeats and not rest) or ((repeats or starts_page) and _says(rest, title))


def _says(said: str, title: str) -> bool:
    """
    Tell whether these letters are the title's, though lines may come in another order.

    A word of it alone at a page's start ("summit.") is the end of a paragraph.
    """
    if min(len(title), len(said)) <= _SHORTEST:
        return False
    return said in title or sorted(said) == sorted(title)


_SHORTEST = 8


def _groups(lines: list[Line], named: list[str | None]):
    """Lines that follow each other without white space, and whether a page begins there."""
    group: list[int] = []
    starts_page = page_ended = False
    for place, line in enumerate(lines):
        turned = place and line.page != lines[place - 1].page
        if group and (line.gap or turned or named[place]):
            yield group, starts_page
            group = []
        if named[place]:
            page_ended = named[place] in _PAGE_ENDS or page_ended
            continue
        if not group:
            starts_page, page_ended = bool(turned or page_ended), False
        group.append(place)
    if group:
        yield group, starts_page
