"""What visitors may ask of the list of votes."""

from django.db.models import Case, F, FloatField, Q, When
from django.db.models.functions import Abs, Cast

from resolutions.filters import Facet, FacetSet, NumberFacet, SessionFacet, UsualFacet, WordFacet
from resolutions.models import VoteSession
from resolutions.vocabulary import Committee, Series, VoteKind

# Of the votes for or against, in per cent; the span of each value ends before the next begins.
OPPOSED = {
    "none": ("None against", 0, 0),
    "few": ("Up to 10 % against", 0, 10),
    "some": ("10 to 30 % against", 10, 30),
    "many": ("Over 30 % against", 30, 100),
}


class OppositionFacet(Facet):
    """How great the share against was among the votes for or against, where they are known."""

    def read(self, value):
        if value not in OPPOSED:
            raise ValueError
        return value

    def condition(self, values):
        found = Q()
        for value in values:
            _, above, up_to = OPPOSED[value]
            span = Q(opposed__lte=up_to) & (Q(opposed__gt=above) if up_to else Q())
            found |= span
        return found

    def counts(self, votes, chosen):
        known = [v for v in votes.order_by().values_list("opposed", flat=True) if v is not None]
        return [
            (value, words, sum(above < v <= up_to or v == above == up_to for v in known))
            for value, (words, above, up_to) in OPPOSED.items()
        ]


class VoteFilter(FacetSet):
    """The facets of the list of votes; recorded ones, unless the visitor asks for others."""

    session = SessionFacet("Session", field_name="resolution__session", shown=8, bars=True)
    year = NumberFacet("Year", field_name="resolution__year", shown=8, bars=True)
    opposed = OppositionFacet("Closeness")
    body = WordFacet("Body", Committee)
    series = WordFacet(
        "Series", Series, field_name="resolution__series", blank="Outside these series"
    )
    kind = UsualFacet("Vote", VoteKind, usual=VoteKind.RECORDED)

    class Meta:
        model = VoteSession
        fields = []


def public_votes():
    """Every vote on a published text, with what the facets and the order need."""
    cast = Cast(F("in_favour") + F("against"), FloatField())
    known = When(in_favour__isnull=False, against__isnull=False, then=F("against") * 100 / cast)
    return (
        VoteSession.objects.published()
        .with_texts()
        .annotate(
            opposed=Case(When(in_favour=0, against=0, then=None), known, default=None),
            margin=Abs(F("opposed") - 50.0),
        )
    )
