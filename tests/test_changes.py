"""The record of changes in words."""

import pytest

from resolutions.changes import TABLES, ChangeFilter, with_texts
from resolutions.models import ChangeRecord
from tests.factories import make_resolution


@pytest.mark.parametrize(
    ("table", "rows", "words"),
    [
        pytest.param("resolutions_languageversion", 1, "1 language version", id="one"),
        pytest.param("resolutions_paragraph", 1365, "1,365 paragraphs", id="many"),
        pytest.param("auth_user_groups", 2, "2 roles of people", id="what joins two"),
        pytest.param("resolutions_gone", 2, "2 resolutions_gone", id="a table that is no more"),
    ],
)
def test_rows_are_called_by_what_they_are(table, rows, words):
    assert ChangeRecord(table=table, rows=rows).counted == words


def test_each_recorded_table_is_offered_in_words():
    offered = dict(ChangeFilter.base_filters["table"].extra["choices"])
    assert set(offered) == set(TABLES)
    assert len({*offered.values()}) == len(TABLES)
    assert [words for words in offered.values() if "_" in words or words.islower() is False] == []


def test_a_record_stands_with_its_text_while_there_is_one(db, django_assert_num_queries):
    text = make_resolution("A/RES/71/28")
    records = [ChangeRecord(text=key) for key in (text.pk, 0, None, text.pk)]
    with django_assert_num_queries(1):
        told = [about and about.label for _, about in with_texts(records)]
    assert told == ["A/RES/71/28", None, None, "A/RES/71/28"]
