"""What visitors choose from a table: OR within a filter, AND between them."""

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from django.http import QueryDict

from resolutions.finding.kinds import Filter
from resolutions.finding.tables import Table


class Selection:
    """
    The rows that the filters of an address keep, and how many each of their values would.

    Values that cannot be are left out and told in `problems`.
    """

    def __init__(self, table: Table, filters: Mapping[str, Filter], address: QueryDict):
        self.table, self.filters = table, filters
        self.chosen: dict[str, list[str]] = {}
        self.problems: list[str] = []
        self.failures: dict[str, np.ndarray] = {}
        for name, each in filters.items():
            values, problems = each.read_address(address.getlist(name), table)
            self.chosen[name] = values
            self.problems += problems
            if values or each.usual:
                self.failures[name] = ~each.mask(values or [each.usual], table)

    @cached_property
    def _failed(self) -> np.ndarray:
        """How many filters each row fails."""
        return sum(self.failures.values(), np.zeros(self.table.size, np.int8))

    def keys(self, sort: str) -> np.ndarray:
        """Return the primary keys of the rows that meet every filter, in an order of the table."""
        order = self.table.orders[sort]
        return self.table.keys[order[self._failed[order] == 0]]

    def counts(self, name: str) -> dict[str, int]:
        """Count rows for every value of a filter, as if it were off and the others on."""
        kept = self._failed == self.failures.get(name, 0)
        return self.table.properties[name].counts(kept)
