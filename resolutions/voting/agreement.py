"""
How alike States vote: the share of votes in which two of them made the same choice.

A vote counts for two States where both were in favour, against or abstaining;
not voting is no choice. This is the plain share of identical votes; measures that
count abstaining as half a vote against exist (Lijphart 1963), and say more than
the ballots do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from resolutions.vocabulary import BallotChoice

# Fewer shared votes than these tell next to nothing.
FEW = 5
CHOICES = (BallotChoice.IN_FAVOUR, BallotChoice.AGAINST, BallotChoice.ABSTAINING)


@dataclass(frozen=True, slots=True)
class Agreement:
    """`same` of `shared` votes: those that both cast, alike and in all."""

    shared: int
    same: int

    @property
    def share(self) -> tuple[float, int]:
        """What to order by: the share, and of equal shares that of the more votes."""
        return self.same / self.shared if self.shared else 0, self.shared

    @property
    def percent(self) -> int | None:
        return round(100 * self.same / self.shared) if self.shared else None

    @property
    def is_few(self) -> bool:
        return self.shared < FEW


class Record:
    """
    The ballots of one State over a list of votes.

    A choice is a number whose bit n stands for vote n, so that two records are
    compared by counting bits, whatever the number of votes.
    """

    __slots__ = ("bits", "cast")

    def __init__(self, bits: Mapping[str, int]):
        self.bits = {choice: bits.get(choice, 0) for choice in CHOICES}
        self.cast = any_of(self.bits)

    def choices(self, count: int) -> list[str]:
        """The choice made in each of the first `count` votes, or "" where it made none."""
        found = [""] * count
        for choice, bits in self.bits.items():
            for place, made in enumerate(reversed(f"{bits:b}")):
                if made == "1":
                    found[place] = choice
        return found

    def agreement(self, other: "Record", within: int = -1) -> Agreement:
        """Compare two records, in the votes whose bits `within` has."""
        shared = self.cast & other.cast & within
        same = any_of({c: self.bits[c] & other.bits[c] for c in CHOICES})
        return Agreement(shared.bit_count(), (same & within).bit_count())


def any_of(bits: dict[str, int]) -> int:
    return bits[CHOICES[0]] | bits[CHOICES[1]] | bits[CHOICES[2]]


def records(
    votes: Sequence[int], cast: Iterable[tuple[int, str, Sequence[int]]], actors: Iterable[int]
) -> dict[int, Record]:
    """
    Return a record for each actor, by its key, over `votes` in their order.

    `cast` are (actor, choice, votes); other votes and actors are left out.
    """
    places = {vote: place for place, vote in enumerate(votes)}
    bits: dict[int, dict[str, int]] = {actor: {} for actor in actors}
    for actor, choice, own in cast:
        if actor in bits:
            made = np.zeros(len(places), bool)
            made[[places[vote] for vote in own if vote in places]] = True
            packed = np.packbits(made, bitorder="little").tobytes()
            bits[actor][choice] = int.from_bytes(packed, "little")
    return {actor: Record(own) for actor, own in bits.items()}


def bits_of(places: Iterable[int]) -> int:
    """The votes at these places, as `Record.agreement` takes them."""
    return sum(1 << place for place in set(places))


@dataclass(frozen=True, slots=True)
class Movement:
    """How the agreement of two actors changed between two spans of time."""

    one: int
    other: int
    before: Agreement
    after: Agreement

    @property
    def points(self) -> int:
        """Percentage points; positive where they came closer."""
        return self.after.percent - self.before.percent

    @property
    def distance(self) -> int:
        return abs(self.points)


def movements(found: dict[int, Record], earlier: int, later: int, most: int = 10) -> list[Movement]:
    """The pairs whose agreement changed most, of those with enough votes in both spans."""
    moved = []
    for one, other in combinations(found, 2):
        before = found[one].agreement(found[other], earlier)
        after = found[one].agreement(found[other], later)
        if not before.is_few and not after.is_few:
            moved.append(Movement(one, other, before, after))
    moved.sort(key=lambda each: -each.distance)
    return [each for each in moved[:most] if each.points]
