"""What a paragraph goes on from, and what several go on from together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from resolutions.lineage.corpus import Corpus
from resolutions.lineage.kinship import Change
from resolutions.vocabulary import DescentKind

# Of a paragraph that was split or merged, so much is found again.
FOUND_AGAIN = 0.6


@dataclass(frozen=True, slots=True)
class Link:
    """What a paragraph of the text being traced goes on from; `earlier` is a place."""

    earlier: int
    kind: DescentKind
    change: Change


def kind_of(known: Change, is_same_paragraph: bool = False) -> DescentKind:
    """The kind by the words alone, unless it is the same paragraph whatever they are."""
    if known.score == 100:
        return DescentKind.SAME
    is_same = is_same_paragraph or known.is_same_paragraph
    return DescentKind.CHANGED if is_same else DescentKind.REUSED


def tell_splits(corpus: Corpus, links: dict[int, list[Link]]) -> None:
    """Name what became several paragraphs of a text, and what several became."""
    by_earlier: dict[int, list[int]] = defaultdict(list)
    for i, found in links.items():
        for link in found:
            by_earlier[link.earlier].append(i)
    for earlier, parts in by_earlier.items():
        known = [_change_to(links[i], earlier) for i in parts]
        size = len(corpus.words_of(earlier))
        whole = all(each.kept >= FOUND_AGAIN * (each.kept + each.added) for each in known)
        if len(parts) > 1 and whole and FOUND_AGAIN * size <= sum(e.kept for e in known) <= size:
            for i in parts:
                links[i] = _named(links[i], {earlier}, DescentKind.SPLIT)
    for i, found in links.items():
        by_text: dict[int, list[Link]] = defaultdict(list)
        for link in found:
            by_text[int(corpus.texts[link.earlier])].append(link)
        for some in by_text.values():
            kept = [link.change for link in some]
            size = kept[0].kept + kept[0].added
            whole = all(each.kept >= FOUND_AGAIN * (each.kept + each.removed) for each in kept)
            if len(some) > 1 and whole and FOUND_AGAIN * size <= sum(e.kept for e in kept):
                links[i] = _named(links[i], {link.earlier for link in some}, DescentKind.MERGED)


def _change_to(links: Iterable[Link], earlier: int) -> Change:
    return next(link.change for link in links if link.earlier == earlier)


def _named(links: Iterable[Link], earlier: set[int], kind: DescentKind) -> list[Link]:
    return [replace(link, kind=kind) if link.earlier in earlier else link for link in links]
