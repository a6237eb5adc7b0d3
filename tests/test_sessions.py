"""The page of a session: what is held of it, how it fared, and who was active."""

import pytest

from resolutions.vocabulary import Series, Stage, VoteKind
from tests import factories as make

pytestmark = pytest.mark.django_db

ICT = {"series": Series.ICT_SECURITY, "year": 2018}


@pytest.fixture
def session():
    cuba, estonia = make.make_sponsor("Cuba"), make.make_sponsor("Estonia")
    text = make.make_text("A/RES/73/27", **ICT)
    make.make_vote(text, in_favour=119, against=46, abstaining=14)
    close = make.make_resolution("A/RES/73/187", series=Series.CYBERCRIME, year=2018)
    make.make_vote(close, in_favour=94, against=59, abstaining=33)
    plain = make.make_resolution("A/RES/73/9", year=2018)
    make.make_vote(plain, kind=VoteKind.WITHOUT_VOTE)
    draft = make.make_resolution("A/C.1/73/L.27", stage=Stage.DRAFT, **ICT)
    make.sponsor_text(draft, cuba, estonia)
    make.sponsor_text(close, cuba)
    hidden = make.make_text("A/RES/73/1", published=False, **ICT)
    make.make_vote(hidden, in_favour=1, against=1, abstaining=0)
    make.sponsor_text(hidden, estonia)
    make.make_resolution("A/RES/S-19/2", session=19, year=1997)
    make.make_resolution("A/RES/71/28", year=2016)


def test_a_session_at_a_glance(client, session):
    context = client.get("/sessions/73/").context
    assert [(row.stage, row.count, row.full) for row in context["stages"]] == [
        ("adopted", 3, 1),
        ("draft", 1, 0),
    ]
    assert [(kind, n) for kind, _, n in context["outcomes"]] == [
        ("recorded", 2),
        ("without-vote", 1),
    ]
    texts = [text.symbol for text in context["texts"]]
    assert texts == ["A/RES/73/27", "A/RES/73/187", "A/C.1/73/L.27"]
    votes = [vote.resolution.symbol for vote, _ in context["votes"]]
    assert votes == ["A/RES/73/187", "A/RES/73/27"]
    assert [(s.name, n) for s, n in context["sponsors"]] == [("Cuba", 2), ("Estonia", 1)]
    assert (context["before"], context["after"]) == (71, None)


@pytest.mark.parametrize("path", ["/sessions/72/", "/sessions/19/", "/sessions/0/", "/sessions/x/"])
def test_a_session_without_a_public_text_is_not_found(client, session, path):
    assert client.get(path).status_code == 404


def test_the_cost_is_fixed(client, django_assert_num_queries):
    for size in (2, 20):
        for n in range(size):
            text = make.make_text(f"A/RES/73/{100 * size + n}", **ICT)
            make.sponsor_text(text, make.make_sponsor())
            make.make_vote(text, in_favour=100 + n, against=9, abstaining=1)
        client.get("/sessions/73/")  # what is known of all texts is read once
        # The sessions; stages, outcomes; texts, their sponsors and votes; nothing has changed;
        # which texts, and the sponsors; votes, and their ballots counted.
        with django_assert_num_queries(11):
            client.get("/sessions/73/")
