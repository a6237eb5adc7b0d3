"""Find the reports that a text cites by name: "the 2010, 2013 and 2015 reports of the Group"."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from resolutions.ingest.citations.verbs import Introducers
from resolutions.ingest.document import CitationSpan
from resolutions.ingest.names import EXPERTS, GROUPS, SUBJECT, WORKING_GROUP, Group

TITLES = {
    group.title: re.compile(rf"\s(?:on\s)?(?:the\s)?{group.title}", re.IGNORECASE)
    for group in GROUPS
}

TERM = r"20\d\d(?:[–-]20\d\d)?"
# A group as called, with the years of its term: "Group of Governmental Experts",
# "2021–2025 open-ended working group", "open-ended working group 2021–2025".
CALLED = (
    rf"(?:(?P<term>{TERM})\s)?(?:(?P<experts>{EXPERTS})|(?P<working_group>{WORKING_GROUP}))"
    r"(?:\s(?P<term_after>20\d\d[–-]20\d\d))?"
)
MENTION = re.compile(rf"\b{CALLED}\b")
# What shows that another group is meant where no title of ours follows: "on Transparency", "to
# consider verification", "related to emerging technologies", ", mandated in resolution".
OTHERWISE_TITLED = re.compile(
    r"\s(?:on|to|for|related)\b|,?\s(?:established|mandated|convened|pursuant)\b"
)

# What stands before "report": "2015", "first", and lists of them, "2010, 2013 and 2015".
LABEL = r"(?:20\d\d|first|second|third|fourth)"
LABELS = rf"{LABEL}(?:(?:,\s|,?\sand\s){LABEL}){{0,9}}"
KIND = r"(?:(?:annual|consensus|final|outcome|progress|substantive)\s){0,4}reports?"
# "2013 and 2015 reports", "first annual progress report", "consensus final report", "2015 GGE
# report".
REPORT = re.compile(
    rf"\b(?:(?P<labels>{LABELS})\s)?(?:(?P<group>{EXPERTS}|{WORKING_GROUP})\s)?(?P<kind>{KIND})\b"
)
# " of the United Nations Group of Governmental Experts" after it.
OF_GROUP = re.compile(rf"\sof\sthe\s(?:United\sNations\s|UN\s)?{CALLED}\b")
# "its", "their", or the group in the genitive before it: "the OEWG's first report".
OWN = re.compile(r"(?:\b[Ii]ts|\b[Tt]heir|[’']s?)\s$")

# How far after a group its title may reach, and how far before "its report" it may stand.
TITLE_REACH, OWNER_REACH = 120, 300


class Mention(NamedTuple):
    """A group called in a text, and those of the table that it can be, perhaps none."""

    start: int
    end: int
    groups: tuple[Group, ...]
    is_titled: bool = False


def find_named_references(text: str, about: str = "") -> tuple[CitationSpan, ...]:
    """
    Return the reports that `text` cites by name, in reading order.

    `about` is what else is known of the document, such as its title: groups of
    experts sit on many subjects, and one without its title is only known where
    the text or `about` names the subject. Each year of a list has its own span;
    the last runs to the end of the name. `name` is set on every span.
    """
    is_known = bool(SUBJECT.search(text) or SUBJECT.search(about))
    mentions = [_mention(text, match, is_known) for match in MENTION.finditer(text)]
    if not mentions:
        return ()
    introducers = Introducers(text)
    spans: list[CitationSpan] = []
    for report in REPORT.finditer(text):
        mention, end = _group_of(text, report, mentions)
        if mention:
            spans += _read(report, mention, end, introducers.before(report.start()))
    return tuple(spans)


def _mention(text: str, match: re.Match, is_known: bool) -> Mention:
    """Tell which groups are called: by the title after it, or else by the subject and term."""
    called = EXPERTS if match["experts"] else WORKING_GROUP
    groups = tuple(group for group in GROUPS if group.called == called)
    after = text[match.end() : match.end() + TITLE_REACH]
    titled = tuple(group for group in groups if TITLES[group.title].match(after))
    if not titled and (OTHERWISE_TITLED.match(after) or not is_known):
        return Mention(*match.span(), ())
    term = match["term_after"] or match["term"] or ""
    of_term = tuple(g for g in titled or groups if g.term and re.fullmatch(g.term, term))
    return Mention(*match.span(), of_term or titled or groups, bool(of_term or titled))


def _group_of(text: str, report: re.Match, mentions: list[Mention]) -> tuple[Mention | None, int]:
    """Return the group whose report it is, and where its name ends."""
    if report["group"]:
        return _mention_at(mentions, report.start("group")), report.end()
    if of_group := OF_GROUP.match(text, report.end()):
        called = "experts" if of_group["experts"] else "working_group"
        return _mention_at(mentions, of_group.start(called)), of_group.end()
    last = _mention_at(mentions, report.start())
    if last and report.start() - last.end <= OWNER_REACH:
        between = text[last.end : report.start()]
        if between == " " or OWN.search(between):
            return last, report.end()
    return None, 0


def _mention_at(mentions: list[Mention], position: int) -> Mention | None:
    """Return the mention at `position`, or else the last before it."""
    index = bisect_right(mentions, position, key=lambda mention: mention.start)
    return mentions[index - 1] if index else None


def _read(report: re.Match, mention: Mention, end: int, verb: str) -> Iterator[CitationSpan]:
    """Return the reports that the labels name, each where it is printed; none where unsure."""
    labels = [
        (match[0], report.start("labels") + match.start(), report.start("labels") + match.end())
        for match in re.finditer(LABEL, report["labels"] or "")
    ]
    if not labels and mention.is_titled:
        final = "final" if "final" in report["kind"] else ""
        labels = [(final, report.start(), end)]
    progress = " annual progress" if "progress" in report["kind"] else ""
    for number, (label, start, label_end) in enumerate(labels, 1):
        key = label + progress
        named = {g.reports[key]: g for g in mention.groups if key in g.reports}
        if len(named) == 1:
            [(symbol, group)] = named.items()
            name = f"{key} report of the {group.name}".strip()
            label_end = end if number == len(labels) else label_end
            yield CitationSpan(start, label_end, symbol, verb=verb, name=name)
