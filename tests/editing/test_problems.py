"""What an editor is told to look at, in which order, and how it is repaired."""

from dataclasses import replace

import pytest
from django.conf import settings

from resolutions.editing import Edited, Impossible, operations
from resolutions.editing.matching import matched
from resolutions.editing.problems import problems, unsure
from resolutions.ingest import parse
from resolutions.ingest.document import ParsedSponsor
from tests.editing.texts import shown, text

SEEDS = settings.BASE_DIR / "fixtures" / "documents"
WHOLE = {"symbol": "A/RES/71/28", "title": "Lamps", "adopted_on": "2016-12-05"}


def codes(edited):
    return [problem.doubt.code for problem in problems(edited) if not problem.settled]


def repaired(edited, code):
    """The text after the first repair of its first problem of that code."""
    problem = next(p for p in problems(edited) if p.doubt.code == code)
    repair = problem.repairs[0]
    return operations.OPERATIONS[repair.operation](edited, **repair.values)


def unformed(*lines):
    """A text whose formula was taken for its first paragraph."""
    edited = text(*lines, **WHOLE)
    return replace(edited, document=replace(edited.document, formula=""))


@pytest.mark.parametrize(
    ("lines", "notes", "expected"),
    [
        pytest.param(["pp Recalling,", "op 1. Decides."], (), [], id="nothing"),
        pytest.param(["pp Recalling,"], (), ["no-operative-paragraph"], id="no operative"),
        pytest.param(["op 1. Decides;", "op 3. Asks."], (), ["number-gap"], id="a gap"),
        pytest.param(["op 1. Decides;", "op Asks."], (), ["no-number"], id="one without number"),
        pytest.param(["op Decides;", "op Asks."], (), [], id="none has a number"),
        pytest.param(["op 1. Decides[^2]."], (), ["note-missing"], id="a mark without note"),
        pytest.param(["op 1. Decides."], [("2", "x")], ["note-not-cited"], id="an idle note"),
        pytest.param(["op 1. A;", "op 2. B;", "op 1. A."], (), [], id="a section begins at 1"),
    ],
)
def test_problems_of_a_text(lines, notes, expected):
    assert codes(text(*lines, notes=notes, **WHOLE)) == expected


@pytest.mark.parametrize(
    ("edited", "code"),
    [
        pytest.param(text("op 1. A;", "op 3. B.", **WHOLE), "number-gap", id="gap"),
        pytest.param(text("op 1. A;", "op B.", **WHOLE), "no-number", id="no number"),
        pytest.param(text("op 1. A[^4].", **WHOLE), "note-missing", id="mark"),
        pytest.param(
            text("op 1. In 20134 and 20153.", notes=[("4", "x")], **WHOLE),
            "note-not-cited",
            id="glued",
        ),
        pytest.param(text("pp Decides.", **WHOLE), "no-operative-paragraph", id="operative"),
        pytest.param(unformed("pp The General Assembly", "op 1. A."), "no-formula", id="formula"),
    ],
)
def test_a_repair_mends_its_problem_in_one_step(edited, code):
    assert code not in codes(repaired(edited, code))


def test_a_formula_that_was_read_as_a_paragraph_is_one_again():
    after = repaired(unformed("pp The General Assembly", "pp Noting,", "op 1. A."), "no-formula")
    assert after.document.formula == "The General Assembly"
    assert [words for _, _, words in shown(after)] == ["Noting,", "A."]


@pytest.mark.parametrize(
    ("lines", "repairs"),
    [
        pytest.param(["pp Noting that lamps shine for all the peoples of the world alike,"], 0),
        pytest.param(["op 1. Decides."], 0),
        pytest.param(["pp The Council,", "op 1. Decides."], 1),
    ],
    ids=["too long", "none before", "short"],
)
def test_a_formula_is_offered_where_it_may_stand(lines, repairs):
    found = next(p for p in problems(unformed(*lines)) if p.doubt.code == "no-formula")
    assert len(found.repairs) == repairs


def test_a_formula_that_was_there_is_kept_among_what_was_left_out():
    after = operations.take_formula(text("pp The Council,", "op 1. A.", **WHOLE), "pp1")
    assert [each.text for each in after.document.dropped] == ["The General Assembly,"]
    with pytest.raises(Impossible):
        operations.take_formula(text("pp " + "Noting lamps, " * 20, **WHOLE), "pp1")


def test_a_figure_glued_to_a_year_becomes_the_mark():
    mended = repaired(
        text("op 1. In 20134 and 20153.", notes=[("4", "x")], **WHOLE), "note-not-cited"
    )
    assert shown(mended)[0][2] == "In 2013[^4] and 20153."


def test_an_unknown_sponsor_is_named_in_one_step():
    edited = operations.set_sponsors(text("op 1. Decides.", **WHOLE), ["Estonla"])
    assert codes(edited) == ["unknown-sponsor"]
    sponsors = repaired(edited, "unknown-sponsor").document.masthead.sponsors
    assert sponsors == (ParsedSponsor("Estonla", "estonia"),)


def test_a_hyphen_that_was_restored_can_be_taken_back():
    edited = Edited(parse((SEEDS / "a-c.1-77-l.23.txt").read_bytes()))
    mended = repaired(edited, "hyphen-restored")
    assert any("openended" in line[2] for line in shown(mended))


def test_the_most_doubtful_comes_first_and_what_is_settled_last():
    edited = text("op 1. A;", "op 3. B[^9].", notes=[("4", "x")], symbol="A/RES/71/28")
    assert codes(edited) == ["number-gap", "note-not-cited", "note-missing", "no-title", "no-date"]
    first = problems(edited)[0]
    assert first.doubt.anchor in unsure(problems(edited))
    settled = operations.settle(edited, first.doubt)
    assert [(p.doubt.code, p.settled) for p in problems(settled)][-1] == ("number-gap", True)
    assert first.doubt.anchor not in unsure([p for p in problems(settled) if p.settled])


def test_a_fact_that_an_editor_supplies_is_missed_no_more():
    edited = text("op 1. Decides.")
    assert codes(edited) == ["no-symbol", "no-title", "no-date"]
    supplied = operations.set_facts(edited, WHOLE)
    assert codes(supplied) == []


def test_lines_of_a_source_find_their_paragraphs():
    lines = [
        "United Nations",
        "Recalling its resolutions on the",
        "lamps of the General Assembly,",
        "1. Decides to meet again in the spring;",
        "2. Decides to meet again in the spring;",
        "12-34567",
    ]
    texts = [
        "Recalling its resolutions on the lamps of the General Assembly,",
        "Decides to meet again in the spring;",
        "Decides to meet again in the spring;",
    ]
    found = matched(lines, texts)
    assert (found[1], found[2], found.get(0), found.get(5)) == (0, 0, None, None)
    assert (found[3], found[4]) == (1, 2)
