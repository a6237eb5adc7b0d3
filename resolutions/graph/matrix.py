"""Texts by the documents they cite: the data of the matrix."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Window

from resolutions.graph.documents import Document, document_of, documents
from resolutions.graph.scope import GraphForm
from resolutions.models import CitedDocument

MOST_TEXTS, MOST_CITED = 40, 60


@dataclass(frozen=True, slots=True)
class Row:
    """A text, and in how many places it cites each column; `more` are documents left out."""

    text: Document
    places: list[int]
    more: int

    @property
    def count(self) -> int:
        return sum(map(bool, self.places)) + self.more


@dataclass(frozen=True, slots=True)
class Matrix:
    """Texts from the oldest to the newest, by documents from the oldest to the newest."""

    columns: list[Document]
    rows: list[Row]
    texts: int
    cited: int

    @property
    def citations(self) -> int:
        """The texts and documents that it joins."""
        return sum(row.count for row in self.rows)

    @property
    def most(self) -> Row:
        return max(self.rows, key=lambda row: row.count)

    @property
    def deepest(self) -> tuple[Document, int]:
        """The document that most of the texts shown cite, and how many do."""
        sums = [
            sum(map(bool, column)) for column in zip(*(r.places for r in self.rows), strict=True)
        ]
        return max(zip(self.columns, sums, strict=True), key=lambda each: each[1])


def matrix(scope: GraphForm) -> Matrix | None:
    """
    Return the matrix of the newest texts in scope, or None where none cites anything.

    Its columns are the documents that most of these texts cite. Three queries.
    """
    newest = list(scope.texts().for_naming().annotate(of=Window(Count("*")))[:MOST_TEXTS])
    texts = sorted(map(document_of, newest), key=lambda each: each.age)
    keys = [each.text.pk for each in texts]
    cited = list(
        CitedDocument.objects.filter(resolution__in=keys)
        .order_by()
        .values_list("resolution", "symbol", "citations")
    )
    if not cited:
        return None
    by_texts = Counter(symbol for _, symbol, _ in cited)
    ranked = sorted(by_texts, key=lambda symbol: (-by_texts[symbol], symbol))[:MOST_CITED]
    columns = sorted(documents(ranked).values(), key=lambda each: each.age)
    places = {(text, symbol): n for text, symbol, n in cited}
    totals = Counter(text for text, _, _ in cited)
    rows = []
    for text, key in zip(texts, keys, strict=True):
        shown = [places.get((key, column.name), 0) for column in columns]
        rows.append(Row(text, shown, totals[key] - sum(map(bool, shown))))
    return Matrix(columns, rows, newest[0].of, len(by_texts))
