"""Tracing: what has changed is found, the texts concerned are traced, families are joined."""

import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import batched

import numpy as np
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q

from resolutions.archive.copying import copy
from resolutions.archive.tracing.families import join_families, store_families
from resolutions.archive.tracing.heads import Head, heads
from resolutions.archive.tracing.prints import (
    Changes,
    await_tracing,
    changes,
    note_traced,
    refresh,
    stored_prints,
)
from resolutions.archive.tracing.reach import Reach, Stored, formal_names
from resolutions.archive.tracing.rows import COLUMNS, TracedText, traced_texts
from resolutions.lineage.corpus import Corpus, Print, corpus_of, shingles_in
from resolutions.models import Descent, Resolution, TextPrint
from resolutions.vocabulary import DescentKind, Language

# Texts whose descents are stored in one transaction.
BATCH = 50
# From this part of all words on, an index of all costs no more than one of their shingles.
MANY = 0.25
# One run at a time; who publishes a text waits so many seconds for another who does.
LOCK, PATIENCE = 0x11EA, 8
Progress = Callable[[int, int, int], None]


def trace_all(progress: Progress = lambda done, total, stored: None) -> dict[str, int]:
    """
    Trace every text that is new or has changed, and the texts that this touches.

    Return how many texts were traced, by language. May be stopped at any time and run
    again: what is stored stays, and it goes on from there. `progress` is called with how
    many texts are done, how many there are, and how many descents were stored.
    """
    traced: Counter[str] = Counter()
    while True:
        with _alone():
            known = heads()
            found = changes(known)
            for changed in filter(None, found):
                with transaction.atomic():
                    _take_up(changed, known)
            done = _trace_untraced([each.language for each in found], progress)
        traced.update(done)
        # What was published meanwhile could not wait for this run; it is found now.
        if not (done and is_due()):
            return dict(traced)


def trace_texts(texts: Collection[int]) -> bool:
    """
    Trace some texts that were published, withdrawn or stored, and the paragraphs that this touches.

    Where a long run is under way nothing is done and False returned: that run looks for
    changes again when it is done.
    """
    with _alone(PATIENCE) as mine:
        if not mine:
            return False
        _trace_texts(texts)
    return True


def _trace_texts(texts: Collection[int]) -> None:
    known = heads()
    for changed in changes(known, texts):
        language = changed.language
        waiting = TextPrint.objects.filter(language=language, is_traced=False).order_by()
        behind = set(waiting.values_list("text", flat=True))
        if changed or not behind.isdisjoint(texts):
            # Whoever changes a text does not wait for what is computed: first that is cut which
            # holds no more, and what waits is noted; then each batch is stored. Families fit
            # throughout.
            with transaction.atomic():
                reach = _take_up(changed, known)
                join_families(language, reach.were)
            # Of what waited already nothing is known that would hold.
            reach.whole |= behind & (reach.texts() | set(texts))
            _trace_reached(language, reach)


def _take_up(changed: Changes, known: Mapping[int, Head]) -> Reach:
    """
    Store what has changed in a language and return what it reaches, which waits from then on.

    The descents of what changed go.
    """
    before = stored_prints(changed.language)
    refresh(changed, known)
    reach = Reach.of(changed.language, before, stored_prints(changed.language))
    Descent.objects.filter(Q(earlier__in=reach.were) | Q(later__in=reach.were)).delete()
    await_tracing(changed.language, reach.texts())
    return reach


def texts_behind() -> int:
    """How many public texts wait for their descents to be brought up to date; one query."""
    return _behind().count()


def waiting_texts() -> set[int]:
    """The keys of the texts that are noted as waiting: public ones, and those that no more are."""
    untraced = TextPrint.objects.filter(is_traced=False).order_by()
    return {*_behind().values_list("pk", flat=True), *untraced.values_list("text", flat=True)}


def _behind():
    traced = TextPrint.objects.filter(text=OuterRef("pk")).order_by()
    held = Resolution.objects.published().with_text().order_by()
    return held.exclude(Exists(traced) & ~Exists(traced.filter(is_traced=False)))


def is_due() -> bool:
    """Whether texts wait to be traced, or have changed since they were."""
    if TextPrint.objects.filter(is_traced=False).exists():
        return True
    return any(changes(heads()))


class _alone:
    """
    Hold the lock of tracing for this connection; the value tells whether it could be had.

    It is waited for as long as it takes, or for so many seconds.
    """

    def __init__(self, seconds: float | None = None):
        self.seconds = seconds

    def __enter__(self) -> bool:
        with connection.cursor() as cursor:
            if self.seconds is None:
                cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
                self.held = True
            else:
                self.held = self.tried(cursor)
        return self.held

    def tried(self, cursor) -> bool:
        end = time.monotonic() + self.seconds
        while True:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if cursor.fetchone()[0]:
                return True
            if time.monotonic() > end:
                return False
            time.sleep(0.1)

    def __exit__(self, *error) -> None:
        if self.held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _trace_untraced(languages: Sequence[str], progress: Progress) -> dict[str, int]:
    waiting = TextPrint.objects.filter(is_traced=False).order_by()
    by_language: dict[str, set[int]] = {language: set() for language in languages}
    for language, text in waiting.values_list("language", "text"):
        by_language[language].add(text)
    total, done, stored = sum(map(len, by_language.values())), 0, 0

    def told(texts: int, rows: int) -> None:
        nonlocal done, stored
        done, stored = done + texts, stored + rows
        progress(done, total, stored)

    for language, texts in by_language.items():
        if texts:
            _trace_language(language, texts, told)
        else:
            store_families(language)
    return {language: len(texts) for language, texts in by_language.items() if texts}


def _trace_language(language: str, texts: set[int], told: Callable[[int, int], None]) -> None:
    prints = stored_prints(language)
    corpus = _corpus(language, prints, [each.words for each in prints if each.text in texts])
    ranks = sorted(corpus.ranks[text] for text in texts)
    for batch in batched(ranks, BATCH):
        # The last are noted as traced together with the families: until then the run is not done.
        with transaction.atomic():
            rows, _ = _store(language, corpus, batch)
            if batch[-1] == ranks[-1]:
                store_families(language)
        told(len(batch), rows)


def _trace_reached(language: str, reach: Reach) -> None:
    reach.hold()
    corpus = _corpus(language, reach.prints, list(reach.words()))
    ranks = sorted(corpus.ranks[text] for text in reach.texts() & corpus.ranks.keys())
    for batch in batched(ranks, BATCH):
        with transaction.atomic():
            join_families(language, _store(language, corpus, batch, reach)[1])


def _corpus(language: str, prints: Sequence[Print], words: Sequence[np.ndarray]) -> Corpus:
    """All texts of a language, with an index of the shingles of some words at least."""
    few = sum(map(len, words)) < MANY * sum(len(each.words) for each in prints)
    formal = formal_names(language, prints)
    return corpus_of(prints, formal, shingles_in(words) if few else None)


def _store(
    language: str, corpus: Corpus, ranks: Sequence[int], reach: Reach | None = None
) -> tuple[int, list[int]]:
    """
    Trace texts and store what is found; of those in `reach` some paragraphs alone.

    Return how many descents were found, and the keys of the paragraphs that may have others.
    """
    held = reach.held if reach else {}
    rows, keys, noted = [], [], {}
    known_of = reach.unaffected if reach else None
    for each in traced_texts(language, corpus, ranks, known_of):
        stale = _stale(each, held)
        rows += [row for row in each.rows if row[1] in stale]
        keys += stale
        noted[each.text] = each.noted
    with transaction.atomic():
        Descent.objects.filter(later__in=keys).delete()
        copy(Descent, COLUMNS, rows)
        if language == Language.ENGLISH:
            _note_openings(keys)
        note_traced(language, noted)
    return len(rows), keys


def _note_openings(keys: Collection[int]) -> None:
    """Note which of the descents of these paragraphs changed the words that they open with."""
    # Of the same words the opening is the same, too.
    changed = Descent.objects.filter(later__in=keys, kind=DescentKind.CHANGED).order_by()
    opened = changed.exclude(later__opening="").exclude(earlier__opening="")
    opened.exclude(later__opening=F("earlier__opening")).update(opens_otherwise=True)


def _stale(traced: TracedText, held: Mapping[int, Sequence[Stored]]) -> set[int]:
    """The keys of the paragraphs of a text that were traced anew, or whose kind is another now."""
    own = traced.tracing.corpus.keys[traced.tracing.places].tolist()
    stale = {key for i, key in enumerate(own) if i not in traced.known}
    kinds = {(row.earlier, key): row.kind for key in own for row in held.get(key, ())}
    return stale | {row[1] for row in traced.rows if kinds.get(row[:2]) != row[2]}
