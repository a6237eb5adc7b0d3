"""What is known of every public document, in arrays: the facts that filters and counts use."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from resolutions import symbols
from resolutions.finding.tables import NOT_STATED, Property, Table
from resolutions.models import (
    CitedDocument,
    Resolution,
    Sponsor,
    Sponsorship,
    Subject,
    VoteSession,
)
from resolutions.search.tokens import words_in


@dataclass(frozen=True)
class Texts(Table):
    """Public documents, the newest first."""

    addresses: Sequence[str]
    symbols: Sequence[str]
    titles: Sequence[str]
    dates: np.ndarray  # as ordinals; 0 where not known
    years: np.ndarray  # 0 where not known
    sponsors: Mapping[str, str] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def plain_titles(self) -> list[str]:
        return [" ".join(words_in(title)) for title in self.titles]

    @cached_property
    def rows_by_title_word(self) -> dict[str, list[int]]:
        found = defaultdict(list)
        for row, title in enumerate(self.plain_titles):
            for word in set(title.split()):
                found[word].append(row)
        return dict(found)


def load_texts() -> Texts:
    """Read what is known of public documents, in five queries."""
    sponsorships = Sponsorship.objects.standing().filter(resolution=OuterRef("pk")).order_by()
    votes = VoteSession.objects.on_whole_texts().filter(resolution=OuterRef("pk")).order_by()
    subjects = Resolution.subjects.through.objects.filter(resolution=OuterRef("pk"))
    public = Resolution.objects.published()
    found = list(
        public.annotate(
            sponsor_keys=ArraySubquery(sponsorships.values("sponsor")),
            group_keys=ArraySubquery(sponsorships.exclude(group=None).values("group")),
            vote_kinds=ArraySubquery(votes.values("kind")),
            subject_keys=ArraySubquery(subjects.values("subject")),
            is_cited=Exists(CitedDocument.objects.published().filter(cited=OuterRef("pk"))),
        )
        .newest_first()
        .values_list(
            *("pk", "symbol", "slug", "title", "session", "year", "dated", "kind", "holding"),
            *("stage", "committee", "sponsor_keys", "group_keys", "vote_kinds", "subject_keys"),
            *("is_cited", "became_id", "revises_id"),
            named=True,
        )
    )
    sponsors = {pk: (slug, name) for pk, slug, name in _named(Sponsor, "name")}
    subjects = {pk: (slug, term) for pk, slug, term in _named(Subject, "term")}
    rows = {text.pk: row for row, text in enumerate(found)}
    return Texts(
        keys=np.array(list(rows), np.int64),
        properties=_properties(found, sponsors, subjects),
        orders={
            "newest": np.arange(len(rows)),
            "oldest": _order(rows, public.oldest_first()),
            "symbol": _order(rows, public.by_symbol()),
        },
        addresses=[symbols.address(text.symbol) if text.symbol else text.slug for text in found],
        symbols=[text.symbol or "" for text in found],
        titles=[text.title for text in found],
        dates=np.array([text.dated.toordinal() if text.dated else 0 for text in found], np.int64),
        years=np.array([text.year or 0 for text in found], np.int64),
        sponsors=dict(sponsors.values()),
        subjects=dict(subjects.values()),
    )


def _named(model, name: str) -> QuerySet:
    return model.objects.order_by(name).values_list("pk", "slug", name)


def _order(rows: Mapping[int, int], texts: QuerySet) -> np.ndarray:
    """The rows in the order of a query; of texts published meanwhile there are none yet."""
    keys = texts.values_list("pk", flat=True)
    return np.array([rows[key] for key in keys if key in rows], np.int64)


def _at_head(text) -> list[int]:
    """Those who sponsor a text, and those on whose behalf they do."""
    return text.sponsor_keys + text.group_keys


def _sponsors_of(found: Sequence) -> Iterator[Sequence[int]]:
    """
    Yield the sponsors at the head of each text, or else those of the draft that it was.

    A resolution prints none, and readers who search for what a State sponsored mean it too. A
    draft that prints none has those of the one that it revises. The newest texts come first,
    so that of several drafts the newest with sponsors speaks.
    """
    texts = {text.pk: text for text in found}
    drafts: defaultdict[int, list] = defaultdict(list)
    for text in found:
        drafts[text.became_id].append(text)
    for text in found:
        versions = (_at_heads(each, texts) for each in (text, *drafts[text.pk]))
        yield next(filter(None, versions), ())


def _at_heads(text, texts: Mapping) -> Sequence[int]:
    """Those at the head of a text, or else of the nearest of those that it revises."""
    passed = set()
    while text and text.pk not in passed:
        if named := _at_head(text):
            return named
        passed.add(text.pk)
        text = texts.get(text.revises_id)
    return ()


def _properties(found: Sequence, sponsors: Mapping, subjects: Mapping) -> dict[str, Property]:
    def slugs(keys, known):
        """Of those that are known; what goes by no known name counts under no value."""
        return {known[key][0] for key in keys if key in known} if keys else {NOT_STATED}

    values = {
        "session": ([str(text.session or NOT_STATED)] for text in found),
        "year": ([str(text.year or NOT_STATED)] for text in found),
        "stage": ([text.stage or NOT_STATED] for text in found),
        "committee": ([text.committee or NOT_STATED] for text in found),
        "vote": ({*text.vote_kinds} or {NOT_STATED} for text in found),
        "holding": ([text.holding] for text in found),
        "sponsor": (slugs(_at_head(text), sponsors) for text in found),
        "sponsored": (slugs(keys, sponsors) for keys in _sponsors_of(found)),
        "subject": (slugs(text.subject_keys, subjects) for text in found),
        "cited": (["yes" if text.is_cited else "no"] for text in found),
        "kind": ([text.kind] for text in found),
    }
    return {name: Property.of(each) for name, each in values.items()}
