"""One publication of many texts becomes rows, a batch at a time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from resolutions.archive.actors import actor_keys
from resolutions.archive.bulk.documents import head_of_record, head_of_text, merge
from resolutions.archive.bulk.sponsors import store_sponsors
from resolutions.archive.bulk.subjects import store_subjects
from resolutions.archive.bulk.texts import Text, store_texts
from resolutions.archive.bulk.votes import Vote, store_votes
from resolutions.archive.store import STORE_LOCK
from resolutions.ingest.document import ParsedResolution
from resolutions.ingest.holdings.facts import Facts
from resolutions.models import ImportedItem, LanguageVersion, Resolution
from resolutions.vocabulary import ImportOutcome, Language, ParagraphKind, SponsorRole

OFFICIAL = frozenset(Language.values)


@dataclass(frozen=True, slots=True)
class Record:
    """What is remembered of an item: a file, or a line of one."""

    name: str
    digest: str
    outcome: ImportOutcome = ImportOutcome.STORED
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """
    A document as it was read from an item, with the symbol that it is to be held under.

    Without `document` it is a record of facts alone; without `facts` a further
    language of a document whose facts come with another.
    """

    item: str
    symbol: str
    document: ParsedResolution | None = None
    facts: Facts | None = None


@dataclass(slots=True)
class Intake:
    """
    Stores what one `source` publishes.

    `current` are the names of all items of the publication: of two texts of one
    document in one language, the one held stays while its item is among them.
    `unresolved` are names that no actor goes by, as printed.
    """

    source: str
    publish: bool = True
    current: frozenset[str] = frozenset()
    counts: Counter = field(default_factory=Counter)
    conflicts: list[str] = field(default_factory=list)
    unresolved: Counter = field(default_factory=Counter)
    held: dict[str, int] = field(default_factory=dict)
    actors: dict[str, int] = field(default_factory=dict)

    def __post_init__(self):
        self.actors = actor_keys()
        documents = Resolution.objects.exclude(symbol=None)
        self.held = dict(documents.values_list("symbol", "pk"))

    def store(self, arrivals: Sequence[Arrival], records: Sequence[Record]) -> list[Record]:
        """
        Store documents, and what is to be remembered; return the latter as it turned out.

        All of it or nothing: where the database refuses something, its error is raised.
        """
        before = (Counter(self.counts), [*self.conflicts], Counter(self.unresolved), {**self.held})
        try:
            with transaction.atomic():
                return self.store_batch(arrivals, records)
        except DatabaseError:
            self.counts, self.conflicts, self.unresolved, self.held = before
            raise

    def store_batch(self, arrivals: Sequence[Arrival], records: Sequence[Record]) -> list[Record]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORE_LOCK])
        arrivals, passed_over = self.sift(arrivals)
        records = [
            replace(passed_over.get(record.name, record), digest=record.digest)
            for record in records
        ]
        rows = self.store_heads(arrivals)
        items = self.remember(records)
        texts = [arrival for arrival in arrivals if arrival.document]
        self.counts["paragraphs"] += store_texts(
            [Text(rows[arrival.symbol].pk, arrival.document) for arrival in texts], self.held
        )
        self.store_versions(texts, rows, items)
        self.store_facts([arrival for arrival in arrivals if arrival.facts], rows)
        return records

    def sift(self, arrivals: Sequence[Arrival]) -> tuple[list[Arrival], dict[str, Record]]:
        """Part what is to be stored from what a text that is held, or came before, rules out."""
        pairs = {(a.symbol, a.document.language): a for a in arrivals if a.document}
        held = {
            (symbol, language): (source, item)
            for symbol, language, source, item in LanguageVersion.objects.filter(
                resolution__symbol__in={symbol for symbol, _ in pairs}
            ).values_list("resolution__symbol", "language", "source", "item__name")
        }
        kept, passed_over = [], {}
        for arrival in arrivals:
            reason = self.obstacle(arrival, held) if arrival.document else ""
            if reason:
                outcome = ImportOutcome.PASSED_OVER
                passed_over[arrival.item] = Record(arrival.item, "", outcome, reason)
                continue
            kept.append(arrival)
            if arrival.document:
                held[arrival.symbol, arrival.document.language] = (self.source, arrival.item)
        return kept, passed_over

    def obstacle(self, arrival: Arrival, held: dict) -> str:
        language = arrival.document.language
        if language not in OFFICIAL:
            return f"“{language}” is not an official language of the United Nations."
        source, item = held.get((arrival.symbol, language), (self.source, arrival.item))
        if source != self.source:
            return f"{arrival.symbol} is held in this language from another source: {source}."
        if item != arrival.item and item in self.current:
            return f"{arrival.symbol} is held in this language from {item}."
        return ""

    def store_heads(self, arrivals: Sequence[Arrival]) -> dict[str, Resolution]:
        """Have a row for every document and draft; return them by symbol."""
        # Of the languages of a text the first says all that can be said of the document.
        first = {arrival.symbol: arrival for arrival in reversed(arrivals)}
        heads = [self.head(arrival) for arrival in first.values()]
        drafts = {a.facts.draft: a for a in reversed(arrivals) if a.facts and a.facts.draft}
        heads += [self.draft(symbol, arrival) for symbol, arrival in drafts.items()]
        merged = merge(heads, self.source, publish=self.publish)
        self.conflicts += merged.conflicts
        self.counts["new documents"] += len(merged.new)
        self.held |= {symbol: row.pk for symbol, row in merged.rows.items()}
        return merged.rows

    def head(self, arrival: Arrival):
        facts = arrival.facts.fields if arrival.facts else {}
        if arrival.document is None:
            return head_of_record(arrival.symbol, facts, self.source)
        return head_of_text(arrival.document, facts, self.source)

    def draft(self, symbol: str, arrival: Arrival):
        facts = {"title": arrival.facts.fields.get("title"), "issued_on": arrival.facts.draft_on}
        if arrival.document and arrival.document.language == Language.ENGLISH:
            facts["title"] = arrival.document.masthead.title or facts["title"]
        facts = {name: value for name, value in facts.items() if value}
        return head_of_record(symbol, facts, self.source, fills=True)

    def remember(self, records: Sequence[Record]) -> dict[str, ImportedItem]:
        rows = ImportedItem.objects.bulk_create(
            [
                ImportedItem(
                    source=self.source,
                    name=record.name,
                    sha256=record.digest,
                    outcome=record.outcome,
                    reason=record.reason[:500],
                    imported_at=timezone.now(),
                )
                for record in records
            ],
            update_conflicts=True,
            unique_fields=["source", "name"],
            update_fields=["sha256", "outcome", "reason", "imported_at"],
        )
        return {row.name: row for row in rows}

    def store_versions(self, texts: Sequence[Arrival], rows, items) -> None:
        LanguageVersion.objects.bulk_create(
            [self.version(arrival, rows[arrival.symbol], items[arrival.item]) for arrival in texts],
            update_conflicts=True,
            unique_fields=["resolution", "language"],
            update_fields=[
                *("title", "agenda_title", "formula", "paragraph_count", "warnings"),
                *("source", "item", "stored_at"),
            ],
        )

    def version(self, arrival: Arrival, row: Resolution, item: ImportedItem) -> LanguageVersion:
        document = arrival.document
        return LanguageVersion(
            resolution=row,
            language=document.language,
            title=document.masthead.title or "",
            agenda_title=document.masthead.agenda_title or "",
            formula=document.formula,
            paragraph_count=paragraph_count(document),
            warnings=[
                {"code": w.code, "message": w.message, "anchor": w.anchor}
                for w in document.warnings
            ],
            source=self.source,
            item=item,
            stored_at=timezone.now(),
        )

    def store_facts(self, arrivals: Sequence[Arrival], rows: dict[str, Resolution]) -> None:
        self.link_drafts(arrivals, rows)
        named, votes, subjects = {}, [], {}
        for arrival in arrivals:
            row, facts = rows[arrival.symbol], arrival.facts
            self.conflicts += [f"{arrival.symbol}: {said}" for said in facts.disagreements]
            head = rows.get(facts.draft)
            bearer = head if head and head.became_id == row.pk else row
            named[bearer.pk] = {
                SponsorRole.ORIGINAL: facts.sponsors,
                SponsorRole.ADDITIONAL: facts.additional,
                SponsorRole.WITHDRAWN: facts.withdrawn,
            }
            self.unresolved.update(
                ballot.printed
                for ballot in (facts.vote.ballots if facts.vote else ())
                if ballot.slug not in self.actors
            )
            if facts.vote:
                votes.append(Vote(row.pk, facts.vote, row.adopted_on, row.meeting_record))
            subjects[row.pk] = facts.subjects
        recorded, unknown = store_sponsors(named, self.actors, self.source)
        self.counts["sponsorships"] += recorded
        self.unresolved.update(unknown)
        store_votes(votes, self.actors, self.source)
        self.counts["votes"] += len(votes)
        store_subjects(subjects)

    def link_drafts(self, arrivals: Sequence[Arrival], rows: dict[str, Resolution]) -> None:
        """Say of each draft what it became; where several claim it, the first one has it."""
        linked = []
        for arrival in arrivals:
            draft = rows.get(arrival.facts.draft)
            if draft and draft.became_id is None and draft.symbol != arrival.symbol:
                draft.became = rows[arrival.symbol]
                linked.append(draft)
        Resolution.objects.bulk_update(linked, ["became"])


def paragraph_count(document: ParsedResolution) -> int:
    """How many paragraphs and subparagraphs a text has, without headings."""

    def count(paragraphs) -> int:
        return sum(
            (each.kind != ParagraphKind.HEADING) + count(each.children) for each in paragraphs
        )

    return count(document.paragraphs) + sum(count(annex.paragraphs) for annex in document.annexes)
