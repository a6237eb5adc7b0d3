"""What the metadata records of a text: its draft, sponsors, vote and subjects."""

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache

from lxml import etree

from resolutions import states, symbols
from resolutions.ingest.document import (
    ParsedBallot,
    ParsedSponsor,
    ParsedSubject,
    ParsedVote,
    VoteBeside,
    Workflow,
)
from resolutions.ingest.readers.akn.inline import clean
from resolutions.ingest.readers.akn.names import descendants
from resolutions.vocabulary import BallotChoice, Committee, VoteKind

# Keywords under the Sustainable Development Goals are a machine's guesses, in whatever
# vocabulary ("75/240: gender equality"). Librarians' own stand under this authority.
_AUTHORITY = "DHLAUTH"
_VOCABULARIES = ("UNBIS Thesaurus", "DHLAUTH")
_CHOICES = {
    "inFavour": BallotChoice.IN_FAVOUR,
    "against": BallotChoice.AGAINST,
    "abstaining": BallotChoice.ABSTAINING,
}
_WITHOUT_VOTE = re.compile(r"without ?(?:a )?vote|consensus", re.IGNORECASE)
_RECORDED = re.compile(r"recorded ?vote|\d+-\d+-\d+", re.IGNORECASE)
# The identifiers of votes beside the plenary's, and of the steps that tell of them.
_BESIDE = re.compile(r"voting_\d{1,4}(?:__step)?")
# "A/78/L.15 and A/78/L.15/Add.1", "A/77/380، الفقرة 11": the first symbol counts.
_FIRST = re.compile(r"(?P<symbol>[A-Z][\w.-]*/[^\s,،，;()]+(?: \([^()]{1,20}\))?)")


def read(meta: etree._Element | None) -> Workflow | None:
    """Read the metadata of a document; None where they hold nothing of the kind."""
    every_step, every_voting = descendants(meta, "step"), descendants(meta, "voting")
    beside = [step for step in every_step if _BESIDE.fullmatch(step.get("eId") or "")]
    steps = {step.get("outcome"): step for step in every_step if step not in beside}
    votings = [each for each in every_voting if not _BESIDE.match(each.get("eId") or "")]
    subjects = _subjects(meta)
    if not every_step and not every_voting and not subjects:
        return None
    draft = steps.get("draftResolution")
    additional = steps.get("draftResolutionAdditionalSponsors")
    report = steps.get("recommendedForAdoption")
    adopted = steps.get("adopted")
    return Workflow(
        draft_symbol=_symbol(draft),
        draft_on=_date(draft),
        sponsors=_sponsors(draft),
        additional_sponsors=_sponsors(additional),
        report_symbol=_symbol(report),
        report_paragraph=_text(report, "refersTo"),
        record_symbol=_symbol(adopted),
        adopted_on=_date(adopted),
        vote=_vote(votings[0]) if votings else _without_vote(steps),
        votes_beside=_beside(meta, beside) if beside else (),
        subjects=subjects,
    )


def _beside(meta: etree._Element, steps: list[etree._Element]) -> tuple[VoteBeside, ...]:
    """The votes that the archive's own files have beside that of the plenary on the whole."""
    votings = {voting.get("eId"): voting for voting in descendants(meta, "voting")}
    found = []
    for step in steps:
        voting = votings.get(step.get("eId").removesuffix("__step"))
        without = _WITHOUT_VOTE.search(step.get("outcome") or "")
        kind = VoteKind.WITHOUT_VOTE if without else VoteKind.NOT_RECORDED
        found.append(
            VoteBeside(
                vote=ParsedVote(kind) if voting is None else _vote(voting),
                body=_text(step, "refersTo").lstrip("#"),
                anchor=_text(step, "wId"),
                symbol=_symbol(step),
                date=_date(step),
            )
        )
    return tuple(each for each in found if each.body in Committee)


def first_symbol(text: str) -> str | None:
    """The first document symbol that is printed in a text, canonical, or None."""
    match = _FIRST.search(text)
    return symbols.canonical(match["symbol"].rstrip(".")) if match else None


def date_of(text: str | None) -> datetime.date | None:
    """A date as the mark-up gives it ("2020-12-31"); 0001-01-01 stands for none."""
    try:
        day = datetime.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
    return day if day.year > 1 else None


def _text(step: etree._Element | None, attribute: str) -> str:
    value = step.get(attribute) if step is not None else None
    return " ".join(clean(value or "").split())


def _symbol(step: etree._Element | None) -> str | None:
    return first_symbol(_text(step, "as"))


def _date(step: etree._Element | None) -> datetime.date | None:
    return date_of(_text(step, "date"))


def _sponsors(step: etree._Element | None) -> tuple[ParsedSponsor, ...]:
    names = _text(step, "by")
    return tuple(map(_sponsor, _names(names))) if names else ()


@lru_cache(maxsize=4096)
def _names(text: str) -> tuple[str, ...]:
    return tuple(states.split_names(text))


@lru_cache(maxsize=4096)
def _sponsor(printed: str) -> ParsedSponsor:
    mention = states.mention(printed)
    slug = mention.actor.slug if mention.actor else ""
    return ParsedSponsor(printed, slug, mention.on_behalf_of)


@lru_cache(maxsize=4096)
def _slug(printed: str) -> str:
    actor = states.find(printed)
    return actor.slug if actor else ""


def _vote(voting: etree._Element) -> ParsedVote:
    counts = {
        count.get("refersTo", "").lstrip("#"): count for count in descendants(voting, "count")
    }
    counts = {name: count for name, count in counts.items() if name in _CHOICES}
    outcome = voting.get("outcome") or ""
    if not counts:
        without = _WITHOUT_VOTE.search(outcome)
        return ParsedVote(VoteKind.WITHOUT_VOTE if without else VoteKind.NOT_RECORDED)
    ballots = tuple(
        ballot for name, count in counts.items() for ballot in _ballots(count, _CHOICES[name])
    )
    # Where nobody voted against or abstained, the source leaves out the count.
    stated = [_number(counts[name].get("value")) if name in counts else 0 for name in _CHOICES]
    recorded = ballots or _RECORDED.search(outcome)
    return ParsedVote(VoteKind.RECORDED if recorded else VoteKind.NOT_RECORDED, *stated, ballots)


def _without_vote(steps: Iterable[str | None]) -> ParsedVote | None:
    """What a step says where no vote was taken: the archive's own files have no count then."""
    without = any(_WITHOUT_VOTE.search(outcome or "") for outcome in steps)
    return ParsedVote(VoteKind.WITHOUT_VOTE) if without else None


def _ballots(count: etree._Element, choice: BallotChoice) -> list[ParsedBallot]:
    printed = (
        " ".join(clean("".join(e.itertext())).split()) for e in descendants(count, "organization")
    )
    return [ParsedBallot(name, choice, _slug(name)) for name in printed if name]


def _number(value: str | None) -> int | None:
    """A count; "N.A." and the like are none."""
    return int(value) if re.fullmatch(r"[0-9]{1,4}", value or "") else None


def _subjects(meta: etree._Element | None) -> tuple[ParsedSubject, ...]:
    found = [
        ParsedSubject(term, keyword.get("dictionary"))
        for classification in descendants(meta, "classification")
        if classification.get("source", "").lstrip("#") == _AUTHORITY
        for keyword in descendants(classification, "keyword")
        if keyword.get("dictionary") in _VOCABULARIES
        and keyword.get("refersTo") is None
        and (term := _text(keyword, "showAs") or _text(keyword, "value"))
    ]
    return tuple(dict.fromkeys(found))
