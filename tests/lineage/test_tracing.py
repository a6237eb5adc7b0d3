"""Descents as rows: traced when texts change, ruled on by editors, joined to families."""

import contextlib
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from resolutions import archive
from resolutions.archive.bulk.texts import delete_texts
from resolutions.archive.tracing import is_due, texts_behind, trace_all, trace_texts
from resolutions.families import Carried, carried, history
from resolutions.models import (
    Descent,
    DescentRuling,
    Family,
    FamilyMember,
    Resolution,
    TextPrint,
)
from resolutions.vocabulary import Language, Verdict
from tests.factories import make_paragraph, make_text
from tests.lineage.test_kinship import CABLES, CHANGED, NORMS

pytestmark = pytest.mark.django_db

ACCENTED = (
    "Constatant que des câbles portent sous la mer presque tout ce qui se dit entre continents"
)


@pytest.fixture
def texts():
    """Three years of one line of texts."""
    return [
        make_text(f"A/RES/{session}/7", paragraphs, year=session + 1945, adopted_on=None)
        for session, paragraphs in (
            (60, [("pp1", NORMS), ("pp2", CABLES)]),
            (61, [("pp1", NORMS)]),
            (62, [("pp1", CHANGED), ("pp2", CABLES)]),
        )
    ]


def descents():
    rows = Descent.objects.order_by("later", "earlier").values_list(
        *("later__resolution__symbol", "later__anchor"),
        *("earlier__resolution__symbol", "earlier__anchor", "kind"),
    )
    return {(f"{a} {b}", f"{c} {d}"): kind for a, b, c, d, kind in rows}


ALL = {
    ("A/RES/61/7 pp1", "A/RES/60/7 pp1"): "same",
    ("A/RES/62/7 pp1", "A/RES/61/7 pp1"): "changed",
    ("A/RES/62/7 pp2", "A/RES/60/7 pp2"): "same",
}


def test_everything_is_traced_once(texts):
    assert trace_all() == {"en": 3}
    assert descents() == ALL
    change = Descent.objects.get(kind="changed")
    assert (change.score, change.kept, change.added, change.removed) == (93, 27, 2, 2)
    kept = set(Descent.objects.values_list("pk", flat=True))
    assert trace_all() == {}
    assert set(Descent.objects.values_list("pk", flat=True)) == kept


def test_families_tell_how_many_texts_have_a_paragraph_and_since_when(texts):
    trace_all()
    family = FamilyMember.objects.get(paragraph=texts[1].paragraphs.get()).family
    assert (family.texts, family.since, family.members.count()) == (3, 2005, 3)
    assert Family.objects.count() == 2


def test_an_unpublished_text_is_not_traced(texts):
    archive.withdraw(texts[1], "Published too early.", "editor")
    trace_all()
    assert descents() == {
        ("A/RES/62/7 pp1", "A/RES/60/7 pp1"): "changed",
        ("A/RES/62/7 pp2", "A/RES/60/7 pp2"): "same",
    }


def test_publishing_and_withdrawing_trace_at_once(texts, django_capture_on_commit_callbacks):
    archive.withdraw(texts[1], "Published too early.", "editor")
    trace_all()
    with django_capture_on_commit_callbacks(execute=True):
        archive.publish(texts[1])
    assert descents() == ALL
    assert Family.objects.get(since=2005, texts=3)
    with django_capture_on_commit_callbacks(execute=True):
        archive.withdraw(texts[1], "Published too early.", "editor")
    assert ("A/RES/62/7 pp1", "A/RES/60/7 pp1") in descents()
    assert not TextPrint.objects.filter(text=texts[1].pk).exists()
    assert not FamilyMember.objects.filter(paragraph__resolution=texts[1]).exists()


def test_a_change_that_could_not_be_traced_waits_for_the_next_run(
    texts, client, django_capture_on_commit_callbacks
):
    trace_all()
    assert not is_due()
    with django_capture_on_commit_callbacks():
        archive.withdraw(texts[1], "Published too early.", "editor")
    assert is_due()
    with django_capture_on_commit_callbacks():
        archive.restore(texts[1], "In order.", "editor")
    page = reverse("paragraph", args=["A/RES/62/7", "pp1"])
    assert texts_behind() == 1
    assert "The lineage of 1 text is being brought up to date" in client.get(page).text
    trace_all()
    assert (is_due(), texts_behind()) == (False, 0)
    assert "brought up to date" not in client.get(page).text
    assert descents() == ALL


def test_what_is_published_during_a_long_run_is_traced_at_its_end(texts):
    late = make_text("A/RES/63/7", [("pp1", CABLES)], year=2008, adopted_on=None)
    Resolution.objects.filter(pk=late.pk).update(published_at=None)

    def publish_one(done, total, stored):
        Resolution.objects.filter(pk=late.pk).update(published_at=late.published_at)

    assert trace_all(publish_one) == {"en": 4}
    assert descents()["A/RES/63/7 pp1", "A/RES/62/7 pp2"] == "same"


def test_a_text_that_comes_late_takes_its_place_in_time(texts):
    """An earlier text that is stored afterwards becomes the carrier of those after it."""
    trace_all()
    late = make_text("A/RES/61/9", [("op1", CABLES)], year=2006, adopted_on=None, title="Cables")
    assert trace_texts([late.pk]) is True
    assert descents()["A/RES/61/9 op1", "A/RES/60/7 pp2"] == "same"
    assert Family.objects.get(texts=3, members__paragraph__resolution=late)


def test_paragraphs_that_are_replaced_are_traced_anew(texts):
    trace_all()
    delete_texts([(texts[1].pk, "en")])
    assert ("A/RES/62/7 pp1", "A/RES/61/7 pp1") not in descents()
    make_paragraph(texts[1], "pp1", CABLES)
    trace_all()
    assert descents() == {
        ("A/RES/61/7 pp1", "A/RES/60/7 pp2"): "same",
        ("A/RES/62/7 pp1", "A/RES/60/7 pp1"): "changed",
        ("A/RES/62/7 pp2", "A/RES/61/7 pp1"): "same",
    }


def test_another_date_changes_the_order(texts):
    trace_all()
    texts[2].year = 2004
    texts[2].save()
    trace_texts([texts[2].pk])
    assert ("A/RES/60/7 pp2", "A/RES/62/7 pp2") in descents()
    assert ("A/RES/60/7 pp1", "A/RES/62/7 pp1") in descents()


WELCOMING = "Welcoming the talks on cables held in the spring by the States of the north"
ANEW = "Welcoming the talks on cables and satellites, held in Geneva by twelve States of the south"


@pytest.fixture
def line():
    """Two years of one line; between neighbours that stay, half the words of one are others."""
    return [
        make_text(
            f"A/RES/{session}/7",
            [("pp1", NORMS), ("pp2", middle), ("pp3", CABLES)],
            year=session + 1945,
            adopted_on=None,
        )
        for session, middle in ((60, WELCOMING), (62, ANEW))
    ]


def test_what_keeps_its_place_in_a_line_is_the_same_paragraph(line):
    trace_all()
    assert descents()["A/RES/62/7 pp2", "A/RES/60/7 pp2"] == "changed"
    link = Descent.objects.get(later__resolution=line[1], later__anchor="pp2")
    assert link.score < 75


def test_what_goes_to_the_operative_part_says_something_else(line):
    asked = "Requests that the talks on cables held in the spring by the States go on in autumn"
    delete_texts([(line[1].pk, "en")])
    for anchor, words in (("pp1", NORMS), ("pp2", CABLES), ("op1", asked)):
        make_paragraph(line[1], anchor, words)
    trace_all()
    assert descents()["A/RES/62/7 op1", "A/RES/60/7 pp2"] == "reused"


def test_another_text_is_compared_where_one_comes_between(line):
    trace_all()
    between = make_text("A/RES/61/7", [("pp1", NORMS)], year=2006, adopted_on=None)
    trace_texts([between.pk])
    assert ("A/RES/62/7 pp2", "A/RES/60/7 pp2") not in descents()
    archive.withdraw(between, "Published too early.", "editor")
    trace_texts([between.pk])
    assert descents()["A/RES/62/7 pp2", "A/RES/60/7 pp2"] == "changed"


def test_a_rejected_descent_stays_away_from_its_place_too(line):
    DescentRuling.objects.create(
        later_text=line[1],
        later_anchor="pp2",
        earlier_text=line[0],
        earlier_anchor="pp2",
        verdict=Verdict.REJECTED,
    )
    trace_all()
    assert ("A/RES/62/7 pp2", "A/RES/60/7 pp2") not in descents()


def test_each_paragraph_has_the_earliest_that_it_goes_on_from(texts):
    """What became one with a paragraph later had a past of its own."""
    make_text("A/RES/50/9", [("pp1", CABLES)], year=1995, adopted_on=None, title="Cables")
    both = f"{CHANGED}, {CABLES.lower()}"
    merged = make_text("A/RES/63/7", [("pp1", both)], year=2008, adopted_on=None)
    trace_all()
    assert Family.objects.get().since == 1995
    assert carried(texts[2], "en") == {"pp1": Carried(5, 2005), "pp2": Carried(5, 1995)}
    assert carried(merged, "en") == {"pp1": Carried(5, 1995)}
    for text, anchor, year in ((texts[2], "pp1", 2005), (merged, "pp1", 1995)):
        paragraph = text.paragraphs.get(anchor=anchor)
        assert history(paragraph).first.resolution.year == year


def test_headings_are_not_traced():
    for session in (60, 61):
        text = make_text(f"A/RES/{session}/7", year=session + 1945)
        make_paragraph(text, "pp1", "Means and ways to a common end among States", kind="heading")
    trace_all()
    assert descents() == {}


def test_each_language_is_traced_by_itself(texts):
    for text in texts[:2]:
        make_paragraph(text, "pp9", ACCENTED, language=Language.FRENCH)
    assert trace_all() == {"en": 3, "fr": 2}
    links = Descent.objects.filter(later__language="fr")
    assert [(link.kind, link.earlier.language) for link in links] == [("same", "fr")]


def rule(texts, verdict, later="pp1", earlier="pp1"):
    return DescentRuling.objects.create(
        later_text=texts[1],
        later_anchor=later,
        earlier_text=texts[0],
        earlier_anchor=earlier,
        verdict=verdict,
    )


def test_a_ruling_outlives_tracing_anew(texts):
    rule(texts, Verdict.CONFIRMED)
    for _ in range(2):
        call_command("trace_lineage", all=True)
        assert Descent.objects.get(is_confirmed=True).later.resolution == texts[1]
        assert descents() == ALL


def test_a_rejected_descent_stays_away(texts):
    rule(texts, Verdict.REJECTED)
    trace_all()
    assert ("A/RES/61/7 pp1", "A/RES/60/7 pp1") not in descents()


def test_a_descent_that_an_editor_adds(texts):
    rule(texts, Verdict.CONFIRMED, earlier="pp2")
    trace_all()
    added = Descent.objects.get(is_confirmed=True)
    assert (added.earlier.anchor, added.kind) == ("pp2", "reused")


def test_a_descent_that_an_editor_adds_comes_and_goes_with_the_earlier_text(texts):
    """Though the two share no word by which tracing would find it."""
    rule(texts, Verdict.CONFIRMED, earlier="pp2")
    trace_all()
    for published_at in (None, texts[0].published_at):
        Resolution.objects.filter(pk=texts[0].pk).update(published_at=published_at)
        assert trace_texts([texts[0].pk])
        assert Descent.objects.filter(is_confirmed=True).exists() is bool(published_at)


def test_a_run_that_was_stopped_goes_on(texts):
    def stop(done, total, stored):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        trace_all(stop)
    TextPrint.objects.filter(text=texts[2].pk).update(is_traced=False)
    assert trace_all() == {"en": 1}
    assert descents() == ALL


def test_the_command_tells_what_it_did(texts, capsys):
    call_command("trace_lineage")
    assert "English: 3 texts traced" in capsys.readouterr().out


def checked() -> str:
    said = StringIO()
    with contextlib.suppress(CommandError):
        call_command("trace_lineage", check=True, stdout=said)
    return said.getvalue()


def test_what_is_stored_is_held_against_tracing_anew(texts):
    trace_all()
    assert "English: 3 descents, as stored" in checked()
    assert "Lineage is what tracing everything from nothing gives." in checked()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        pytest.param(
            lambda: Descent.objects.filter(kind="changed").update(score=92),
            "1 paragraphs have other descents, 0 texts look back on others, 0 families differ; "
            "as A/RES/62/7 pp1",
            id="a descent",
        ),
        pytest.param(
            lambda: TextPrint.objects.filter(predecessors=b"").update(is_traced=False),
            "0 paragraphs have other descents, 1 texts look back on others, 0 families differ",
            id="a text",
        ),
        pytest.param(
            lambda: Family.objects.filter(texts=3).update(since=2004),
            "0 paragraphs have other descents, 0 texts look back on others, 2 families differ",
            id="a family",
        ),
    ],
)
def test_the_check_finds_what_differs(texts, spoil, said):
    trace_all()
    assert spoil() == 1
    assert said in checked()
    assert "from nothing gives" not in checked()
