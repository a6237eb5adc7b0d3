"""A text that has lost its line ends is cut where its paragraphs begin."""

import pytest

from resolutions.ingest import parse
from resolutions.ingest.document import Line
from resolutions.ingest.run_on import unfold

HEAD = "United Nations A/C.1/99/L.7 General Assembly Security of lighthouses " + "lit " * 60
FORMULA = "The General Assembly,"
RECALLING = "Recalling its resolution 75/240 of 31 December 2020,"
NOTING = "Noting the keepers, the lamps, India and Chad,"


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param([RECALLING, NOTING], id="opening words after a comma"),
        pytest.param([RECALLING, "1. Decides so.", "2. Requests the Chair:"], id="numbers"),
        pytest.param(["1. Requests the Chair:", "(a) To keep;", "(ii) Oil."], id="points"),
        pytest.param(["1. Decides, in view of No. 5 Oil, so. It is lit."], id="no paragraphs"),
    ],
)
def test_it_is_cut_at_labels_and_opening_words(paragraphs):
    lines, warnings = unfold([Line.of(" ".join([HEAD.strip(), FORMULA, *paragraphs]))])

    assert [line.text for line in lines] == [
        HEAD.strip(),
        FORMULA,
        *paragraphs,
    ]
    assert [warning.code for warning in warnings] == ["line-ends-lost"]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(
            [f"{FORMULA} {RECALLING} {NOTING} " + "lit " * 90], id="a formula that begins its line"
        ),
        pytest.param(
            [HEAD, FORMULA, f"{RECALLING} The General Assembly, Noting " + "lit " * 90],
            id="a formula elsewhere",
        ),
        pytest.param(
            [f"Mindful of what The General Assembly, in 2020, decided, {NOTING}" * 5],
            id="no opening words after it",
        ),
        pytest.param([HEAD], id="no formula"),
        pytest.param([f"Lamps {FORMULA} {RECALLING}"], id="a short line"),
    ],
)
def test_other_texts_are_left_alone(texts):
    lines = [Line.of(text) for text in texts]

    assert unfold(lines) == (lines, ())


def test_a_masthead_on_the_same_line_is_not_taken_for_the_tail_of_the_text():
    text = " ".join([HEAD, FORMULA, RECALLING, "1. Decides so."])

    assert [each.text for each in parse(text.encode()).paragraphs] == [RECALLING, "Decides so."]
