"""What a change of texts does not reach is traced as before, however near the thresholds."""

import random
from dataclasses import replace

import numpy as np
import pytest

from resolutions.lineage.corpus import Print, corpus_of
from resolutions.lineage.later import changed_between, reached, seen_otherwise
from resolutions.lineage.prints import numbered, shingles_of
from resolutions.lineage.tracing import Tracing

pytestmark = pytest.mark.usefixtures("low_thresholds")

TEXTS = 18


class Writer:
    """Invents texts that take paragraphs from one another, or make them of the same phrases."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)  # noqa: S311
        self.lines = self.chance.choice([4, 9, 40])
        self.phrases = [
            self.words(self.chance.randrange(3, 12)) for _ in range(self.chance.choice([9, 40]))
        ]
        self.written: list[list[str]] = []
        self.keys = 0

    def words(self, count: int) -> str:
        return " ".join(f"w{self.chance.randrange(40)}" for _ in range(count))

    def paragraph(self) -> str:
        parts = [self.chance.choice(self.phrases) for _ in range(self.chance.randrange(1, 4))]
        if self.chance.random() < 0.4:
            parts.insert(self.chance.randrange(len(parts) + 1), self.words(4))
        return " ".join(parts)

    def altered(self, paragraph: str) -> str:
        words = paragraph.split()
        at = self.chance.randrange(len(words))
        words[at : at + self.chance.randrange(3)] = self.words(self.chance.randrange(1, 3)).split()
        return " ".join(words)

    def paragraphs(self) -> list[str]:
        found = [self.paragraph() for _ in range(self.chance.randrange(1, 5))]
        if self.written and self.chance.random() < 0.6:
            model = self.chance.choice(self.written)
            found = [p if self.chance.random() < 0.5 else self.altered(p) for p in model]
            found[self.chance.randrange(len(found))] = self.paragraph()
        self.written.append(found)
        return found

    def text(self, text: int) -> Print:
        words = [numbered(each) for each in self.paragraphs()]
        self.keys += len(words)
        day = self.chance.randrange(12)
        return Print(
            *(text, self.chance.randrange(self.lines), day, (day, text)),
            np.arange(self.keys - len(words), self.keys, dtype=np.int64),
            np.array([len(each) for each in words], np.int64),
            np.concatenate(words),
            self.chance.choice(["", "", self.chance.choice(self.phrases)]),
        )

    def changed(self, prints: list[Print]) -> list[Print]:
        """The same with a text that goes, comes, is another, or has another day, line or name."""
        at = self.chance.randrange(len(prints))
        before, after, new = prints[:at], prints[at + 1 :], self.text(prints[at].text)
        match self.chance.randrange(7):
            case 0:
                return before + after
            case 1:
                return [*prints, self.text(len(prints))]
            case 2:
                new = replace(prints[at], day=new.day, order=new.order)
            case 3:
                new = replace(prints[at], line=new.line)
            case 4:
                new = replace(prints[at], names=new.names)
            case 5:
                lines = {prints[at].line: new.line}
                return [replace(each, line=lines.get(each.line, each.line)) for each in prints]
        return [*before, new, *after]


def names_of(prints):
    return shingles_of({each.names for each in prints})


def traced(corpus):
    """How each text is traced: on what it looks back, and what each paragraph goes on from."""
    found = {}
    for rank, each in enumerate(corpus.prints):
        tracing = Tracing(corpus, rank)
        links = [
            {(int(corpus.keys[x.earlier]), x.kind, x.change) for x in tracing.links(i)}
            for i in range(len(each.keys))
        ]
        before = [corpus.prints[at].text for at in tracing.predecessors]
        found[each.text] = before, tracing.own_shingles, links
    return found


def noted(each, found):
    before, own, _ = found[each.text]
    return replace(each, predecessors=np.array(before, np.int64), own=own)


@pytest.mark.parametrize("seed", range(100))
def test_what_is_not_reached_is_traced_as_before(seed):
    writer = Writer(seed)
    before = [writer.text(number) for number in range(TEXTS)]
    was = traced(corpus_of(before, names_of(before)))
    before = [noted(each, was) for each in before]
    after = writer.changed(before)
    corpus = corpus_of(after, names_of(after))
    now = traced(corpus)
    changed = changed_between(before, after)
    reach = reached(before, after, (names_of(before), names_of(after)), changed)
    for text in now.keys() - reach.whole:
        keys = enumerate(corpus.prints[corpus.ranks[text]].keys.tolist())
        there = {i for i, key in keys if key in reach.paragraphs}
        if text in reach.lookers:
            there |= seen_otherwise(Tracing(corpus, corpus.ranks[text]), changed)
        else:
            assert was[text][:2] == now[text][:2]
        for i, (links, found) in enumerate(zip(was[text][2], now[text][2], strict=True)):
            assert i in there or links == found
