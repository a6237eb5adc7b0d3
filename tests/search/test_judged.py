"""Best match against the judgement of a reader, and against other ways to rank the same hits."""

from io import StringIO
from statistics import fmean

import pytest
from django.core.management import call_command

from resolutions import states
from resolutions.archive.actors import store_actors
from resolutions.archive.imports import UnImport
from resolutions.finding.knowledge import current
from resolutions.ingest.holdings.choosing import about
from resolutions.ingest.holdings.places import items_in
from resolutions.ingest.holdings.plan import plan
from tests.search.judging import PERFECT, RANKINGS, Collection, judged

pytestmark = pytest.mark.django_db


def told(name):
    """Rank what every query finds; tell the table with `pytest -s`, and return the means."""
    collection = Collection(current())
    queries = judged(name)
    held = {*collection.names.values()}
    assert {place for query in queries for place in query.grades} <= held
    found = [collection.agreement(query) for query in queries]
    columns = (*RANKINGS, PERFECT)
    means = {ranking: fmean(each[ranking] for each in found) for ranking in columns}
    print(f"\nnDCG at 10 of {len(queries)} queries over {name}")
    print("".join(f"{ranking:>13}" for ranking in columns))
    for query, each in zip([*queries, None], [*found, means], strict=True):
        line = "".join(f"{each[ranking]:13.3f}" for ranking in columns)
        print(f"{line}   {query.typed if query else 'the mean'}")
    return means


def check_best_match(means, least):
    assert means["best match"] >= least
    assert means["best match"] == max(means[ranking] for ranking in RANKINGS)


def test_best_match_agrees_with_a_reader_of_the_first_texts():
    call_command("load_fixtures", stdout=StringIO())
    check_best_match(told("seeds"), 0.90)


def test_best_match_agrees_with_a_reader_of_five_sessions(shared_dir):
    """Of the resolutions on cyberspace among them, in English: all would take minutes."""
    store_actors(states.actors())
    made = plan(items_in(shared_dir / "akn4un"), chosen=about(["cyber"]), languages=["en"])
    UnImport(made, processes=1).run()
    check_best_match(told("sessions"), 0.88)
