"""What each paragraph of a text is in the text before it in its line, as the two compare."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from resolutions.comparing.rows import compare
from resolutions.lineage.corpus import Corpus, Counterparts, Print
from resolutions.models import Paragraph

_READ = ("resolution_id", "anchor", "kind", "part", "text", "opening")
_NONE = Counterparts(0, 0, np.zeros(0, np.int64))


def counterparts_of(
    language: str, corpus: Corpus, ranks: Iterable[int]
) -> Mapping[int, Counterparts]:
    """
    Return the counterparts of texts, by their ranks; those that are known are not looked for.

    At most one query. The comparison is that of the compare page, so that what it calls
    changed is nowhere called new. What went from the preamble to the operative part, or
    the other way, says something else, unless it is found by its words.
    """
    found = {rank: corpus.counterparts(rank) for rank in ranks}
    missing = [rank for rank, known in found.items() if known is None]
    before = {rank: each for rank in missing if (each := corpus.before(rank))}
    texts = {corpus.prints[rank].text for rank in before}
    held = _paragraphs(language, texts | {each.text for each in before.values()})
    for rank in missing:
        known = corpus.prints[rank]
        found[rank] = _compared(before[rank], known, held) if rank in before else _NONE
    return found


def _paragraphs(language: str, texts: Iterable[int]) -> Mapping[int, Sequence[Paragraph]]:
    rows = Paragraph.objects.filter(resolution__in=texts, language=language)
    held: dict[int, list[Paragraph]] = defaultdict(list)
    for each in rows.only(*_READ).order_by("resolution", "order"):
        held[each.resolution_id].append(each)
    return held


def _compared(before: Print, text: Print, held: Mapping[int, Sequence[Paragraph]]) -> Counterparts:
    old, new = held[before.text], held[text.text]
    keys = {each.anchor: each.pk for each in old}, {each.anchor: each.pk for each in new}
    found = {}
    for row in compare([each.passage for each in old], [each.passage for each in new]).rows:
        if row.is_one_paragraph and not row.is_new_part:
            earlier = keys[0][row.old[0].anchor]
            found[keys[1][row.new[0].anchor]] = -earlier if row.is_moved else earlier
    numbers = [found.get(key, 0) for key in text.keys.tolist()]
    return Counterparts(before.text, before.newest, np.array(numbers, np.int64))
