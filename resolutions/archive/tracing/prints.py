"""The words of published texts as numbers: stored, so that a new text needs no other read again."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched, groupby

import numpy as np
from django.db import transaction
from django.db.models import Count, Max, Q

from resolutions.archive.copying import copy
from resolutions.archive.tracing.heads import Head
from resolutions.lineage.corpus import Print
from resolutions.lineage.prints import numbered, shingles
from resolutions.models import Descent, Paragraph, TextPrint
from resolutions.vocabulary import ParagraphKind, english_first

# What more texts than these share is not taken to come from the one that changed.
MANY_TEXTS = 30
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


def refresh(changed: Changes) -> Iterator[tuple[list[int], list[int]]]:
    """
    Store the words of the texts that changed, batch by batch; yield for each what is untraced.

    That is the texts of the batch, and those texts that share wording with what they say now
    or said before.
    """
    prints = TextPrint.objects.filter(language=changed.language)
    sharing = prints.filter(is_traced=True).exists()
    for batch in batched([*changed.gone, *changed.stale], BATCH):
        with transaction.atomic():
            before = _shingles_of(changed.language, batch) if sharing else None
            days = [*prints.filter(text__in=batch).values_list("state", flat=True)]
            days += [changed.states[text] for text in batch if text in changed.states]
            later = _cut(prints.filter(text__in=batch))
            prints.filter(text__in=batch).delete()
            added = [text for text in batch if text in changed.states]
            copy(TextPrint, _COLUMNS, _rows(changed, added))
            found = []
            if sharing:
                touched = np.union1d(before, _shingles_of(changed.language, batch))
                found = _mark_sharing(
                    changed.language, touched, later, min(map(_day_of, days), default=0)
                )
        yield added, found


_COLUMNS = ("text", "language", "state", "is_traced", "keys", "lengths", "words")


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


def _shingles_of(language: str, texts: Collection[int]) -> np.ndarray:
    rows = TextPrint.objects.filter(language=language, text__in=texts).values_list(
        "words", flat=True
    )
    found = [shingles(np.frombuffer(words, _WORDS)) for words in rows]
    return np.unique(np.concatenate([*found, np.zeros(0, np.uint64)]))


def _cut(prints) -> set[int]:
    """Delete the descents of texts as they were; return the texts that went on from them."""
    held = prints.order_by().values_list("keys", flat=True)
    keys = [key for each in held for key in np.frombuffer(each, _KEYS).tolist()]
    later = Descent.objects.filter(earlier__in=keys).order_by()
    found = set(later.values_list("later__resolution", flat=True))
    Descent.objects.filter(Q(earlier__in=keys) | Q(later__in=keys)).delete()
    return found


def _mark_sharing(language: str, touched: np.ndarray, later: set[int], since: int) -> list[int]:
    """
    Have later texts traced again that share four shingles in a row, or eight words.

    What many texts share does not count. `later` are texts that went on from those of the
    batch, whose first day is `since`: nothing before that depends on them.
    """
    traced = TextPrint.objects.filter(language=language, is_traced=True).order_by()
    met: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    held = np.zeros(len(touched), np.int64)
    for text, state, words in traced.values_list("text", "state", "words").iterator(chunk_size=500):
        if _day_of(state) >= since and len(touched):
            own = shingles(np.frombuffer(words, _WORDS))
            places = np.minimum(np.searchsorted(touched, own), len(touched) - 1)
            here = np.nonzero(touched[places] == own)[0]
            met[text] = here, places[here]
            held[np.unique(places[here])] += 1
    rare = held <= MANY_TEXTS
    found = [text for text, (here, which) in met.items() if _has_run(here[rare[which]])]
    found += later - set(found)
    traced.filter(text__in=found).update(is_traced=False)
    return found


def _day_of(state: str) -> int:
    return int(state.rpartition(":")[2])


def _has_run(places: np.ndarray) -> bool:
    """Whether four places in a row are among some rising ones."""
    return bool((places[3:] - places[:-3] == 3).any())


def stored_prints(language: str, heads: Mapping[int, Head]) -> Iterator[Print]:
    """Yield the words of all published texts of a language."""
    rows = TextPrint.objects.filter(language=language).order_by()
    for text, keys, lengths, words in rows.values_list("text", "keys", "lengths", "words").iterator(
        chunk_size=500
    ):
        if head := heads.get(text):
            yield Print(
                *(text, head.line, head.day, head.order),
                np.frombuffer(keys, _KEYS),
                np.frombuffer(lengths, _LENGTHS),
                np.frombuffer(words, _WORDS),
            )
