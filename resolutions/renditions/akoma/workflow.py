"""How a text came about and was voted on, in the metadata, as the United Nations writes it."""

from collections.abc import Iterable

from lxml import etree

from resolutions.ingest.document import ParsedSponsor, ParsedVote, Workflow
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


def add(meta: etree._Element, held: Workflow) -> None:
    """Add the steps, and the vote with its roll call if there was one, to the metadata."""
    if steps := list(_steps(held)):
        made = below(meta, "workflow", source="#archive")
        made.extend(steps)
    if held.vote and any(value is not None for value in _stated(held.vote).values()):
        parliamentary = below(below(meta, "analysis", source="#archive"), "parliamentary")
        parliamentary.append(_voting(held.vote))


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
