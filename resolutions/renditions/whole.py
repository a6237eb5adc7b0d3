"""A stored text in one language, as the value that readers give and writers take."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.db.models import Prefetch

from resolutions.archive.reading_back import document_of
from resolutions.ingest.document import (
    Masthead,
    ParsedBallot,
    ParsedResolution,
    ParsedSponsor,
    ParsedVote,
    VoteBeside,
    Workflow,
)
from resolutions.models import Ballot, LanguageVersion, Resolution, VoteSession
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
    vote, beside = votes_of(text)
    return Workflow(
        draft_symbol=text.draft_symbol or None,
        sponsors=sponsors[SponsorRole.ORIGINAL],
        additional_sponsors=sponsors[SponsorRole.ADDITIONAL],
        report_symbol=text.committee_report or None,
        report_paragraph=text.report_paragraph,
        record_symbol=text.meeting_record or None,
        adopted_on=text.adopted_on,
        vote=vote and vote_of(vote),
        votes_beside=tuple(map(beside_of(text), beside)),
    )


def votes_of(text: Resolution) -> tuple[VoteSession | None, list[VoteSession]]:
    """
    The vote on the whole text, and those beside it; three queries.

    Beside it are separate votes on its paragraphs, the committee's, and both on the drafts that
    it was.
    """
    ballots = Prefetch("ballots", Ballot.objects.select_related("sponsor"))
    family = (
        Resolution.objects.published().versions_of(text).order_by().values_list("pk", flat=True)
    )
    votes = (
        # By their keys: joined to the walk through versions, votes on all texts would be read.
        VoteSession.objects.filter(resolution__in={text.pk, *family})
        .once_each()
        .select_related("resolution")
        .prefetch_related(ballots)
        .order_by("date", "pk")
    )
    whole, beside = [], []
    for vote in votes:
        in_its_body = text.stage != Stage.ADOPTED or vote.body == Committee.PLENARY
        is_whole = vote.resolution_id == text.pk and not vote.anchor and in_its_body
        (whole if is_whole else beside).append(vote)
    return next(iter(whole), None), [*whole[1:], *beside]


def beside_of(text: Resolution) -> Callable[[VoteSession], VoteBeside]:
    def told(vote: VoteSession) -> VoteBeside:
        symbol = vote.resolution.symbol if vote.resolution_id != text.pk else None
        return VoteBeside(vote_of(vote), vote.body, vote.anchor, symbol, vote.date)

    return told


def vote_of(vote: VoteSession) -> ParsedVote:
    """A vote with its roll call; the names are those printed, or else the States' own."""
    ballots = tuple(
        ParsedBallot(row.printed or row.sponsor.name, BallotChoice(row.choice), row.sponsor.slug)
        for row in vote.ballots.all()
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
