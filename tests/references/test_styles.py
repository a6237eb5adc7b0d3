"""A text and a place in it, cited in every style."""

from datetime import date

import pytest

from resolutions.models import Paragraph
from resolutions.references import Pinpoint, pinpoint, references, work
from resolutions.vocabulary import Committee, DocumentKind, ParagraphKind, Part, Stage
from tests import factories as make

pytestmark = pytest.mark.django_db

URL = "https://archive.example/documents/x/"
TODAY = date(2026, 11, 22)
TITLE = "Developments in the field of information and telecommunications"


def cited(text, place=None):
    found = references(work(text, URL, TODAY, place))
    return {reference.style: reference.plain for reference in found}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(
            {"symbol": "A/RES/71/28", "issued_on": date(2016, 12, 9)},
            {
                "United Nations": "General Assembly resolution 71/28.",
                "OSCOLA": "UNGA Res 71/28 (5 December 2016) UN Doc A/RES/71/28.",
                "Bluebook": "G.A. Res. 71/28, U.N. Doc. A/RES/71/28 (Dec. 5, 2016).",
                "AGLC": f"{TITLE}, GA Res 71/28, UN Doc A/RES/71/28"
                " (9 December 2016, adopted 5 December 2016).",
                "Chicago (note)": f"UN General Assembly, Resolution 71/28, {TITLE}, A/RES/71/28"
                " (December 5, 2016), https://docs.un.org/en/A/RES/71/28.",
                "Chicago (bibliography)": f"UN General Assembly. Resolution 71/28. {TITLE}."
                " A/RES/71/28. December 5, 2016. https://docs.un.org/en/A/RES/71/28.",
                "APA": f"United Nations General Assembly. (2016). {TITLE} (Resolution A/RES/71/28)."
                " https://docs.un.org/en/A/RES/71/28",
                "APA (in the text)": "(United Nations General Assembly, 2016)",
                "This archive": f"Cyber Norms Archive, {URL} (read 22 November 2026).",
            },
            id="resolution",
        ),
        pytest.param(
            {"symbol": "A/RES/43/78 H", "adopted_on": None},
            {
                "OSCOLA": "UNGA Res 43/78 H UN Doc A/RES/43/78 H.",
                "Bluebook": "G.A. Res. 43/78 H, U.N. Doc. A/RES/43/78 H.",
                "AGLC": f"{TITLE}, GA Res 43/78 H, UN Doc A/RES/43/78 H.",
                "APA (in the text)": "(United Nations General Assembly, n.d.)",
            },
            id="resolution without a date",
        ),
        pytest.param(
            {"symbol": "A/RES/2625 (XXV)", "adopted_on": date(1970, 10, 24)},
            {
                "United Nations": "General Assembly resolution 2625 (XXV).",
                "Bluebook": "G.A. Res. 2625 (XXV), U.N. Doc. A/RES/2625 (XXV) (Oct. 24, 1970).",
            },
            id="before 1976",
        ),
        pytest.param(
            {"symbol": "S/RES/1373 (2001)", "adopted_on": date(2001, 9, 28)},
            {
                "United Nations": "Security Council resolution 1373 (2001).",
                "OSCOLA": "UNSC Res 1373 (2001) (28 September 2001) UN Doc S/RES/1373 (2001).",
                "Bluebook": "S.C. Res. 1373 (2001), U.N. Doc. S/RES/1373 (2001) (Sept. 28, 2001).",
            },
            id="Security Council",
        ),
        pytest.param(
            {
                "symbol": "A/C.1/74/L.49/Rev.1",
                "stage": Stage.REVISED,
                "committee": Committee.FIRST,
                "issued_on": date(2019, 11, 1),
                "adopted_on": None,
            },
            {
                "United Nations": "A/C.1/74/L.49/Rev.1.",
                "OSCOLA": f"UNGA First Committee ‘{TITLE}’ (1 November 2019)"
                " UN Doc A/C.1/74/L.49/Rev.1.",
                "Bluebook": f"Draft G.A. Res., {TITLE}, U.N. Doc. A/C.1/74/L.49/Rev.1"
                " (Nov. 1, 2019).",
                "AGLC": f"{TITLE}, UN Doc A/C.1/74/L.49/Rev.1 (1 November 2019).",
                "Chicago (bibliography)": f"UN General Assembly. First Committee. {TITLE}."
                " A/C.1/74/L.49/Rev.1. November 1, 2019."
                " https://docs.un.org/en/A/C.1/74/L.49/Rev.1.",
                "APA": f"United Nations General Assembly. (2019). {TITLE}"
                " (Revised draft resolution A/C.1/74/L.49/Rev.1)."
                " https://docs.un.org/en/A/C.1/74/L.49/Rev.1",
            },
            id="draft",
        ),
        pytest.param(
            {"symbol": "A/DEC/72/512", "kind": DocumentKind.DECISION},
            {
                "United Nations": "General Assembly decision 72/512.",
                "OSCOLA": "UNGA Dec 72/512 (5 December 2016).",
                "Bluebook": "G.A. Dec. 72/512 (Dec. 5, 2016).",
                "AGLC": f"{TITLE}, GA Dec 72/512 (adopted 5 December 2016).",
                "Chicago (bibliography)": f"UN General Assembly. Decision 72/512. {TITLE}."
                f" December 5, 2016. {URL}.",
                "APA": f"United Nations General Assembly. (2016). {TITLE} (Decision 72/512). {URL}",
            },
            id="decision, which has no document of its own",
        ),
        pytest.param(
            {"symbol": "A/70/174", "kind": DocumentKind.REPORT, "issued_on": date(2015, 7, 22)},
            {
                "United Nations": "A/70/174.",
                "Bluebook": f"{TITLE}, U.N. Doc. A/70/174 (July 22, 2015).",
            },
            id="report",
        ),
        pytest.param(
            {
                "symbol": "A/70/174",
                "kind": DocumentKind.REPORT,
                "adopted_on": None,
                "year": 2015,
            },
            {
                "OSCOLA": f"UNGA ‘{TITLE}’ (2015) UN Doc A/70/174.",
                "Bluebook": f"{TITLE}, U.N. Doc. A/70/174 (2015).",
                "AGLC": f"{TITLE}, UN Doc A/70/174 (2015).",
                "Chicago (note)": f"UN General Assembly, {TITLE}, A/70/174 (2015),"
                " https://docs.un.org/en/A/70/174.",
                "Chicago (bibliography)": f"UN General Assembly. {TITLE}. A/70/174. 2015."
                " https://docs.un.org/en/A/70/174.",
            },
            id="report of a year",
        ),
    ],
)
def test_styles(fields, expected):
    found = cited(make.make_resolution(**fields))
    assert {style: found[style] for style in expected} == expected


def test_a_text_without_a_symbol_goes_by_its_title_and_the_archive():
    head = {"stage": Stage.WORKING, "session": 76, "year": 2021, "adopted_on": None}
    assert cited(make.make_text(None, slug="w", **head)) == {
        "This archive": f"{TITLE}, 76th session working text (2021), Cyber Norms Archive, {URL}"
        " (read 22 November 2026)."
    }


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        pytest.param(
            Pinpoint("op2-a-i", "", "2 (a) (i)"),
            {
                "United Nations": "General Assembly resolution 71/28, para. 2 (a) (i).",
                "OSCOLA": "UNGA Res 71/28 (5 December 2016) UN Doc A/RES/71/28 para 2(a)(i).",
                "Bluebook": "G.A. Res. 71/28, ¶ 2(a)(i), U.N. Doc. A/RES/71/28 (Dec. 5, 2016).",
                "AGLC": f"{TITLE}, GA Res 71/28, UN Doc A/RES/71/28 (adopted 5 December 2016)"
                " para 2(a)(i).",
                "Chicago (note)": f"UN General Assembly, Resolution 71/28, {TITLE}, A/RES/71/28"
                " (December 5, 2016), para. 2(a)(i), https://docs.un.org/en/A/RES/71/28.",
                "APA (in the text)": "(United Nations General Assembly, 2016, para. 2(a)(i))",
                "This archive": f"Cyber Norms Archive, {URL}#op2-a-i (read 22 November 2026).",
            },
            id="point of an operative paragraph",
        ),
        pytest.param(
            Pinpoint("pp3", "", "3", preambular=True),
            {
                "United Nations": "General Assembly resolution 71/28, third preambular paragraph.",
                "OSCOLA": "UNGA Res 71/28 (5 December 2016) UN Doc A/RES/71/28 preamble para 3.",
                "Bluebook": "G.A. Res. 71/28, pmbl. ¶ 3, U.N. Doc. A/RES/71/28 (Dec. 5, 2016).",
                "APA (in the text)": "(United Nations General Assembly, 2016, preamble, para. 3)",
            },
            id="preambular paragraph",
        ),
        pytest.param(
            Pinpoint("annex2-op4", "", "4", within="annex II"),
            {
                "United Nations": "General Assembly resolution 71/28, annex II, para. 4.",
                "OSCOLA": "UNGA Res 71/28 (5 December 2016) UN Doc A/RES/71/28 annex II para 4.",
                "Bluebook": "G.A. Res. 71/28, annex II, ¶ 4, U.N. Doc. A/RES/71/28 (Dec. 5, 2016).",
            },
            id="annex",
        ),
        pytest.param(
            Pinpoint("p1", ""),
            {
                "United Nations": "General Assembly resolution 71/28.",
                "OSCOLA": "UNGA Res 71/28 (5 December 2016) UN Doc A/RES/71/28.",
                "This archive": f"Cyber Norms Archive, {URL}#p1 (read 22 November 2026).",
            },
            id="paragraph without a number",
        ),
    ],
)
def test_places(place, expected):
    found = cited(make.make_resolution("A/RES/71/28"), place)
    assert {style: found[style] for style in expected} == expected


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        pytest.param("pp12", ("12", True, ""), id="preamble"),
        pytest.param("pp2-b", ("2 (b)", True, ""), id="point in the preamble"),
        pytest.param("op2-a-i", ("2 (a) (i)", False, ""), id="points"),
        pytest.param("op3-p2", ("3", False, ""), id="text below a paragraph is part of it"),
        pytest.param("s2-op1", ("1", False, "sect. II"), id="numbered anew in a section"),
        pytest.param("annex1-op4", ("4", False, "annex I"), id="one of several annexes"),
        pytest.param("annex2-p3", ("", False, "annex II"), id="without a number in an annex"),
        pytest.param("p1", ("", False, ""), id="without a number"),
        pytest.param("h1", ("", False, ""), id="heading"),
    ],
)
def test_a_place_is_what_its_anchor_and_surroundings_say(anchor, expected):
    text = make.make_text("A/RES/71/28", [("pp12", "Recalling"), ("op2", "Calls")])
    kinds = {"h2": ParagraphKind.HEADING, "s2-op1": ParagraphKind.OPERATIVE}
    for order, (anchor_, number) in enumerate(
        [("h2", "II"), ("s2-op1", "1"), ("annex1-op4", "4"), ("annex2-p3", "")], start=3
    ):
        Paragraph.objects.create(
            resolution=text,
            order=order,
            anchor=anchor_,
            number=number,
            kind=kinds.get(anchor_, ParagraphKind.ANNEX),
            part=Part.ANNEX if "annex" in anchor_ else Part.OPERATIVE,
            text="Words",
        )
    found = pinpoint(anchor, list(text.paragraphs.all()), "")
    assert (found.number, found.preambular, found.within) == expected
