"""Which paragraph of one text is which of another: by their words, wherever they stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from resolutions.comparing.likeness import Likeness, Likenesses, in_short
from resolutions.comparing.passages import Passage
from resolutions.comparing.sequences import common, rising

# The same paragraph: so much of both is alike, or this much of the shorter and some of both.
ALIKE, SHORTER, SOME = 0.3, 0.55, 0.22
# In the place of one that is gone, between the same neighbours, a paragraph of so many of its
# words in their order is the same; looked for where there are not too many.
IN_PLACE, TOO_MANY = 0.5, 12
# Of the few that are left between the same neighbours, and anywhere, less will do where nothing
# else is nearly as much alike: so much of both, while the next best is no more than such a part
# of that. It takes more words where others stand there too.
REWRITTEN, NEXT_BEST, SMALL_GAP = 0.15, 0.5, 6
ELSEWHERE, NEXT_ELSEWHERE = 0.24, 0.4
# A paragraph went into one that has another origin, too: so much of it is there, and is not in
# that other. It takes less where they are alike, and it is much of what the other leaves.
WITHIN = 1 / 3
A_LITTLE, MUCH_OF_THE_REST = 0.15, 0.4
# Where a part speaks for the whole, it has at least so many words and pairs of words; and what
# is alike in part only, at least so few.
LEAST, FEW = 12, 6
# Of candidates about as good as each other, one in the same part of the text is the better, and
# one about as far down.
SAME_PART, NEARNESS = 0.1, 0.03


@dataclass(slots=True)
class Match:
    """Places of paragraphs of the same text, several on one side at most; the main one first."""

    old: list[int]
    new: list[int]


def align(old: Sequence[Passage], new: Sequence[Passage]) -> list[Match]:
    """
    Match the paragraphs of two texts; those in no match were removed or added.

    Each paragraph is in one match at most. A match has several paragraphs on one side where
    they became one, or one became several.
    """
    pairs = same_words(old, new)
    likenesses = Likenesses(old, new)
    pairs |= _alike(likenesses, old, new, pairs)
    pairs |= _in_place(old, new, pairs)
    pairs |= _rewritten(likenesses, old, new, pairs)
    matches = [Match([a], [b]) for a, b in pairs.items()]
    _gather(matches, likenesses, len(old), len(new))
    return matches


def same_words(old: Sequence[Passage], new: Sequence[Passage]) -> dict[int, int]:
    """
    Pair the paragraphs of the same words, whatever their case and signs.

    Those of words that occur again and again are paired in order, and the rest of them as
    they come.
    """
    ids: dict[tuple, int] = {}
    printed: dict[tuple, int] = {}  # most paragraphs stay as they were, to the letter
    for each in (*old, *new):
        if (print_ := _print(each)) not in printed:
            printed[print_] = ids.setdefault(_wording(each), len(ids))
    olds, news = ([printed[_print(each)] for each in side] for side in (old, new))
    pairs = dict(common(olds, news))
    left = defaultdict(list)
    for place, wording in enumerate(olds):
        if place not in pairs:
            left[wording].append(place)
    taken = set(pairs.values())
    for place, wording in enumerate(news):
        if place not in taken and left[wording]:
            pairs[left[wording].pop(0)] = place
    return pairs


def _print(passage: Passage) -> tuple:
    return (passage.is_heading, passage.text, passage.opening)


def _wording(passage: Passage) -> tuple:
    words = passage.words
    said = map(str.lower, compress(words.keys, words.sizes))
    return (passage.is_heading, *(tuple(said) or words.keys))


def _alike(
    likenesses: Likenesses, old: Sequence[Passage], new: Sequence[Passage], pairs: dict[int, int]
) -> dict[int, int]:
    """Pair the paragraphs that are alike enough, the most alike first."""
    free = set(range(len(old))) - pairs.keys()
    free_new = set(range(len(new))) - set(pairs.values())
    found = {}
    likely = likenesses.candidates(sorted(free), sorted(free_new))
    candidates = [each for each in _of_a_kind(likely, old, new) if _is_same(each)]

    def merit(each: Likeness) -> float:
        same_part = old[each.old].part == new[each.new].part
        apart = abs(each.old / len(old) - each.new / len(new))
        return each.both + SAME_PART * same_part - NEARNESS * apart

    for each in sorted(candidates, key=merit, reverse=True):
        if each.old in free and each.new in free_new:
            found[each.old] = each.new
            free.remove(each.old)
            free_new.remove(each.new)
    return found


def _in_place(
    old: Sequence[Passage], new: Sequence[Passage], pairs: dict[int, int]
) -> dict[int, int]:
    """
    Pair paragraphs that stand between the same neighbours and go on in the same words.

    So is "Recalling its resolution 73/20" told from one year to the next, whose common words
    are in every text.
    """
    found = {}
    for olds, news in _gaps(len(old), len(new), pairs):
        if max(len(olds), len(news)) > TOO_MANY:
            continue
        shorts = {place: in_short(new[place].words) for place in news}
        for place in olds:
            short = in_short(old[place].words)
            best = max(shorts, key=lambda each: _ratio(short, shorts[each]), default=None)
            if best is not None and _ratio(short, shorts[best]) >= IN_PLACE:
                found[place] = best
                del shorts[best]
    return found


def _rewritten(
    likenesses: Likenesses, old: Sequence[Passage], new: Sequence[Passage], pairs: dict[int, int]
) -> dict[int, int]:
    """Pair what is left and has little in common, but more than with anything else."""
    found = {}
    for olds, news in _gaps(len(old), len(new), pairs):
        if max(len(olds), len(news)) <= SMALL_GAP:
            there = [likenesses.of(a, b) for a in olds for b in news]
            least = LEAST if len(there) == 1 else 2 * LEAST
            there = _of_a_kind(there, old, new)
            found |= _unrivalled(likenesses, there, REWRITTEN, least, NEXT_BEST)
    free = set(range(len(old))) - pairs.keys() - found.keys()
    free_new = set(range(len(new))) - set(pairs.values()) - set(found.values())
    left = _of_a_kind(likenesses.candidates(sorted(free), sorted(free_new)), old, new)
    alike = _unrivalled(likenesses, left, ELSEWHERE, 2 * LEAST, NEXT_ELSEWHERE)
    return found | {a: b for a, b in alike.items() if old[a].part == new[b].part}


def _of_a_kind(
    candidates: Iterable[Likeness], old: Sequence[Passage], new: Sequence[Passage]
) -> list[Likeness]:
    return [each for each in candidates if old[each.old].is_heading == new[each.new].is_heading]


def _unrivalled(
    likenesses: Likenesses, candidates: list[Likeness], alike: float, least: int, next_best: float
) -> dict[int, int]:
    """Pair those that are alike enough, and to which nothing else is nearly as much alike."""
    two_best: dict[tuple[str, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for each in candidates:
        for side in (("old", each.old), ("new", each.new)):
            two_best[side] = sorted((*two_best[side], each.both))[1:]
    return {
        each.old: each.new
        for each in candidates
        if each.both >= alike and likenesses.said_by_both(each.old, each.new) >= least
        if all(
            best == each.both and second <= next_best * best
            for second, best in (two_best["old", each.old], two_best["new", each.new])
        )
    }


def _ratio(one: Sequence[str], other: Sequence[str]) -> float:
    return 2 * len(common(one, other)) / ((len(one) + len(other)) or 1)


def _gaps(
    count: int, count_new: int, pairs: dict[int, int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the paragraphs without a pair that stand between the same neighbours."""
    kept = sorted(pairs.items())
    kept = [kept[index] for index in rising([place for _, place in kept])]
    taken, before, before_new = set(pairs.values()), -1, -1
    for place, place_new in [*kept, (count, count_new)]:
        olds = [each for each in range(before + 1, place) if each not in pairs]
        news = [each for each in range(before_new + 1, place_new) if each not in taken]
        if olds and news:
            yield olds, news
        before, before_new = place, place_new


def _is_same(likeness: Likeness) -> bool:
    if likeness.both >= ALIKE:
        return likeness.shared >= FEW or likeness.both >= SHORTER
    return likeness.shared >= LEAST and likeness.shorter >= SHORTER and likeness.both >= SOME


def _gather(matches: list[Match], likenesses: Likenesses, count: int, count_new: int) -> None:
    """Join paragraphs without a match to what they went into, or came from."""
    by_old = {match.old[0]: match for match in matches}
    by_new = {match.new[0]: match for match in matches}
    free = [place for place in range(count) if place not in by_old]
    free_new = [place for place in range(count_new) if place not in by_new]
    for each in _nearest(likenesses.candidates(free, sorted(by_new))):
        match = by_new[each.new]
        features = likenesses.old[each.old]
        besides = frozenset().union(*(likenesses.old[place] for place in match.old))
        if len(match.new) == 1 and _went_into(
            likenesses, each, features, likenesses.new[each.new], besides
        ):
            match.old.append(each.old)
    for each in _nearest(likenesses.candidates(sorted(by_old), free_new), turned=True):
        match = by_old[each.old]
        features = likenesses.new[each.new]
        besides = frozenset().union(*(likenesses.new[place] for place in match.new))
        if len(match.old) == 1 and _went_into(
            likenesses, each, features, likenesses.old[each.old], besides
        ):
            match.new.append(each.new)


def _went_into(
    likenesses: Likenesses,
    likeness: Likeness,
    part: frozenset,
    whole: frozenset,
    besides: frozenset,
) -> bool:
    rest = whole - besides
    shared = part & rest
    weight, of_part = likenesses.weigh(shared), likenesses.weigh(part)
    if len(shared) < LEAST or weight >= WITHIN * of_part:
        return len(shared) >= LEAST
    is_much = weight >= MUCH_OF_THE_REST * likenesses.weigh(rest)
    return likeness.both >= ALIKE and is_much and weight >= A_LITTLE * of_part


def _nearest(candidates: Iterable[Likeness], turned: bool = False) -> list[Likeness]:
    """For each paragraph without a match the one that has most of it."""
    best: dict[int, Likeness] = {}
    for each in candidates:
        place = each.new if turned else each.old
        if place not in best or each.shorter > best[place].shorter:
            best[place] = each
    return [best[place] for place in sorted(best)]
