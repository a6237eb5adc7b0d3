"""Rankings of what a query finds, and how well each agrees with the judgement of a reader."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, log2
from pathlib import Path

from django.db import connection
from django.http import QueryDict

from resolutions.finding.knowledge import Knowledge
from resolutions.finding.search import Search, answer, understand
from resolutions.finding.stems import lexemes_of
from resolutions.models import Paragraph
from resolutions.search.query import parse
from resolutions.search.tokens import plain, words_in
from resolutions.vocabulary import Language

CUT = 10
RANKINGS = ("best match", "newest first", "plain BM25", "ts_rank")
# What no order of the same hits can exceed: some of what was sought has other words.
PERFECT = "perfect"


@dataclass(frozen=True)
class Judged:
    """
    What a researcher typed, what was sought, and what a reader made of the paragraphs.

    `grades` are by address and anchor: 3 for exactly what was sought, 2 for what answers a part
    of it, 1 for what touches on it; whatever is not among them has nothing of it.
    """

    typed: str
    need: str
    grades: Mapping[str, int]


def judged(name: str) -> list[Judged]:
    """Read the judgements over one collection of texts."""
    file = Path(__file__).parent / "judged" / f"{name}.toml"
    return [Judged(**each) for each in tomllib.loads(file.read_text())["query"]]


class Collection:
    """The English paragraphs that a worker knows; near-identical ones are one, as on the page."""

    def __init__(self, knowledge: Knowledge):
        self.knowledge = knowledge
        self.groups = {
            int(key): int(group)
            for loaded in knowledge.of(Language.ENGLISH)
            for key, group in zip(loaded.segment.columns.keys, loaded.groups, strict=True)
        }
        held = Paragraph.objects.select_related("resolution").in_bulk(list(self.groups))
        self.names = {pk: f"{each.resolution.address} {each.anchor}" for pk, each in held.items()}
        self.read = {pk: words_in(each.text) for pk, each in held.items()}
        vocabulary = sorted({word for words in self.read.values() for word in words})
        self.stems = dict(zip(vocabulary, lexemes_of(vocabulary, Language.ENGLISH), strict=True))
        self.counts = {
            pk: Counter(self.stems[word] for word in words) for pk, words in self.read.items()
        }

    def agreement(self, query: Judged) -> dict[str, float]:
        """Return the nDCG at ten of each ranking, and of a perfect one."""
        search = understand(parse(query.typed), QueryDict(), self.knowledge)
        found = answer(search, self.knowledge)
        newest = found.keys(found.order("newest")).tolist()
        orders = (
            found.keys(found.order("best")).tolist(),
            newest,
            sorted(newest, key=by(self.plain_bm25(search, newest))),
            sorted(newest, key=by(ts_rank(query.typed, newest))),
        )
        grades = dict.fromkeys(self.groups.values(), 0)
        for pk, name in self.names.items():
            group = self.groups[pk]
            grades[group] = max(query.grades.get(name, 0), grades[group])
        ideal = gain(sorted(grades.values(), reverse=True))
        gains = {
            name: [grades[group] for group in dict.fromkeys(self.groups[pk] for pk in order)]
            for name, order in zip(RANKINGS, orders, strict=True)
        }
        gains[PERFECT] = sorted(gains["best match"], reverse=True)
        return {name: gain(each) / ideal for name, each in gains.items()}

    def plain_bm25(
        self, search: Search, hits: Sequence[int], k1: float = 1.2, b: float = 0.75
    ) -> dict[int, float]:
        """Score by BM25 as it is in books: words in any form, with neither place nor part."""
        typed = {plain(word) for term in search.query.wanted for word in term.words}
        average = sum(map(len, self.read.values())) / len(self.read)
        scores = dict.fromkeys(hits, 0.0)
        for stem in {self.stems.get(word, "") for word in typed} - {""}:
            held = sum(stem in each for each in self.counts.values())
            worth = log(1 + (len(self.counts) - held + 0.5) / (held + 0.5))
            for pk in hits:
                times = self.counts[pk][stem]
                length = 1 - b + b * len(self.read[pk]) / average
                scores[pk] += worth * times * (k1 + 1) / (times + k1 * length)
        return scores


def gain(grades: Iterable[int]) -> float:
    """Discounted cumulative gain of the first ten."""
    ranked = [grade for grade, _ in zip(grades, range(CUT), strict=False)]
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(ranked, 1))


def by(scores: Mapping[int, float]):
    return lambda pk: -scores.get(pk, 0.0)


def ts_rank(typed: str, hits: Sequence[int]) -> dict[int, float]:
    """Score by PostgreSQL's own function."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, ts_rank(to_tsvector('english', text), websearch_to_tsquery('english', %s))"
            " FROM resolutions_paragraph WHERE id = ANY(%s)",
            [typed, list(hits)],
        )
        return dict(cursor.fetchall())
