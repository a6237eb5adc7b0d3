"""Tracing: what has changed is found, the texts concerned are traced, families are joined."""

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import batched, chain

import numpy as np
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef

from resolutions.archive.copying import copy
from resolutions.archive.tracing.counterparts import counterparts_of
from resolutions.archive.tracing.families import join_families, store_families
from resolutions.archive.tracing.heads import Head, heads
from resolutions.archive.tracing.prints import (
    Touched,
    await_tracing,
    changes,
    note_traced,
    refresh,
    stored_prints,
)
from resolutions.archive.tracing.reach import Reach, concerned_by
from resolutions.archive.tracing.rulings import Rulings, rulings_on
from resolutions.lineage.corpus import Corpus, Print, corpus_of
from resolutions.lineage.formal import NAMES
from resolutions.lineage.links import Link
from resolutions.lineage.prints import shingles_of
from resolutions.lineage.tracing import Descent as Traced
from resolutions.lineage.tracing import Tracing, descent
from resolutions.models import Descent, LanguageVersion, Resolution, TextPrint
from resolutions.vocabulary import DescentKind, Language

# Texts whose descents are stored in one transaction.
BATCH = 50
# From this part of all texts on, an index of all costs no more than one of their shingles.
MANY = 0.25
# One run at a time; who publishes a text waits so many seconds for another who does.
LOCK, PATIENCE = 0x11EA, 8
Progress = Callable[[int, int, int], None]
_COLUMNS = (
    *("earlier", "later", "kind", "score", "kept", "added", "removed"),
    "is_confirmed",
)


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
            for changed in found.values():
                for _ in refresh(changed, known):
                    pass
            done = _trace_untraced(list(found), known, progress)
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
    for language, changed in changes(known, texts).items():
        waiting = TextPrint.objects.filter(language=language, is_traced=False).order_by()
        behind = set(waiting.values_list("text", flat=True))
        # Whoever changes a text does not wait for what is computed: first that is cut which holds
        # no more, and what waits is noted; then each batch is stored. Families fit throughout.
        with transaction.atomic():
            touched = list(refresh(changed, known))
            join_families(language, chain(*((*each.were, *each.children) for each in touched)))
        whole = {text for each in touched for text in each.added} | behind.intersection(texts)
        if whole or changed.gone:
            _trace_touched(language, known, touched, whole, behind)


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
    return any(each.stale or each.gone for each in changes(heads()).values())


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


def _trace_untraced(
    languages: Sequence[str], known: Mapping[int, Head], progress: Progress
) -> dict[str, int]:
    waiting = TextPrint.objects.filter(is_traced=False).order_by()
    by_language: dict[str, list[int]] = {language: [] for language in languages}
    for language, text in waiting.values_list("language", "text"):
        by_language.setdefault(language, []).append(text)
    total, done, stored = sum(map(len, by_language.values())), 0, 0

    def told(texts: int, rows: int) -> None:
        nonlocal done, stored
        done, stored = done + texts, stored + rows
        progress(done, total, stored)

    for language, texts in by_language.items():
        if texts:
            _trace_language(language, known, texts, told)
        else:
            store_families(language)
    return {language: len(texts) for language, texts in by_language.items() if texts}


def _trace_language(
    language: str,
    known: Mapping[int, Head],
    texts: Collection[int],
    told: Callable[[int, int], None],
) -> None:
    """Trace texts, and the later texts that they concern."""
    prints, names = list(stored_prints(language, known)), shingles_of(formal_names(language))
    corpus, wanted = _corpus(prints, names, texts), set(texts)
    if len(wanted & corpus.ranks.keys()) < len(prints):
        akin, places = concerned_by(corpus, wanted)
        if more := (akin | {corpus.prints[corpus.texts[at]].text for at in places}) - wanted:
            await_tracing(language, more)
            wanted |= more
            corpus = _corpus(prints, names, wanted)
    ranks = sorted(corpus.ranks[text] for text in wanted & corpus.ranks.keys())
    for batch in batched(ranks, BATCH):
        # The last are noted as traced together with the families: until then the run is not done.
        with transaction.atomic():
            rows, _ = _store(language, corpus, batch)
            if batch[-1] == ranks[-1]:
                store_families(language)
        told(len(batch), rows)


def _trace_touched(
    language: str,
    known: Mapping[int, Head],
    touched: Iterable[Touched],
    whole: set[int],
    behind: set[int],
) -> None:
    """
    Trace texts that changed, and the paragraphs of others that this touches.

    Texts that waited to be traced `behind` are traced as wholes if they are touched.
    """
    prints, names = list(stored_prints(language, known)), shingles_of(formal_names(language))
    reach = Reach(
        {key for each in touched for key in each.children},
        {text for each in touched for text in each.followers},
        whole,
    )
    if whole:
        reach.widen(corpus := _corpus(prints, names, whole))
        await_tracing(language, reach.texts(corpus) - whole)
    else:
        corpus = _corpus(prints, names, ())
    wanted = reach.texts(corpus)
    whole |= wanted & behind
    corpus = _corpus(prints, names, wanted)
    ranks = sorted(corpus.ranks[text] for text in wanted & corpus.ranks.keys())
    for batch in batched(ranks, BATCH):
        with transaction.atomic():
            join_families(language, _store(language, corpus, batch, reach)[1])


def _corpus(prints: Sequence[Print], names: np.ndarray, texts: Collection[int]) -> Corpus:
    return corpus_of(prints, names, set(texts) if len(texts) < MANY * len(prints) else None)


def _store(
    language: str, corpus: Corpus, ranks: Sequence[int], reach: Reach | None = None
) -> tuple[int, list[int]]:
    """
    Trace texts and store what is found; of those in `reach` some paragraphs alone.

    Return how many descents were found, and the keys of the paragraphs that may have others.
    """
    texts = [corpus.prints[rank].text for rank in ranks]
    ruled = rulings_on(texts, language)
    held = reach.stored(corpus, ranks) if reach else {}
    rows, keys, predecessors = [], [], {}
    compared = counterparts_of(language, corpus, ranks)
    for rank in ranks:
        tracing = Tracing(corpus, rank, ruled.rejected, compared[rank].keys.tolist())
        known = reach.unaffected(tracing, held) if reach else None
        found = list(_rows(_traced(tracing, known, ruled), ruled))
        stale = _stale(corpus, tracing, known, found, held)
        rows += [row for row in found if row[1] in stale]
        keys += stale
        predecessors[corpus.prints[rank].text] = [
            corpus.prints[each].text for each in tracing.predecessors
        ]
    with transaction.atomic():
        Descent.objects.filter(later__in=keys).delete()
        copy(Descent, _COLUMNS, rows)
        if language == Language.ENGLISH:
            _note_openings(keys)
        note_traced(language, predecessors, {corpus.prints[r].text: compared[r] for r in ranks})
    return len(rows), keys


def _note_openings(keys: Collection[int]) -> None:
    """Note which of the descents of these paragraphs changed the words that they open with."""
    # Of the same words the opening is the same, too.
    changed = Descent.objects.filter(later__in=keys, kind=DescentKind.CHANGED).order_by()
    opened = changed.exclude(later__opening="").exclude(earlier__opening="")
    opened.exclude(later__opening=F("earlier__opening")).update(opens_otherwise=True)


def _stale(corpus: Corpus, tracing: Tracing, known, found, held) -> set[int]:
    """The keys of the paragraphs of a text that were traced anew, or whose kind is another now."""
    own = [int(corpus.keys[place]) for place in tracing.places]
    if known is None:
        return set(own)
    stale = {key for i, key in enumerate(own) if i not in known}
    kinds = {(row.earlier, key): row.kind for key in own for row in held.get(key, ())}
    return stale | {row[1] for row in found if kinds.get(row[:2]) != row[2]}


def _traced(
    tracing: Tracing, known: Mapping[int, list[Link]] | None, ruled: Rulings
) -> Iterable[Traced]:
    """The descents of a text, with those that an editor knows of."""
    found = {(each.earlier, each.later): each for each in tracing.descents(known)}
    corpus, own = tracing.corpus, tracing.corpus.paragraphs_of(tracing.text)
    for earlier, later in ruled.confirmed - found.keys():
        if corpus.places.get(later) in own and earlier in corpus.places:
            places = corpus.places[earlier], corpus.places[later]
            found[earlier, later] = descent(corpus, *places)
    return found.values()


def _rows(found: Iterable[Traced], ruled: Rulings) -> Iterator[tuple]:
    for each in found:
        change, pair = each.change, (each.earlier, each.later)
        yield (
            *(*pair, each.kind.value, change.score, change.kept, change.added, change.removed),
            pair in ruled.confirmed,
        )


def formal_names(language: str) -> list[str]:
    """Return the names that are nobody's wording: titles of all texts, and what else is known."""
    titles = LanguageVersion.objects.filter(language=language).order_by()
    names = {name for row in titles.values_list("title", "agenda_title") for name in row}
    if language == Language.ENGLISH:
        heads = Resolution.objects.order_by().values_list("title", "agenda_title")
        names |= {name for row in heads for name in row}
        names |= set(NAMES)
    return sorted(names - {""})
