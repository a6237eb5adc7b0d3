"""Whatever reaches the search page, an answer comes: with a message, soon, and never a fault."""

import re
from html import unescape
from io import StringIO
from itertools import groupby
from time import process_time
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from resolutions.finding.filters import ALIASES, FILTERS
from resolutions.finding.search import OTHERS
from resolutions.results import sort_of
from tests.search.hostile import HEADERS, METHODS, queries, random_searches

SEARCH = "/search/"
# Of the processor: other work on the machine takes none of it.
SECONDS = 1.0
MESSAGE = re.compile(r'role="alert"><p>[A-Z“][^<]{20,}[.]</p>|cannot be answered|takes too long')


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker):
    """The documents that the archive starts with, for all the tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_fixtures", stdout=StringIO())
        connection.check_constraints()  # now, and not after each test
        yield
        transaction.set_rollback(True)


@pytest.fixture
def ask(archive, db):
    client = Client(raise_request_exception=False)

    def answer(query="q=norms", method="GET", headers=None, address=SEARCH):
        return client.generic(method, address, QUERY_STRING=query, headers=headers)

    return answer


def said(response):
    main = re.search("<main.*</main>", response.text, re.DOTALL)[0]
    return " ".join(unescape(re.sub("<[^>]*>", " ", main)).split())


def groups():
    """The searches that are of one kind: what stands before the colon of their names."""
    return groupby(queries(), key=lambda each: each[0].partition(":")[0])


@pytest.mark.parametrize(
    "searches", [pytest.param(dict(group), id=kind) for kind, group in groups()]
)
def test_every_search_is_answered(ask, searches):
    faults = {name: fault for name, query in searches.items() if (fault := fault_of(ask, query))}
    assert faults == {}


def fault_of(ask, query):
    """What is wrong with the answer to a search, if anything is."""
    start = process_time()
    response = ask(query)
    text = response.getvalue().decode()
    if (seconds := process_time() - start) > SECONDS:
        return f"{seconds:.1f} seconds"
    if response.status_code not in (200, 302, 400):
        return response.status_code
    if re.search("<script>alert|<svg onload", text):
        return "markup"
    if response.status_code == 400 and not MESSAGE.search(text):
        return "no message"
    return None


def test_random_strings_are_answered(ask):
    """A share of what `benchmarks/random_searches.py` asks."""
    searches = ((typed, urlencode({"q": typed})) for typed in random_searches(seed=1, count=250))
    faults = {typed: fault for typed, query in searches if (fault := fault_of(ask, query))}
    assert not faults


def test_suggestions_are_made_for_anything(ask):
    for query in dict(queries()).values():
        if query.startswith("q="):
            for format_ in ("", "&format=json"):
                response = ask(query + format_, address="/search/suggest/")
                assert response.status_code in (200, 400)
                assert b"<script>alert" not in response.content or format_


@pytest.mark.parametrize("headers", [pytest.param(each, id=name) for name, each in HEADERS.items()])
def test_no_header_is_a_fault(ask, headers):
    assert ask(headers=headers).status_code == 200


@pytest.mark.parametrize("method", METHODS)
def test_only_reading_is_allowed(ask, method):
    assert ask(method=method).status_code == {"HEAD": 200}.get(method, 405)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        pytest.param("q=date:2018-02-30", "“2018 02 30” is not a value of Date: it takes a day,"),
        pytest.param("session=x", "“x” is not a value of Session: it takes a number such as 74,"),
        pytest.param("q=norms&session=%00", "Session has no such value: it takes a number"),
        pytest.param("q=norms&lang=xx", "it takes one of ar, zh, en, fr, ru, es. That filter"),
        pytest.param("q=norms&part=a&part=b&part=c", "“a” is not a value of Part of text, nor are"),
        pytest.param("q=norms&format=pdf", "A search can be had as csv, jsonl, atom or as this"),
        pytest.param("q=states+NEAR/0+norms", "NEAR takes a whole number of words from 1 to 100"),
        pytest.param("q=states+NEAR/-1+norms", "as in NEAR/5: 10 was taken."),
        pytest.param("q=states+NEAR/9999+norms", "as in NEAR/5: 100 was taken."),
        pytest.param("q=session:+71+norms", "“session:” without a value right after it was left"),
        pytest.param("q=the+of", "Nothing to search for “the”, “of” are too common to look for"),
        pytest.param('q="' + "a " * 40 + '"', "Only the first 30 words of a phrase were searched."),
        pytest.param(
            "q=norms&" + "&".join(f"session={n}" for n in range(1, 30)),
            "Only the first 25 values of Session were used.",
        ),
    ],
)
def test_what_was_wrong_is_said_once(ask, query, message):
    assert said(ask(query)).count(message) == 1


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_tells_what_it_takes(ask, name):
    assert f": it takes {FILTERS[name].takes}. That filter was" in said(ask(f"q=norms&{name}=%21"))


def columns():
    """The names of every column and relation that the database has, and look-ups of each."""
    names = {field.name for model in apps.get_models() for field in model._meta.get_fields()}
    return sorted(names - {*FILTERS, *ALIASES, *OTHERS})


def test_no_column_of_the_database_filters_or_sorts(ask):
    def page(query):
        results = ask(query).context["results"]
        return [[hit.paragraph.pk for hit in group.hits] for group in results.texts]

    expected = page("q=norms")
    suffixes = ("", "__gt", "__startswith", "__isnull", "__password__contains")
    for suffix in suffixes:
        assert page("q=norms&" + "&".join(f"{name}{suffix}=1" for name in columns())) == expected
    assert {sort_of(f"{sign}{name}")[0] for name in columns() for sign in ("", "-")} == {"best"}
    assert page("q=norms&sort=-published_at") == expected


def test_what_a_form_sends_for_fields_left_empty_is_no_fault(ask):
    empty = "&".join(f"{name}=" for name in [*FILTERS, "page", "sort", "format"])
    assert ask(f"q=norms&{empty}").status_code == 200
