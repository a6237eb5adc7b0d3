"""An addendum that only adds sponsors to a draft gives them as sponsors."""

import pytest

from resolutions.ingest import parse, sponsors

HEAD = """United Nations                                        A/C.1/99/L.7/Add.1
General Assembly                                      Distr.: Limited

Ninety-ninth session
First Committee
Agenda item 94
Security of lighthouses

            Draft resolution

            Addendum

"""
AOSIS = "Alliance of Small Island States"
BOSNIA = "Bosnia and Herzegovina"


def read(text: str):
    return parse((HEAD + text).encode())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "Add the following countries to the list of sponsors of the draft\nresolution:\n\n"
            "Bosnia and Herzegovina, Chad\nand Peru.",
            [BOSNIA, "Chad", "Peru"],
            id="a list below",
        ),
        pytest.param(
            "Add the following countries to the list of sponsors:\n\nChad\nNew Zealand\nPeru",
            ["Chad", "New Zealand", "Peru"],
            id="one on each line",
        ),
        pytest.param(
            "Add the following countries to the list of sponsors:\n\nChad\n\nPeru",
            ["Chad", "Peru"],
            id="one in each paragraph",
        ),
        pytest.param(
            "Additional sponsors: Chad, Ruritania and\n\nPeru.",
            ["Chad", "Ruritania", "Peru"],
            id="a list that goes on, with a name that is not known",
        ),
        pytest.param(
            "Add Chad and Peru to the list of sponsors of the draft resolution.",
            ["Chad", "Peru"],
            id="a sentence",
        ),
        pytest.param(
            "Chad and Peru have joined in sponsoring the draft resolution.",
            ["Chad", "Peru"],
            id="who joined",
        ),
        pytest.param(
            "The following States have become sponsors of the draft resolution: Chad, Peru.",
            ["Chad", "Peru"],
            id="the following",
        ),
    ],
)
def test_additional_sponsors(text, names):
    document = read(text)

    assert [each.printed for each in document.masthead.additional_sponsors] == names
    assert (document.paragraphs, document.masthead.sponsors) == ((), ())
    assert (document.masthead.symbol, document.masthead.title) == ("A/C.1/99/L.7/Add.1", None)
    assert document.kind == "draft-resolution"
    assert "adds-sponsors" in {warning.code for warning in document.warnings}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Add the following sentence to paragraph 3:\n\nThe lamps.", id="an amendment"),
        pytest.param("Additional sponsors: none of those who spoke", id="no names"),
        pytest.param(
            "The General Assembly,\n\nNoting that Chad and Peru have become sponsors of lamps,\n\n"
            "1. Decides so.",
            id="a text",
        ),
    ],
)
def test_what_adds_no_sponsors_stays_a_text(text):
    document = read(text)

    assert document.paragraphs
    assert document.masthead.additional_sponsors == ()


@pytest.mark.parametrize(
    ("names", "whom", "codes"),
    [
        ("Samoa, on behalf of the Alliance of Small Island States", AOSIS, []),
        ("Samoa (on behalf of AOSIS)", AOSIS, []),
        ("Samoa, on behalf of the Friends of Lamps", "Friends of Lamps", ["unknown-group"]),
    ],
)  # fmt: skip
def test_a_group_is_known_or_kept_as_printed_with_a_warning(names, whom, codes):
    (sponsor,), warnings = sponsors.resolve(names)

    assert (sponsor.slug, sponsor.on_behalf_of) == ("samoa", whom)
    assert [warning.code for warning in warnings] == codes


def test_a_sponsor_is_named_once():
    found, _ = sponsors.resolve("Chad, Peru, Chad and Malta")

    assert [each.slug for each in found] == ["chad", "peru", "malta"]
