"""Finding the reports that texts cite by name."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.ingest import parse
from resolutions.ingest.citations import find_named_references
from resolutions.ingest.names import GROUPS
from resolutions.symbols import canonical

ON_DEVELOPMENTS = (
    " on Developments in the Field of Information and Telecommunications in the Context of "
    "International Security"
)
TITLE = "Developments in the field of information and telecommunications"


def cited(text, about=""):
    """What is printed and the symbol that it stands for, in reading order."""
    return [(text[s.start : s.end], s.symbol) for s in find_named_references(text, about)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "guided in their use of information and communications technologies by the 2015 "
            "report of the Group of Governmental Experts" + ON_DEVELOPMENTS,
            [("2015 report of the Group of Governmental Experts", "A/70/174")],
            id="one year",
        ),
        pytest.param(
            "Guided by the 2010, 2013 and 2015 reports of the Groups of Governmental Experts"
            + ON_DEVELOPMENTS,
            [
                ("2010", "A/65/201"),
                ("2013", "A/68/98"),
                ("2015 reports of the Groups of Governmental Experts", "A/70/174"),
            ],
            id="a list of years",
        ),
        pytest.param(
            "the Group of Governmental Experts, in its 2013 and 2015 reports, that international "
            "law is applicable to the information and communications technology environment",
            [("2013", "A/68/98"), ("2015 reports", "A/70/174")],
            id="its reports",
        ),
        pytest.param(
            "Welcomes the consensus final report of the UN Group of Governmental Experts on "
            "Advancing Responsible State Behavior in the Context of International Security;",
            [("consensus final report of the UN Group of Governmental Experts", "A/76/135")],
            id="a group with one report",
        ),
        pytest.param(
            "the final report of the Open-ended Working Group" + ON_DEVELOPMENTS,
            [("final report of the Open-ended Working Group", "A/75/816")],
            id="the first working group, by its title",
        ),
        pytest.param(
            "in cyberspace, the final report of the 2021–2025 open-ended working group",
            [("final report of the 2021–2025 open-ended working group", "A/80/257")],
            id="the second working group, by its term",
        ),
        pytest.param(
            "the first and second annual progress reports of the open-ended working group on "
            "security of and in the use of information and communications technologies 2021–2025",
            [
                ("first", "A/77/275"),
                ("second annual progress reports of the open-ended working group", "A/78/265"),
            ],
            id="progress reports by ordinal",
        ),
        pytest.param(
            "the open-ended working group 2021–2025 in its 2024 annual progress report on ICT",
            [("2024 annual progress report", "A/79/214")],
            id="a progress report by year",
        ),
        pytest.param(
            "the 2021 OEWG report and the 2015 and 2021 GGE reports on responsible behaviour in "
            "cyberspace",
            [
                ("2021 OEWG report", "A/75/816"),
                ("2015", "A/70/174"),
                ("2021 GGE reports", "A/76/135"),
            ],
            id="abbreviations",
        ),
    ],
)
def test_reports_are_cited_by_name(text, expected):
    assert cited(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("the report of the Group of Governmental Experts on ICT", id="no year"),
        pytest.param(
            "cyberspace: the 2013 report of the Group of Governmental Experts on Transparency and "
            "Confidence-building Measures in Outer Space Activities",
            id="another group's title",
        ),
        pytest.param(
            "the 2021 report of the Group of Governmental Experts related to emerging "
            "technologies in the area of lethal autonomous weapons systems, and cyberspace",
            id="another group's subject",
        ),
        pytest.param(
            "cyberspace and the final report of the Open-ended Working Group",
            id="either of two working groups",
        ),
        pytest.param(
            "the 2014 report of the Group of Governmental Experts" + ON_DEVELOPMENTS,
            id="a year without report",
        ),
        pytest.param(
            "the Group of Governmental Experts" + ON_DEVELOPMENTS + ", and the Secretary-General "
            "submitted the 2015 report on disarmament",
            id="nobody's report",
        ),
        pytest.param("the 2015 report of the Secretary-General on cyberspace", id="another author"),
    ],
)
def test_what_the_text_leaves_open_is_not_guessed(text):
    assert cited(text) == []


def test_a_group_without_title_is_known_by_the_subject_of_the_document():
    text = "Calls upon States to be guided by the 2015 report of the Group of Governmental Experts"

    assert cited(text) == []
    assert cited(text, about=TITLE) == [
        ("2015 report of the Group of Governmental Experts", "A/70/174")
    ]


def test_name_and_verb():
    [span] = find_named_references(
        "Welcoming the adoption of the first annual progress report of the open-ended working "
        "group, ",
        about=TITLE,
    )

    assert span.name == "first annual progress report of the open-ended working group 2021–2025"
    assert span.verb == "welcoming"


def test_the_table_holds_canonical_symbols():
    symbols = [symbol for group in GROUPS for symbol in group.reports.values()]

    assert symbols == [canonical(symbol) for symbol in symbols]


WORDS = """
    the 2015 2010, 2013 and 2021 first second annual progress consensus final report reports of in
    its Group Groups of Governmental Experts GGE Open-ended Working OEWG 2021–2025 on cyberspace
"""


@given(st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join) | st.text(max_size=60))
def test_spans_are_sound_whatever_the_text(text):
    for span in find_named_references(text, about=TITLE):
        assert 0 <= span.start < span.end <= len(text)
        assert span.name


@pytest.mark.parametrize(
    "bait",
    ["2010, 2013 and ", "annual ", "its report ", "Group of Governmental Experts ", "GGE’s "],
)
def test_time_grows_with_the_length_of_the_text(bait):
    """Eight times the text takes about eight times as long, not sixty-four."""

    def seconds(length):
        text = "GGE " + (bait * length)[:length]
        times = []
        for _ in range(3):
            start = time.process_time()
            find_named_references(text, about=TITLE)
            times.append(time.process_time() - start)
        return min(times)

    assert seconds(24_000) < 24 * max(seconds(3_000), 0.001)


def test_a_parsed_text_carries_its_named_references():
    """The title of the text tells which group a bare "Group of Governmental Experts" is."""
    seed = Path("fixtures/documents/a-res-71-28.txt").read_bytes()
    fifteenth = parse(seed).paragraphs[14]

    named = [(span.symbol, span.name) for span in fifteenth.citations if span.name]

    assert fifteenth.anchor == "pp15"
    assert named == [
        ("A/68/98", "2013 report of the Group of Governmental Experts"),
        ("A/70/174", "2015 report of the Group of Governmental Experts"),
    ]
