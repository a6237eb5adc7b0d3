"""Page furniture goes, and nothing else."""

import pytest

from resolutions.ingest.document import Line, Place
from resolutions.ingest.furniture import RULES, rule_of, sort

TITLE = "Developments in the field of information and telecommunications"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_drops_its_example_and_keeps_its_counter_example(rule):
    assert rule_of(rule.example) == rule.name
    assert not rule.pattern.fullmatch(rule.counter)


def lines(*texts, **facts):
    return [Line.of(text, gap=1.0, **facts) for text in texts]


def kept(found):
    return [line.text for line in found.text]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(
            ["Recalling,", "2/2 22-22894", "Noting,"],
            ["Recalling,", "Noting,"],
            id="page number and job",
        ),
        pytest.param(
            ["Recalling,", "2/10", "3", "Noting,"],
            ["Recalling,", "Noting,"],
            id="number beside furniture",
        ),
        pytest.param(
            ["Total", "3", "Noting,"], ["Total", "3", "Noting,"], id="number alone is a figure"
        ),
        pytest.param(
            ["Recalling,", "A/RES/71/28", "Noting,"], ["Recalling,", "Noting,"], id="own symbol"
        ),
        pytest.param(
            ["Recalling,", "A/RES/70/1", "Noting,"],
            ["Recalling,", "A/RES/70/1", "Noting,"],
            id="other symbol",
        ),
        pytest.param(
            ["Recalling,", TITLE, "Noting,"],
            ["Recalling,", TITLE, "Noting,"],
            id="title in the middle of a page is a heading",
        ),
        pytest.param(
            ["Recalling,", "1/3", TITLE, "Noting,"],
            ["Recalling,", "Noting,"],
            id="title at the start of a page",
        ),
        pytest.param(
            ["Recalling,", f"A/RES/71/28 {TITLE}", "Noting,"],
            ["Recalling,", "Noting,"],
            id="title beside the symbol",
        ),
        pytest.param(
            ["on international", "1/3", "security.", "Noting,"],
            ["on international", "security.", "Noting,"],
            id="the last word of a paragraph is no running head",
        ),
    ],
)
def test_sort(texts, expected):
    assert kept(sort(lines(*texts), "A/RES/71/28", TITLE)) == expected


def test_a_running_head_may_take_several_lines_in_any_order():
    head = ["Developments in the field of", "information and telecommunications", "A/RES/71/28"]
    group = [
        Line.of(head[0], gap=1.0, page=2),
        *(Line.of(text, gap=0.0, page=2) for text in head[1:]),
    ]
    found = sort(
        [Line.of("Recalling,"), *group, Line.of("its", gap=2.0, page=2)], "A/RES/71/28", TITLE
    )
    assert kept(found) == ["Recalling,", "its"]
    assert {dropped.rule for dropped in found.dropped} == {"running-head"}


def test_a_mark_alone_on_the_last_line_of_a_paragraph_is_no_page_number():
    """ "against Women,\\n5" above the foot of a page."""
    body = [Line.of("Discrimination against Women,", gap=1.0), Line.of("5", gap=0.0)]
    assert kept(sort([*body, Line.of("____", gap=0.0)], None, None))[:2] == [
        "Discrimination against Women,",
        "5",
    ]


def test_what_is_furniture_by_its_place_goes():
    found = sort([Line.of("Recalling,"), Line.of("anything", place=Place.RUNNING)], None, None)
    assert kept(found) == ["Recalling,"]


def test_the_masthead_after_the_text_of_a_dump_is_its_tail():
    dump = lines("1. Decides.", "[Start1]<<ODS JOB NO>>N1639950E<<ODS JOB NO>>", "A/RES/71/28")
    found = sort(dump, None, None)
    assert kept(found) == ["1. Decides."]
    assert len(found.tail) == 2


def test_a_masthead_above_a_formula_heads_a_second_text():
    texts = ["1. Decides.", "United Nations A/C.1/77/L.2", "The General Assembly,", "Noting,"]
    found = sort(lines(*texts), None, None)
    assert kept(found) == texts
    assert found.tail == ()


def test_a_printed_page_end_counts_the_pages():
    found = sort(lines("one", "1/2", "two"), None, None)
    assert [line.page for line in found.text] == [1, 2]
