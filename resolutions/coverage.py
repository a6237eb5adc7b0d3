"""What the archive holds, counted from the database."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, Sum

from resolutions.archive.store import UPLOADED
from resolutions.finding.knowledge import current
from resolutions.finding.tables import NOT_STATED
from resolutions.models import (
    Ballot,
    LanguageVersion,
    Resolution,
    SourceFile,
    Sponsorship,
    VoteSession,
)
from resolutions.vocabulary import DocumentKind, Holding, Language, Stage
from resolutions.wording import LAST_SESSION, session_name

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
    session_kind: str
    full: int
    records: int
    adopted: int
    votes: int
    roll_calls: int
    languages: dict[str, int] = field(default_factory=dict)

    @property
    def drafts(self) -> int:
        return self.full + self.records - self.adopted

    @property
    def by_language(self) -> list[int]:
        """The number of texts held in each official language, in the order of `Language`."""
        return [self.languages.get(language, 0) for language in Language]

    @property
    def name(self) -> str:
        return session_name(self.session, self.session_kind) if self.session else ""

    @property
    def has_page(self) -> bool:
        """Whether it is a regular session of the Assembly."""
        return bool(self.session) and not self.session_kind and self.session <= LAST_SESSION

    @property
    def age(self) -> tuple:
        """Regular sessions are newer than special ones, and these than none."""
        return (self.session is not None, not self.session_kind, self.session_kind, self.session)


def totals() -> Totals:
    """
    The four counts of the home page, of published texts alone; two queries.

    `paragraphs` are those of every language held; `cited` counts the documents held
    here that texts cite, of whatever kind.
    """
    texts = current().texts
    resolutions = texts.having("kind", DocumentKind.RESOLUTION)
    return Totals(
        texts=int((resolutions & texts.having("holding", Holding.FULL_TEXT)).sum()),
        paragraphs=versions_held().aggregate(n=Sum("paragraph_count"))["n"] or 0,
        sponsors=len({*texts.properties["sponsor"].values} - {NOT_STATED}),
        cited=int(texts.having("cited", "yes").sum()),
    )


def by_session() -> list[SessionCoverage]:
    """Resolutions and drafts by session, newest first; two queries."""
    votes = VoteSession.objects.on_whole_texts().filter(resolution=OuterRef("pk"))
    ballots = Ballot.objects.filter(vote__resolution=OuterRef("pk"), vote__anchor="")
    rows = (
        Resolution.objects.published()
        .resolutions()
        .annotate(
            has_known_outcome=Exists(votes),
            called=Exists(ballots),
        )
        .order_by()
        .values("session", "session_kind")
        .annotate(
            full=Count("pk", filter=FULL),
            records=Count("pk", filter=RECORD),
            adopted=Count("pk", filter=Q(stage=Stage.ADOPTED)),
            votes=Count("pk", filter=Q(has_known_outcome=True)),
            roll_calls=Count("pk", filter=Q(called=True)),
        )
    )
    found = {(row["session"], row["session_kind"]): SessionCoverage(**row) for row in rows}
    versions = (
        versions_held()
        .filter(resolution__kind=DocumentKind.RESOLUTION)
        .order_by()
        .values_list("resolution__session", "resolution__session_kind", "language")
        .annotate(n=Count("pk"))
    )
    for *session, language, n in versions:
        if row := found.get(tuple(session)):  # not withdrawn in this moment
            row.languages[language] = n
    return sorted(found.values(), key=lambda row: row.age, reverse=True)


def versions_held():
    return LanguageVersion.objects.filter(resolution__published_at__isnull=False)


@dataclass(frozen=True, slots=True)
class LanguageCoverage:
    language: Language
    texts: int
    paragraphs: int


def by_language() -> list[LanguageCoverage]:
    """How much of the archive is held in each language, in the order of `Language`; one query."""
    rows = (
        versions_held()
        .order_by()
        .values_list("language")
        .annotate(texts=Count("pk"), paragraphs=Sum("paragraph_count"))
    )
    counts = {language: (texts, paragraphs) for language, texts, paragraphs in rows}
    return [LanguageCoverage(lang, *counts[lang]) for lang in Language if lang in counts]


@dataclass(slots=True)
class SourceCoverage:
    """How much of what came from one source, and between which days, where these are known."""

    name: str
    counts: list[tuple[int, str]] = field(default_factory=list)
    first: datetime | None = None
    last: datetime | None = None


def by_source() -> list[SourceCoverage]:
    """Where texts, a language each, files and votes come from; three queries."""
    texts = (
        versions_held()
        .order_by("source")
        .values_list("source")
        .annotate(Count("pk"), Min("stored_at"), Max("stored_at"))
    )
    files = SourceFile.objects.filter(resolution__published_at__isnull=False).aggregate(
        n=Count("pk"), first=Min("uploaded_at"), last=Max("uploaded_at")
    )
    votes = VoteSession.objects.published().order_by("source").values_list("source")
    rows = [
        *((name, n, "language version", *days) for name, n, *days in texts),
        *([(UPLOADED, files["n"], "file", files["first"], files["last"])] if files["n"] else []),
        *((name, n, "vote", None, None) for name, n in votes.annotate(Count("pk"))),
    ]
    found: dict[str, SourceCoverage] = {}
    for name, n, what, first, last in rows:
        row = found.setdefault(name, SourceCoverage(name, first=first, last=last))
        row.counts.append((n, what))
        if first:
            row.first, row.last = min(row.first or first, first), max(row.last or last, last)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class NameWithoutActor:
    """A name as printed, which no actor goes by; `what` it is said to be, and of which text."""

    printed: str
    what: str
    text: Resolution


def names_without_actor() -> list[NameWithoutActor]:
    """Names of sponsors and voters that stand for nobody known here, by text; two queries."""
    sponsors = (
        Sponsorship.objects.published()
        .filter(sponsor=None)
        .select_related("resolution")
        .order_by("resolution__symbol", "order")
    )
    votes = (
        VoteSession.objects.published()
        .exclude(unresolved=[])
        .with_texts()
        .order_by("resolution__symbol", "pk")
    )
    found = [NameWithoutActor(row.printed, "sponsor", row.resolution) for row in sponsors]
    for vote in votes:
        found += [
            NameWithoutActor(name["printed"], "voter", vote.resolution) for name in vote.unresolved
        ]
    return found
