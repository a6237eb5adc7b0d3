"""Which paragraphs changed their place among those that stayed."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from resolutions.comparing.align import Match
from resolutions.comparing.passages import Passage

Sides = tuple[Sequence[Passage], Sequence[Passage]]
# Least is said when few paragraphs move, and of these the short ones: a paragraph weighs more
# than all words of another.
PARAGRAPH = 1_000_000


def moved(matches: Iterable[Match], sides: Sides, stayed: set[int]) -> dict[int, int]:
    """
    Return, by new place, how many paragraphs each moved one was moved past; up is below 0.

    Points are told among those of their own paragraph, so that they move along with it.
    """
    passed = {}
    for group in _groups(matches, sides):
        still = [match for match in group if match.new[0] in stayed]
        olds = sorted(match.old[0] for match in still)
        news = sorted(match.new[0] for match in still)
        for match in group:
            place, was = bisect_left(news, match.new[0]), bisect_left(olds, match.old[0])
            if match.new[0] not in stayed and place != was:
                passed[match.new[0]] = place - was
    return passed


def still(matches: Iterable[Match], sides: Sides) -> set[int]:
    """Return the new places of the paragraphs that may be said to have stayed."""
    stayed, weights = set(), _weights(sides[1])
    for group in _groups(matches, sides):
        weighed = [weights[match.new[0]] for match in group]
        kept = heaviest_rising([match.old[0] for match in group], weighed)
        stayed |= {group[index].new[0] for index in kept}
    return stayed


def _weights(passages: Sequence[Passage]) -> list[int]:
    """What each paragraph weighs, with its points."""
    weights, above = [], []
    for place, passage in enumerate(passages):
        while above and passages[above[-1]].depth >= passage.depth:
            above.pop()
        above.append(place)
        weights.append(0)
        for each in above:
            weights[each] += PARAGRAPH + passage.words.count
    return weights


def _groups(matches: Iterable[Match], sides: Sides) -> list[list[Match]]:
    """The matches in the order of the new text, the points of each paragraph apart."""
    matches = sorted(matches, key=lambda match: match.new[0])
    anchors = [{passage.anchor: place for place, passage in enumerate(side)} for side in sides]
    pairs = {(match.old[0], match.new[0]) for match in matches}
    groups: dict[tuple, list[Match]] = {}
    for match in matches:
        one, other = sides[0][match.old[0]], sides[1][match.new[0]]
        above = (anchors[0].get(one.parent), anchors[1].get(other.parent))
        groups.setdefault(above if above in pairs else (), []).append(match)
    return list(groups.values())


def heaviest_rising(numbers: Sequence[int], weights: Sequence[int]) -> set[int]:
    """
    Return the indices of a rising run of different numbers, not side by side, of most weight.

    Numbers are from 0 on; time grows little faster than their count.
    """
    best: list[tuple[int, int]] = [(0, -1)] * (max(numbers, default=0) + 2)
    before = []
    for index, (number, weight) in enumerate(zip(numbers, weights, strict=True)):
        total, previous = _most(best, number)
        before.append(previous)
        _raise(best, number + 1, (total + weight, index))
    chain, index = set(), _most(best, len(best) - 1)[1]
    while index >= 0:
        chain.add(index)
        index = before[index]
    return chain


def _most(best: list[tuple[int, int]], end: int) -> tuple[int, int]:
    """The heaviest run of numbers below `end`, from a tree of greatest values (Fenwick)."""
    most = (0, -1)
    while end > 0:
        most = max(most, best[end])
        end -= end & -end
    return most


def _raise(best: list[tuple[int, int]], place: int, value: tuple[int, int]) -> None:
    while place < len(best):
        best[place] = max(best[place], value)
        place += place & -place
