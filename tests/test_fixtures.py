"""The facts that the archive starts with keep their own promises."""

import csv
import json
import re
from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

from resolutions import states, symbols
from resolutions.models import Resolution
from resolutions.vocabulary import ActorKind, BallotChoice, Committee, DocumentKind, Stage, VoteKind

FIXTURES = settings.BASE_DIR / "fixtures"
TALLIES = {"Y": "in_favour", "N": "against", "A": "abstaining"}


def rows(name: str, key: str) -> list[dict]:
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))[key]


ACTORS = rows("actors.json", "actors")
DOCUMENTS = rows("documents.json", "documents")
VOTES = rows("votes.json", "votes")
SPONSORSHIPS = rows("sponsorships.json", "sponsorships")
SEEDS = rows("seeds.json", "seeds")
BY_SYMBOL = {document["symbol"]: document for document in DOCUMENTS}


def each(records, *names):
    """The records as cases, each called by its fields of these names."""
    return [pytest.param(r, id=" ".join(r[n] for n in names if r.get(n))) for r in records]


def day_of(vote: dict) -> date:
    """The day of a vote, or the last of its year where only the year is known."""
    known = vote.get("date") or f"{BY_SYMBOL[vote['document']]['year']}-12-31"
    return date.fromisoformat(known)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.json")), ids=lambda path: path.name)
def test_each_file_says_how_it_is_laid_out_and_holds_one_record_a_line(path: Path):
    text = path.read_text(encoding="utf-8")
    about, *lists = json.loads(text).values()
    assert about["layout"]
    for record in lists[0]:
        assert text.count(json.dumps(record, ensure_ascii=False)) == 1


class TestActors:
    def test_slugs_and_codes_are_given_once(self):
        for field in ("slug", "name", "iso2", "iso3", "m49"):
            values = [actor[field] for actor in ACTORS if field in actor]
            assert [value for value, n in Counter(values).items() if n > 1] == []

    def test_there_are_all_member_states(self):
        kinds = Counter(actor["kind"] for actor in ACTORS)
        assert (kinds[ActorKind.MEMBER], kinds[ActorKind.FORMER]) == (193, 6)

    @pytest.mark.parametrize("actor", each(ACTORS, "slug"))
    def test_an_actor_fits_its_columns(self, actor):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", actor["slug"])
        assert len(actor["slug"]) <= 80
        assert len(actor.get("short", "")) < len(actor["name"])
        assert len(actor.get("group_note", "")) <= 300
        assert len(actor.get("note", "")) <= 500
        assert "'" not in actor["name"]

    @pytest.mark.parametrize("actor", each([a for a in ACTORS if "names" in a], "slug"))
    def test_names_follow_one_another_and_end_in_the_name_of_today(self, actor):
        spans = [(name["from"], name["to"] or "9999-12-31") for name in actor["names"]]
        assert all(first <= last for first, last in spans)
        assert all(before[1] < after[0] for before, after in pairwise(spans))
        assert actor["names"][-1]["name"] == actor["name"]
        assert spans[0][0] == actor.get("admitted", spans[0][0])
        assert actor["names"][-1]["to"] == actor.get("until")

    @pytest.mark.parametrize(
        "actor", each([a for a in ACTORS if a["kind"] == ActorKind.FORMER], "slug")
    )
    def test_a_former_member_has_successors_that_are_members(self, actor):
        after = states.members_on(date(2026, 1, 1))
        assert actor["admitted"] < actor["until"]
        assert {states.by_slug()[slug] for slug in actor["successors"]} <= after


class TestDocuments:
    def test_symbols_are_given_once(self):
        assert len(BY_SYMBOL) == len(DOCUMENTS)

    @pytest.mark.parametrize("document", each(DOCUMENTS, "symbol"))
    def test_a_record_is_well_formed(self, document):
        assert symbols.canonical(document["symbol"]) == document["symbol"]
        assert document["kind"] in DocumentKind
        assert ("stage" in document) == (document["kind"] == DocumentKind.RESOLUTION)
        assert document.get("stage", Stage.DRAFT) in Stage
        assert document.get("committee", Committee.FIRST) in Committee
        assert document["title"]
        assert document["source"]
        assert set(document.get("field_sources", {})) <= set(document)

    @pytest.mark.parametrize("document", each(DOCUMENTS, "symbol"))
    def test_dates_agree_with_session_and_year(self, document):
        session = document.get("session")
        assert symbols.parse(document["symbol"]).session in (session, None) or session is None
        for field in ("adopted_on", "issued_on"):
            if field in document and document["kind"] == DocumentKind.RESOLUTION:
                day = date.fromisoformat(document[field])
                assert date(1945 + session, 9, 1) <= day <= date(1946 + session, 9, 30)
        if "adopted_on" in document:
            assert document["year"] == int(document["adopted_on"][:4])
            assert document["adopted_on"] <= document.get("issued_on", "9999")

    @pytest.mark.parametrize(
        "document", each([d for d in DOCUMENTS if "/L." in d["symbol"]], "symbol")
    )
    def test_a_draft_becomes_a_resolution_of_its_session(self, document):
        assert document["stage"] == ("revised" if "/Rev." in document["symbol"] else "draft")
        if "revises" in document:
            assert document["symbol"].startswith(document["revises"])
            assert BY_SYMBOL[document["revises"]]["session"] == document["session"]
        if "became" in document:
            adopted = BY_SYMBOL[document["became"]]
            assert (adopted["stage"], adopted["session"]) == ("adopted", document["session"])
            assert document.get("issued_on", "") < adopted["adopted_on"]

    def test_days_of_adoption_are_those_that_the_seeds_print(self):
        printed = {}
        for path in (FIXTURES / "documents").iterdir():
            text = path.read_text(encoding="utf-8").replace("](#)", "").replace("[", "")
            for number, day in re.findall(r"\b(\d\d/\d+) of (\d+ [A-Z][a-z]+ \d{4})", text):
                printed[number] = f"{datetime.strptime(day, '%d %B %Y'):%Y-%m-%d}"
        # The working draft of 2021 prints the day on which 75/32 was published.
        assert printed.pop("75/32") == BY_SYMBOL["A/RES/75/32"]["issued_on"]
        known = {
            number: (BY_SYMBOL.get(f"A/RES/{number}") or BY_SYMBOL[f"A/DEC/{number}"])
            for number in printed
        }
        assert len(known) > 25
        assert {n: document["adopted_on"] for n, document in known.items()} == printed


class TestVotes:
    def test_a_vote_is_given_once_for_a_text_and_body(self):
        keys = [(v["document"], v["body"], v.get("anchor", ""), v["source"]) for v in VOTES]
        assert len(set(keys)) == len(keys)

    @pytest.mark.parametrize("vote", each(VOTES, "document", "body", "anchor"))
    def test_a_vote_is_well_formed(self, vote):
        document = BY_SYMBOL[vote["document"]]
        assert vote["body"] in Committee
        assert vote["kind"] in VoteKind
        assert vote["source"]
        assert len(vote.get("note", "")) <= 500
        if vote["body"] == Committee.PLENARY:
            assert vote.get("date") == document.get("adopted_on")
        if vote["kind"] == VoteKind.WITHOUT_VOTE:
            assert not {"ballots", *TALLIES.values()} & set(vote)

    @pytest.mark.parametrize("vote", each([v for v in VOTES if "ballots" in v], "document", "body"))
    def test_ballots_are_cast_once_each_by_members_of_that_day(self, vote):
        assert set(vote["ballots"]) <= set(BallotChoice) - {BallotChoice.NOT_VOTING}
        cast = [slug for slugs in vote["ballots"].values() for slug in slugs]
        members = {actor.slug for actor in states.members_on(day_of(vote))}
        assert set(cast) <= members
        assert len(set(cast)) == len(cast)
        assert all(slugs == sorted(slugs) for slugs in vote["ballots"].values())
        assert set(vote.get("printed", {})) <= set(cast)
        for slug, printed in vote.get("printed", {}).items():
            assert states.find(printed, day_of(vote)).slug == slug

    @pytest.mark.parametrize(
        "vote", each([v for v in VOTES if v["kind"] == VoteKind.RECORDED], "document", "anchor")
    )
    def test_ballots_add_up_to_the_tallies_as_stated_or_the_vote_says_why_not(self, vote):
        stated = {choice: vote[field] for choice, field in TALLIES.items()}
        cast = {choice: len(vote.get("ballots", {}).get(choice, [])) for choice in TALLIES}
        assert all(cast[choice] <= stated[choice] for choice in TALLIES)
        assert vote["complete"] == (cast == stated)
        assert vote["complete"] or vote["note"]

    def test_only_one_roll_call_of_the_assembly_falls_short(self):
        short = [
            v["document"] for v in VOTES if v["body"] == "plenary" and not v.get("complete", 1)
        ]
        assert short == ["A/RES/71/28"]

    def test_roll_calls_are_those_of_the_sources(self, shared_dir):
        held = {
            v["document"]: v["ballots"] for v in VOTES if v["body"] == "plenary" and "ballots" in v
        }
        listed = {symbol: {choice: set() for choice in TALLIES} for symbol in held}
        with (shared_dir / "data" / "cyber_rollcall_votes.csv").open(newline="") as lines:
            for row in csv.DictReader(lines):
                if row["symbol"] in listed:
                    voter = states.find(row["state_as_printed"], date.fromisoformat(row["date"]))
                    listed[row["symbol"]][row["vote"]].add(voter.slug)
        assert {s: {c: set(v) for c, v in b.items()} for s, b in held.items()} == listed


class TestSponsorships:
    @pytest.mark.parametrize("record", each(SPONSORSHIPS, "draft"))
    def test_sponsors_stand_under_a_draft_that_is_held_and_are_known(self, record):
        draft = BY_SYMBOL[record["draft"]]
        assert record.get("resolution") == draft.get("became")
        assert record["source"]
        printed = record["original"] + record["additional"]
        assert printed
        named = [states.mention(name, date.fromisoformat(draft["issued_on"])) for name in printed]
        assert None not in [mention.actor for mention in named]
        assert len({mention.actor for mention in named}) == len(named)


class TestSeeds:
    def test_every_document_supplied_has_its_facts(self):
        files = {path.name for path in (FIXTURES / "documents").iterdir()}
        assert {seed["file"] for seed in SEEDS} == files

    @pytest.mark.parametrize("seed", each(SEEDS, "file"))
    def test_facts_are_fields_of_a_document_and_lead_to_records(self, seed):
        fields = {field.name for field in Resolution._meta.get_fields()}
        assert set(seed["facts"]) <= fields
        assert seed["source"]
        record = BY_SYMBOL.get(seed["facts"].get("symbol"), {})
        for field in ("revises", "became"):
            if field in seed:
                assert seed[field] in BY_SYMBOL
                assert record.get(field, seed[field]) == seed[field]
