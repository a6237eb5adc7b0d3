"""
How a text came about and was voted on, in the metadata, as the United Nations writes it.

The United Nations' files have one vote, that of the plenary on the whole text. Others go by
the same elements: each has a step of its own, whose outcome begins with "approved" in a
committee and with "separate" on a paragraph alone; `refersTo` names the body, `as` the draft,
`wId` the paragraph and `href` that of this document. The figures are in a `voting` whose
identifier the step's begins with.
"""

from collections.abc import Iterable, Mapping

from lxml import etree

from resolutions.ingest.document import ParsedSponsor, ParsedVote, VoteBeside, Workflow
from resolutions.renditions.akoma.elements import below, element, legal
from resolutions.vocabulary import BallotChoice, VoteKind

# Dates are required; this one stands for none, as in the UN's own files.
NO_DATE = "0001-01-01"
# The extension in which the United Nations lists who voted how.
AKN4UN = "http://un.org/akn4un"
COUNTS = {
    BallotChoice.IN_FAVOUR: "inFavour",
    BallotChoice.AGAINST: "against",
    BallotChoice.ABSTAINING: "abstaining",
    BallotChoice.NOT_VOTING: "notVoting",
}
OUTCOMES = {
    VoteKind.RECORDED: "adoptedRecordedVote",
    VoteKind.NOT_RECORDED: "adoptedVote",
    VoteKind.WITHOUT_VOTE: "adoptedWithoutVote",
}


def add(meta: etree._Element, held: Workflow, eids: Mapping[str, str]) -> None:
    """
    Add the steps, and the votes with their roll calls if there were any, to the metadata.

    `eids` are the identifiers of paragraphs by anchor.
    """
    beside = list(enumerate(held.votes_beside, 2))
    steps = [*_steps(held), *(_step_beside(n, each, eids) for n, each in beside)]
    if steps:
        made = below(meta, "workflow", source="#archive")
        made.extend(steps)
    votings = [_voting(held.vote)] if held.vote and has_figures(held.vote) else []
    votings += [_voting_beside(n, each) for n, each in beside if has_figures(each.vote)]
    if votings:
        parliamentary = below(below(meta, "analysis", source="#archive"), "parliamentary")
        parliamentary.extend(votings)


def has_figures(vote: ParsedVote) -> bool:
    return any(value is not None for value in _stated(vote).values())


def _step_beside(number: int, held: VoteBeside, eids: Mapping[str, str]) -> etree._Element:
    outcome = OUTCOMES[held.vote.kind].replace("adopted", "separate" if held.anchor else "approved")
    step = element(
        "step",
        eId=f"voting_{number}__step",
        wId=held.anchor,
        date=held.date.isoformat() if held.date else NO_DATE,
        outcome=outcome,
        as_=held.symbol or "",
        refersTo=f"#{held.body}",
        href=f"#{eids[held.anchor]}" if held.anchor in eids and not held.symbol else "",
    )
    step.set("by", "")  # required, if empty
    return step


def _voting_beside(number: int, held: VoteBeside) -> etree._Element:
    made = _voting(held.vote)
    made.set("eId", f"voting_{number}")
    made.set("refersTo", f"#{held.body}")
    return made


def _steps(held: Workflow) -> Iterable[etree._Element]:
    adopted = OUTCOMES[VoteKind.WITHOUT_VOTE]
    without = held.vote is not None and held.vote.kind == VoteKind.WITHOUT_VOTE
    for outcome, what, when, names, place in (
        ("draftResolution", held.draft_symbol, held.draft_on, held.sponsors, ""),
        ("draftResolutionAdditionalSponsors", "", None, held.additional_sponsors, ""),
        ("recommendedForAdoption", held.report_symbol, None, (), held.report_paragraph),
        ("adopted", held.record_symbol, held.adopted_on, (), ""),
        (adopted if without else "", held.record_symbol, held.adopted_on, (), ""),
    ):
        if outcome and (what or when or names or outcome == adopted):
            day = when.isoformat() if when else NO_DATE
            step = element("step", date=day, outcome=outcome, as_=what or "", refersTo=place)
            step.set("by", legal(_listed(names)))  # required, if empty
            yield step


def _listed(sponsors: Iterable[ParsedSponsor]) -> str:
    return ", ".join(sponsor.printed for sponsor in sponsors)


def _voting(vote: ParsedVote) -> etree._Element:
    made = element("voting", outcome=OUTCOMES[vote.kind])
    for choice, value in _stated(vote).items():
        if value is None:
            continue
        count = below(made, "count", value=str(value), refersTo=COUNTS[choice])
        if names := [each.printed for each in vote.ballots if each.choice == choice]:
            voters = etree.SubElement(count, f"{{{AKN4UN}}}voters", nsmap={"akn4un": AKN4UN})
            for name in names:
                below(voters, "organization", name, refersTo="memberState")
    return made


def _stated(vote: ParsedVote) -> dict[BallotChoice, int | None]:
    silent = sum(each.choice == BallotChoice.NOT_VOTING for each in vote.ballots) or None
    stated = (vote.in_favour, vote.against, vote.abstaining, silent)
    return dict(zip(COUNTS, stated, strict=True))
