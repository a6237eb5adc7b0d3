"""The words of published texts as numbers: stored, so that a new text needs no other read again."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched, groupby
from typing import NamedTuple

import numpy as np
from django.db import connection
from django.db.models import Count, Max

from resolutions.archive.copying import copy
from resolutions.archive.tracing.heads import Head
from resolutions.lineage.corpus import Counterparts, Print
from resolutions.lineage.prints import numbered
from resolutions.models import Paragraph, TextPrint
from resolutions.vocabulary import ParagraphKind, english_first

# Texts whose words are read at once.
BATCH = 200
_KEYS, _LENGTHS, _WORDS = np.int64, np.int32, np.uint32


@dataclass(frozen=True, slots=True)
class Changes:
    """
    Texts of one language by what became of them since they were traced.

    `stale` have other paragraphs, `moved` another head alone, and `gone` are public no more.
    """

    language: str
    states: Mapping[int, str]
    stale: Sequence[int]
    moved: Sequence[int]
    gone: Sequence[int]

    def __bool__(self) -> bool:
        return bool(self.stale or self.moved or self.gone)


def changes(heads: Mapping[int, Head], texts: Collection[int] | None = None) -> list[Changes]:
    """Return what has changed, by language; if `texts` are given the paragraphs of these alone."""
    states: dict[str, dict[int, str]] = {}
    for text, language, newest, count in _paragraphs_held(texts):
        if text in heads:
            state = f"{newest}:{count}:{heads[text].year}"
            states.setdefault(language, {})[text] = state
    known: dict[str, dict[int, tuple]] = {}
    for text, language, *row in TextPrint.objects.order_by().values_list(*_KNOWN):
        known.setdefault(language, {})[text] = tuple(row)
    return [
        _changes(language, heads, states.get(language, {}), known.get(language, {}), texts)
        for language in sorted(states.keys() | known.keys(), key=english_first)
    ]


_KNOWN = ("text", "language", "state", "line", "order", "names")


def _changes(
    language: str,
    heads: Mapping[int, Head],
    states: Mapping[int, str],
    known: Mapping[int, tuple],
    texts: Collection[int] | None,
) -> Changes:
    looked_at = known.keys() if texts is None else known.keys() & set(texts)
    gone = (known.keys() - heads.keys()) | (looked_at - states.keys())
    stale = {text for text, state in states.items() if known.get(text, ("",))[0] != state}
    moved = {
        text
        for text, (_, *head) in known.items()
        if text not in gone | stale and head != _head(heads[text], language)
    }
    return Changes(language, states, *(sorted(some) for some in (stale, moved, gone)))


def _head(head: Head, language: str) -> list:
    return [head.line, list(head.order), head.names.get(language, "")]


def _paragraphs_held(texts: Collection[int] | None) -> Iterable[tuple[int, str, int, int]]:
    """Yield the key of each text, a language, its newest paragraph and how many there are."""
    held = (
        Paragraph.objects.all() if texts is None else Paragraph.objects.filter(resolution__in=texts)
    )
    grouped = held.order_by().values("resolution", "language")
    return grouped.annotate(newest=Max("pk"), n=Count("pk")).values_list(
        "resolution", "language", "newest", "n"
    )


def refresh(changed: Changes, heads: Mapping[int, Head]) -> None:
    """Store the words and heads of the texts that changed; they wait to be traced from then on."""
    prints = TextPrint.objects.filter(language=changed.language)
    prints.filter(text__in=[*changed.gone, *changed.stale]).delete()
    for batch in batched(changed.stale, BATCH):
        copy(TextPrint, _COLUMNS, _rows(changed, heads, batch))
    with connection.cursor() as cursor:
        cursor.executemany(
            'UPDATE resolutions_textprint SET line = %s, "order" = %s, names = %s'
            " WHERE text = %s AND language = %s",
            [
                (*_stored(heads[text], changed.language), text, changed.language)
                for text in changed.moved
            ],
        )


def await_tracing(language: str, texts: Collection[int]) -> None:
    """Note that texts are to be traced again."""
    TextPrint.objects.filter(language=language, text__in=texts).update(is_traced=False)


_COLUMNS = (
    *("text", "language", "state", "line", "order", "names"),
    *("is_traced", "keys", "lengths", "words"),
)
_READ = (
    *("text", "line", "order", "keys", "lengths", "words"),
    *("names", "predecessors", "own", "counterparts"),
)


def _stored(head: Head, language: str) -> tuple:
    line, order, names = _head(head, language)
    return line, json.dumps(order), names


def _rows(changed: Changes, heads: Mapping[int, Head], texts: Sequence[int]) -> Iterator[tuple]:
    for text, numbers in _words_of(changed.language, texts):
        yield (
            *(text, changed.language, changed.states[text]),
            *(*_stored(heads[text], changed.language), False),
            *map(_hex, numbers),
        )


def _words_of(
    language: str, texts: Sequence[int]
) -> Iterator[tuple[int, tuple[np.ndarray, np.ndarray, np.ndarray]]]:
    """Yield the keys of the paragraphs of each text, their lengths, and all its words."""
    paragraphs = (
        Paragraph.objects.filter(language=language, resolution__in=texts)
        .exclude(kind=ParagraphKind.HEADING)
        .order_by("resolution", "order")
        .values_list("resolution_id", "pk", "text")
    )
    found = {}
    for text, group in groupby(paragraphs.iterator(chunk_size=5_000), key=lambda row: row[0]):
        rows = list(group)
        found[text] = [pk for _, pk, _ in rows], [numbered(words) for _, _, words in rows]
    for text in texts:
        keys, words = found.get(text, ([], []))
        lengths = np.array([len(each) for each in words], _LENGTHS)
        joined = np.concatenate([*words, np.zeros(0, _WORDS)])
        yield text, (np.array(keys, _KEYS), lengths, joined)


def fresh_prints(language: str, heads: Mapping[int, Head]) -> list[Print]:
    """Read the words of all texts of a language anew, whatever is stored of them."""
    held = Paragraph.objects.filter(language=language, resolution__in=heads).order_by()
    texts = sorted(set(held.values_list("resolution", flat=True)))
    return [
        Print(text, head.line, head.day, head.order, *numbers, head.names.get(language, ""))
        for some in batched(texts, BATCH)
        for text, numbers in _words_of(language, some)
        for head in [heads[text]]
    ]


def _hex(numbers: np.ndarray) -> str:
    return "\\x" + numbers.tobytes().hex()


def stored_prints(language: str) -> list[Print]:
    """Return the words of the texts of a language, and what is known of their heads."""
    rows = TextPrint.objects.filter(language=language).order_by().values_list(*_READ).iterator(500)
    return [
        Print(
            *(text, line, order[0], tuple(order)),
            np.frombuffer(keys, _KEYS),
            np.frombuffer(lengths, _LENGTHS),
            np.frombuffer(words, _WORDS),
            names,
            None if before is None else np.frombuffer(before, _KEYS),
            own,
            None if compared is None else _counterparts(np.frombuffer(compared, _KEYS)),
        )
        for text, line, order, keys, lengths, words, names, before, own, compared in rows
    ]


def _counterparts(numbers: np.ndarray) -> Counterparts:
    return Counterparts(int(numbers[0]), int(numbers[1]), numbers[2:])


class Noted(NamedTuple):
    """What the print of a text keeps of its tracing (see `Print`)."""

    predecessors: Sequence[int]
    own: int
    counterparts: Counterparts


def note_traced(language: str, traced: Mapping[int, Noted]) -> None:
    """Note of texts that they are traced."""
    found = [
        (
            np.array(each.predecessors, _KEYS).tobytes(),
            each.own,
            np.array([pairs.text, pairs.newest, *pairs.keys], _KEYS).tobytes(),
        )
        for each in traced.values()
        for pairs in [each.counterparts]
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE resolutions_textprint SET is_traced = true, predecessors = found.keys,"
            " own = found.own, counterparts = found.pairs"
            " FROM unnest(%s::bigint[], %s::bytea[], %s::int[], %s::bytea[])"
            " AS found (text, keys, own, pairs)"
            " WHERE language = %s AND resolutions_textprint.text = found.text",
            [list(traced), *map(list, zip(*found, strict=True)), language],
        )
