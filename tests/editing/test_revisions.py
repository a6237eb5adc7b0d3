"""Tracked changes of Word files: accepted or refused, one by one and all at once."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from resolutions.editing import Edited, Impossible, flatten
from resolutions.editing.performing import perform
from resolutions.editing.problems import problems
from resolutions.editing.revisions import change_key
from resolutions.ingest import parse
from tests.editing.texts import shown
from tests.ingest.test_docx_changes import deleted, inserted, mark
from tests.ingest.word import docx, paragraph, run

HEAD = (
    paragraph("A/C.1/77/L.91"),
    paragraph("Lamps in the service of peace"),
    paragraph("The General Assembly,"),
    paragraph("Recalling its resolution 71/28 of 5 December 2016,"),
)
WHO = 'w:id="1" w:author="Egypt"'


def read(*body, **parts):
    return Edited(parse(docx("".join([*HEAD, *body]), **parts)))


def texts(edited):
    return [f"{p.number} {p.text}".strip() for p in flatten(edited)][1:]


def do(edited, name, **values):
    return perform(edited, name, values)[0]


def moved(words, way):
    return f"<w:move{way} {WHO}>{run(words)}</w:move{way}>"


LAST = paragraph("9. Decides to meet again.")
CASES = [
    pytest.param(
        [
            paragraph(
                "1. Encourag",
                deleted("es"),
                inserted(run("ing")),
                " the ",
                deleted("old "),
                "report;",
            )
        ],
        ["1 Encouraging the report;"],
        ["1 Encourages the old report;"],
        id="words and parts of words",
    ),
    pytest.param(
        [
            paragraph("1. Welcomes it;"),
            paragraph(inserted(run("2. Asks;")), properties=mark("ins")),
        ],
        ["1 Welcomes it;", "2 Asks;"],
        ["1 Welcomes it;"],
        id="a paragraph inserted before one",
    ),
    pytest.param(
        [
            paragraph("1. Welcomes it;", properties=mark("ins")),
            paragraph(inserted(run("2. Asks;"))),
        ],
        ["1 Welcomes it;", "2 Asks;"],
        ["1 Welcomes it;"],
        id="a paragraph typed below one",
    ),
    pytest.param(
        [
            paragraph("1. Welcomes it;"),
            paragraph(deleted("2. Asks;"), properties=mark("del")),
        ],
        ["1 Welcomes it;"],
        ["1 Welcomes it;", "2 Asks;"],
        id="a paragraph deleted",
    ),
    pytest.param(
        [
            paragraph("1. Welcomes it", properties=mark("del")),
            paragraph(" and asks;"),
        ],
        ["1 Welcomes it and asks;"],
        ["1 Welcomes it", "and asks;"],
        id="two paragraphs joined",
    ),
    pytest.param(
        [
            paragraph("1. Welcomes it;", properties=mark("ins")),
            paragraph("2. Asks;"),
        ],
        ["1 Welcomes it;", "2 Asks;"],
        ["1 Welcomes it; Asks;"],
        id="a paragraph parted",
    ),
    pytest.param(
        [
            paragraph(moved("1. Asks;", "From"), properties=mark("moveFrom")),
            paragraph("2. Welcomes it;"),
            paragraph(moved("3. Asks;", "To"), properties=mark("moveTo")),
        ],
        ["2 Welcomes it;", "3 Asks;"],
        ["1 Asks;", "2 Welcomes it;"],
        id="a paragraph moved",
    ),
]


@pytest.mark.parametrize(("body", "accepted", "refused"), CASES)
def test_all_changes_are_accepted_or_refused_at_once(body, accepted, refused):
    edited = read(*body, LAST)
    last = "9 Decides to meet again."
    assert texts(edited) == [*accepted, last]
    after = do(edited, "accept-changes")
    assert (texts(after), after.document.changes) == ([*accepted, last], ())
    after = do(edited, "refuse-changes")
    assert (texts(after), after.document.changes) == ([*refused, last], ())


def test_the_last_paragraph_that_was_deleted_comes_back_as_the_last():
    edited = read(LAST, paragraph(deleted("10. Asks."), properties=mark("del")))
    assert texts(edited) == ["9 Decides to meet again."]
    assert texts(do(edited, "refuse-changes")) == ["9 Decides to meet again.", "10 Asks."]


def test_one_change_is_refused_and_the_others_stay_where_they_are():
    edited = read(
        paragraph(
            "1. its ", deleted("74/28"), inserted(run("75/32")), " of ", deleted("an "), "year;"
        )
    )
    gone, come, article = edited.document.changes
    after = do(edited, "refuse-change", key=change_key(gone))
    assert texts(after) == ["1 its 74/2875/32 of year;"]
    assert [change.text for change in after.document.changes] == ["75/32", "an "]
    after = do(after, "refuse-changes", anchor="op1")
    assert texts(after) == ["1 its 74/28 of an year;"]
    after = do(edited, "accept-change", key=change_key(come))
    assert texts(after) == texts(edited)
    assert [change.text for change in after.document.changes] == ["74/28", "an "]
    with pytest.raises(Impossible, match="settled already"):
        do(after, "refuse-change", key=change_key(come))
    assert change_key(article) in {change_key(each) for each in after.document.changes}


def test_a_change_that_was_edited_since_is_not_refused_blindly():
    edited = read(
        paragraph(
            "1. Welcomes the ", inserted(run("splendid ")), "report of ", deleted("old "), "lamps;"
        )
    )
    after = do(edited, "edit", anchor="op1", text="Welcomes the radiant report of lamps;")
    first, second = after.document.changes
    with pytest.raises(Impossible, match="not certain"):
        do(after, "refuse-change", key=change_key(first))
    assert texts(do(after, "refuse-change", key=change_key(second))) == [
        "1 Welcomes the radiant report of old lamps;"
    ]
    assert texts(do(after, "accept-change", key=change_key(first))) == texts(after)


def test_a_change_in_a_footnote_is_refused():
    note = (
        f'<w:footnote w:id="1">{paragraph("A/68/98", inserted(run(", annex")), ".")}</w:footnote>'
    )
    cited = paragraph(
        "1. Welcomes the report", '<w:r><w:footnoteReference w:id="1"/></w:r>', run(";")
    )
    edited = read(cited, LAST, footnotes=note)
    assert edited.document.notes[0].text == "A/68/98, annex."
    after = do(edited, "refuse-changes")
    assert (after.document.notes[0].text, after.document.changes) == ("A/68/98.", ())


def test_marks_of_footnotes_stay_beside_their_words():
    note = f'<w:footnote w:id="1">{paragraph("A/68/98.")}</w:footnote>'
    mark_ = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    body = paragraph(
        "1. Welcomes ",
        deleted("the "),
        "report",
        mark_,
        run(" on "),
        inserted(run("all ")),
        run("lamps;"),
    )
    edited = read(body, LAST, footnotes=note)
    assert shown(edited)[1][2] == "Welcomes report[^1] on all lamps;"
    assert shown(do(edited, "refuse-changes"))[1][2] == "Welcomes the report[^1] on lamps;"


SAID = paragraph("Should this", " stay?")
COMMENT = f'<w:comment w:id="3" w:author="Egypt" w:date="2022-10-06">{SAID}</w:comment>'
ASKED = paragraph(
    "1. Welcomes the report", '<w:r><w:commentReference w:id="3"/></w:r>', run(" on lamps;")
)


def test_a_comment_is_shown_until_somebody_has_noted_it():
    edited = read(ASKED, LAST, comments=COMMENT)
    [comment] = edited.document.changes
    assert (comment.kind, comment.text, comment.author, comment.anchor) == (
        *("comment", "Should this stay?", "Egypt", "op1"),
    )
    said = [
        (p.doubt.anchor, p.doubt.message) for p in problems(edited) if p.doubt.code == "comment"
    ]
    assert said == [("op1", "A comment by Egypt: “Should this stay?”")]
    assert "comments" not in {p.doubt.code for p in problems(edited)}
    assert do(edited, "accept-changes") == edited
    with pytest.raises(Impossible):
        do(edited, "refuse-changes")


WORDS = st.sampled_from(["lamps ", "of ", "peace ", "and ", "norms, ", "s", "un", "3 "])
STRETCHES = st.lists(st.tuples(st.sampled_from(["kept", "ins", "del"]), WORDS), max_size=8)


@given(STRETCHES, STRETCHES)
@example([("del", "lamps "), ("ins", "lamps ")], [("ins", "3 "), ("del", "s")])
def test_whatever_was_tracked_in_words_can_be_refused(first, second):
    """Refusing everything gives the text without what was inserted, with what was deleted."""

    def body(stretches, verb):
        made = {"kept": run, "ins": lambda words: inserted(run(words)), "del": deleted}
        return paragraph(verb, *[made[kind](words) for kind, words in stretches], run("end;"))

    def before(stretches, verb):
        return paragraph(
            verb, *[run(words) for kind, words in stretches if kind != "ins"], run("end;")
        )

    edited = read(body(first, "1. Welcomes "), body(second, "2. Asks "), LAST)
    original = read(before(first, "1. Welcomes "), before(second, "2. Asks "), LAST)
    if edited.document.changes:
        after = do(edited, "refuse-changes")
        assert (texts(after), after.document.changes) == (texts(original), ())
    else:
        assert texts(edited) == texts(original)
