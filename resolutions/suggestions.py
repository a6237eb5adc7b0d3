"""What may be meant by a few letters in the search box: texts, words, names of the same, States."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from resolutions import symbols
from resolutions.finding.filters import FILTERS
from resolutions.finding.knowledge import Knowledge
from resolutions.finding.search import answer, understand
from resolutions.finding.tables import NOT_STATED
from resolutions.finding.words import beginning
from resolutions.search.characters import tidy, words_of
from resolutions.search.query import parse
from resolutions.search.tokens import plain, words_in
from resolutions.vocabulary import Language

MOST_CHARACTERS = 100
# Of each kind.
MOST = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to go to; `kind` says what it is, and `note` more about it."""

    kind: str
    words: str
    note: str
    address: str


def suggestions(typed: str, knowledge: Knowledge) -> list[Suggestion]:
    """Return what public texts offer for what was typed so far, a few of each kind."""
    text = tidy(typed[:MOST_CHARACTERS])
    if not words_of(text):
        return []
    kinds = (by_symbol, by_word, by_synonym, by_sponsor, by_subject, by_title)
    return [each for kind in kinds for each in islice(kind(text, knowledge), MOST)]


def by_symbol(text: str, knowledge: Knowledge) -> Iterator[Suggestion]:
    """Texts whose symbols begin so, with or without what stands before their numbers."""
    wanted = text.upper().replace(" ", "")
    if not any(c in wanted for c in "/0123456789"):
        return
    meant = tuple(dict.fromkeys(s.replace(" ", "") for s in (wanted, *symbols.meanings(text))))
    texts = knowledge.texts
    for row, symbol in enumerate(texts.symbols):
        written = symbol.upper().replace(" ", "")
        if written.startswith((*meant, f"A/RES/{wanted}")):
            address = reverse("document", args=[texts.addresses[row]])
            yield Suggestion("Text", symbol, texts.titles[row], address)


def by_word(text: str, knowledge: Knowledge) -> Iterator[Suggestion]:
    """What was typed with its last word ended, as paragraphs have it beside the others."""
    last = words_of(text)[-1]
    if not text.endswith(last) or "/" in text:
        return
    before = understand(parse(text.removesuffix(last)), QueryDict(), knowledge)
    among = None if before.is_empty else answer(before, knowledge)
    for language in dict.fromkeys([Language.ENGLISH, *knowledge.languages]):
        if found := beginning(plain(last), knowledge, language, among):
            lang = {} if language == Language.ENGLISH else {"lang": language.value}
            for word, count in found.items():
                words = text.removesuffix(last) + word
                note = counted(count)
                yield Suggestion("Words", words, note, search(q=words, **lang))
            return


def by_synonym(text: str, knowledge: Knowledge) -> Iterator[Suggestion]:
    """Names of the same thing, one of which begins so."""
    wanted = [plain(word) for word in words_of(text)]
    for group in knowledge.synonyms:
        if any(begins(wanted, words_in(line)) for line in (group.name, *group.lines)):
            note = f"Finds {', '.join(group.lines)}"
            yield Suggestion("Synonyms", group.lines[0], note, search(q=group.lines[0]))


def by_sponsor(text: str, knowledge: Knowledge) -> Iterator[Suggestion]:
    return named("sponsor", "Sponsor", knowledge.texts.sponsors, text, knowledge)


def by_subject(text: str, knowledge: Knowledge) -> Iterator[Suggestion]:
    return named("subject", "Subject", knowledge.texts.subjects, text, knowledge)


def named(name: str, kind: str, names, text: str, knowledge: Knowledge) -> Iterator[Suggestion]:
    """Those with public texts, that have words which begin so."""
    wanted = words_in(text)
    held = knowledge.texts.properties[FILTERS[name].column_name]
    for slug in sorted({*held.values} - {NOT_STATED}, key=lambda slug: names[slug]):
        if holds(wanted, words_in(names[slug])):
            rows = len(held.rows[held.codes == held.places[slug]])
            note = f"{rows} text{'' if rows == 1 else 's'}"
            yield Suggestion(kind, names[slug], note, search(**{name: slug}))


def by_title(text: str, knowledge: Knowledge) -> Iterator[Suggestion]:
    """Texts in whose titles stand all the words, the last of them begun."""
    *whole, last = words_in(text) or [""]
    texts = knowledge.texts
    by_word = texts.rows_by_title_word
    begun = (rows for word, rows in by_word.items() if last and word.startswith(last))
    rows = set(chain.from_iterable(begun)).intersection(*(by_word.get(w, ()) for w in whole))
    seen = set()
    for row in sorted(rows):
        if (title := texts.plain_titles[row]) not in seen:
            seen.add(title)
            address = reverse("document", args=[texts.addresses[row]])
            label = texts.symbols[row] or texts.titles[row]
            yield Suggestion(
                "Text", label, texts.titles[row] if texts.symbols[row] else "", address
            )


def begins(wanted: list[str], words: list[str]) -> bool:
    """Whether words begin with those wanted, the last of which may be unfinished."""
    return f"{' '.join(words)} ".startswith(" ".join(wanted))


def holds(wanted: list[str], words: Iterable[str]) -> bool:
    """Whether all wanted words are there, the last of which may be unfinished."""
    words = {*words}
    *whole, last = wanted or [""]
    return bool(last) and words.issuperset(whole) and any(word.startswith(last) for word in words)


def search(**parameters: str) -> str:
    return f"{reverse('search')}?{urlencode(parameters)}"


def counted(count: int) -> str:
    return f"{count:,} paragraph{'' if count == 1 else 's'}"
