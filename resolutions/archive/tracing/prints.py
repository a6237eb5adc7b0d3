"""The words of published texts as numbers: stored, so that a new text needs no other read again."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched, groupby

import numpy as np
from django.db import connection, transaction
from django.db.models import Count, Max, Q

from resolutions.archive.copying import copy
from resolutions.archive.tracing.heads import Head
from resolutions.lineage.corpus import Counterparts, Print
from resolutions.lineage.prints import numbered
from resolutions.lineage.tracing import PREDECESSORS
from resolutions.models import Descent, Paragraph, TextPrint
from resolutions.vocabulary import ParagraphKind, english_first

# Texts whose words are read in one transaction.
BATCH = 200
_KEYS, _LENGTHS, _WORDS = np.int64, np.int32, np.uint32


@dataclass(frozen=True, slots=True)
class Changes:
    """Texts of one language by what became of them since they were traced."""

    language: str
    states: Mapping[int, str]
    stale: Sequence[int]
    gone: Sequence[int]


def changes(heads: Mapping[int, Head], texts: Collection[int] | None = None) -> dict[str, Changes]:
    """Return what has changed, by language; of some `texts` alone if they are given."""
    states: dict[str, dict[int, str]] = {}
    for text, language, newest, count in _paragraphs_held(texts):
        if text in heads:
            state = f"{newest}:{count}:{heads[text].day}"
            states.setdefault(language, {})[text] = state
    known: dict[str, dict[int, str]] = {}
    prints = TextPrint.objects.all() if texts is None else TextPrint.objects.filter(text__in=texts)
    for text, language, state in prints.order_by().values_list("text", "language", "state"):
        known.setdefault(language, {})[text] = state
    return {
        language: Changes(
            language,
            states.get(language, {}),
            [t for t, state in states.get(language, {}).items() if before.get(t) != state],
            sorted(before.keys() - states.get(language, {}).keys()),
        )
        for language in sorted(states.keys() | known.keys(), key=english_first)
        for before in [known.get(language, {})]
    }


def _paragraphs_held(texts: Collection[int] | None) -> Iterable[tuple[int, str, int, int]]:
    """Yield the key of each text, a language, its newest paragraph and how many there are."""
    held = (
        Paragraph.objects.all() if texts is None else Paragraph.objects.filter(resolution__in=texts)
    )
    grouped = held.order_by().values("resolution", "language")
    return grouped.annotate(newest=Max("pk"), n=Count("pk")).values_list(
        "resolution", "language", "newest", "n"
    )


@dataclass(frozen=True, slots=True)
class Touched:
    """
    What a batch of texts that changed touches.

    `were` are the keys of the paragraphs that they had before, `children` those of others that
    went on from these, and `followers` other texts that look back on some of the batch.
    """

    added: Sequence[int]
    were: Sequence[int]
    children: Collection[int]
    followers: Collection[int]


def refresh(changed: Changes, heads: Mapping[int, Head]) -> Iterator[Touched]:
    """
    Store the words of the texts that changed, batch by batch; yield for each what it touches.

    The texts touched wait to be traced from then on. Whom the new words concern besides is
    found in the tracing.
    """
    prints = TextPrint.objects.filter(language=changed.language)
    for batch in batched([*changed.gone, *changed.stale], BATCH):
        with transaction.atomic():
            were = _keys_of(prints.filter(text__in=batch))
            children = _cut(were)
            followers = _looking_back(prints, batch) | _next_in_line(batch, heads)
            prints.filter(text__in=batch).delete()
            added = [text for text in batch if text in changed.states]
            copy(TextPrint, _COLUMNS, _rows(changed, added))
            followers -= set(batch)
            await_tracing(changed.language, followers | set(children.values()))
        yield Touched(added, were, children.keys(), followers)


def await_tracing(language: str, texts: Collection[int]) -> None:
    """Note that texts are to be traced again."""
    TextPrint.objects.filter(language=language, text__in=texts).update(is_traced=False)


_COLUMNS = ("text", "language", "state", "is_traced", "keys", "lengths", "words")
_READ = ("text", "keys", "lengths", "words", "predecessors", "counterparts")


def _rows(changed: Changes, texts: Sequence[int]) -> Iterator[tuple]:
    paragraphs = (
        Paragraph.objects.filter(language=changed.language, resolution__in=texts)
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
        yield (
            *(text, changed.language, changed.states[text], False),
            _hex(np.array(keys, _KEYS)),
            _hex(np.array([len(each) for each in words], _LENGTHS)),
            _hex(np.concatenate([*words, np.zeros(0, _WORDS)])),
        )


def _hex(numbers: np.ndarray) -> str:
    return "\\x" + numbers.tobytes().hex()


def _keys_of(prints) -> list[int]:
    held = prints.order_by().values_list("keys", flat=True)
    return [key for each in held for key in np.frombuffer(each, _KEYS).tolist()]


def _next_in_line(texts: Iterable[int], heads: Mapping[int, Head]) -> set[int]:
    """The texts that look back on some of the same line, for they come soon after."""
    lines = {heads[text].line for text in texts if text in heads}
    by_line: dict[int, list[Head]] = {line: [] for line in lines}
    for head in heads.values():
        if head.line in lines:
            by_line[head.line].append(head)
    found = set()
    for line in by_line.values():
        in_time = [head.text for head in sorted(line, key=lambda head: head.order)]
        for place, text in enumerate(in_time):
            if text in texts:
                found.update(in_time[place + 1 : place + 1 + PREDECESSORS])
    return found


def _looking_back(prints, texts: Collection[int]) -> set[int]:
    """The texts that were traced looking back on one of some."""
    traced = prints.exclude(predecessors=None).order_by()
    return {
        text
        for text, before in traced.values_list("text", "predecessors")
        if not {*np.frombuffer(before, _KEYS).tolist()}.isdisjoint(texts)
    }


def _cut(keys: Sequence[int]) -> dict[int, int]:
    """Delete the descents of paragraphs; return the others that went on from them, by texts."""
    later = Descent.objects.filter(earlier__in=keys).exclude(later__in=keys).order_by()
    found = dict(later.values_list("later", "later__resolution"))
    Descent.objects.filter(Q(earlier__in=keys) | Q(later__in=keys)).delete()
    return found


def stored_prints(language: str, heads: Mapping[int, Head]) -> Iterator[Print]:
    """Yield the words of all published texts of a language."""
    rows = TextPrint.objects.filter(language=language).order_by().values_list(*_READ)
    for text, keys, lengths, words, before, compared in rows.iterator(chunk_size=500):
        if head := heads.get(text):
            yield Print(
                *(text, head.line, head.day, head.order),
                np.frombuffer(keys, _KEYS),
                np.frombuffer(lengths, _LENGTHS),
                np.frombuffer(words, _WORDS),
                None if before is None else np.frombuffer(before, _KEYS),
                None if compared is None else _counterparts(np.frombuffer(compared, _KEYS)),
            )


def _counterparts(numbers: np.ndarray) -> Counterparts:
    return Counterparts(int(numbers[0]), int(numbers[1]), numbers[2:])


def note_traced(
    language: str,
    predecessors: Mapping[int, Sequence[int]],
    compared: Mapping[int, Counterparts],
) -> None:
    """Note that texts are traced, on which others each looks back, and their counterparts."""
    found = [np.array(each, _KEYS).tobytes() for each in predecessors.values()]
    pairs = [
        np.array([each.text, each.newest, *each.keys], _KEYS).tobytes()
        for each in map(compared.__getitem__, predecessors)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE resolutions_textprint SET is_traced = true, predecessors = found.keys,"
            " counterparts = found.pairs"
            " FROM unnest(%s::bigint[], %s::bytea[], %s::bytea[]) AS found (text, keys, pairs)"
            " WHERE language = %s AND resolutions_textprint.text = found.text",
            [list(predecessors), found, pairs, language],
        )
