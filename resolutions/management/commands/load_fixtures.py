"""Load what the archive starts with: actors, the facts of the series, and the first texts."""

import json
import mimetypes
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from resolutions import archive, states
from resolutions.archive import catalogue
from resolutions.archive.acting import importing
from resolutions.archive.actors import store_actors
from resolutions.archive.bulk.indexes import restore_indexes
from resolutions.ingest import parse
from resolutions.models import Resolution, Synonyms
from resolutions.vocabulary import SponsorRole

FIXTURES = Path(settings.BASE_DIR) / "fixtures"


def records(name: str) -> list[dict]:
    return json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))[name]


class Command(BaseCommand):
    help = (
        "Load actors, catalogue records, votes and the first texts from fixtures/, and publish "
        "what is new: all of it or nothing. Changes nothing that is held."
    )

    def handle(self, **options):
        restore_indexes()  # an import may have been killed before it had built them
        with importing("load_fixtures"):
            self.load()

    @transaction.atomic
    def load(self) -> None:
        self.fresh: set[Resolution] = set()
        self.say(f"{store_actors(states.actors())} actors")
        self.load_documents()
        self.load_texts()
        self.load_sponsors()
        self.load_votes()
        self.load_synonyms()
        archive.link_citations()
        # As they are by now: a record may have got its text after it was made.
        for document in Resolution.objects.filter(pk__in=[each.pk for each in self.fresh]):
            archive.publish(document)
        self.say(f"{len(self.fresh)} documents new and published")

    def say(self, line: str) -> None:
        self.stdout.write(f"  {line}")

    def load_documents(self) -> None:
        documents = records("documents")
        for record in documents:
            facts = dict(record)
            links = [facts.pop("revises", None), facts.pop("became", None)]
            source, parts = facts.pop("source"), facts.pop("field_sources", {})
            document, new = catalogue.add_record(facts, source, parts)
            self.fresh |= {document} if new else set()
            record["links"] = dict(zip(("revises", "became"), links, strict=True))
        for record in documents:
            catalogue.relate(record["symbol"], **record["links"])
        self.say(f"{len(documents)} catalogue records")

    def load_texts(self) -> None:
        seeds = records("seeds")
        for seed in seeds:
            path = FIXTURES / "documents" / seed["file"]
            document = self.load_text(path, seed["facts"], seed["source"])
            catalogue.relate(
                document.symbol or document.slug,
                revises=seed.get("revises"),
                became=seed.get("became"),
            )
        self.say(f"{len(seeds)} texts")

    def load_text(self, path: Path, facts: dict, facts_source: str) -> Resolution:
        data = path.read_bytes()
        media_type = mimetypes.guess_type(path.name)[0] or "text/plain"
        source, _ = archive.keep_original(data, path.name, media_type)
        if source.resolution:
            return source.resolution
        document = archive.store(parse(data), source=source, facts=facts, facts_source=facts_source)
        self.fresh |= set() if document.is_published else {document}
        return document

    def load_sponsors(self) -> None:
        for record in records("sponsorships"):
            document = Resolution.objects.get(symbol=record["draft"] or record["resolution"])
            for role in SponsorRole:
                catalogue.add_sponsors(document, record.get(role.value, []), role, record["source"])

    def load_synonyms(self) -> None:
        groups = records("synonyms")
        for group in groups:
            terms = {"terms": "\n".join(group["terms"]), "language": group["language"]}
            Synonyms.objects.get_or_create(name=group["name"], defaults=terms)
        self.say(f"{len(groups)} groups of synonyms")

    def load_votes(self) -> None:
        votes = records("votes")
        held = Resolution.objects.in_bulk([v["document"] for v in votes], field_name="symbol")
        for vote in votes:
            catalogue.add_vote(held[vote.pop("document")], vote)
        self.say(f"{len(votes)} votes")
