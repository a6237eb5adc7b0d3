"""What search knows of every public document, in arrays: the facts that filters and counts use."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from resolutions import symbols
from resolutions.models import Resolution, Sponsor, Sponsorship, Subject, VoteSession
from resolutions.search.tokens import words_in

NOT_STATED = "none"


@dataclass(frozen=True)
class Property:
    """
    The values of one facet, and which rows have which: `rows[i]` has `values[codes[i]]`.

    A row may have several values.
    """

    values: Sequence[str]
    rows: np.ndarray
    codes: np.ndarray

    @cached_property
    def places(self) -> dict[str, int]:
        return {value: place for place, value in enumerate(self.values)}

    def mask(self, values: Collection[str], size: int) -> np.ndarray:
        """Whether each row has one of the values."""
        wanted = np.zeros(len(self.values) + 1, bool)
        wanted[[self.places.get(value, -1) for value in values]] = True
        wanted[-1] = False
        found = np.zeros(size, bool)
        found[self.rows[wanted[self.codes]]] = True
        return found

    def counts(self, weights: np.ndarray) -> dict[str, int]:
        """Return how much the rows of each value weigh together, of those that weigh something."""
        totals = np.bincount(self.codes, weights[self.rows], minlength=len(self.values))
        return {self.values[place]: int(totals[place]) for place in np.nonzero(totals)[0]}

    @classmethod
    def of(cls, values_by_row: Iterable[Collection[str]]) -> "Property":
        places: dict[str, int] = {}
        rows, codes = [], []
        for row, values in enumerate(values_by_row):
            for value in values:
                rows.append(row)
                codes.append(places.setdefault(value, len(places)))
        return cls(list(places), np.array(rows, np.int64), np.array(codes, np.int64))


@dataclass(frozen=True)
class Texts:
    """
    Public documents, the newest first; row numbers are their places.

    `keys` are their primary keys in order, and `rows` the row of each.
    """

    keys: np.ndarray
    rows: np.ndarray
    addresses: Sequence[str]
    symbols: Sequence[str]
    titles: Sequence[str]
    dates: np.ndarray  # as ordinals; 0 where not known
    properties: dict[str, Property]
    sponsors: dict[str, str] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.keys)

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

    def rows_of(self, keys: np.ndarray) -> np.ndarray:
        """Return the row of each key, and -1 for those that are not public."""
        if not self.size:
            return np.full(len(keys), -1, np.int32)
        places = np.minimum(np.searchsorted(self.keys, keys), self.size - 1)
        return np.where(self.keys[places] == keys, self.rows[places], -1).astype(np.int32)


def load_texts() -> Texts:
    """Read what is known of public documents, in three queries."""
    sponsorships = Sponsorship.objects.standing().filter(resolution=OuterRef("pk")).order_by()
    votes = VoteSession.objects.on_whole_texts().filter(resolution=OuterRef("pk")).order_by()
    subjects = Resolution.subjects.through.objects.filter(resolution=OuterRef("pk"))
    found = list(
        Resolution.objects.published()
        .annotate(
            sponsor_keys=ArraySubquery(sponsorships.values("sponsor")),
            vote_kinds=ArraySubquery(votes.values("kind")),
            subject_keys=ArraySubquery(subjects.values("subject")),
        )
        .order_by()
        .values_list(
            *("pk", "symbol", "slug", "title", "session", "year", "dated", "number"),
            *("stage", "committee", "sponsor_keys", "vote_kinds", "subject_keys"),
            named=True,
        )
    )
    found.sort(key=age)
    sponsors = {pk: (slug, name) for pk, slug, name in _named(Sponsor, "name")}
    subjects = {pk: (slug, term) for pk, slug, term in _named(Subject, "term")}
    keys = np.array([text.pk for text in found], np.int64)
    order = np.argsort(keys)
    return Texts(
        keys=keys[order],
        rows=order.astype(np.int32),
        addresses=[symbols.address(text.symbol) if text.symbol else text.slug for text in found],
        symbols=[text.symbol or "" for text in found],
        titles=[text.title for text in found],
        dates=np.array([text.dated.toordinal() if text.dated else 0 for text in found], np.int64),
        properties=_properties(found, sponsors, subjects),
        sponsors=dict(sponsors.values()),
        subjects=dict(subjects.values()),
    )


def _named(model, name: str) -> QuerySet:
    return model.objects.order_by(name).values_list("pk", "slug", name)


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
        "sponsor": (slugs(text.sponsor_keys, sponsors) for text in found),
        "subject": (slugs(text.subject_keys, subjects) for text in found),
    }
    return {name: Property.of(each) for name, each in values.items()}


def age(text) -> tuple:
    """Sort by year, date, session and number, the newest first and unknown ones last."""
    dated = text.dated.toordinal() if text.dated else 0
    return -(text.year or 0), -dated, -(text.session or 0), -(text.number or 0), -text.pk
