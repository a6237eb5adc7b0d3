"""How alike paragraphs are in their words, with rare words counting for more."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

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


@dataclass(frozen=True, slots=True)
class Likeness:
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
    plain, place = [], 0
    while place < len(keys):
        end = _name_end(keys, place)
        if end - place >= NAME:
            yield False, plain
            yield True, [key.lower() for key in keys[place:end]]
            plain, place = [], end
        else:
            plain.append(keys[place].lower())
            place += 1
    yield False, plain


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
    """The paragraphs of two texts, weighed by how rare their words are in both together."""

    def __init__(self, old: Sequence[Passage], new: Sequence[Passage]):
        self.old = [_features(passage) for passage in old]
        self.new = [_features(passage) for passage in new]
        counts = Counter(feature for each in self.old + self.new for feature in each)
        total = len(old) + len(new) + 1
        self.weight = {
            feature: (log(total / n) + 0.05) * (LESS if feature[0] == OF_A_NAME else 1)
            for feature, n in counts.items()
        }
        self.weights_old = [self.weigh(each) for each in self.old]
        self.weights_new = [self.weigh(each) for each in self.new]

    def weigh(self, features: Iterable[Feature]) -> float:
        return sum(map(self.weight.__getitem__, features))

    def of(self, old: int, new: int) -> Likeness:
        shared = self.old[old] & self.new[new]
        weight, one, other = self.weigh(shared), self.weights_old[old], self.weights_new[new]
        both, shorter = 2 * weight / ((one + other) or 1), weight / (min(one, other) or 1)
        return Likeness(old, new, len(shared), both, shorter)

    def candidates(self, old: Iterable[int], new: Iterable[int]) -> Iterator[Likeness]:
        """Yield the likeness of those of these paragraphs that share rare words."""
        places = defaultdict(list)
        for index in old:
            for feature in self.old[index]:
                places[feature].append(index)
        for index in new:
            known = (feature for feature in self.new[index] if feature in places)
            rarest = sorted(known, key=lambda each: (-self.weight[each], str(each)))[:RAREST]
            found = Counter(at for feature in rarest for at in places[feature][:PLACES])
            for at, _ in found.most_common(CANDIDATES):
                yield self.of(at, index)


def _features(passage: Passage) -> frozenset[Feature]:
    """Words and pairs of words; those of names are apart, and have no pairs."""
    features: set[Feature] = set()
    for is_name, words in stretches(passage.words):
        if is_name:
            features.update(f"{OF_A_NAME}{word}" for word in words)
        else:
            features.update(words, pairwise(words))
    return frozenset(features)
