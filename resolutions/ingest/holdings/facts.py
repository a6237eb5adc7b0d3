"""What the XML of a resolution and the extract beside it record of how it came about."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from resolutions import states, symbols
from resolutions.ingest.document import (
    ParsedResolution,
    ParsedSponsor,
    ParsedSubject,
    ParsedVote,
    Workflow,
)
from resolutions.ingest.holdings.extract import Row
from resolutions.symbols import SymbolKind
from resolutions.vocabulary import VoteKind


@dataclass(frozen=True, slots=True)
class Facts:
    """
    What is recorded of a resolution beside its text.

    `fields` are those of a document, by name, none of them empty. `draft` is the
    symbol of a draft that it was, or "". `disagreements` are plain sentences.
    """

    fields: dict[str, Any]
    draft: str = ""
    draft_on: Any = None
    sponsors: tuple[ParsedSponsor, ...] = ()
    additional: tuple[ParsedSponsor, ...] = ()
    withdrawn: tuple[ParsedSponsor, ...] = ()
    vote: ParsedVote | None = None
    subjects: tuple[ParsedSubject, ...] = ()
    disagreements: tuple[str, ...] = field(default=())


def facts_of(document: ParsedResolution | None, row: Row | None) -> Facts:
    """Bring together what the two sources record; where they differ, the XML is believed."""
    workflow = (document and document.workflow) or Workflow()
    origin = symbols.parse((row and row.origin) or "")
    given = row.origin if origin and origin.kind is SymbolKind.DRAFT else None
    draft = workflow.draft_symbol or given or ""
    vote, disagreements = _vote(workflow.vote, row and row.vote)
    sponsors = workflow.sponsors or _named(row.sponsors if row else ())
    additional = workflow.additional_sponsors or _named(row.additional_sponsors if row else ())
    remarks = [each.printed for each in sponsors + additional if states.is_remark(each.printed)]
    withdrawn = _withdrawn(sponsors + additional)
    return Facts(
        fields=_fields(workflow, row, draft),
        draft=draft if _is_draft(draft) else "",
        draft_on=workflow.draft_on,
        sponsors=_standing(sponsors, withdrawn, remarks),
        additional=_standing(additional, withdrawn, remarks),
        withdrawn=withdrawn,
        vote=vote,
        subjects=_subjects(workflow.subjects, row.subjects if row else ()),
        disagreements=(*disagreements, *map(_passed_over, remarks)),
    )


def _fields(workflow: Workflow, row: Row | None, draft: str) -> dict[str, Any]:
    report = row and row.origin if row and row.committee and row.origin != draft else None
    fields = {
        "meeting_record": workflow.record_symbol or (row and row.record_symbol),
        "report_paragraph": workflow.report_paragraph or (row and row.report_paragraph),
        "draft_symbol": draft,
        "committee_report": workflow.report_symbol or report,
        "adopted_on": workflow.adopted_on or (row and row.adopted_on),
    }
    if row:
        fields |= {
            "title": row.title,
            "committee": row.committee,
            "agenda_item": row.agenda_item,
            "agenda_title": row.agenda_title,
            "meeting": row.meeting,
        }
    return {name: value for name, value in fields.items() if value}


def _is_draft(symbol: str) -> bool:
    parsed = symbols.parse(symbol)
    return parsed is not None and parsed.kind is SymbolKind.DRAFT


def _named(names: tuple[str, ...]) -> tuple[ParsedSponsor, ...]:
    found = []
    for name in (part for text in names for part in states.split_names(text)):
        mention = states.mention(name)
        slug = mention.actor.slug if mention.actor else ""
        found.append(ParsedSponsor(name, slug, mention.on_behalf_of))
    return tuple(found)


def _withdrawn(named: tuple[ParsedSponsor, ...]) -> tuple[ParsedSponsor, ...]:
    """Those who left the list, as remarks in it tell; `printed` is the remark."""
    told = ((name, each.printed) for each in named for name in states.withdrawn(each.printed))
    found = ((states.find(name), printed) for name, printed in told)
    return tuple(ParsedSponsor(printed, actor.slug) for actor, printed in found if actor)


def _passed_over(remark: str) -> str:
    return f"“{remark}” stands in the list of sponsors and is no sponsor; it is passed over."


def _standing(
    named: tuple[ParsedSponsor, ...], withdrawn: tuple[ParsedSponsor, ...], remarks: list[str]
) -> tuple[ParsedSponsor, ...]:
    said, gone = {each.printed for each in withdrawn}, {each.slug for each in withdrawn}
    said.update(remarks)
    return tuple(each for each in named if each.printed not in said and each.slug not in gone)


def _subjects(*lists: tuple[ParsedSubject, ...]) -> tuple[ParsedSubject, ...]:
    """All terms once, those of the thesaurus in capitals, as it prints them."""
    terms = {each.term.casefold(): each for given in lists for each in given}
    return tuple(ParsedSubject(_cased(each.term), each.source) for each in terms.values())


def _cased(term: str) -> str:
    """In capitals, unless the term is a name: sources print others With Capitals Throughout."""
    throughout = all(word[0].isupper() for word in re.findall(r"[^\W\d_]+", term.replace("'s", "")))
    return term.upper() if throughout and not re.match(r"UN\b", term) else term


def _vote(
    marked: ParsedVote | None, listed: ParsedVote | None
) -> tuple[ParsedVote | None, tuple[str, ...]]:
    """The vote, preferably that of the XML, and how the two differ."""
    if marked is None or listed is None:
        return marked or listed, ()
    if marked.kind != listed.kind:
        believed = marked if marked.kind != VoteKind.NOT_RECORDED else listed
        return believed, (f"the XML has “{marked.kind.label}”, the extract “{listed.kind.label}”",)
    if marked.kind != VoteKind.RECORDED:
        return marked, ()
    differing = _differing(marked, listed)
    if marked.adds_up or not listed.adds_up:
        return marked, differing
    return listed, differing


def _differing(marked: ParsedVote, listed: ParsedVote) -> tuple[str, ...]:
    said = []
    if _counts(marked) != _counts(listed):
        said.append(f"the XML states {marked.stated}, the extract {listed.stated}")
    ballots = [
        Counter((b.slug or b.printed, b.choice) for b in v.ballots) for v in (marked, listed)
    ]
    apart = sorted({name for name, _ in (ballots[0] - ballots[1]) + (ballots[1] - ballots[0])})
    if all(ballots) and apart:
        said.append(f"the roll calls differ on {', '.join(apart[:12])}")
    return tuple(said)


def _counts(vote: ParsedVote) -> tuple[int, ...]:
    """The counts stated; the extract leaves out those of nobody."""
    return tuple(count or 0 for count in (vote.in_favour, vote.against, vote.abstaining))
