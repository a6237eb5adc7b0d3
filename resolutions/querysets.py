"""The questions that pages and commands put to the archive, as queryset methods."""

from django.db import models
from django.db.models import (
    Case,
    Count,
    F,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)

from resolutions.vocabulary import (
    OUTSIDE_SERIES,
    DocumentKind,
    Holding,
    Language,
    NoticeKind,
    SponsorRole,
    Stage,
)
from resolutions.wording import LAST_SESSION

# What tells how old a text is, the most telling first.
AGE = ("year", "dated", "session", "number")
# What only the page of a text tells: long, and left unread in lists.
OF_ITS_PAGE = ("provenance", "warnings")
# What names a text, with its address.
NAMING = (
    *("symbol", "slug", "title", "year", "dated", "session", "stage", "kind", "holding"),
    "series",
)
# Sponsors that a list names.
FIRST_SPONSORS = 3


class ResolutionQuerySet(models.QuerySet):
    def published(self):
        """Keep what the public may see. Every public page starts here."""
        return self.filter(published_at__isnull=False)

    def published_or_withdrawn(self):
        """Keep what the public may see, and what it has seen and may no more."""
        notices = self.model._meta.get_field("notices").related_model.objects
        last = notices.filter(resolution=OuterRef("pk")).order_by("-made_at", "-pk")
        told = Subquery(last.values("kind")[:1])
        withdrawn = self.annotate(told=told).filter(told=NoticeKind.WITHDRAWAL)
        return self.filter(Q(published_at__isnull=False) | Q(pk__in=withdrawn.values("pk")))

    def with_text(self):
        return self.filter(holding=Holding.FULL_TEXT)

    def resolutions(self):
        """Keep resolutions and their drafts; leave out the decisions and reports they cite."""
        return self.filter(kind=DocumentKind.RESOLUTION)

    def in_series(self):
        """Keep the texts of the series that the archive follows."""
        return self.exclude(series__in=OUTSIDE_SERIES)

    def in_regular_sessions(self):
        """Keep the texts of regular sessions of the Assembly, which have pages of their own."""
        return self.filter(session__lte=LAST_SESSION, session_kind="")

    def newest_first(self):
        """Order by date, undated texts by their year; then by symbol, as integers."""
        return self.order_by(
            *(F(name).desc(nulls_last=True) for name in AGE), "-letter", "-revision", "pk"
        )

    def oldest_first(self):
        """The other way round, but texts without a year come last here too."""
        return self.order_by(
            *(F(name).asc(nulls_last=True) for name in AGE), "letter", "revision", "-pk"
        )

    def by_symbol(self):
        """
        Order as a reader expects symbols: A/RES/73/9 before A/RES/73/27.

        The drafts of a session follow its resolutions, those of each committee together.
        """
        adopted = Q(stage=Stage.ADOPTED)
        return self.order_by(
            F("session").asc(nulls_last=True),
            Case(When(adopted, then=0), default=1),
            Case(When(adopted, then=Value("")), default="committee"),
            F("number").asc(nulls_last=True),
            "letter",
            "revision",
            "pk",
        )

    def for_list(self):
        """Load what one row of a list shows, in a fixed number of queries."""
        sponsorships = self.model._meta.get_field("sponsorships").related_model.objects.standing()
        votes = self.model._meta.get_field("votes").related_model.objects
        versions = self.model._meta.get_field("versions").related_model.objects
        english_first = Case(When(language=Language.ENGLISH, then=0), default=1)
        version = versions.filter(resolution=OuterRef("pk")).order_by(english_first, "language")
        counted = sponsorships.filter(resolution=OuterRef("pk")).order_by().values("resolution")
        of_each, *within = sponsorships.model._meta.ordering
        first = sponsorships.select_related("sponsor", "group").order_by(f"{of_each}_id", *within)
        return (
            self.defer(*OF_ITS_PAGE)
            .annotate(
                paragraph_count=Subquery(version.values("paragraph_count")[:1]),
                sponsor_count=Subquery(counted.annotate(n=Count("pk")).values("n")),
            )
            .prefetch_related(
                Prefetch("sponsorships", first[:FIRST_SPONSORS], to_attr="first_sponsorships"),
                Prefetch("votes", votes.filter(anchor="")),
            )
        )

    def for_naming(self):
        """Load no more than names a text and leads to it."""
        return self.only(*NAMING)

    def named(self, name: str):
        """Keep the document of that canonical symbol or slug."""
        return self.filter(Q(symbol=name) | Q(slug=name))

    def sponsored_by(self, slugs):
        """
        Keep texts that any of these actors sponsored, and what such drafts became.

        The names stand at the head of a draft; the resolution that it became prints none.
        """
        sponsorships = self.model._meta.get_field("sponsorships").related_model.objects
        drafts = sponsorships.standing().by_actors(slug__in=slugs).values("resolution")
        became = self.model.objects.filter(pk__in=drafts).exclude(became=None).values("became")
        return self.filter(Q(pk__in=drafts) | Q(pk__in=became))

    def versions_of(self, resolution):
        """
        Keep every version of one text, drafts before what they became.

        Follows `revises` and `became` both ways, however long the chain, in one
        query. Holds the text itself.
        """
        table = self.model._meta.db_table
        family = models.expressions.RawSQL(  # noqa: S611 - no text from outside
            f"""
            WITH RECURSIVE family(id) AS (
                VALUES (%s::bigint)
                UNION
                SELECT link.a FROM family JOIN (
                    SELECT id AS a, revises_id AS b FROM {table} WHERE revises_id IS NOT NULL
                    UNION ALL SELECT revises_id, id FROM {table} WHERE revises_id IS NOT NULL
                    UNION ALL SELECT id, became_id FROM {table} WHERE became_id IS NOT NULL
                    UNION ALL SELECT became_id, id FROM {table} WHERE became_id IS NOT NULL
                ) link ON link.b = family.id
            ) SELECT id FROM family
            """,  # noqa: S608
            [resolution.pk],
        )
        return self.filter(pk__in=family)


class ParagraphQuerySet(models.QuerySet):
    def published(self):
        return self.filter(resolution__published_at__isnull=False)


class CitationQuerySet(models.QuerySet):
    def published(self):
        """Keep citations made by published texts."""
        return self.filter(resolution__published_at__isnull=False)

    def unresolved(self):
        return self.filter(cited__isnull=True)


class CitedDocumentQuerySet(models.QuerySet):
    def published(self):
        """Keep what published texts cite."""
        return self.filter(resolution__published_at__isnull=False)

    def by_document(self):
        """
        Return {symbol, texts, places, since, until} of each document, the most cited first.

        `texts` is how many texts cite it, `places` in how many places they do, in one
        language of each; `since` and `until` are years.
        """
        return (
            self.order_by()
            .values("symbol")
            .annotate(
                texts=Count("pk"),
                places=Sum("citations"),
                since=Min("resolution__year"),
                until=Max("resolution__year"),
            )
            .order_by("-texts", "-places", "symbol")
        )


class SponsorshipQuerySet(models.QuerySet):
    def published(self):
        return self.filter(resolution__published_at__isnull=False)

    def standing(self):
        """Leave out those who left the list of sponsors."""
        return self.exclude(role=SponsorRole.WITHDRAWN)

    def by_actors(self, **named):
        """Keep what such actors sponsored themselves, and what others did on their behalf."""
        actors = self.model._meta.get_field("sponsor").related_model.objects.filter(**named)
        return self.filter(Q(sponsor__in=actors) | Q(group__in=actors))


class VoteSessionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(resolution__published_at__isnull=False)

    def on_whole_texts(self):
        return self.filter(anchor="")

    def with_texts(self):
        """Load the texts voted on, as lists show them, in the same query."""
        unread = (f"resolution__{name}" for name in OF_ITS_PAGE)
        return self.select_related("resolution").defer(*unread)

    def once_each(self):
        """Keep one row for each vote that several sources record: one that names States, if any."""
        ballots = self.model._meta.get_field("ballots").related_model.objects
        named = models.Exists(ballots.filter(vote=OuterRef("pk")))
        vote = ("resolution_id", "body", "anchor")
        # Of the texts at hand alone: to sort the votes on all took longer than all else of a file.
        every = self.model.objects.filter(resolution__in=self.order_by().values("resolution"))
        best = every.annotate(named=named).order_by(*vote, "-named", "pk")
        return self.filter(pk__in=best.distinct(*vote).values("pk"))
