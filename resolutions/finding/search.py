"""A search as it is understood: the words, the filters, and what was added or left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from resolutions.finding.answer import Answer
from resolutions.finding.filters import ALIASES, FILTERS, USUAL
from resolutions.finding.knowledge import Knowledge
from resolutions.finding.stems import typed_lexemes
from resolutions.search.query import Query, parse, without_field
from resolutions.search.reader import MAX_VALUES
from resolutions.search.synonyms import Group, Used, widen
from resolutions.search.tokens import plain
from resolutions.search.tree import And, Field, Near, Node, Not, Or, all_of
from resolutions.vocabulary import Language

# What an address may hold beside the filters.
OTHERS = ("q", "sort", "page", "format", "synonyms")


@dataclass(frozen=True)
class Search:
    """
    What is searched for.

    `chosen` are the values of each filter, `typed` those among them that stand in the
    text of the query. `root` has the equals of terms in it; `words` has not. `problems` are
    what was left out of the address, `notices` what was left out of the text.
    """

    query: Query
    words: Node | None
    root: Node | None
    chosen: Mapping[str, Sequence[str]]
    typed: Mapping[str, Mapping[str, str]]
    used: Sequence[Used] = ()
    notices: Sequence[str] = ()
    problems: Sequence[str] = ()

    @cached_property
    def plain_text(self) -> str:
        """The text of the query without the fields that are filters."""
        query = self.query
        for name in self.typed:
            query = parse(without_field(query, name))
        return query.text

    @property
    def is_empty(self) -> bool:
        return self.root is None and not self.chosen

    @property
    def languages(self) -> Sequence[str]:
        return self.chosen.get("lang") or [USUAL]


def known(address: QueryDict) -> QueryDict:
    """Return the parameters that a search has, and of many values the first ones and one more."""
    kept = QueryDict(mutable=True)
    for name in (*OTHERS, *FILTERS, *ALIASES):
        values = address.getlist(name)
        if name in OTHERS and values:
            kept[name] = values[-1]
        elif values := list(dict.fromkeys(value for value in values if value.strip())):
            kept.setlist(name, values[: MAX_VALUES + 1])
    return kept


def understand(query: Query, address: QueryDict, knowledge: Knowledge) -> Search:
    """
    Take fields and parameters for what they are, and add the equals of terms.

    Values that cannot be are left out and reported.
    """
    chosen: dict[str, list[str]] = {}
    typed: dict[str, dict[str, str]] = {}
    notices: list[str] = []
    problems: list[str] = []
    for name, values in query.fields.items():
        known = {value: FILTERS[name].read_all([value], knowledge.texts) for value in values}
        if wrong := [value for value, (_, wrong) in known.items() if wrong]:
            notices.append(FILTERS[name].problem(wrong))
        typed[name] = {read: value for value, (found, _) in known.items() for read in found}
        chosen[name] = list(typed[name])
    for name, meant in ({name: name for name in FILTERS} | ALIASES).items():
        held = chosen.setdefault(meant, [])
        found, said = FILTERS[meant].read_address(address.getlist(name), knowledge.texts)
        problems += said
        held += [value for value in found if value not in held]
    words = with_values(query.words, knowledge, notices) if query.words else None
    chosen = {name: values for name, values in chosen.items() if values}
    root, used = words, []
    if address.get("synonyms") != "0":
        languages = chosen.get("lang") or [USUAL]
        root, used = widen(words, *_synonyms(words, knowledge, languages))
    return Search(query, words, root, chosen, typed, used, notices, problems)


def with_values(node: Node, knowledge: Knowledge, notices: list[str]) -> Node | None:
    """Return the tree with the values of its fields read; those that cannot be are left out."""
    match node:
        case Field(name, values):
            found, wrong = FILTERS[name].read_all(values, knowledge.texts)
            if wrong:
                notices.append(FILTERS[name].problem(wrong))
            return Field(name, tuple(found)) if found else None
        case And(parts) | Or(parts):
            read = [with_values(part, knowledge, notices) for part in parts]
            kept = tuple(part for part in read if part is not None)
            return all_of(kept) if len(kept) < 2 else type(node)(kept)
        case Not(part):
            inner = with_values(part, knowledge, notices)
            return None if inner is None else Not(inner)
        case Near():
            return node
    return node


def _synonyms(node: Node | None, knowledge: Knowledge, languages: Sequence[str]):
    """Return the groups of terms in the languages of a search, and what stems their words."""
    groups = [
        Group.of(each.name, each.lines)
        for each in knowledge.synonyms
        if each.language in ("", *languages)
    ]
    language = Language(languages[0])
    lexicons = [loaded.segment.lexicon for loaded in knowledge.of(language)]
    in_groups = {plain(word) for group in groups for term in group.terms for word in term}
    known = typed_lexemes(tuple(sorted(in_groups)), language) if groups else {}

    def stem(word: str) -> str:
        for lexicon in lexicons:
            if (number := lexicon.number(word)) is not None:
                return lexicon.lexemes[number]
        return known[word] if word in known else typed_lexemes((word,), language)[word]

    return groups, stem


def answer(search: Search, knowledge: Knowledge) -> Answer:
    return Answer(knowledge, search.root, search.chosen)
