"""An import from end to end: what is planned is read, and what is read is stored."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

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
        with built_afterwards():
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
            self.progress(done, self.intake.counts["paragraphs"])
        self.store(batch, files)

    def task(self, planned: Planned) -> Task:
        digest = self.known.get(planned.item.name, "")
        return Task(planned.item, planned.gives_facts, digest, planned.beside)

    def store(self, batch: list[Outcome], files: dict[str, Planned]) -> None:
        arrivals, records = [], []
        for outcome in batch:
            name = outcome.task.item.name
            if outcome.refusal:
                records.append(self.refusal(name, outcome))
            else:
                records.append(Record(name, outcome.digest))
                arrivals += self.arrivals(outcome, files[name])
        for record in self.intake.store(arrivals, records):
            self.count(record)

    def arrivals(self, outcome: Outcome, planned: Planned) -> Iterator[Arrival]:
        read = [document.masthead.symbol for document in outcome.documents]
        rows = {symbol: row for row in planned.rows for symbol in row.symbols}
        for symbol, document in zip(
            self.plan.symbols_for(planned, read), outcome.documents, strict=True
        ):
            row = rows.get(symbol) or (planned.rows[0] if planned.rows else None)
            document = replace(document, masthead=replace(document.masthead, symbol=symbol))
            facts = facts_of(document, row) if planned.gives_facts else None
            yield Arrival(planned.item.name, symbol, document, facts)

    def refusal(self, name: str, outcome: Outcome) -> Record:
        return Record(name, outcome.digest, ImportOutcome.REFUSED, outcome.refusal.message)

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
        stored = self.intake.store(
            [arrival for arrival in arrivals if arrival.item not in unchanged],
            [record for record in records if record.name not in unchanged],
        )
        for record in stored:
            self.count(record)

    def refuse(self, name: str, refusal: Refused) -> None:
        self.summary.files["refused"] += 1
        self.summary.reasons.append((name, refusal.message))

    def count(self, record: Record) -> None:
        if record.outcome == ImportOutcome.STORED:
            self.summary.files["changed" if record.name in self.known else "new"] += 1
        else:
            self.summary.files[record.outcome.label.lower()] += 1
            self.summary.reasons.append((record.name, record.reason))
