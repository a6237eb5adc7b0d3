"""Tables in memory, as arrays: what filters keep of their rows, and how their facets count them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

NOT_STATED = "none"


@dataclass(frozen=True)
class Property:
    """
    The values of one facet, and which rows have which: `rows[i]` has `values[codes[i]]`.

    A row may have several values.
    """

    values: Sequence[str]
    rows: np.ndarray
    codes: np.ndarray

    @cached_property
    def places(self) -> dict[str, int]:
        return {value: place for place, value in enumerate(self.values)}

    def mask(self, values: Collection[str], size: int) -> np.ndarray:
        """Whether each row has one of the values."""
        wanted = np.zeros(len(self.values) + 1, bool)
        wanted[[self.places.get(value, -1) for value in values]] = True
        wanted[-1] = False
        found = np.zeros(size, bool)
        found[self.rows[wanted[self.codes]]] = True
        return found

    def counts(self, weights: np.ndarray) -> dict[str, int]:
        """Return how much the rows of each value weigh together, of those that weigh something."""
        totals = np.bincount(self.codes, weights[self.rows], minlength=len(self.values))
        return {self.values[place]: int(totals[place]) for place in np.nonzero(totals)[0]}

    @classmethod
    def of(cls, values_by_row: Iterable[Collection[str]]) -> "Property":
        places: dict[str, int] = {}
        rows, codes = [], []
        for row, values in enumerate(values_by_row):
            for value in values:
                rows.append(row)
                codes.append(places.setdefault(value, len(places)))
        return cls(list(places), np.array(rows, np.int64), np.array(codes, np.int64))


@dataclass(frozen=True)
class Table:
    """
    Rows by their numbers: the primary key and the properties of each.

    `orders` are ways to sort them: the rows in the order of each.
    """

    keys: np.ndarray
    properties: Mapping[str, Property]
    orders: Mapping[str, np.ndarray]

    @property
    def size(self) -> int:
        return len(self.keys)

    def having(self, name: str, *values: str) -> np.ndarray:
        """Whether each row has one of some values of a property."""
        return self.properties[name].mask(values, self.size)

    @cached_property
    def rows_by_key(self) -> tuple[np.ndarray, np.ndarray]:
        order = np.argsort(self.keys)
        return self.keys[order], order.astype(np.int32)

    def rows_of(self, keys: np.ndarray) -> np.ndarray:
        """Return the row of each key, and -1 for those that the table has not."""
        if not self.size:
            return np.full(len(keys), -1, np.int32)
        known, rows = self.rows_by_key
        places = np.minimum(np.searchsorted(known, keys), self.size - 1)
        return np.where(known[places] == keys, rows[places], -1).astype(np.int32)
