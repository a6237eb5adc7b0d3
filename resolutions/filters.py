"""What visitors may ask of the list of texts: one facet for each property."""

import re
from functools import reduce
from operator import or_

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q

from resolutions.coverage import is_cited
from resolutions.models import Resolution, Sponsor, Sponsorship, Subject, VoteSession
from resolutions.vocabulary import Committee, DocumentKind, Holding, Stage, VoteKind
from resolutions.wording import session_and_year

NOT_STATED = "none"
# Lists of sponsors and subjects go on for pages; these many of each are listed.
LISTED = 30


class ValuesField(forms.Field):
    """
    The values of one facet as they stand in the address, each checked by `read`.

    `read` returns what a value means, or raises ValueError.
    """

    widget = forms.SelectMultiple

    def __init__(self, *, read, **kwargs):
        self.read = read
        super().__init__(**kwargs)

    def to_python(self, values):
        read = []
        for value in values or ():
            try:
                read.append(self.read(value))
            except ValueError as error:
                shown = re.sub(r"[\W_]+", " ", value)[:40].strip()
                raise ValidationError(
                    f"“{shown}” is not a value of {self.label}. That filter was left out."
                ) from error
        return list(dict.fromkeys(read))


class Facet(django_filters.Filter):
    """
    Texts by one property: any of the values chosen, counted for every value.

    `shown` is how many values the page lists at once; 0 is all.
    """

    field_class = ValuesField

    def __init__(self, label, *, shown=0, bars=False, **kwargs):
        self.shown, self.bars = shown, bars
        super().__init__(label=label, read=self.read, **kwargs)

    def filter(self, texts, values):
        return texts.filter(self.condition(values)) if values else texts

    def read(self, value):
        """Return what a value in the address means, or raise ValueError."""
        raise NotImplementedError

    def condition(self, values) -> Q:
        raise NotImplementedError

    def counts(self, texts, chosen) -> list[tuple[str, str, int]]:
        """Return (value, words, number of texts), in the order of the page."""
        raise NotImplementedError


class WordFacet(Facet):
    """A column that holds one word of a vocabulary; `blank` is what no word means."""

    def __init__(self, label, choices, *, blank=None, **kwargs):
        self.choices = choices.choices + ([(NOT_STATED, blank)] if blank else [])
        super().__init__(label, **kwargs)

    def read(self, value):
        if value not in dict(self.choices):
            raise ValueError
        return value

    def condition(self, values):
        stored = ["" if value == NOT_STATED else value for value in values]
        return Q(**{f"{self.field_name}__in": stored})

    def counts(self, texts, chosen):
        rows = texts.order_by().values_list(self.field_name).annotate(n=Count("pk"))
        return self.options({stored or NOT_STATED: n for stored, n in rows}, chosen)

    def options(self, counted, chosen):
        return [
            (value, words, counted.get(value, 0))
            for value, words in self.choices
            if value != NOT_STATED or value in counted or value in chosen
        ]


class UsualFacet(WordFacet):
    """A word that goes without saying, `usual`, unless the visitor chooses others."""

    def __init__(self, label, choices, *, usual, **kwargs):
        self.default = [usual]
        super().__init__(label, choices, **kwargs)

    def filter(self, texts, values):
        return super().filter(texts, values or self.default)

    def counts(self, texts, chosen):
        return super().counts(texts, chosen or self.default)


class NumberFacet(Facet):
    """A column of numbers, the greatest first."""

    def read(self, value):
        if value != NOT_STATED and not re.fullmatch(r"[1-9][0-9]{0,3}", value, re.ASCII):
            raise ValueError
        return value

    def condition(self, values):
        numbers = [int(value) for value in values if value != NOT_STATED]
        unstated = Q(**{f"{self.field_name}__isnull": True}) if NOT_STATED in values else Q()
        return Q(**{f"{self.field_name}__in": numbers}) | unstated

    def counts(self, texts, chosen):
        rows = texts.order_by().values_list(self.field_name).annotate(n=Count("pk"))
        return self.options(dict(rows), chosen)

    def options(self, counted, chosen):
        counted = dict.fromkeys((int(v) for v in chosen if v != NOT_STATED), 0) | counted
        unstated = counted.pop(None, 0)
        found = [(str(n), self.words(n), counted[n]) for n in sorted(counted, reverse=True)]
        if unstated or NOT_STATED in chosen:
            found.append((NOT_STATED, "Not stated", unstated))
        return found

    def words(self, number: int) -> str:
        return str(number)


class SessionFacet(NumberFacet):
    """Sessions of the General Assembly; other bodies count by year."""

    def words(self, number):
        return session_and_year(number)


class OutcomeFacet(Facet):
    """How the whole text fared: a text with votes of two kinds counts under both."""

    words = {
        VoteKind.RECORDED.value: "Recorded vote",
        VoteKind.WITHOUT_VOTE.value: "Without a vote",
        VoteKind.NOT_RECORDED.value: "Vote not recorded by State",
        NOT_STATED: "Not recorded here",
    }

    def read(self, value):
        if value not in self.words:
            raise ValueError
        return value

    def condition(self, values):
        votes = VoteSession.objects.on_whole_texts().filter(resolution=OuterRef("pk"))
        kinds = [value for value in values if value != NOT_STATED]
        known = Q(Exists(votes.filter(kind__in=kinds))) if kinds else Q()
        return known | ~Q(Exists(votes)) if NOT_STATED in values else known

    def counts(self, texts, chosen):
        each = {value: Count("pk", filter=self.condition([value])) for value in self.words}
        counted = texts.order_by().aggregate(**{f"n{i}": c for i, c in enumerate(each.values())})
        return self.options(dict(zip(each, counted.values(), strict=True)), chosen)

    def options(self, counted, chosen):
        return [
            (value, words, n)
            for value, words in self.words.items()
            if (n := counted.get(value, 0)) or value in chosen or value != VoteKind.NOT_RECORDED
        ]


class SponsorFacet(Facet):
    """Actors by how many texts they sponsored."""

    # Not a join: a text would come up once for each of its sponsors.
    unstated = ~Q(Exists(Sponsorship.objects.standing().filter(resolution=OuterRef("pk"))))

    def read(self, value):
        if not re.fullmatch(r"[a-z0-9-]{1,80}", value):
            raise ValueError
        return value

    def condition(self, values):
        slugs = [value for value in values if value != NOT_STATED]
        sponsored = Sponsorship.objects.standing().filter(sponsor__slug__in=slugs)
        known = Q(pk__in=sponsored.values("resolution")) if slugs else Q()
        return known | self.unstated if NOT_STATED in values else known

    def counts(self, texts, chosen):
        about = Sponsorship.objects.standing().filter(resolution__in=texts.order_by().values("pk"))
        rows = about.order_by().values_list("sponsor")
        counts = dict(rows.annotate(n=Count("resolution", distinct=True)))
        actors = Sponsor.objects.filter(Q(pk__in=counts) | Q(slug__in=chosen)).order_by("sort_name")
        named = actors.values_list("pk", "slug", "name")
        counted = [(slug, name, counts.get(pk, 0)) for pk, slug, name in named]
        ranked = sorted(counted, key=lambda option: -option[2])
        listed = [each for place, each in enumerate(ranked) if place < LISTED or each[0] in chosen]
        unstated = texts.order_by().filter(self.unstated).count()
        return [*listed, (NOT_STATED, "No sponsors recorded", unstated)]


class SubjectFacet(Facet):
    """What texts are about, in the librarians' terms, by how many texts have them."""

    def read(self, value):
        if not re.fullmatch(r"[\w-]{1,320}", value):
            raise ValueError
        return value

    def condition(self, values):
        about = Resolution.subjects.through.objects.filter(subject__slug__in=values)
        return Q(pk__in=about.values("resolution"))

    def counts(self, texts, chosen):
        about = Resolution.subjects.through.objects.filter(
            resolution__in=texts.order_by().values("pk")
        )
        rows = about.order_by().values_list("subject").annotate(n=Count("pk"))
        ranked = rows.order_by("-n", "subject__term")
        counts = dict(ranked[:LISTED]) | dict(ranked.filter(subject__slug__in=chosen))
        terms = Subject.objects.filter(Q(pk__in=counts) | Q(slug__in=chosen)).order_by("term")
        counted = [(term.slug, term.term, counts.get(term.pk, 0)) for term in terms]
        return sorted(counted, key=lambda option: -option[2])


class CitedFacet(Facet):
    """Whether a published text cites the document."""

    words = {"yes": "Cited by a text here", "no": "Not cited here"}

    def read(self, value):
        if value not in self.words:
            raise ValueError
        return value

    def condition(self, values):
        wanted = {"yes": Q(is_cited()), "no": ~Q(is_cited())}
        return reduce(or_, (wanted[value] for value in values))

    def counts(self, texts, chosen):
        found = texts.order_by().aggregate(all=Count("pk"), yes=Count("pk", filter=is_cited()))
        counted = {"yes": found["yes"], "no": found["all"] - found["yes"]}
        return [(value, words, counted[value]) for value, words in self.words.items()]


class FacetSet(django_filters.FilterSet):
    """
    Facets over one kind of row: OR within a facet, AND between them.

    A facet with a value that cannot be is left out of the query and reported in `problems`.
    """

    @property
    def problems(self) -> list[str]:
        return [message for messages in self.form.errors.values() for message in messages]

    @property
    def chosen(self) -> dict[str, list[str]]:
        """The values chosen in each facet, those that can be."""
        self.form.is_valid()
        return {name: self.form.cleaned_data.get(name) or [] for name in self.filters}

    def found(self, but: str = ""):
        """Return the rows that match every facet, or every facet `but` one."""
        rows = self.queryset
        for name, facet in self.filters.items():
            if name != but:
                rows = facet.filter(rows, self.chosen[name])
        return rows


class TextFilter(FacetSet):
    """The facets of the list of texts."""

    session = SessionFacet("Session", shown=8, bars=True)
    year = NumberFacet("Year", shown=8, bars=True)
    stage = WordFacet("Status", Stage, blank="Not a resolution")
    committee = WordFacet("Committee", Committee, blank="Not stated")
    outcome = OutcomeFacet("Vote")
    holding = WordFacet("Held as", Holding)
    sponsor = SponsorFacet("Sponsor", shown=8)
    subject = SubjectFacet("Subject", shown=8)
    cited = CitedFacet("Cited")
    kind = UsualFacet("Kind", DocumentKind, usual=DocumentKind.RESOLUTION)

    class Meta:
        model = Resolution
        fields = []
