"""
Which later texts and paragraphs may be traced otherwise once some texts have changed.

A paragraph is traced by its own words, by which of its shingles are common or tell anything,
by the earlier forms that are the same words or share a telling shingle with it and as many
shingles as a run has, and by the predecessors of its text. The predecessors are the texts before
it in its line, and those whose forms share so many telling shingles with its own. Whatever none
of that is changed for is traced as before: not what is found is looked at here, only what is
looked for, so that hardly a rule of tracing need be known. Both the corpus as it was and as it is
are asked, for what has gone is missed as what has come is met.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from resolutions.lineage.corpus import Corpus, Print, Table, common_from, corpus_of, shingles_in
from resolutions.lineage.kinship import RUN
from resolutions.lineage.prints import SHINGLE
from resolutions.lineage.tracing import PREDECESSORS, SHARED_PART, Tracing


@dataclass
class Reached:
    """
    Texts to be traced as a `whole`, `paragraphs` of others by their keys, and `lookers`.

    Lookers are texts that may look back on others now than they did.
    """

    whole: set[int] = field(default_factory=set)
    lookers: set[int] = field(default_factory=set)
    paragraphs: set[int] = field(default_factory=set)


def changed_between(before: Collection[Print], after: Collection[Print]) -> set[int]:
    """
    Return the texts that came, went or have other words, another day, order or line.

    A line is another if other texts are of it, apart from those that changed in themselves.
    """
    old, new = ({each.text: each for each in prints} for prints in (before, after))
    changed = {text for text in old.keys() | new.keys() if not _same(old.get(text), new.get(text))}
    stayed = old.keys() - changed
    mates = [_mates(prints, stayed) for prints in (old, new)]
    return changed | {text for text in stayed if mates[0][text] != mates[1][text]}


def _same(old: Print | None, new: Print | None) -> bool:
    if old is None or new is None:
        return False
    return (old.day, old.order) == (new.day, new.order) and all(
        np.array_equal(getattr(old, name), getattr(new, name))
        for name in ("keys", "lengths", "words")
    )


def _mates(prints: dict[int, Print], stayed: set[int]) -> dict[int, frozenset[int]]:
    """The texts of the same line as each, and it."""
    lines: dict[int, set[int]] = {}
    for text in stayed:
        lines.setdefault(prints[text].line, set()).add(text)
    shared = {line: frozenset(texts) for line, texts in lines.items()}
    return {text: shared[prints[text].line] for text in stayed}


def reached(
    before: Collection[Print],
    after: Collection[Print],
    formal: tuple[np.ndarray, np.ndarray],
    changed: set[int],
) -> Reached:
    """Return what may be traced otherwise; `formal` are the shingles of names before and after."""
    only = None
    if common_from(before) == common_from(after):
        words = (each.words for each in (*before, *after) if each.text in changed)
        only = np.union1d(shingles_in(words), np.setxor1d(*formal))
    was, now = (corpus_of(*each, only) for each in zip((before, after), formal, strict=True))
    found = Reached(whole={each.text for each in after if each.text in changed})
    found.whole |= _after_others(was, now, changed)
    _add_turned(found, was, now)
    for text in changed & was.ranks.keys():
        _add_sharing(found, was, was.ranks[text])
        looked = _looked_back(was, text)
        found.lookers |= looked
        found.paragraphs |= _alike(was, was.ranks[text], looked)
    for text in changed & now.ranks.keys():
        found.lookers |= _add_sharing(found, now, now.ranks[text])
    return found


def seen_otherwise(tracing: Tracing, changed: Collection[int]) -> set[int]:
    """
    Return the paragraphs of a text that share words with what it looks back on now, or did.

    What it looks back on no more because that has gone is told by `reached`.
    """
    corpus, before = tracing.corpus, set(tracing.corpus.prints[tracing.text].predecessors.tolist())
    now = {corpus.prints[rank].text for rank in tracing.predecessors}
    texts = (before ^ now | now.intersection(changed)) & corpus.ranks.keys()
    there = [np.array(corpus.paragraphs_of(corpus.ranks[text])) for text in texts]
    return {i for each in there for i, places in tracing.sharing(each).items() if places}


def _after_others(was: Corpus, now: Corpus, changed: Collection[int]) -> set[int]:
    """The texts that come after others in their line than they did."""
    lines = [_lines(corpus) for corpus in (was, now)]
    return {
        text
        for text, before in lines[1].items()
        if lines[0].get(text) != before or not before.isdisjoint(changed)
    }


def _lines(corpus: Corpus) -> dict[int, frozenset[int]]:
    """The texts that each looks back on in its line."""
    return {
        corpus.prints[rank].text: frozenset(
            corpus.prints[each].text for each in line[max(0, place - PREDECESSORS) : place]
        )
        for line in corpus.by_line.values()
        for place, rank in enumerate(line)
    }


def _add_turned(found: Reached, was: Corpus, now: Corpus) -> None:
    """Add who has a shingle that was common or told something and does not now, or does now."""
    _, old, new = np.intersect1d(was.numbers, now.numbers, assume_unique=True, return_indices=True)
    turned = (was.common[old] != now.common[new]) | (was.telling[old] != now.telling[new])
    forms, _ = now.postings.rows(new[turned])
    places, _ = now.occurrences.rows(np.unique(forms))
    found.paragraphs.update(now.keys[places].tolist())
    found.lookers.update(now.prints[rank].text for rank in np.unique(now.texts[places]).tolist())


def _add_sharing(found: Reached, corpus: Corpus, text: int) -> set[int]:
    """Add the later paragraphs that share wording with a text; return the texts akin to it."""
    own = corpus.paragraphs_of(text)
    forms = np.unique(corpus.forms[own.start : own.stop])
    same, _ = corpus.occurrences.rows(forms)
    sharing, most, run = _sharing(corpus, forms)
    places, of = corpus.occurrences.rows(sharing)
    later = places >= own.stop
    places, of = places[later], of[later]
    found.paragraphs.update(corpus.keys[same[same >= own.stop]].tolist())
    found.paragraphs.update(corpus.keys[places[run[of]]].tolist())
    weights = np.bincount(corpus.texts[places], most[of])
    least = [SHARED_PART * (each.own or 0) for each in corpus.prints[: len(weights)]]
    akin = np.nonzero((weights > 0) & (weights >= least))[0]
    return {corpus.prints[rank].text for rank in akin.tolist()}


def _sharing(corpus: Corpus, forms: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """
    The forms that share telling shingles with some: how many at most with one of these, and
    whether they share so many shingles with one, telling or not, as a run has.
    """
    ids, of = corpus.shingles.rows(forms)
    sharing = np.unique(corpus.postings.rows(np.unique(ids[corpus.telling[ids]]))[0])
    ids, of = np.unique(np.stack((ids, of)), axis=1)
    theirs, at = corpus.shingles.rows(sharing)
    first, last = (np.searchsorted(ids, theirs, side) for side in ("left", "right"))
    matches = Table.of_lengths(last - first, np.zeros(0))
    met = np.repeat(first - matches.starts[:-1], last - first) + np.arange(matches.starts[-1])
    pairs = np.repeat(at, last - first) * len(forms) + of[met]
    telling = corpus.telling[ids[met]]
    most, shared = np.zeros((2, len(sharing)), np.int64)
    for counted, some in ((most, pairs[telling]), (shared, pairs)):
        each, counts = np.unique(some, return_counts=True)
        np.maximum.at(counted, each // max(1, len(forms)), counts)
    return sharing, most, shared > RUN - SHINGLE


def _looked_back(corpus: Corpus, text: int) -> set[int]:
    """The texts that looked back on one when they were traced."""
    traced = (each for each in corpus.prints if each.predecessors is not None)
    return {each.text for each in traced if text in each.predecessors}


def _alike(corpus: Corpus, text: int, others: Collection[int]) -> set[int]:
    """The paragraphs of other texts that have any shingle of a text, or the same words."""
    own = corpus.paragraphs_of(text)
    forms = np.unique(corpus.forms[own.start : own.stop])
    ids, _ = corpus.shingles.rows(forms)
    alike, _ = corpus.postings.rows(np.unique(ids))
    places, _ = corpus.occurrences.rows(np.union1d(alike, forms))
    ranks = [corpus.ranks[each] for each in others]
    return set(corpus.keys[places[np.isin(corpus.texts[places], ranks)]].tolist())
