"""How alike paragraphs are in their words, with rare words counting for more."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, count, pairwise
from math import log
from typing import NamedTuple

from resolutions.comparing.passages import Passage
from resolutions.comparing.words import Words

# Small words that may stand within a formal name.
_CONNECTING = {
    *("of", "in", "the", "and", "on", "to", "for", "with", "at", "by", "ended"),
    *("de", "du", "des", "la", "le", "el", "los"),
}
# A name has at least so many words; shorter ones are words like others. Its words count for so
# much of others, and begin with this sign.
NAME, LESS, OF_A_NAME = 3, 0.2, "*"
# A paragraph is compared with those that share its rarest words and pairs of words: with how
# many of these it is looked for, in how many paragraphs each, and how many of them are compared.
RAREST, PLACES, CANDIDATES = 16, 40, 8

Feature = str | tuple[str, str]


class Likeness(NamedTuple):
    """
    How alike an old and a new paragraph are, from 0 to 1.

    `shared` is how many words and pairs of words they have in common, `both` what these are
    of the two together, `shorter` what they are of the one that has less.
    """

    old: int
    new: int
    shared: int
    both: float
    shorter: float


def stretches(words: Words) -> Iterator[tuple[bool, list[str]]]:
    """
    Yield the words in lower case, without signs, in stretches; and whether each is a name.

    Formal names ("Group of Governmental Experts on Developments in the Field of …") fill much
    of many paragraphs that otherwise have nothing in common.
    """
    keys = [key for key, size in zip(words.keys, words.sizes, strict=True) if size or key.isalnum()]
    lower = [key.lower() for key in keys]
    place = 0
    # Most words are in lower case already, and begin no name.
    for start in [at for at, key in enumerate(keys) if key != lower[at] and key[0].isupper()]:
        if start >= place and (end := _name_end(keys, start)) - start >= NAME:
            yield False, lower[place:start]
            yield True, lower[start:end]
            place = end
    yield False, lower[place:]


def in_short(words: Words) -> list[str]:
    """The words, each name as one."""
    found = stretches(words)
    return [word for is_name, part in found for word in ([" ".join(part)] if is_name else part)]


def _name_end(keys: Sequence[str], start: int) -> int:
    end = place = start
    while place < len(keys) and place - end < NAME:
        if keys[place][0].isupper():
            end = place + 1
        elif place == start or keys[place] not in _CONNECTING:
            break
        place += 1
    return end


class Likenesses:
    """
    The paragraphs of two texts, weighed by how rare their words are in both together.

    Words and pairs of words go by numbers here: `features` are those of a paragraph, `weight`
    and `names` theirs.
    """

    def __init__(self, old: Sequence[Passage], new: Sequence[Passage]):
        numbers: dict[Feature, int] = defaultdict(count().__next__)

        @cache  # a paragraph that stayed as it was is in both
        def numbered(text: str, opening: str) -> frozenset[int]:
            return frozenset(map(numbers.__getitem__, _features(passage_of[text, opening])))

        passage_of = {(each.text, each.opening): each for each in (*old, *new)}
        self.old = [numbered(each.text, each.opening) for each in old]
        self.new = [numbered(each.text, each.opening) for each in new]
        self.names = list(numbers)
        counts = Counter(chain.from_iterable(self.old + self.new))
        total = len(old) + len(new) + 1
        rarity = [0.0, *(log(total / n) + 0.05 for n in range(1, total + 1))]
        self.weight = [
            rarity[counts[number]] * (LESS if name[0] == OF_A_NAME else 1)
            for number, name in enumerate(self.names)
        ]
        self.weights_old = [self.weigh(each) for each in self.old]
        self.weights_new = [self.weigh(each) for each in self.new]

    def weigh(self, features: Iterable[int]) -> float:
        return sum(map(self.weight.__getitem__, features))

    def of(self, old: int, new: int) -> Likeness:
        shared = self.old[old] & self.new[new]
        weight, one, other = self.weigh(shared), self.weights_old[old], self.weights_new[new]
        both, shorter = 2 * weight / ((one + other) or 1), weight / (min(one, other) or 1)
        return Likeness(old, new, len(shared), both, shorter)

    def said_by_both(self, old: int, new: int) -> int:
        """How many words and pairs of words they have in common, names aside."""
        shared = self.old[old] & self.new[new]
        return sum(self.names[number][0] != OF_A_NAME for number in shared)

    def candidates(self, old: Iterable[int], new: Iterable[int]) -> Iterator[Likeness]:
        """Yield the likeness of those of these paragraphs that share rare words."""
        old, new = list(old), list(new)
        wanted = frozenset().union(*(self.new[index] for index in new)) if old else frozenset()
        places = defaultdict(list)
        for index in old:
            for feature in wanted & self.old[index]:
                places[feature].append(index)
        known = frozenset(places)
        for index in new:
            rarest = self._rarest(known & self.new[index])
            found = Counter(chain.from_iterable(places[feature][:PLACES] for feature in rarest))
            for at in sorted(found, key=found.__getitem__, reverse=True)[:CANDIDATES]:
                yield self.of(at, index)

    def _rarest(self, features: Iterable[int]) -> list[int]:
        """The rarest features, those as rare as each other by name."""
        by_weight = sorted(features, key=self.weight.__getitem__, reverse=True)
        if len(by_weight) > RAREST:
            least = self.weight[by_weight[RAREST - 1]]
            by_weight = [each for each in by_weight if self.weight[each] >= least]
        return sorted(by_weight, key=lambda each: (-self.weight[each], str(self.names[each])))[
            :RAREST
        ]


def _features(passage: Passage) -> set[Feature]:
    """Words and pairs of words; those of names are apart, and have no pairs."""
    features: set[Feature] = set()
    for is_name, words in stretches(passage.words):
        if is_name:
            features.update(f"{OF_A_NAME}{word}" for word in words)
        else:
            features.update(words, pairwise(words))
    return features
