"""A stored text in one language, as the value that readers give and writers take."""

from collections.abc import Mapping
from dataclasses import replace

from django.db.models import F

from resolutions.archive.reading_back import document_of
from resolutions.ingest.document import (
    Masthead,
    ParsedBallot,
    ParsedResolution,
    ParsedSponsor,
    ParsedVote,
    Workflow,
)
from resolutions.models import LanguageVersion, Resolution, VoteSession
from resolutions.vocabulary import (
    BallotChoice,
    Committee,
    Language,
    SponsorRole,
    Stage,
    VoteKind,
)


def whole_text(text: Resolution, version: LanguageVersion) -> ParsedResolution:
    """
    Return a language version of a text with all that its page says of it.

    Names of the document's own are in the language of the version where it has them.
    Takes the same number of queries for a text of any length.
    """
    document = document_of(text, version.language)
    english = version.language == Language.ENGLISH
    sponsors = sponsors_of(text)
    head = masthead_of(text, version, document.masthead)
    return replace(
        document,
        masthead=replace(head, sponsors=sponsors[SponsorRole.ORIGINAL] or head.sponsors),
        formula=version.formula or (text.formula if english else ""),
        workflow=workflow_of(text, sponsors),
    )


def sponsors_of(text: Resolution) -> dict[SponsorRole, tuple[ParsedSponsor, ...]]:
    """The sponsors by role, wherever they are recorded; those of two records once."""
    found: dict[SponsorRole, dict] = {role: {} for role in SponsorRole}
    for row in text.sponsorships.select_related("sponsor").order_by("order", "pk"):
        slug = row.sponsor.slug if row.sponsor else ""
        sponsor = ParsedSponsor(row.printed, slug, row.on_behalf_of)
        found[SponsorRole(row.role)].setdefault(row.sponsor_id or row.printed, sponsor)
    return {role: tuple(each.values()) for role, each in found.items()}


def workflow_of(
    text: Resolution, sponsors: Mapping[SponsorRole, tuple[ParsedSponsor, ...]]
) -> Workflow:
    """How a text came about: the draft, its sponsors, the report on it, and how it was adopted."""
    votes = text.votes.filter(anchor="")
    if text.stage == Stage.ADOPTED:
        votes = votes.filter(body=Committee.PLENARY)
    # Of two sources the one that states figures.
    vote = votes.order_by(F("in_favour").desc(nulls_last=True), "pk").first()
    return Workflow(
        draft_symbol=text.draft_symbol or None,
        sponsors=sponsors[SponsorRole.ORIGINAL],
        additional_sponsors=sponsors[SponsorRole.ADDITIONAL],
        report_symbol=text.committee_report or None,
        report_paragraph=text.report_paragraph,
        record_symbol=text.meeting_record or None,
        adopted_on=text.adopted_on,
        vote=vote_of(vote),
    )


def vote_of(vote: VoteSession | None) -> ParsedVote | None:
    """A vote with its roll call; the names are those printed, or else the States' own."""
    if vote is None:
        return None
    ballots = tuple(
        ParsedBallot(row.printed or row.sponsor.name, BallotChoice(row.choice), row.sponsor.slug)
        for row in vote.ballots.select_related("sponsor")
    )
    counts = vote.in_favour, vote.against, vote.abstaining
    return ParsedVote(VoteKind(vote.kind), *counts, ballots)


def masthead_of(text: Resolution, version: LanguageVersion, printed: Masthead) -> Masthead:
    """The head with the facts that the source does not print as well."""
    return replace(
        printed,
        symbol=text.symbol,
        body=text.body,
        committee=text.get_committee_display() or None,
        session=None if text.session_kind else text.session,
        agenda_item=text.agenda_item or None,
        agenda_title=version.agenda_title or text.agenda_title or None,
        title=version.title or text.title,
        distribution=text.distribution or None,
        issued_on=text.issued_on,
        adopted_on=text.adopted_on,
        meeting=text.meeting or None,
        committee_report=text.committee_report or None,
        original_languages=tuple(text.original_languages),
    )
