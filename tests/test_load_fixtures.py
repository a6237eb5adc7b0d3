"""What a newcomer's archive holds after its first start."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count

from resolutions.archive.withdrawals import take_back
from resolutions.models import (
    Ballot,
    Citation,
    Paragraph,
    Resolution,
    SourceFile,
    Sponsor,
    Sponsorship,
    VoteSession,
)

pytestmark = pytest.mark.django_db

HELD = (Resolution, Paragraph, Citation, Sponsor, Sponsorship, VoteSession, Ballot, SourceFile)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The fixtures, loaded once: each test rolls back to here, and the last one all of it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_fixtures", stdout=StringIO())
        yield
        transaction.set_rollback(True)


def counts():
    return {model.__name__: model.objects.count() for model in HELD}


def test_loading_twice_is_loading_once(loaded):
    before = counts()
    versions = dict(Resolution.objects.values_list("pk", "updated_at"))

    call_command("load_fixtures", stdout=StringIO())

    assert counts() == before
    assert dict(Resolution.objects.values_list("pk", "updated_at")) == versions


def test_what_an_editor_took_back_stays_away(loaded):
    listed = Sponsorship.objects.exclude(source="Printed in the text").first().resolution
    for sponsorship in list(listed.sponsorships.all()):
        take_back(listed, f"sponsorship-{sponsorship.pk}", "Of another text.", "m.lee")
    vote = VoteSession.objects.filter(ballots__isnull=False).first()
    take_back(vote.resolution, f"votesession-{vote.pk}", "Of another text.", "m.lee")
    before = counts()

    call_command("load_fixtures", stdout=StringIO())

    assert counts() == before


def test_everything_loaded_is_public(loaded):
    assert not Resolution.objects.filter(published_at=None).exists()


def test_an_editors_work_survives_another_load(loaded):
    record = Resolution.objects.get(symbol="A/RES/53/70")
    record.title, record.published_at = "Corrected title", None
    record.save()

    call_command("load_fixtures", stdout=StringIO())

    record.refresh_from_db()
    assert record.title == "Corrected title"
    assert not record.is_published


@pytest.mark.parametrize(
    ("name", "preambular", "operative", "sponsors"),
    [
        ("unga-76-working-draft", 13, 7, 0),
        ("A/C.1/77/L.23", 7, 5, 13),
        ("A/C.1/74/L.49/Rev.1", 15, 5, 29),
        ("A/C.1/68/L.37", 18, 5, 17),
        ("A/RES/71/28", 15, 5, 0),
    ],
)
def test_the_first_texts_are_whole(loaded, name, preambular, operative, sponsors):
    text = Resolution.objects.named(name).get()

    assert text.has_text
    assert text.paragraphs.filter(kind="preambular").count() == preambular
    assert text.paragraphs.filter(kind="operative").count() == operative
    assert text.sponsorships.filter(role="original").count() == sponsors
    assert text.sources.get().content.size == text.sources.get().size


def test_texts_know_what_they_became(loaded):
    revised = Resolution.objects.get(symbol="A/C.1/77/L.23/Rev.1")

    assert revised.revises.symbol == "A/C.1/77/L.23"
    assert revised.became.symbol == "A/RES/77/36"
    assert [str(t) for t in Resolution.objects.versions_of(revised).by_symbol()] == [
        "A/RES/77/36",
        "A/C.1/77/L.23",
        "A/C.1/77/L.23/Rev.1",
    ]


def test_sponsors_are_found_through_the_draft(loaded):
    found = Resolution.objects.sponsored_by(["estonia"])

    assert {"A/C.1/74/L.49/Rev.1", "A/RES/74/28"} <= {text.symbol for text in found}


def test_every_name_on_the_texts_is_an_actor(loaded):
    assert not Sponsorship.objects.filter(sponsor=None).exists()


def test_citations_resolve_to_the_catalogue(loaded):
    text = Resolution.objects.get(symbol="A/RES/71/28")
    first = text.paragraphs.get(anchor="pp1").citations.order_by("start")

    assert first.first().cited.symbol == "A/RES/53/70"
    assert not first.filter(cited=None).exists()
    assert Resolution.objects.get(symbol="A/70/174").cited_in.exists()


def test_ballots_add_up_to_the_tallies_as_stated(loaded):
    """The two exceptions are known, and each vote's note says so."""
    short = []
    for vote in VoteSession.objects.filter(kind="recorded").select_related("resolution"):
        cast = dict(vote.ballots.values_list("choice").annotate(Count("pk")))
        listed = [cast.get(choice, 0) for choice in "YNA"]
        if cast and listed != [vote.in_favour, vote.against, vote.abstaining]:
            short.append(str(vote.resolution))
            assert vote.note

    assert short == ["A/RES/71/28", "A/C.1/74/L.49/Rev.1"]


def test_members_that_cast_no_vote_are_counted_where_the_list_is_complete(loaded):
    vote = VoteSession.objects.get(resolution__symbol="A/RES/77/36", body="plenary")

    assert vote.not_voting == vote.ballots.filter(choice="X").count()
    assert vote.in_favour + vote.against + vote.abstaining + vote.not_voting == 193
