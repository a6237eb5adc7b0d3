"""The order of a matrix in which those who vote alike stand together."""

from collections.abc import Sequence

from resolutions.voting.agreement import Record


def by_likeness(keys: Sequence[int], found: dict[int, Record]) -> list[int]:
    """
    Order actors so that neighbours agree: average-linkage clustering, its leaves in order.

    Pairs without a shared vote count as half agreed, which says nothing either way.
    Of two clusters that join, the ends that are most alike meet. Ties keep the order given.
    """
    alike = {(a, b): share(found[a].agreement(found[b])) for a in keys for b in keys if a != b}
    clusters = [[key] for key in keys]
    means = {(i, j): alike[keys[i], keys[j]] for i in range(len(keys)) for j in range(i)}
    alive = list(range(len(keys)))
    while len(alive) > 1:
        i, j = max(
            ((i, j) for place, i in enumerate(alive) for j in alive[:place]),
            key=lambda pair: (means[pair], -pair[0] - pair[1]),
        )
        one, other = clusters[j], clusters[i]
        weight = len(one), len(other)
        for k in alive:
            if k not in (i, j):
                of_j, of_i = means[max(k, j), min(k, j)], means[max(k, i), min(k, i)]
                means[max(k, j), min(k, j)] = (of_j * weight[0] + of_i * weight[1]) / sum(weight)
        clusters[j] = joined(one, other, alike)
        alive.remove(i)
    return clusters[alive[0]] if alive else []


def joined(one: list[int], other: list[int], alike: dict) -> list[int]:
    """The two in a row, each turned so that the nearest ends meet."""
    ways = [(a, b) for a in (one, one[::-1]) for b in (other, other[::-1])]
    first, second = max(ways, key=lambda way: alike[way[0][-1], way[1][0]])
    return [*first, *second]


def share(agreement) -> float:
    return agreement.same / agreement.shared if agreement.shared else 0.5
