"""The archive that the pages of search are read over, and a way to ask them."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    make_sponsor,
    make_text,
    make_vote,
    sponsor_text,
)

SAME = "that voluntary norms of responsible State behaviour can reduce risks,"


@pytest.fixture
def archive():
    """Three texts on norms and one that is not public."""
    russia, estonia = make_sponsor("Russian Federation"), make_sponsor("Estonia")
    adopted = make_text(
        "A/RES/71/28",
        [("pp1", f"Noting {SAME}"), ("op1", "Stresses norms;"), ("op1-a", "The norm of peace;")],
        committee="first",
        adopted_on=date(2016, 12, 5),
    )
    make_vote(adopted)
    draft = make_text(
        "A/C.1/77/L.23",
        [("pp1", "Recalling additional norms,"), ("op1", "Decides to meet again.")],
        stage="draft",
        committee="first",
        adopted_on=None,
        issued_on=date(2022, 10, 6),
    )
    sponsor_text(draft, russia, estonia)
    working = make_text(
        None,
        [("pp1", f"Reaffirming {SAME}")],
        slug="76-working-draft",
        stage="working",
        adopted_on=None,
        session=76,
        year=2021,
    )
    sponsor_text(working, estonia)
    make_text("A/RES/72/99", [("pp1", f"Hidden norms {SAME}")], published=False, committee="second")
    return {"adopted": adopted, "draft": draft, "working": working}


@pytest.fixture
def search(client):
    def get(q="", **params):
        return client.get(reverse("search"), {"q": q, **params})

    return get
