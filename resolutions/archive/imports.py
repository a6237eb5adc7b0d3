"""An import from end to end: what is planned is read, and what is read is stored."""

import contextlib
import gc
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from django.db import DataError, IntegrityError

from resolutions.archive.acting import importing
from resolutions.archive.bulk.indexes import analyse, built_afterwards
from resolutions.archive.bulk.intake import Arrival, Intake, Record
from resolutions.archive.links import link_citations
from resolutions.ingest.document import Refused
from resolutions.ingest.holdings.facts import facts_of
from resolutions.ingest.holdings.plan import Plan, Planned
from resolutions.ingest.holdings.reading import Outcome, Task, read_all
from resolutions.models import ImportedItem
from resolutions.vocabulary import ImportOutcome

UNXML = "UN DGACM machine-readable resolutions (UNxml)"
# What goes into one transaction: so much that a batch costs little more than its rows.
BATCH_FILES = 150
# Objects that were made since the last collection of all.
YOUNG = 1
# So many new paragraphs make PostgreSQL's statistics old.
MUCH = 5_000


@dataclass(slots=True)
class Summary:
    """What an import did: files by outcome, and why those that were not stored were not."""

    files: Counter = field(default_factory=Counter)
    reasons: list[tuple[str, str]] = field(default_factory=list)
    linked: int = 0


@dataclass(slots=True)
class UnImport:
    """
    The import of a plan into the archive.

    `progress` is called after every file with how many are done and how many
    paragraphs were stored.
    """

    plan: Plan
    publish: bool = True
    processes: int = 0
    progress: Callable[[int, int], None] = lambda done, paragraphs: None
    summary: Summary = field(default_factory=Summary)
    intake: Intake | None = None
    known: dict[str, str] = field(default_factory=dict)

    def run(self) -> Summary:
        names = frozenset(planned.item.name for planned in self.plan.files)
        self.intake = Intake(UNXML, publish=self.publish, current=names)
        self.known = dict(ImportedItem.objects.filter(source=UNXML).values_list("name", "sha256"))
        for name, refusal in self.plan.refused:
            self.refuse(name, refusal)
        with importing(UNXML):
            with built_afterwards(), _collected_by_hand():
                self.store_texts()
                self.store_records()
            self.summary.linked = link_citations()
        if self.intake.counts["paragraphs"] > MUCH:
            analyse()
        return self.summary

    def store_texts(self) -> None:
        files = {planned.item.name: planned for planned in self.plan.files}
        outcomes = read_all(map(self.task, self.plan.files), self.processes)
        batch: list[Outcome] = []
        for done, outcome in enumerate(outcomes, 1):
            if outcome.unchanged:
                self.summary.files["unchanged"] += 1
            else:
                batch.append(outcome)
            if len(batch) >= BATCH_FILES:
                self.store(batch, files)
                batch = []
                gc.collect(YOUNG)
            self.progress(done, self.intake.counts["paragraphs"])
        self.store(batch, files)

    def task(self, planned: Planned) -> Task:
        digest = self.known.get(planned.item.name, "")
        return Task(planned.item, planned.gives_facts, digest, planned.beside)

    def store(self, batch: list[Outcome], files: dict[str, Planned]) -> None:
        arrivals, records = [], []
        for outcome in batch:
            name = outcome.task.item.name
            try:
                if outcome.refusal:
                    raise outcome.refusal
                arrivals += self.arrivals(outcome, files[name])
                records.append(Record(name, outcome.digest))
            except Refused as reason:
                refused = ImportOutcome.REFUSED
                records.append(Record(name, outcome.digest, refused, reason.message))
        self.keep(arrivals, records)

    def keep(self, arrivals: list[Arrival], records: list[Record]) -> None:
        """Store a batch: item by item where it does not go in whole, to find what does not fit."""
        try:
            stored = self.intake.store(arrivals, records)
        except (DataError, IntegrityError) as fault:
            if len(records) > 1:
                for record in records:
                    self.keep([each for each in arrivals if each.item == record.name], [record])
                return
            reason = f"It does not fit the archive: {str(fault).splitlines()[0]}."
            refused = replace(records[0], outcome=ImportOutcome.REFUSED, reason=reason)
            stored = self.intake.store([], [refused])
        for record in stored:
            self.count(record)

    def arrivals(self, outcome: Outcome, planned: Planned) -> list[Arrival]:
        """The documents of a file under their symbols; `Refused` if one has none."""
        found = []
        read = [document.masthead.symbol for document in outcome.documents]
        rows = {symbol: row for row in planned.rows for symbol in row.symbols}
        for symbol, document in zip(
            self.plan.symbols_for(planned, read), outcome.documents, strict=True
        ):
            if symbol is None:
                raise Refused("no-symbol", "Neither the file nor its name gives a symbol.")
            row = rows.get(symbol) or (planned.rows[0] if planned.rows else None)
            document = replace(document, masthead=replace(document.masthead, symbol=symbol))
            facts = facts_of(document, row) if planned.gives_facts else None
            found.append(Arrival(planned.item.name, symbol, document, facts))
        return found

    def store_records(self) -> None:
        """Hold the resolutions of which the extract alone tells."""
        arrivals, records = [], []
        for row in self.plan.records:
            for symbol in row.symbols:
                name = f"data_extract {symbol}"
                arrivals.append(Arrival(name, symbol, None, facts_of(None, row)))
                records.append(Record(name, row.digest))
        unchanged = {
            record.name for record in records if self.known.get(record.name) == record.digest
        }
        if unchanged:
            self.summary.files["unchanged"] += len(unchanged)
        self.keep(
            [arrival for arrival in arrivals if arrival.item not in unchanged],
            [record for record in records if record.name not in unchanged],
        )

    def refuse(self, name: str, refusal: Refused) -> None:
        self.summary.files["refused"] += 1
        self.summary.reasons.append((name, refusal.message))

    def count(self, record: Record) -> None:
        if record.outcome == ImportOutcome.STORED:
            self.summary.files["changed" if record.name in self.known else "new"] += 1
        else:
            self.summary.files[record.outcome.label.lower()] += 1
            self.summary.reasons.append((record.name, record.reason))


@contextlib.contextmanager
def _collected_by_hand() -> Iterator[None]:
    """
    Look for cycles of objects only when told to.

    What is read makes many objects and no cycles; looking for them whenever there are
    many more takes a tenth of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
