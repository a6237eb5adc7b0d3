"""Words of the archive that public paragraphs hold: how they begin, and what stands beside them."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import nlargest
from math import log

import numpy as np

from resolutions.finding.answer import Answer
from resolutions.finding.knowledge import Knowledge, Loaded
from resolutions.models import Paragraph
from resolutions.search.tokens import plain, words_in
from resolutions.vocabulary import Language

# Words whose paragraphs are looked up, to see which are public.
LOOKED_UP = 24
# Paragraphs that are read for the words beside others, and how many of them must hold a word:
# three, and one in five.
READ, LEAST, SHARE = 40, 3, 5
# Letters that words have in common with one that the archive lacks.
SHORTEST = 4


def beginning(
    prefix: str, knowledge: Knowledge, language: Language, among: Answer | None = None
) -> dict[str, int]:
    """
    Return the commonest words of a language that begin so, and how many public paragraphs
    hold each; only of those `among` an answer, if one is given. One query at most.
    """
    counts: Counter[str] = Counter()
    masks = among.masks if among else [None] * len(knowledge.loaded)
    for loaded, mask in zip(knowledge.loaded, masks, strict=True):
        if loaded.language != language:
            continue
        lexicon = loaded.segment.lexicon
        numbers = lexicon.beginning(prefix) if prefix else ()
        common = nlargest(LOOKED_UP, numbers, key=lexicon.frequencies.__getitem__)
        counts.update(public_counts(loaded, common, mask))
    return dict(counts.most_common())


def public_counts(
    loaded: Loaded, numbers: Collection[int], mask: np.ndarray | None = None
) -> Mapping[str, int]:
    """Return how many public paragraphs hold each word; those that none holds are left out."""
    mask = loaded.public if mask is None else mask
    postings = loaded.segment.fetch(numbers)
    words = loaded.segment.lexicon.words
    counts = {
        words[number]: int(np.count_nonzero(mask[posting.paragraphs]))
        for number, posting in postings.items()
    }
    return {word: count for word, count in counts.items() if count}


def counts(words: Sequence[str], knowledge: Knowledge, language: Language) -> dict[str, int]:
    """Return in how many public paragraphs each word stands, in the order of the words."""
    totals: Counter[str] = Counter()
    for loaded in knowledge.of(language):
        numbers = [n for word in words if (n := loaded.segment.lexicon.number(word)) is not None]
        totals.update(public_counts(loaded, numbers))
    return {word: totals[word] for word in words if totals[word]}


def alike(word: str, knowledge: Knowledge, language: Language) -> dict[str, int]:
    """Return public words that begin as long as they can like one that the archive lacks."""
    for length in range(len(word) - 1, max(SHORTEST, len(word) // 2) - 1, -1):
        if found := beginning(word[:length], knowledge, language):
            return found
    return {}


def beside(
    words: Collection[str], keys: Sequence[int], knowledge: Knowledge, language: Language
) -> Iterator[str]:
    """
    Yield the words that stand out in some paragraphs, those that do most first.

    `keys` are those paragraphs, of which the first are read, and `words` what they were found
    by. A word stands out that many of them hold, and few others.
    """
    lexicons = [loaded.segment.lexicon for loaded in knowledge.of(language)]
    total = sum(loaded.segment.size for loaded in knowledge.of(language))
    texts = Paragraph.objects.published().filter(pk__in=list(keys[:READ])).order_by()
    held = Counter(
        word for text in texts.values_list("text", flat=True) for word in {*words_in(text)}
    )
    least = max(min(LEAST, len(keys)), min(READ, len(keys)) // SHARE)
    typed = {lexeme for word in words for lexeme in lexemes(word, lexicons)} | {*words}
    scores: dict[str, float] = {}
    for word, count in held.items():
        own = lexemes(word, lexicons)
        if count < least or len(word) < SHORTEST or not word.isalpha() or not own or own & typed:
            continue
        everywhere = sum(
            int(x.frequencies[n]) for x in lexicons if (n := x.number(word)) is not None
        )
        scores[word] = count * log(1 + total / everywhere)
    seen: set[str] = set()
    for word in sorted(scores, key=lambda word: (-scores[word], word)):
        if not (own := lexemes(word, lexicons)) & seen:
            seen |= own
            yield word


def lexemes(word: str, lexicons) -> set[str]:
    """Return the lexemes that a word has in some lexicons; none for a stop word."""
    numbers = ((lexicon, lexicon.number(plain(word))) for lexicon in lexicons)
    return {lexicon.lexemes[n] for lexicon, n in numbers if n is not None} - {""}
