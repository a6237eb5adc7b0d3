"""What holds of every public address: a fixed number of queries, and figures that can be read."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from resolutions.archive.tracing import trace_all
from resolutions.models import Resolution
from tests import public

pytestmark = pytest.mark.django_db


# Pages that read what is known of all texts, of all votes and of all moves of verbs.
KNOWN = ("/search/?q=norms", "/votes/", "/trends/verbs/")


@pytest.fixture(scope="module")
def holdings(django_db_setup, django_db_blocker):
    """The first holdings with a text in French; each test rolls back to here."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_fixtures", stdout=StringIO())
        public.in_french(Resolution.objects.get(symbol=public.TEXT))
        yield
        transaction.set_rollback(True)


def paths() -> list[str]:
    listed = [*public.PAGES.values(), *public.FILES.values()]
    return [path.format(digest=public.digest()) for each in listed for path in each]


def costs() -> dict[str, int]:
    """The queries of each address, once what is known of all texts has been read."""
    client, found = Client(), {}
    for path in KNOWN:
        client.get(path)
    for path in paths():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
            b"".join(response)  # a file may be read as it is sent
        found[path] = len(queries)
    return found


def test_every_public_address_is_listed():
    assert {*public.PAGES, *public.FILES} == public.names()


def test_the_cost_of_every_address_is_fixed(holdings):
    """At two sizes, at both of which there is at least one of all that pages show."""
    sizes = []
    for more in (2, 12):
        public.grow(more)
        trace_all()
        sizes.append(costs())
    before, after = sizes
    assert {path: (n, after[path]) for path, n in before.items() if after[path] != n} == {}
