"""Lists as CSV files: what the pages show, for spreadsheets."""

import csv
import io

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    cuba = make.make_sponsor("Cuba", regional_group="grulac")
    text = make.make_text("A/RES/73/27", [("pp1", "Recalling,")], year=2018, title="=1+1")
    make.sponsor_text(text, cuba, source="A press release")
    make.make_vote(text, in_favour=119, against=46, abstaining=14, meeting="45th")
    hidden = make.make_text("A/RES/73/28", published=False)
    make.sponsor_text(hidden, cuba)
    make.make_vote(hidden)


@pytest.mark.parametrize(
    ("path", "name", "row"),
    [
        pytest.param(
            "/votes/?format=csv",
            "votes.csv",
            [
                *["A/RES/73/27", "", "'=1+1", "Plenary", "2016-12-05", "45th", "Recorded vote"],
                *["119", "46", "14", "", "Test record"],
            ],
            id="votes",
        ),
        pytest.param(
            "/sponsors/?format=csv",
            "sponsors.csv",
            [
                *["Cuba", "Member State", "Latin American and Caribbean States", "CUB"],
                *["1", "2018", "2018"],
            ],
            id="sponsors",
        ),
        pytest.param(
            "/sponsors/cuba/?format=csv",
            "cuba-texts.csv",
            [
                *["A/RES/73/27", "'=1+1", "Adopted", "73", "2018", "Original sponsor", "Cuba"],
                "A press release",
            ],
            id="texts of a sponsor",
        ),
        pytest.param(
            "/coverage/?format=csv",
            "coverage.csv",
            ["73rd session (2018)", *"101010", *"001000"],
            id="coverage",
        ),
    ],
)
def test_lists_are_files_too(client, archive, path, name, row):
    """One row: what is not published is in no file."""
    response = client.get(path)
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    header, *rows = csv.reader(io.StringIO(response.text))
    assert rows == [row]
    assert len(header) == len(row)
