"""What each operation makes of a text, and what none of them may do."""

import json
from dataclasses import replace
from functools import partial

import pytest
from django.conf import settings
from hypothesis import assume, given
from hypothesis import strategies as st

from resolutions.editing import Edited, Impossible, decode, encode, flatten, operations, rebuild
from resolutions.editing.marked import read, written
from resolutions.editing.problems import problems
from resolutions.ingest import parse
from resolutions.ingest.document import NoteMark, ParseWarning
from tests.editing.texts import shown, text, texts

SEEDS = sorted((settings.BASE_DIR / "fixtures" / "documents").iterdir())
A_TEXT = text(
    "pp Recalling resolution 53/70[^1] and others,",
    "pp Noting lamps,",
    "op 1. Decides to meet:",
    "  sub (a) In spring; and in autumn;",
    "  sub (b) In Geneva;",
    "op 2. Requests a report.",
    notes=[("1", "Adopted in 1998.")],
)


def do(name, *args):
    return partial(operations.OPERATIONS[name], A_TEXT, *args)


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        pytest.param(
            do("split", "pp1", len("Recalling resolution 53/70")),
            [("pp1", "", "Recalling resolution 53/70[^1]"), ("pp2", "", "and others,")],
            id="a split leaves the mark with the words before it",
        ),
        pytest.param(
            do("split", "op1-a", len("In spring;")),
            [("op1-a", "(a)", "In spring;"), ("op1-p2", "", "and in autumn;")],
            id="the second part of a point has no label yet",
        ),
        pytest.param(
            do("join", "pp1"),
            [("pp1", "", "Recalling resolution 53/70[^1] and others, Noting lamps,")],
            id="join",
        ),
        pytest.param(
            do("join", "op1-b"),
            [("op1-b", "(b)", "In Geneva; Requests a report.")],
            id="a join goes across the depths",
        ),
        pytest.param(
            do("edit", "pp2", "Noting torches,[^1]\n\nRecalling them,"),
            [("pp2", "", "Noting torches,[^1]"), ("pp3", "", "Recalling them,")],
            id="a blank line begins a paragraph",
        ),
        pytest.param(
            do("edit", "pp2", "Noting\nlamps  and torches,"),
            [("pp2", "", "Noting lamps and torches,")],
            id="a line end is a space",
        ),
        pytest.param(
            do("kind", "pp2", "operative", "1"),
            [("op1", "1", "Noting lamps,"), ("s2-op1", "1", "Decides to meet:")],
            id="the same number twice begins a section",
        ),
        pytest.param(
            do("kind", "op2", "subparagraph", "(c)"),
            [("op1-c", "(c)", "Requests a report.")],
            id="a paragraph becomes a point of the one above",
        ),
        pytest.param(
            do("kind", "op1-a", "operative", "2."),
            [("op2", "2", "In spring; and in autumn;"), ("op2-b", "(b)", "In Geneva;")],
            id="what stood beside a point stands below it now",
        ),
        pytest.param(do("kind", "pp2", "heading"), [("h1", "", "Noting lamps,")], id="heading"),
        pytest.param(
            do("indent", "op1-b", 1), [("op1-a-b", "(b)", "In Geneva;")], id="one level in"
        ),
        pytest.param(
            do("take-mark", "pp1", len("Recalling resolution 53/"), "70"),
            [("pp1", "", "Recalling resolution 53/[^1][^70] and others,")],
            id="a figure becomes a mark",
        ),
        pytest.param(
            do("edit", "pp2", "Noting lamps[^1][^1],"),
            [("pp2", "", "Noting lamps[^1],")],
            id="a mark stands at a place once",
        ),
        pytest.param(
            do("remove-mark", "1"),
            [("pp1", "", "Recalling resolution 53/70 and others,")],
            id="a mark goes",
        ),
        pytest.param(
            do("replace-words", "lamps", "torches"), [("pp2", "", "Noting torches,")], id="words"
        ),
    ],
)
def test_operations(done, expected):
    before, after = shown(A_TEXT), shown(done())
    assert [line for line in after if line not in before][: len(expected)] == expected


def test_renumbering_counts_from_the_first():
    gappy = text("op 3. One", "op Two", "  sub (x) Deep", "op 7. Three")
    assert [line[:2] for line in shown(operations.renumber(gappy, "op3"))] == [
        ("op3", "3"),
        ("op4", "4"),
        ("op4-x", "(x)"),
        ("op5", "5"),
    ]


def test_renumbering_points_letters_them():
    gappy = text("op 1. One:", "  sub (b) A", "  sub B", "op 2. Two:", "  sub (x) C")
    assert [line[1] for line in shown(operations.renumber(gappy, "op1-b"))] == [
        *("1", "(a)", "(b)", "2", "(x)"),
    ]


def test_a_paragraph_that_is_taken_out_can_be_put_back():
    out = operations.take_out(A_TEXT, "pp2")
    assert out.document.dropped[-1].text == "Noting lamps,"
    assert shown(operations.put_back(out, len(out.document.dropped) - 1, "pp1")) == shown(A_TEXT)


def test_a_paragraph_becomes_a_note():
    noted = operations.make_note(A_TEXT, "pp2", "2")
    assert [(note.mark, note.text) for note in noted.document.notes] == [
        ("1", "Adopted in 1998."),
        ("2", "Noting lamps,"),
    ]
    assert len(flatten(noted)) == len(flatten(A_TEXT)) - 1


def test_citations_are_found_anew_in_a_new_text():
    edited = operations.edit(A_TEXT, "pp2", "Noting resolution 70/237 of 23 December 2015,")
    (span,) = flatten(edited)[1].citations
    assert span.symbol == "A/RES/70/237"


def test_what_an_editor_says_of_words_goes_on_when_the_text_is_edited():
    said = operations.cite(A_TEXT, "pp2", "lamps", "a/res/73/27")
    edited = operations.edit(said, "pp2", "Noting with concern lamps,")
    (span,) = flatten(edited)[1].citations
    assert (span.symbol, edited.document.paragraphs[1].text[span.start : span.end]) == (
        *("A/RES/73/27", "lamps"),
    )


def test_words_that_an_editor_says_cite_nothing_cite_nothing():
    found = operations.edit(A_TEXT, "pp2", "Noting resolution 70/237,")
    denied = operations.cite(found, "pp2", "70/237", "")
    again = operations.edit(denied, "pp2", "Noting also resolution 70/237,")
    assert flatten(again)[1].citations == ()


def test_a_sponsor_keeps_the_actor_that_an_editor_named():
    edited = operations.set_sponsors(A_TEXT, ["Estonia", "Freedonia", " "])
    named = operations.name_sponsor(edited, "Freedonia", "france")
    again = operations.set_sponsors(named, ["Freedonia", "Estonia", "Estonia"])
    assert [(s.printed, s.slug) for s in again.document.masthead.sponsors] == [
        ("Freedonia", "france"),
        ("Estonia", "estonia"),
    ]


def test_a_settled_doubt_moves_with_its_paragraph():
    doubt = ParseWarning("unnumbered-text", "A paragraph follows.", "pp2")
    settled = operations.settle(A_TEXT, doubt)
    assert operations.split(settled, "pp1", 9).settled[0].anchor == "pp3"


def test_public_anchors_are_followed_through_every_step():
    public = {piece.anchor: piece.anchor for piece in flatten(A_TEXT)}
    edited = replace(A_TEXT, moved=public)
    edited = operations.split(edited, "pp1", len("Recalling resolution 53/70"))
    edited = operations.join(edited, "op1-a")
    edited = operations.take_out(edited, "op2")
    assert edited.moved == {
        **{"pp1": "pp1", "pp2": "pp3", "op1": "op1"},
        **{"op1-a": "op1-a", "op1-b": "op1-a", "op2": ""},
    }


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (do("split", "pp1", 0), "no words on one side"),
        (do("join", "op2"), "No paragraph follows"),
        (do("edit", "pp9", "x"), "not in the text any more"),
        (do("kind", "pp1", "subparagraph"), "needs a paragraph above"),
        (do("kind", "pp1", "poem"), "no such kind"),
        (do("indent", "op1-a", -1), "at that end already"),
        (do("renumber", "pp1"), "numbers no such"),
        (do("take-mark", "pp1", 0, "9"), "does not stand there"),
        (do("cite", "pp1", "nowhere", "71/28"), "do not stand in"),
        (do("cite", "pp2", "lamps", "nonsense"), "Enter the symbol"),
        (do("add-note", "1", "Twice"), "a footnote 1 already"),
        (do("add-note", "2", " "), "Type the words"),
        (do("edit-note", 7, "1", "x"), "no such footnote"),
        (do("put-back", 7), "in the text already"),
        (do("name-sponsor", "Cuba", "nobody"), "no such actor"),
        (do("replace-words", "", "x"), "which words"),
    ],
)
def test_what_cannot_be_done_is_said(done, said):
    with pytest.raises(Impossible, match=said):
        done()


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_seed_comes_back_from_its_outline_and_from_json(seed):
    edited = Edited(parse(seed.read_bytes()))
    assert rebuild(edited, flatten(edited)) == edited
    assert decode(json.loads(json.dumps(encode(edited)))) == edited


def words(edited):
    """Every word of a text, of what was left out of it, and of its notes."""
    document = edited.document
    parts = [piece.text for piece in flatten(edited)]
    parts += [read(dropped.text)[0] for dropped in document.dropped]
    parts += [note.text for note in document.notes]
    return sorted("".join(parts).replace(" ", ""))


@given(texts(), st.data())
def test_no_word_is_lost_and_a_text_stays_whole(edited, data):
    """Splits and joins keep every character and mark; anchors are there once each."""
    for _ in range(3):
        piece = data.draw(st.sampled_from(flatten(edited)))
        name = data.draw(st.sampled_from(["split", "join", "indent", "kind"]))
        args = {
            "split": (data.draw(st.integers(0, len(piece.text))),),
            "indent": (data.draw(st.sampled_from([1, -1])),),
            "kind": (data.draw(st.sampled_from(["preambular", "operative", "heading"])), "1"),
        }.get(name, ())
        try:
            after = operations.OPERATIONS[name](edited, piece.anchor, *args)
        except Impossible:
            continue
        assert words(after) == words(edited)
        assert sum(len(p.marks) for p in flatten(after)) == sum(
            len(p.marks) for p in flatten(edited)
        )
        anchors = [p.anchor for p in flatten(after)]
        assert len(set(anchors)) == len(anchors)
        for p in flatten(after):
            assert all(0 <= mark.position <= len(p.text) for mark in p.marks)
            assert all(0 <= c.start < c.end <= len(p.text) for c in p.citations)
        assert decode(encode(after)) == after
        assert problems(after) == problems(after)
        edited = after


@given(texts(), st.data())
def test_a_join_undoes_a_split(edited, data):
    piece = data.draw(st.sampled_from(flatten(edited)))
    at = piece.text.find(" ", 1)
    assume(at > 0 and piece.text[:at].strip() and piece.text[at:].strip())
    place = [p.anchor for p in flatten(edited)].index(piece.anchor)
    apart = operations.split(edited, piece.anchor, at)
    together = operations.join(apart, flatten(apart)[place].anchor)
    assert [(p.text, p.marks, p.depth) for p in flatten(together)] == [
        (p.text, p.marks, p.depth) for p in flatten(edited)
    ]


@given(
    st.text(st.sampled_from("ab [^]\\1é"), max_size=20),
    st.lists(st.tuples(st.sampled_from(["1", "*"]), st.integers(0, 20)), max_size=3),
)
def test_a_text_with_marks_comes_back_from_what_is_typed(words, marks):
    placed = tuple(
        NoteMark(mark, position)
        for mark, position in sorted(marks, key=lambda m: m[1])
        if position <= len(words)
    )
    assert read(written(words, placed)) == (words, placed)
