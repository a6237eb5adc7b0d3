"""What the archive holds, counted from the database."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from resolutions.models import Ballot, Citation, Paragraph, Resolution, Sponsor, VoteSession
from resolutions.vocabulary import Holding, ParagraphKind
from resolutions.wording import session_name

FULL = Q(holding=Holding.FULL_TEXT)
RECORD = Q(holding=Holding.CATALOGUE)


@dataclass(frozen=True, slots=True)
class Totals:
    texts: int
    paragraphs: int
    sponsors: int
    cited: int


@dataclass(frozen=True, slots=True)
class SessionCoverage:
    """What is held of one session; None stands for texts without one."""

    session: int | None
    full: int
    records: int
    votes: int
    roll_calls: int

    @property
    def name(self) -> str:
        return session_name(self.session) if self.session else ""


def totals() -> Totals:
    """
    The four counts of the home page, of published texts alone; four queries.

    `cited` counts the documents held here that texts cite, of whatever kind.
    """
    paragraphs = Paragraph.objects.published().exclude(kind=ParagraphKind.HEADING)
    sponsored = Q(sponsorships__resolution__published_at__isnull=False)
    return Totals(
        texts=Resolution.objects.published().resolutions().with_text().count(),
        paragraphs=paragraphs.count(),
        sponsors=Sponsor.objects.filter(sponsored).distinct().count(),
        cited=Resolution.objects.published().filter(is_cited()).count(),
    )


def is_cited() -> Exists:
    """The condition that a published text cites the document."""
    return Exists(Citation.objects.published().filter(cited=OuterRef("pk")))


def by_session() -> list[SessionCoverage]:
    """Resolutions and drafts by session, newest first; one query."""
    votes = VoteSession.objects.on_whole_texts().filter(resolution=OuterRef("pk"))
    ballots = Ballot.objects.filter(vote__resolution=OuterRef("pk"), vote__anchor="")
    rows = (
        Resolution.objects.published()
        .resolutions()
        .filter(session_kind="")
        .annotate(
            has_known_outcome=Exists(votes),
            called=Exists(ballots),
        )
        .order_by()
        .values("session")
        .annotate(
            full=Count("pk", filter=FULL),
            records=Count("pk", filter=RECORD),
            votes=Count("pk", filter=Q(has_known_outcome=True)),
            roll_calls=Count("pk", filter=Q(called=True)),
        )
    )
    found = [SessionCoverage(**row) for row in rows]
    return sorted(found, key=lambda row: row.session or 0, reverse=True)


def sources() -> list[str]:
    """What the votes and sponsorships of published texts were taken from."""
    votes = VoteSession.objects.published().order_by("source").values_list("source", flat=True)
    return list(votes.distinct())
