"""Which texts go together: before, after, beside, and what a text is compared with."""

from datetime import date

import pytest

from resolutions.series import series_of
from resolutions.versions import versions_of
from resolutions.vocabulary import Stage
from tests import factories as make

pytestmark = pytest.mark.django_db

VIEWS = "Recalling the views of States on the peaceful use of these technologies,"
NEEDS = "Stressing that smaller countries need help to build the means of their own defence,"


def text(symbol, session, title="Uses", paragraphs=(("pp1", VIEWS),), **fields):
    fields = {"series": "ict-security", "adopted_on": date(1945 + session, 12, 5)} | fields
    return make.make_text(symbol, paragraphs, session=session, title=title, **fields)


def record(symbol, session, title="Uses"):
    return make.make_resolution(
        symbol, session=session, title=title, series="ict-security", year=1945 + session
    )


def names(texts):
    return [each.label for each in texts]


def series(of):
    return series_of(of, versions_of(of))


def test_before_and_after_are_the_nearest_adopted_texts_of_the_title():
    record("A/RES/70/1", 70)
    record("A/RES/70/2", 70, "Another matter")
    middle = text("A/RES/71/1", 71)
    record("A/RES/72/1", 72, "Another matter")
    record("A/RES/73/1", 73)

    found = series(middle)

    assert (found.previous.symbol, found.next.symbol) == ("A/RES/70/1", "A/RES/73/1")


def test_without_one_of_the_title_the_series_goes_on():
    record("A/RES/70/1", 70, "Another matter")
    found = series(text("A/RES/71/1", 71))

    assert (found.previous.symbol, found.next) == ("A/RES/70/1", None)


def test_a_text_continues_one_of_its_title_rather_than_one_that_shares_more():
    text("A/RES/70/1", 70, paragraphs=[("pp1", NEEDS)])
    text("A/RES/70/2", 70, title="Another matter")

    assert names(series(text("A/RES/71/1", 71)).bases) == ["A/RES/70/1", "A/RES/70/2"]


def test_otherwise_it_is_compared_with_the_latest_that_shares_most_of_its_paragraphs():
    text("A/RES/69/1", 69, title="One matter")
    text("A/RES/70/1", 70, title="Another matter")
    text("A/RES/70/2", 70, title="A third matter", paragraphs=[("pp1", NEEDS)])

    found = names(series(text("A/RES/71/1", 71)).bases)

    assert found == ["A/RES/70/1", "A/RES/70/2", "A/RES/69/1"]


def test_a_draft_stands_for_what_it_became_only_where_that_is_not_held():
    adopted = text("A/RES/70/1", 70)
    text("A/C.1/70/L.1", 70, stage=Stage.DRAFT, became=adopted, adopted_on=None)
    gone = record("A/RES/69/1", 69)
    text("A/C.1/69/L.1", 69, stage=Stage.DRAFT, became=gone, adopted_on=None)

    assert names(series(text("A/RES/71/1", 71)).bases) == ["A/RES/70/1", "A/C.1/69/L.1"]


def test_texts_of_its_session_are_rivals_but_not_its_own_versions():
    one = text("A/RES/71/1", 71)
    text("A/C.1/71/L.1", 71, stage=Stage.DRAFT, became=one, adopted_on=None)
    text("A/RES/71/2", 71, title="Another matter")

    assert names(series(one).rivals) == ["A/RES/71/2"]


def test_outside_the_series_texts_of_one_title_go_together():
    text("A/RES/70/1", 70, title="Trade", series="")
    text("A/RES/70/2", 70, title="Fish", series="")

    found = series(text("A/RES/71/1", 71, title="Trade", series=""))

    assert names(found.bases) == ["A/RES/70/1"]


def test_what_is_not_published_is_in_no_series():
    text("A/RES/70/1", 70, published=False)
    text("A/RES/71/2", 71, published=False)
    found = series(text("A/RES/71/1", 71))

    assert (found.previous, found.next, found.bases, found.rivals) == (None, None, [], [])


def test_a_text_without_a_session_stands_alone():
    text("A/RES/70/1", 70)
    alone = make.make_text(None, [("pp1", VIEWS)], slug="paper", stage=Stage.WORKING, title="Uses")

    assert series(alone).bases == []


def test_a_record_without_its_text_is_not_offered_to_be_compared(client):
    text("A/RES/70/1", 70)
    held, lacking = text("A/RES/71/1", 71), record("A/RES/72/1", 72)

    assert "Compare with" in client.get(held.get_absolute_url()).text
    assert "Compare with" not in client.get(lacking.get_absolute_url()).text
