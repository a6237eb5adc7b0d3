"""A vote, a ballot or a sponsor taken from a public text: gone everywhere, kept, and put back."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from resolutions import archive
from resolutions.archive import withdrawals
from resolutions.archive.acting import replacing
from resolutions.archive.bulk.sponsors import store_sponsors
from resolutions.archive.bulk.votes import Vote, store_votes
from resolutions.ingest.document import ParsedBallot, ParsedSponsor, ParsedVote
from resolutions.models import Ballot, ChangeRecord, Sponsorship, VoteSession, Withdrawal
from resolutions.roles import make_roles
from resolutions.vocabulary import BallotChoice, SponsorRole, VoteKind
from tests import factories as make

pytestmark = pytest.mark.django_db
WHY = "It was the vote on another text."


@pytest.fixture
def text():
    text = make.make_text("A/RES/71/28", [("op1", "Calls for lamps.")], year=2016)
    cuba, chad = make.make_sponsor("Cuba"), make.make_sponsor("Chad")
    make.sponsor_text(text, cuba)
    ballots = [(cuba, "Y"), (chad, "N")]
    make.make_vote(text, ballots, in_favour=1, against=1, abstaining=0)
    return text


@pytest.fixture
def publisher(client):
    make_roles()
    client.force_login(make.make_user("p.sy", "Publisher"))
    return client


def rows(text):
    """All that can be taken back, as it is stored."""
    ballots = Ballot.objects.filter(vote__resolution=text)
    return [
        list(found.order_by("pk").values()) for found in (text.votes, text.sponsorships, ballots)
    ]


def name_of(row):
    return f"{row._meta.model_name}-{row.pk}"


def send(client, text, **sent):
    return client.post(reverse("editing:text", args=[text.pk]), sent, follow=True)


TAKEN = {
    "vote": VoteSession,
    "ballot": Ballot,
    "sponsor": Sponsorship,
}


@pytest.mark.parametrize("model", TAKEN.values(), ids=TAKEN)
def test_a_row_is_taken_back_with_a_reason_and_put_back_as_it_was(publisher, text, model):
    before, row = rows(text), model.objects.first()
    page = send(publisher, text, do="take-back", row=name_of(row), words=WHY)
    assert "Taken from the pages" in page.text
    assert not model.objects.filter(pk=row.pk).exists()
    taken = Withdrawal.objects.get()
    assert (taken.author, taken.words, taken.resolution) == ("p.sy", WHY, text)
    assert WHY in publisher.get(text.get_absolute_url()).text
    last = ChangeRecord.objects.filter(action="delete").first()
    assert (last.actor, last.reason, last.text) == ("p.sy", WHY, text.pk)
    assert "Put back." in send(publisher, text, do="put-back", number=taken.pk).text
    assert rows(text) == before
    again = send(publisher, text, do="put-back", number=taken.pk)
    assert (again.status_code, "put back already" in again.text) == (409, True)


def test_a_vote_that_was_taken_back_is_in_no_page_count_or_file(publisher, client, text):
    addresses = [
        *("/votes/", "/votes/?format=csv", "/votes/A/RES/71/28/?format=csv", "/years/2016/"),
        *("/documents/?vote=recorded", "/search/?q=lamps&vote=recorded", "/sponsors/cuba/"),
        "/documents/A/RES/71/28/akoma-ntoso.xml",
    ]

    def seen():
        client.logout()
        answers = [client.get(address) for address in addresses]
        assert {answer.status_code for answer in answers} == {200}
        bodies = (b"".join(a) if a.streaming else a.content for a in answers)
        return [body.decode() for body in bodies]

    user = User.objects.get(username="p.sy")
    without = make.make_text("A/RES/71/29", [("op1", "Calls for lamps.")], year=2016)
    with_vote = seen()
    client.force_login(user)
    send(client, text, do="take-back", row=name_of(text.votes.get()), words=WHY)
    for address, before, after in zip(addresses, with_vote, seen(), strict=True):
        assert before != after, address
    assert "A/RES/71/28" not in client.get("/votes/").text
    assert without.votes.count() == 0


@pytest.mark.parametrize(
    ("row", "words", "said"),
    [
        pytest.param("", WHY, "Choose what", id="nothing"),
        pytest.param("votesession-9999999", WHY, "Choose what", id="not there"),
        pytest.param("resolution-1", WHY, "Choose what", id="another table"),
        pytest.param("votesession-²", WHY, "Choose what", id="no number"),
        pytest.param(None, " ", "Say in a sentence", id="no reason"),
        pytest.param(None, "x" * 301, "300 characters", id="too long"),
    ],
)
def test_what_is_wrong_is_said_and_takes_nothing(publisher, text, row, words, said):
    before = rows(text)
    name = name_of(text.votes.get()) if row is None else row
    page = send(publisher, text, do="take-back", row=name, words=words)
    assert (page.status_code, said in page.text) == (409, True)
    assert rows(text) == before


def test_a_row_of_another_text_is_not_taken(publisher, text):
    other = make.make_text("A/RES/71/29")
    page = send(publisher, other, do="take-back", row=name_of(text.votes.get()), words=WHY)
    assert page.status_code == 409
    assert text.votes.count() == 1


def test_editors_take_nothing_back(publisher, text):
    User.objects.get(username="p.sy").groups.set(Group.objects.filter(name="Editor"))
    sent = {"do": "take-back", "row": name_of(text.votes.get()), "words": WHY}
    assert send(publisher, text, **sent).status_code == 403
    assert "Take back" not in publisher.get(reverse("editing:text", args=[text.pk])).text


def test_where_another_vote_is_by_now_none_is_put_back(publisher, text):
    send(publisher, text, do="take-back", row=name_of(text.votes.get()), words=WHY)
    make.make_vote(text)
    page = send(publisher, text, do="put-back", number=Withdrawal.objects.get().pk)
    assert (page.status_code, "Something else is in its place" in page.text) == (409, True)
    assert Withdrawal.objects.get().restored_at is None


def test_the_fields_of_rows_that_are_kept_are_these():
    """
    Rows taken back are kept by the names of their fields.

    Whoever changes these brings `Withdrawal.rows` along in the same migration: what was taken
    back before can be put back, and no import brings it back, only by names that are known.
    """
    assert {
        name: sorted(field.name for field in model._meta.local_fields if not field.primary_key)
        for name, model in withdrawals.MODELS.items()
    } == {
        "votesession": [
            *("abstaining", "against", "anchor", "body", "date", "in_favour", "kind", "meeting"),
            *("not_voting", "note", "resolution", "source", "unresolved"),
        ],
        "ballot": ["choice", "printed", "sponsor", "vote"],
        "sponsorship": [
            *("group", "on_behalf_of", "order", "printed", "resolution", "role", "source"),
            "sponsor",
        ],
    }


OLD_FORMS = {
    "a field that is no more": lambda rows: rows[0]["fields"].update(colour="green"),
    "a field that is no more, of the last ballot": lambda rows: rows[-1]["fields"].update(hue=1),
    "a field that is needed now": lambda rows: rows[0]["fields"].pop("resolution"),
    "a table that is no more": lambda rows: rows[-1].update(model="resolutions.showofhands"),
    "a value of another kind": lambda rows: rows[0]["fields"].update(in_favour="many"),
    "a value that is too large": lambda rows: rows[0]["fields"].update(in_favour=10**9),
}


@pytest.mark.parametrize("change", OLD_FORMS.values(), ids=OLD_FORMS)
def test_what_was_kept_in_another_form_is_not_put_back_in_part(publisher, text, change):
    send(publisher, text, do="take-back", row=name_of(text.votes.get()), words=WHY)
    taken, before = Withdrawal.objects.get(), rows(text)
    change(taken.rows)
    taken.save()
    page = send(publisher, text, do="put-back", number=taken.pk)
    assert (page.status_code, "does not read, and stays as it was kept" in page.text) == (409, True)
    assert rows(text) == before
    assert Withdrawal.objects.get().restored_at is None


@pytest.mark.django_db(transaction=True)
def test_a_ballot_is_put_back_after_its_vote(publisher, text):
    before = rows(text)
    for row in (Ballot.objects.first(), text.votes.get()):
        send(publisher, text, do="take-back", row=name_of(row), words=WHY)
    vote, ballot = Withdrawal.objects.all()
    page = send(publisher, text, do="put-back", number=ballot.pk)
    assert (page.status_code, "put that back first" in page.text) == (409, True)
    for taken in (vote, ballot):
        send(publisher, text, do="put-back", number=taken.pk)
    assert rows(text) == before


def test_no_import_brings_back_what_was_taken(publisher, text):
    cuba = Sponsorship.objects.get().sponsor
    actors = {"cuba": cuba.pk}
    ballot = ParsedBallot("Cuba", BallotChoice.IN_FAVOUR, "cuba")
    vote = Vote(text.pk, ParsedVote(VoteKind.RECORDED, ballots=(ballot,)))
    named = {text.pk: {SponsorRole.ORIGINAL: (ParsedSponsor("Cuba", "cuba"),)}}
    for row in (text.votes.get(), text.sponsorships.get()):
        send(publisher, text, do="take-back", row=name_of(row), words=WHY)
    store_votes([vote], actors, "Test record")
    store_sponsors(named, actors, "Another list")
    assert (text.votes.count(), text.sponsorships.count()) == (0, 0)
    store_votes([vote], actors, "Another record")
    send(publisher, text, do="take-back", row=name_of(Ballot.objects.get()), words=WHY)
    store_votes([vote], actors, "Another record")
    assert (text.votes.count(), Ballot.objects.count()) == (1, 0)


def run(sql, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@pytest.mark.parametrize("state", ["public", "withdrawn"])
@pytest.mark.parametrize("table", ["votesession", "ballot", "sponsorship"])
def test_the_database_deletes_nothing_of_a_text_that_was_public(text, table, state):
    if state == "withdrawn":
        archive.withdraw(text, "It was another.", "p.sy")
    with pytest.raises(DatabaseError, match="take it back with a reason"):
        run(f"DELETE FROM resolutions_{table}")
    with replacing():
        Ballot.objects.all().delete()
        run(f"DELETE FROM resolutions_{table}")


@pytest.mark.parametrize(
    "table", ["anchorchange", "descentruling", "notice", "sourcefile", "withdrawal"]
)
def test_what_stays_is_deleted_by_nobody(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = 'stays'",
            [f"resolutions_{table}"],
        )
        assert cursor.fetchone() == (1,)


def test_a_public_text_is_not_deleted(text):
    with pytest.raises(DatabaseError, match="a text that was public is not deleted"), replacing():
        text.delete()


def test_what_was_never_public_may_go():
    text = make.make_text("A/RES/71/30", published=False)
    make.make_vote(text, [(make.make_sponsor("Cuba"), "Y")])
    text.delete()
    assert not VoteSession.objects.exists()
