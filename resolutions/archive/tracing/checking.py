"""Whether the lineage that is stored is what tracing all texts from nothing gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import batched

from resolutions.archive.tracing.descents import BATCH
from resolutions.archive.tracing.families import Made, families_held, families_of
from resolutions.archive.tracing.heads import Head, heads
from resolutions.archive.tracing.prints import fresh_prints, stored_prints
from resolutions.archive.tracing.reach import formal_names
from resolutions.archive.tracing.rows import COLUMNS, traced_texts
from resolutions.lineage.corpus import corpus_of
from resolutions.models import Descent, Paragraph, TextPrint
from resolutions.vocabulary import SAME_FAMILY, english_first


@dataclass
class Checked:
    """
    The lineage of a language held against tracing all its texts in memory.

    `paragraphs` are the keys of those that have other descents, `texts` those that look back
    on others or are not traced, and `families` is how many are held and not found, or not held.
    """

    language: str
    descents: int = 0
    paragraphs: set[int] = field(default_factory=set)
    texts: set[int] = field(default_factory=set)
    families: int = 0

    @property
    def is_exact(self) -> bool:
        return not (self.paragraphs or self.texts or self.families)


def check() -> Iterator[Checked]:
    """Trace all texts, store nothing, and tell for each language what is stored otherwise."""
    known = heads()
    languages = {
        *Paragraph.objects.order_by().values_list("language", flat=True).distinct(),
        *TextPrint.objects.order_by().values_list("language", flat=True).distinct(),
    }
    for language in sorted(languages, key=english_first):
        yield _check(language, known)


def _check(language: str, known: Mapping[int, Head]) -> Checked:
    prints = fresh_prints(language, known)
    corpus = corpus_of(prints, formal_names(language, prints))
    looked_back, rows = {}, set()
    for ranks in batched(range(len(corpus.prints)), BATCH):
        for each in traced_texts(language, corpus, ranks):
            rows |= set(each.rows)
            noted = each.noted
            looked_back[each.text] = (
                *(noted.predecessors, noted.own),
                tuple(noted.counterparts.keys.tolist()),
            )
    held = Descent.objects.filter(later__language=language).order_by()
    stored = set(held.values_list(*COLUMNS))
    return Checked(
        language,
        len(rows),
        {later for _, later, *_ in rows ^ stored},
        _others(looked_back, language),
        len(_families(rows) ^ set(families_held(language))),
    )


def _others(looked_back: Mapping[int, tuple], language: str) -> set[int]:
    """The texts that are noted as looking back on others, or are not noted as traced."""
    traced = TextPrint.objects.filter(language=language, is_traced=True)
    noted = set(traced.values_list("text", flat=True))
    held = {
        each.text: (each.predecessors.tolist(), each.own, tuple(each.counterparts.keys.tolist()))
        for each in stored_prints(language)
        if each.text in noted
    }
    texts = looked_back.keys() | held.keys()
    return {text for text in texts if looked_back.get(text) != held.get(text)}


def _families(rows: set[tuple]) -> set[Made]:
    links = [(earlier, later) for earlier, later, kind, *_ in rows if kind in SAME_FAMILY]
    return set(families_of(links))
