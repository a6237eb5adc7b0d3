"""What two sequences have in common, in their order."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

# How many pairs of items are looked at for the best answer; about 16 MB and a tenth of a second.
MOST_PAIRS = 1 << 27

Pair = tuple[int, int]


def common(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[Pair]:
    """
    Return pairs of places of equal items, both rising, as many as there can be.

    Beyond `MOST_PAIRS` items that occur once in each sequence divide them, and what lies
    between is read only if it is small enough: time and memory stay in bounds whatever the
    sequences are. Each sequence may take the other's place: the pairs are the same, turned.
    """
    if list(other) < list(one):
        return [(a, b) for b, a in common(other, one)]
    return list(_common(one, other))


def _common(one: Sequence, other: Sequence) -> Iterator[Pair]:
    start, end_one, end_other = 0, len(one), len(other)
    while start < min(end_one, end_other) and one[start] == other[start]:
        yield start, start
        start += 1
    tail = []
    while start < min(end_one, end_other) and one[end_one - 1] == other[end_other - 1]:
        end_one, end_other = end_one - 1, end_other - 1
        tail.append((end_one, end_other))
    middle, middle_other = one[start:end_one], other[start:end_other]
    if len(middle) * len(middle_other) <= MOST_PAIRS:
        pairs = longest(middle, middle_other)
    else:
        pairs = divided(middle, middle_other)
    for a, b in pairs:
        yield start + a, start + b
    yield from reversed(tail)


def longest(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[Pair]:
    """
    Return a longest common subsequence as pairs of places.

    A column of the table of the textbook is one integer, whose bits are the differences
    between its cells (Hyyrö 2004), so that a machine word does the work of 64 cells.
    """
    if not one or not other:
        return []
    wanted, bits = set(other), {}
    for place, item in enumerate(one):
        if item in wanted:
            if item not in bits:
                bits[item] = bytearray(len(one) // 8 + 1)
            bits[item][place >> 3] |= 1 << (place & 7)
    places = {item: int.from_bytes(each, "little") for item, each in bits.items()}
    every = (1 << len(one)) - 1
    column, columns = every, []
    for item in other:
        met = column & places.get(item, 0)
        column = ((column + met) | (column - met)) & every
        columns.append(column)
    return _traced(columns, len(one), len(other))


def _traced(columns: list[int], row: int, column: int) -> list[Pair]:
    pairs = []
    while row and column:
        if columns[column - 1] >> (row - 1) & 1:
            row -= 1
            continue
        column -= 1
        if not column or columns[column - 1] >> (row - 1) & 1:
            row -= 1
            pairs.append((row, column))
    return pairs[::-1]


def divided(one: Sequence[Hashable], other: Sequence[Hashable]) -> Iterator[Pair]:
    """Yield pairs of long sequences: items that occur once in each, and what fits between."""
    before, before_other = 0, 0
    for place, place_other in [*once_in_each(one, other), (len(one), len(other))]:
        piece, piece_other = one[before:place], other[before_other:place_other]
        if len(piece) * len(piece_other) <= MOST_PAIRS:
            for a, b in longest(piece, piece_other):
                yield before + a, before_other + b
        if place < len(one):
            yield place, place_other
        before, before_other = place + 1, place_other + 1


def once_in_each(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[Pair]:
    """Return pairs of items that occur once in each sequence, as many as keep their order."""
    counts, counts_other = Counter(one), Counter(other)
    places = {item: place for place, item in enumerate(other) if counts_other[item] == 1}
    unique = [
        (place, places[item])
        for place, item in enumerate(one)
        if counts[item] == 1 and item in places
    ]
    return [unique[index] for index in rising([place for _, place in unique])]


def rising(numbers: Sequence[int]) -> list[int]:
    """Return the indices of a longest strictly rising run of numbers, not side by side."""
    ends: list[int] = []  # the least number that a run of each length can end with
    ends_at: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(ends_at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(number)
            ends_at.append(index)
        else:
            ends[length], ends_at[length] = number, index
    chain, index = [], ends_at[-1] if ends_at else -1
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]
