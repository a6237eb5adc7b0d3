"""Tracing: what has changed is found, the texts concerned are traced, families are joined."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import batched, chain

import numpy as np
from django.db import connection, transaction

from resolutions.archive.copying import copy
from resolutions.archive.tracing.families import join_families, store_families
from resolutions.archive.tracing.heads import Head, heads
from resolutions.archive.tracing.prints import await_tracing, changes, refresh, stored_prints
from resolutions.archive.tracing.rulings import Rulings, rulings_on
from resolutions.lineage.corpus import Corpus, Print, corpus_of
from resolutions.lineage.formal import NAMES
from resolutions.lineage.later import Links, texts_concerned
from resolutions.lineage.prints import shingles_of
from resolutions.lineage.tracing import Descent as Traced
from resolutions.lineage.tracing import descent, trace
from resolutions.models import Descent, LanguageVersion, Resolution, TextPrint
from resolutions.vocabulary import Language

# Texts whose descents are stored in one transaction.
BATCH = 50
# From this part of all texts on, an index of all costs no more than one of their shingles.
MANY = 0.25
# One run at a time.
LOCK = 0x11EA
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
    with _alone(wait=True):
        known = heads()
        found = changes(known)
        for changed in found.values():
            for _ in refresh(changed, known):
                pass
        return _trace_untraced(list(found), known, progress)


def trace_texts(texts: Collection[int]) -> bool:
    """
    Trace some texts that were published, withdrawn or stored, and the texts that this touches.

    Where another run is under way nothing is done and False returned: the next run of all
    finds the change.
    """
    with _alone(wait=False) as mine:
        if not mine:
            return False
        known = heads()
        for language, changed in changes(known, texts).items():
            touched = list(refresh(changed, known))
            waiting = TextPrint.objects.filter(language=language, is_traced=False, text__in=texts)
            wanted = set(waiting.order_by().values_list("text", flat=True))
            wanted.update(text for each in touched for text in each.texts)
            if wanted or changed.gone:
                traced = _trace_language(language, known, wanted, lambda texts, rows: None)
                join_families(language, chain(traced, *(each.were for each in touched)))
    return True


def retrace(*texts: Resolution, again: bool = False) -> None:
    """
    Trace texts as soon as the transaction is done that changed them.

    `again` traces them even if they are the same. Should it fail, or another run be under
    way, the change stays noted, and the next run of all finds it.
    """
    keys = [text.pk for text in texts if text.has_text]
    if again:
        TextPrint.objects.filter(text__in=keys).update(is_traced=False)
    if keys:
        transaction.on_commit(partial(trace_texts, keys), robust=True)


def is_due() -> bool:
    """Whether a published text was never traced."""
    texts = Resolution.objects.published().with_text()
    return texts.exclude(pk__in=TextPrint.objects.order_by().values("text")).exists()


class _alone:
    """Hold the lock of tracing for this connection; the value tells whether it could be had."""

    def __init__(self, *, wait: bool):
        self.wait = wait

    def __enter__(self) -> bool:
        with connection.cursor() as cursor:
            if self.wait:
                cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
                self.held = True
            else:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
                (self.held,) = cursor.fetchone()
        return self.held

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
        store_families(language)
    return {language: len(texts) for language, texts in by_language.items() if texts}


def _trace_language(
    language: str,
    known: Mapping[int, Head],
    texts: Collection[int],
    told: Callable[[int, int], None],
) -> list[int]:
    """Trace texts, and the later texts that they concern; return the keys of all paragraphs."""
    prints, names = list(stored_prints(language, known)), shingles_of(formal_names(language))
    corpus, wanted = _corpus(prints, names, texts), set(texts)
    ranks = [rank for rank, each in enumerate(corpus.prints) if each.text in wanted]
    if concerned := _concerned(corpus, ranks):
        wanted |= set(await_tracing(language, concerned))
        corpus = _corpus(prints, names, wanted)
        ranks = [rank for rank, each in enumerate(corpus.prints) if each.text in wanted]
    for batch in batched(ranks, BATCH):
        told(len(batch), _store(language, corpus, batch))
    return [key for rank in ranks for key in corpus.prints[rank].keys.tolist()]


def _corpus(prints: Sequence[Print], names: np.ndarray, texts: Collection[int]) -> Corpus:
    return corpus_of(prints, names, set(texts) if len(texts) < MANY * len(prints) else None)


def _concerned(corpus: Corpus, ranks: Sequence[int]) -> set[int]:
    """The keys of the texts that others concern which are to be traced; none if all are."""
    if len(ranks) == len(corpus.prints):
        return set()

    def links_of(places: Collection[int]) -> Links:
        found = defaultdict(list)
        rows = Descent.objects.filter(later__in=corpus.keys[list(places)].tolist()).order_by()
        for later, earlier, score in rows.values_list("later", "earlier", "score"):
            if earlier in corpus.places:
                found[corpus.places[later]].append((corpus.places[earlier], score))
        return found

    found = {rank for text in ranks for rank in texts_concerned(corpus, text, links_of)}
    return {corpus.prints[rank].text for rank in found - set(ranks)}


def _store(language: str, corpus: Corpus, ranks: Sequence[int]) -> int:
    texts = [corpus.prints[rank].text for rank in ranks]
    keys = np.concatenate([corpus.prints[rank].keys for rank in ranks])
    ruled = rulings_on(texts, language)
    rows = [row for rank in ranks for row in _rows(_traced(corpus, rank, ruled), ruled)]
    with transaction.atomic():
        Descent.objects.filter(later__in=keys.tolist()).delete()
        copy(Descent, _COLUMNS, rows)
        TextPrint.objects.filter(language=language, text__in=texts).update(is_traced=True)
    return len(rows)


def _traced(corpus: Corpus, rank: int, ruled: Rulings) -> Iterable[Traced]:
    """The descents of a text, with those that an editor knows of."""
    found = {(each.earlier, each.later): each for each in trace(corpus, rank, ruled.rejected)}
    own = corpus.paragraphs_of(rank)
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
