"""The paragraphs of a page of results: grouped by text, folded, with excerpts."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched

import numpy as np
from django.db.models import Prefetch

from resolutions.finding.answer import Answer
from resolutions.finding.search import Search
from resolutions.models import Citation, Paragraph, Resolution
from resolutions.search.highlight import Highlighter, Piece, Span, excerpt
from resolutions.search.tokens import plain
from resolutions.search.tree import PREFIX, terms

SHOWN = 3  # hits of a text, where others have hits too
SAME_WORDING_SHOWN = 3
AT_ONCE = 1_000  # paragraphs of a file that are in memory
# What the page shows of a paragraph and of its text: a third of what rows hold.
READ = (
    *("anchor", "language", "text", "opening", "wording"),
    *(
        f"resolution__{name}"
        for name in (
            *("symbol", "slug", "kind", "stage", "title", "session", "session_kind", "year"),
            *("dated", "updated_at"),
        )
    ),
)


@dataclass(slots=True)
class Hit:
    """A paragraph and its excerpt; `elsewhere` are paragraphs of the same wording."""

    paragraph: Paragraph
    pieces: list[Piece]
    elsewhere: list[Paragraph] = field(default_factory=list)
    further: int = 0  # paragraphs of the same wording that are not among these

    @property
    def same_opening(self) -> bool:
        return all(other.opening == self.paragraph.opening for other in self.elsewhere)

    @property
    def same_words(self) -> bool:
        return all(other.wording == self.paragraph.wording for other in self.elsewhere)


@dataclass(slots=True)
class TextHits:
    """The best hits of one text, `count` being all of them."""

    text: Resolution
    count: int
    hits: list[Hit]

    @property
    def left(self) -> int:
        """How many hits of the text are not on this page."""
        return self.count - len(self.hits)


@dataclass(frozen=True)
class Folded:
    """
    Hits in the order of the page, of which near-identical ones are one.

    `firsts` are the places in the hits of an answer of those that stand for their group,
    and `texts` the rows of their texts, both in the order of the page.
    """

    answer: Answer
    firsts: np.ndarray
    texts: np.ndarray

    @classmethod
    def of(cls, answer: Answer, sort: str, *, fold: bool = True) -> "Folded":
        order = answer.order(sort)
        firsts = order
        if fold:
            groups, rows = answer.hits.groups[order], answer.hits.rows[order]
            first = first_places(groups, answer.knowledge.groups)
            firsts = order[rows == rows[first[groups]]]
        rows = answer.hits.rows[firsts]
        first = first_places(rows, answer.texts.size)
        return cls(answer, firsts, rows[np.sort(first[first < len(rows)])])

    def of_text(self, row: int) -> np.ndarray:
        return self.firsts[self.answer.hits.rows[self.firsts] == row]


def first_places(numbers: np.ndarray, size: int) -> np.ndarray:
    """Return where each number below `size` stands first; what stands nowhere is past the end."""
    first = np.full(size, len(numbers))
    np.minimum.at(first, numbers, np.arange(len(numbers)))
    return first


def texts_of(search: Search, folded: Folded, rows: Sequence[int], most: int) -> list[TextHits]:
    """Return the texts of a page with their hits, in one query or two."""
    answer = folded.answer
    groups = {row: folded.of_text(row) for row in rows}
    shown = {row: group[:most].tolist() for row, group in groups.items()}
    places = [place for group in shown.values() for place in group]
    keys = dict(zip(places, answer.keys(np.array(places, np.int64)).tolist(), strict=True))
    like = {key: answer.like(place) for place, key in keys.items()}
    others = {key for same in like.values() for key in same[:SAME_WORDING_SHOWN]}
    paragraphs = load(search, {*keys.values(), *others})
    pieces = excerpts(search, answer, [paragraphs[k] for k in keys.values() if k in paragraphs])
    found = []
    for row, group in shown.items():
        held = [keys[place] for place in group if keys[place] in paragraphs]
        hits = [hit_of(key, like[key], paragraphs, pieces) for key in held]
        if hits:
            found.append(TextHits(hits[0].paragraph.resolution, len(groups[row]), hits))
    return found


def every(search: Search, folded: Folded) -> Iterator[Paragraph]:
    """All paragraphs of a page's groups in its order, read by the thousand."""
    for some in batched(folded.answer.keys(folded.firsts).tolist(), AT_ONCE, strict=False):
        found = load(search, some)
        yield from (found[key] for key in some if key in found)


def hit_of(key: int, like: Sequence[int], paragraphs: Mapping, pieces: Mapping) -> Hit:
    others = [paragraphs[other] for other in like[:SAME_WORDING_SHOWN] if other in paragraphs]
    return Hit(paragraphs[key], pieces[key], others, len(like) - len(others))


def load(search: Search, keys: Collection[int]) -> dict[int, Paragraph]:
    """Read paragraphs by their keys; none that was withdrawn in this moment."""
    found = Paragraph.objects.published().select_related("resolution")
    found = found.only(*READ).order_by()
    if cited := search.chosen.get("cites"):
        found = found.prefetch_related(
            Prefetch("citations", Citation.objects.filter(symbol__in=cited))
        )
    return found.in_bulk(list(keys))


def excerpts(
    search: Search, answer: Answer, paragraphs: Sequence[Paragraph]
) -> dict[int, list[Piece]]:
    """Cut and mark the texts of a page."""
    highlighter = highlighter_of(search, answer)
    cited = bool(search.chosen.get("cites"))
    found = {}
    for paragraph in paragraphs:
        spans = highlighter.spans(paragraph.text)
        if cited:
            spans += [Span(c.start, c.end, 0) for c in paragraph.citations.all()]
            spans.sort(key=lambda span: (span.start, span.end))
        found[paragraph.pk] = excerpt(paragraph.text, spans, opening_of(paragraph))
    return found


def highlighter_of(search: Search, answer: Answer) -> Highlighter:
    wanted = tuple(terms(search.root, wanted=True))
    typed = {plain(word.removesuffix(PREFIX)) for term in wanted for word in term.words}
    return Highlighter(wanted, answer.kin(typed))


def opening_of(paragraph: Paragraph) -> int:
    opening = paragraph.opening
    return len(opening) if paragraph.text.startswith(opening) else 0
