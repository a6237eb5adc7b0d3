"""Lists are filtered and sorted by what they offer, and by no other column of the database."""

import re

import pytest
from django.apps import apps

from tests import factories as make

pytestmark = pytest.mark.django_db

LISTS = ("/documents/", "/votes/?series=every", "/sponsors/", "/years/", "/coverage/wanted/")
# Columns by whose names lists are filtered, as they say.
OFFERED = {"committee", "format", "session", "sponsor", "year"}
LOOKUPS = ("", "__gt", "__startswith", "__isnull", "__password__contains", "__in", "__regex")
# What would tell of what is hidden if it put a list in order.
HIDDEN = (
    *("provenance", "created_at", "published_at", "updated_at", "warnings", "note", "title"),
    *("votes__note", "sponsorships__sponsor__note", "sources__uploaded_by__password"),
    *("manuscripts__title", "withdrawals__words", "?", "pk"),
)


@pytest.fixture
def archive():
    """Texts that are in one order by what is seen of them and in others by what is not."""
    for number, hidden in ((3, "b"), (1, "a"), (2, "c")):
        fields = {"title": hidden * 9, "provenance": {"title": {"origin": hidden}}}
        text = make.make_text(f"A/RES/71/{number}", year=2016, **fields)
        make.make_vote(text, in_favour=number, against=1, abstaining=0, note=hidden)
        make.sponsor_text(text, make.make_sponsor(f"State {number}", note=hidden))
        paragraph = make.make_paragraph(text, "op9", "Recalls 53/70")
        make.make_citation(paragraph, "53/70", f"A/RES/53/{number}")


def listed(client, address, query):
    """What a list shows, in its order."""
    page = client.get(f"{address}{'&' if '?' in address else '?'}{query}")
    assert page.status_code in (200, 400)
    found = re.findall(r'href="(/(?:documents|sponsors|votes|years)/[^"?#]+)', page.text)
    return found + re.findall(r"A/RES/53/[0-9]", page.text)


@pytest.mark.parametrize("address", LISTS)
def test_no_column_of_the_database_filters_or_sorts_a_list(client, archive, address):
    names = {f.name for model in apps.get_models() for f in model._meta.get_fields()} - OFFERED
    before = listed(client, address, "")
    assert len(before) >= 3
    for lookup in LOOKUPS:
        query = "&".join(f"{name}{lookup}=1" for name in sorted(names))
        assert listed(client, address, query) == before
    for parameter in ("sort", "order_by", "ordering", "o"):
        query = "&".join(f"{parameter}={sign}{name}" for name in HIDDEN for sign in ("", "-"))
        assert listed(client, address, query) == before
    for name in HIDDEN:
        assert listed(client, address, f"sort=-{name}") == before
