"""What visitors choose from a table: OR within a filter, AND between them."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import django_filters
import numpy as np
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from resolutions.finding.kinds import Filter
from resolutions.finding.tables import Table


class ValuesField(forms.Field):
    """The values of one filter in an address, and sentences on those that cannot be."""

    widget = forms.SelectMultiple

    def __init__(self, kind: Filter, table: Table):
        self.kind, self.table = kind, table
        super().__init__(label=kind.label, required=False)

    def clean(self, typed: Sequence[str]) -> tuple[list[str], list[str]]:
        return self.kind.read_address(typed, self.table)


class TableFilter(django_filters.Filter):
    """One filter of a selection: `kind` says what it reads and what it keeps of the table."""

    def __init__(self, kind: Filter):
        self.kind = kind
        super().__init__(label=kind.label)

    @property
    def field(self) -> ValuesField:
        return ValuesField(self.kind, self.parent.table)


class Selection(django_filters.FilterSet):
    """
    The rows that the filters of an address keep, and how many each of their values would.

    Rows are chosen and counted in a table in memory; `queryset` is where a page of them is
    loaded from. Values that cannot be are left out and told in `problems`.
    """

    def __init__(
        self, table: Table, kinds: Mapping[str, Filter], address: QueryDict, queryset: QuerySet
    ):
        self.table, self.kinds = table, kinds
        self.base_filters = {name: TableFilter(kind) for name, kind in kinds.items()}
        super().__init__(address, queryset)
        self.form.full_clean()
        read = self.form.cleaned_data
        self.chosen = {name: values for name, (values, _) in read.items()}
        self.problems = [problem for _, problems in read.values() for problem in problems]
        self.failures = {
            name: ~kind.mask(self.chosen[name] or [kind.usual], table)
            for name, kind in kinds.items()
            if self.chosen[name] or kind.usual
        }

    @cached_property
    def _failed(self) -> np.ndarray:
        """How many filters each row fails."""
        return sum(self.failures.values(), np.zeros(self.table.size, np.int8))

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.filter(pk__in=self.table.keys[self._failed == 0].tolist())

    def keys(self, sort: str) -> np.ndarray:
        """Return the primary keys of the rows that meet every filter, in an order of the table."""
        order = self.table.orders[sort]
        return self.table.keys[order[self._failed[order] == 0]]

    def counts(self, name: str) -> dict[str, int]:
        """Count rows for every value of a filter, as if it were off and the others on."""
        kept = self._failed == self.failures.get(name, 0)
        return self.table.properties[self.kinds[name].column_name].counts(kept)
