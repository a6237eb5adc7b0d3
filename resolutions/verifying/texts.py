"""Texts, and what was derived or recorded of them."""

import re

import numpy as np
from django.db.models import Count, F, Max, Q, Sum
from django.db.models.functions import Length

from resolutions.archive.sealing import unsealed, wrong_seals
from resolutions.editing import Edited, decode, flatten
from resolutions.finding.knowledge import load_segment
from resolutions.models import (
    Citation,
    LanguageVersion,
    Manuscript,
    Note,
    NoteReference,
    Paragraph,
    Resolution,
    Seal,
    SearchChange,
    SearchSegment,
)
from resolutions.search.segment import folding
from resolutions.search.tokens import words_in
from resolutions.search.wordings import wording
from resolutions.verifying.check import Problems
from resolutions.vocabulary import Holding, Language, ParagraphKind

AT_ONCE = 5_000


def paragraphs() -> Problems:
    columns = ("resolution_id", "language", "anchor", "opening", "text", "wording")
    for row in Paragraph.objects.order_by("pk").values_list(*columns).iterator(AT_ONCE):
        text, language, anchor, opening, words, held = row
        if wording(words, opening) != held:
            yield f"{named(text)} {anchor} ({language}) has other words than when it was stored."
    texts = Paragraph.objects.order_by().values_list("resolution", "language")
    gapped = texts.annotate(held=Count("pk"), last=Max("order")).exclude(held=F("last"))
    for text, language, *_ in gapped:
        yield f"{named(text)} ({language}) lacks a paragraph: its order has a gap."


def versions() -> Problems:
    published = Manuscript.objects.exclude(published_version=None).select_related("resolution")
    for manuscript in published.order_by("pk"):
        version = manuscript.versions.get(number=manuscript.published_version)
        rows = manuscript.resolution.paragraphs.filter(language=manuscript.language)
        rows = rows.exclude(
            anchor__endswith="-title"
        )  # of an annex, which is not a paragraph of it
        held = list(rows.order_by("order").values_list("kind", "number", "text"))
        if held != recorded(decode(version.value)):
            yield (
                f"{manuscript.label} ({manuscript.language}) is not as in version "
                f"{version.number}, which was published."
            )


def recorded(edited: Edited) -> list[tuple[str, str, str]]:
    """The paragraphs of a version as they are stored."""
    return [(str(each.kind), each.number, each.text) for each in flatten(edited)]


def counts() -> Problems:
    without_headings = Count(
        "resolution__paragraphs",
        filter=Q(resolution__paragraphs__language=F("language"))
        & ~Q(resolution__paragraphs__kind=ParagraphKind.HEADING),
    )
    wrong = LanguageVersion.objects.annotate(held=without_headings)
    for row in wrong.exclude(held=F("paragraph_count")).order_by("pk"):
        yield (
            f"{named(row.resolution_id)} ({row.language}) has {row.held} paragraphs, and "
            f"{row.paragraph_count} were counted when it was stored."
        )
    texts = Resolution.objects.annotate(held=Count("paragraphs"))
    for text in texts.filter(holding=Holding.FULL_TEXT, held=0):
        yield f"{text.label} is said to be held in full, and has no paragraph."
    for text in texts.exclude(holding=Holding.FULL_TEXT).filter(held__gt=0):
        yield f"{text.label} is said to be a catalogue record, and has paragraphs."


def history() -> Problems:
    yield from wrong_seals()
    sealed = Seal.objects.aggregate(rows=Sum("rows"))["rows"] or 0
    return f"{sealed:,} rows sealed, {unsealed():,} not yet"


def notes() -> Problems:
    beyond = NoteReference.objects.annotate(length=Length("paragraph__text"))
    for row in beyond.filter(position__gt=F("length")).select_related("paragraph"):
        yield f"{place(row.paragraph)} has a footnote mark beyond its end."


def citations() -> Problems:
    found = Citation.objects.select_related("paragraph", "note", "cited").order_by("pk")
    for citation in found.iterator(AT_ONCE):
        for wrong in wrong_with(citation):
            where = place(citation.paragraph) if citation.paragraph else place_of(citation.note)
            yield f"{where} {wrong}"


def wrong_with(citation: Citation) -> Problems:
    """Yield what is wrong with one citation, as the rest of a sentence."""
    text, symbol = (citation.paragraph or citation.note).text, citation.symbol
    said = text[citation.start : citation.end]
    if citation.end > len(text):
        yield f"cites {symbol} beyond its end."
    elif not citation.name and not says(said, symbol):
        yield f"is held to cite {symbol}, where it says “{said}”."
    if citation.cited and citation.cited.symbol != symbol:
        yield f"cites {symbol} and leads to {citation.cited.label}."


def says(words: str, symbol: str) -> bool:
    """
    Whether words name a document: by a number of its symbol, or by its last letters.

    In lists the end alone is printed ("43/78 H and I"; "A/55/140 and Corr.1, Add.l"), and
    the letters between two that are joined by "to" are not printed at all.
    """
    numbers = set(re.findall("[0-9]+", symbol))
    if numbers & set(re.findall("[0-9]+", words)) or not numbers:
        return True
    ending = re.sub(r"\W", "", words).replace("l", "1")
    lettered = re.search(r" [A-Z]$", symbol) and re.fullmatch("[A-Z]", ending)
    return bool(lettered) or (ending != "" and re.sub(r"\W", "", symbol).endswith(ending))


def search_index() -> Problems:
    stale = set(SearchChange.objects.exclude(text=None).values_list("text", flat=True))
    for pk, language in SearchSegment.objects.values_list("pk", "language"):
        _, segment = load_segment(pk)
        columns = segment.columns
        held = dict(zip(columns.keys.tolist(), range(segment.size), strict=True))
        rows = Paragraph.objects.filter(language=language).exclude(resolution__in=stale)
        for key, text, anchor, opening, words in rows.values_list(
            "pk", "resolution_id", "anchor", "opening", "text"
        ).iterator(AT_ONCE):
            indexed = held.pop(key, None)
            if indexed is None or not alike(words, opening, columns, indexed):
                yield f"{named(text)} {anchor} ({language}) is not in the index as it stands."
        gone = columns.texts[np.array(list(held.values()), np.int64)]
        if left := set(gone.tolist()) - stale:
            yield (
                f"The index of {Language(language).label} has paragraphs of {len(left)} texts that "
                "do not have them."
            )
    indexed = SearchSegment.objects.values("language")
    missing = Paragraph.objects.exclude(resolution__in=stale).exclude(language__in=indexed)
    for language in missing.order_by().values_list("language", flat=True).distinct():
        yield f"There is no index of {Language(language).label}: make it with index_search."


def alike(text: str, opening: str, columns, place_: int) -> bool:
    words = words_in(text)
    if len(words) != columns.lengths[place_]:
        return False
    return folding(words, len(words_in(opening))) == columns.foldings[place_]


def named(key: int) -> str:
    return Resolution.objects.get(pk=key).label


def place(paragraph: Paragraph) -> str:
    return f"{named(paragraph.resolution_id)} {paragraph.label} ({paragraph.language})"


def place_of(note: Note) -> str:
    return f"{named(note.resolution_id)} note {note.mark} ({note.language})"
