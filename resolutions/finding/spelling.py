"""Words of the archive that are near to one that it lacks."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from unicodedata import combining, normalize

from resolutions.finding.knowledge import Knowledge
from resolutions.search.tokens import plain
from resolutions.search.tree import PREFIX, Term
from resolutions.vocabulary import Language

ALPHABETS = {
    Language.ENGLISH: "abcdefghijklmnopqrstuvwxyz",
    Language.FRENCH: "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûüœ",
    Language.SPANISH: "abcdefghijklmnopqrstuvwxyzáéíñóúü",
    Language.RUSSIAN: "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    Language.ARABIC: "ابتثجحخدذرزسشصضطظعغفقكلمنهويءؤئة",
}
SHORTEST, LONGEST = 4, 24
# How many paragraphs must hold a word before it is proposed.
COMMON = 2


def corrections(terms: Iterable[Term], knowledge: Knowledge, language: Language) -> dict[str, str]:
    """Return, for words of the terms that the archive lacks, the likeliest one that it has."""
    found = {}
    for term in terms:
        for word in term.words:
            if word.endswith(PREFIX) or frequency(plain(word), knowledge, language):
                continue
            lacked = plain(word)
            better = accented(lacked, knowledge, language) or nearest(lacked, knowledge, language)
            if better:
                found[word] = better
    return found


def frequency(word: str, knowledge: Knowledge, language: Language) -> int:
    """Return in how many paragraphs of a language a plain word stands."""
    total = 0
    for loaded in knowledge.of(language):
        lexicon = loaded.segment.lexicon
        if (number := lexicon.number(word)) is not None:
            total += int(lexicon.frequencies[number])
    return total


def accented(word: str, knowledge: Knowledge, language: Language) -> str | None:
    """Return the commonest word that differs in accents alone: türkiye for turkiye."""
    wanted = bare(word)
    alike = {
        other
        for loaded in knowledge.of(language)
        for other in loaded.segment.lexicon.words
        if len(other) == len(word) and (other == wanted or not other.isascii())
        if bare(other) == wanted
    }
    best = max(sorted(alike), key=lambda each: frequency(each, knowledge, language), default=None)
    return best if best and frequency(best, knowledge, language) else None


def bare(word: str) -> str:
    """Return a word without accents and the like."""
    if word.isascii():
        return word
    return "".join(c for c in normalize("NFD", word) if not combining(c))


def nearest(word: str, knowledge: Knowledge, language: Language) -> str | None:
    """Return the commonest word one slip away."""
    if not SHORTEST <= len(word) <= LONGEST:
        return None
    once = set(slips(word, language))
    best = max(once, key=lambda each: frequency(each, knowledge, language), default=None)
    if best and frequency(best, knowledge, language) >= COMMON:
        return best
    return None


def slips(word: str, language: Language) -> Iterator[str]:
    """Yield what a word becomes by one letter lost, added, changed or swapped with the next."""
    letters = ALPHABETS.get(language, "")
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters)
        yield from (head + letter + tail for letter in letters)
    for place, (left, right) in enumerate(pairwise(word)):
        yield word[:place] + right + left + word[place + 2 :]
