"""Which votes and which States a comparison is about, as the address says."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR

from django import forms
from django.contrib.postgres.aggregates import ArrayAgg
from django.http import QueryDict

from resolutions.models import Ballot, Resolution, Sponsor, Sponsorship
from resolutions.vocabulary import OUTSIDE_SERIES, Committee, Series
from resolutions.voting.agreement import Record, any_of, bits_of, records
from resolutions.voting.roll_call import possible_voters
from resolutions.voting.table import Held, current_votes

EVERY = "every"
SERIES = [
    ("", "All series of the archive"),
    *((value, words) for value, words in Series.choices if value != Series.RECALLED),
    (EVERY, "Every vote held here"),
]


class ScopeForm(forms.Form):
    """Votes by series, body and year. A field with a value that cannot be is as if empty."""

    series = forms.ChoiceField(choices=SERIES, required=False)
    body = forms.ChoiceField(choices=[("", "Plenary"), *Committee.choices], required=False)
    since = forms.IntegerField(min_value=1946, max_value=2200, required=False, label="From year")
    until = forms.IntegerField(min_value=1946, max_value=2200, required=False, label="To year")

    sentences = {
        "series": "There is no such series. These are the votes of all series.",
        "body": "There is no such body. These are votes in plenary.",
        "since": "From year is a year such as 1998. Votes of all years are shown.",
        "until": "To year is a year such as 2024. Votes of all years are shown.",
    }

    @property
    def problems(self) -> list[str]:
        return [self.sentences[name] for name in self.errors]

    def votes(self) -> list[Held]:
        """The recorded votes on whole public texts whose roll call is held, oldest first."""
        self.is_valid()
        asked = self.cleaned_data
        series, body = asked.get("series"), asked.get("body") or Committee.PLENARY
        since, until = asked.get("since"), asked.get("until")
        years = range(since or 0, (until or MAXYEAR) + 1)
        return [
            vote
            for vote in reversed(current_votes().held)
            if vote.is_roll_call
            and vote.body == body
            and is_of(vote, series)
            and (vote.year in years if since or until else True)
        ]


def is_of(vote: Held, series: str) -> bool:
    if series == EVERY:
        return True
    return vote.series == series if series else vote.series not in OUTSIDE_SERIES


def chosen_states(query: QueryDict, most: int) -> tuple[list[Sponsor], list[str]]:
    """The States that the address names, in its order, and what is wrong with the others."""
    wanted = list(dict.fromkeys(query.getlist("state")))
    known = {actor.slug: actor for actor in possible_voters().filter(slug__in=clean(wanted))}
    found = [known[slug] for slug in wanted if slug in known]
    problems = []
    if len(found) < len(wanted):
        problems.append("The address names a State that is not known here. It was left out.")
    if len(found) > most:
        problems.append(f"At most {most} States can be compared at once. The first {most} are.")
    return found[:most], problems


def clean(slugs: list[str]) -> list[str]:
    return [slug for slug in slugs if "\x00" not in slug and len(slug) <= 80]


def frequent_sponsors(votes: Iterable[Held], most: int) -> list[Sponsor]:
    """The States that sponsored the most texts that these votes are on, or drafts of them."""
    counts = Counter()
    for sponsors in sponsors_of({vote.resolution_id for vote in votes}).values():
        counts.update(sponsors)
    found = possible_voters().filter(pk__in=counts).order_by("sort_name")
    ranked = sorted(found, key=lambda actor: -counts[actor.pk])[:most]
    return sorted(ranked, key=lambda actor: actor.sort_name)


def sponsors_of(texts: Iterable[int]) -> dict[int, set[int]]:
    """The actors that sponsored each of these texts or a draft of it; two queries."""
    found = {text: set() for text in texts}
    drafts = Resolution.objects.filter(became__in=found).values_list("pk", "became")
    became = defaultdict(set, {text: {text} for text in found})
    for draft, text in drafts:
        became[draft].add(text)
    names = Sponsorship.objects.standing().filter(resolution__in=became, sponsor__isnull=False)
    for holder, sponsor in names.order_by().values_list("resolution", "sponsor"):
        for text in became[holder]:
            found[text].add(sponsor)
    return found


@dataclass(frozen=True, slots=True)
class Ballots:
    """The records of some States over some votes; `votes` in order of time."""

    votes: list[Held]
    actors: list[Sponsor]
    records: dict[int, Record]

    @classmethod
    def of(cls, votes: Iterable[Held], actors: Iterable[Sponsor]) -> "Ballots":
        """Read the ballots of these States in these votes; one query."""
        votes, actors = list(votes), list(actors)
        keys, states = [vote.pk for vote in votes], [actor.pk for actor in actors]
        ballots = Ballot.objects.filter(vote__in=keys, sponsor__in=states).order_by()
        cast = ballots.values_list("sponsor_id", "choice").annotate(votes=ArrayAgg("vote_id"))
        return cls(votes, actors, records(keys, cast, states))

    def within(self, since: int, until: int) -> int:
        """The votes of these years and those between them, as a record compares them."""
        return bits_of(
            place for place, vote in enumerate(self.votes) if since <= (vote.year or 0) <= until
        )

    def voting(self) -> "Ballots":
        """Leave out the States that made no choice in any of the votes."""
        return self.reordered([pk for pk, record in self.records.items() if any_of(record.bits)])

    def reordered(self, keys: Iterable[int]) -> "Ballots":
        """The States of these keys, in that order."""
        actors = {actor.pk: actor for actor in self.actors}
        kept = {key: self.records[key] for key in keys}
        return Ballots(self.votes, [actors[key] for key in kept], kept)
