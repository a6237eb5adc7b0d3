"""What else to try where a search found nothing, or little."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from resolutions.finding.answer import Answer
from resolutions.finding.search import Search, with_values
from resolutions.finding.spelling import corrections, frequency
from resolutions.finding.words import alike, beside, counts
from resolutions.search.query import parse
from resolutions.search.tokens import plain
from resolutions.search.tree import PREFIX, Near, Node, Not, Term, all_of, typed
from resolutions.vocabulary import Language

# Near terms of each kind.
MOST_ALIKE, MOST_BESIDE = 3, 6


@dataclass(frozen=True, slots=True)
class Advice:
    """Another search, in words, and how many paragraphs it finds."""

    words: str
    href: str
    count: int


def in_quotes(search: Search, found: Answer) -> Iterator[Advice]:
    """Yield the search for words too common to look for as a phrase, if that finds any."""
    words = tuple(word for term in search.query.wanted for word in term.words)
    phrase = Term(words, exact=True)
    if count := found.again(phrase, search.chosen).hits.count:
        yield Advice(f"Search for exactly {phrase}", querystring(typed(phrase)), count)


def simpler(search: Search, found: Answer) -> Iterator[Advice]:
    """Yield searches for less that find something, without filters."""
    for words, text in less(search):
        root = with_values(parse(text).root, found.knowledge, [])
        if root is not None and (count := found.again(root, {}).hits.count):
            yield Advice(words, querystring(text), count)


def less(search: Search) -> Iterator[tuple[str, str]]:
    """Yield searches for less, each with words that say what it is."""
    seen = {search.query.text}
    parts = search.query.parts
    candidates = []
    if any(term.exact for term in search.query.terms):
        unquoted = search.query.text.replace('"', "")
        candidates.append(("Search without the quotation marks", unquoted))
    if len(parts) > 2:
        for part in parts:
            rest = all_of(tuple(other for other in parts if other is not part))
            if not isinstance(part, Not) and rest is not None:
                candidates.append((f"Leave out {shown(part)}", typed(rest)))
    if any(isinstance(part, Near) for part in parts):
        candidates.append(("Search for the words anywhere", typed(all_of(search.query.wanted))))
    if len(search.query.terms) > 1:
        candidates += [(f"Search for {term}", typed(term)) for term in search.query.wanted]
    for words, text in candidates:
        if text not in seen:
            seen.add(text)
            yield words, text


def shown(node: Node) -> str:
    return str(node) if isinstance(node, Term) else typed(node)


def corrected(search: Search, found: Answer) -> Advice | None:
    """Return the search with words that the archive has for those that it lacks."""
    language = Language(search.languages[0])
    better = corrections(search.query.wanted, found.knowledge, language)
    if not better:
        return None
    text = search.query.text
    for word, other in better.items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", other, text)
    root = with_values(parse(text).words, found.knowledge, [])
    count = found.again(root, search.chosen).hits.count if root is not None else 0
    return Advice(text, querystring(text), count) if count else None


def near(search: Search, found: Answer) -> Iterator[Advice]:
    """
    Yield all words that begin as the only one typed, if they find more; words that begin like those
    that the archive lacks or are one slip away; words that stand beside the rarest of the others.
    """
    knowledge, language = found.knowledge, Language(search.languages[0])
    lang = {} if language == Language.ENGLISH else {"lang": language.value}
    yield from longer(search, found, language, lang)
    words = [plain(word.removesuffix(PREFIX)) for t in search.query.wanted for word in t.words]
    known = {word: n for word in words if (n := frequency(word, knowledge, language))}
    offered: dict[str, int] = {}
    better = corrections(search.query.wanted, knowledge, language)
    for word in dict.fromkeys(words):
        if word not in known:
            offered |= islice(alike(word, knowledge, language).items(), MOST_ALIKE)
    offered |= {word: frequency(word, knowledge, language) for word in better.values()}
    if known:
        rarest = Term((min(known, key=known.__getitem__),))
        source = found.again(rarest, {"lang": [language.value]})
        keys = source.keys(source.order("best")).tolist()
        others = list(islice(beside(words, keys, knowledge, language), MOST_BESIDE))
        offered |= counts(others, knowledge, language)
    for word, count in offered.items():
        yield Advice(word, querystring(word, **lang), count)


def longer(search: Search, found: Answer, language: Language, lang: dict) -> Iterator[Advice]:
    """Yield the search for "cyber*" where only "cyber" was typed, if that finds more."""
    text = f"{search.query.text}{PREFIX}"
    root = parse(text).root
    if isinstance(root, Term) and not root.exact and root.words[0].endswith(PREFIX):
        count = found.again(root, {"lang": [language.value]}).hits.count
        if count > found.hits.count:
            yield Advice(text, querystring(text, **lang), count)


def querystring(text: str, **others: str) -> str:
    return f"?{urlencode({'q': text} | others)}"
