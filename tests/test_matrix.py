"""Who may do what, at every address: a new one without a row here fails."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLPattern
from django.utils import timezone

from resolutions import archive
from resolutions.archive import manuscripts, uploads
from resolutions.archive.publishing import publish_manuscript
from resolutions.models import Manuscript, Resolution, SourceFile, Sponsor
from resolutions.roles import ROLES, make_roles
from resolutions.urls import urlpatterns
from tests import factories as make
from tests.editing.drafts import DRAFT
from tests.test_forgery import ADDRESSES

pytestmark = pytest.mark.django_db

PEOPLE = [*("visitor", "no role"), *ROLES, *("Administrator", "disabled", "expired")]
UNSAFE = ["post", "put", "patch", "delete"]
SYMBOL = "A/RES/71/28"
# Every public page, at an address that is there: all may read it, and nobody sends anything.
PUBLIC = {
    "home": "/",
    "about": "/about/",
    "coverage": "/coverage/",
    "wanted": "/coverage/wanted/",
    "compare": "/compare/",
    "documents": "/documents/",
    "cite": f"/documents/{SYMBOL}/cite/",
    "citation_file": f"/documents/{SYMBOL}/cite.bib",
    "rendition": f"/documents/{SYMBOL}/text.txt",
    "original": None,
    "paragraph": f"/documents/{SYMBOL}/paragraphs/pp1/",
    "document": f"/documents/{SYMBOL}/",
    "citations": "/citations/",
    "vote_list": "/votes/",
    "vote_compare": "/votes/compare/",
    "agreement": "/votes/agreement/",
    "votes": f"/votes/{SYMBOL}/",
    "search": "/search/?q=lamps",
    "suggest": "/search/suggest/?q=lam",
    "phrase": "/phrases/?q=unheard-of+lamps",
    "trends": "/trends/?t=lamps",
    "verbs": "/trends/verbs/",
    "sponsors": "/sponsors/",
    "sponsor": "/sponsors/cuba/",
    "session": "/sessions/71/",
    "years": "/years/",
    "year": "/years/2016/",
    "card": f"/fragments/card/?symbol={SYMBOL}",
    "robots": "/robots.txt",
}
# What keeps a choice in a cookie of the browser.
CHOICES = {"theme", "compare_view"}


@pytest.fixture
def held():
    text = make.make_text(SYMBOL, [("pp1", "Recalling its resolution 53/70,")], year=2016)
    cuba = make.make_sponsor("Cuba")
    make.sponsor_text(text, cuba)
    make.make_vote(text, [(cuba, "Y")])
    return text


@pytest.fixture
def clients():
    make_roles()
    found = {"visitor": Client()}
    for name in PEOPLE[1:]:
        person = User.objects.create_user(name.lower().replace(" ", "."), is_staff=True)
        group = {"disabled": "Administrator", "expired": "Administrator"}.get(name, name)
        person.groups.set(Group.objects.filter(name=group))
        found[name] = Client()
        found[name].force_login(person)
    User.objects.filter(username="disabled").update(is_active=False)
    key = found["expired"].cookies["session"].value
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(minutes=1))
    return found


def test_every_public_address_has_its_row():
    names = {each.name for each in urlpatterns if isinstance(each, URLPattern)}
    assert names == set(PUBLIC) | CHOICES


@pytest.mark.parametrize("who", PEOPLE)
def test_all_may_read_and_nobody_sends(held, clients, who):
    wrong = []
    for name, address in PUBLIC.items():
        if address is None:
            continue
        due = {"get": 200, "head": 200} | dict.fromkeys(UNSAFE, 405)
        for method, status in due.items():
            found = getattr(clients[who], method)(address).status_code
            if found != status:
                wrong.append((name, method, found))
    assert wrong == []


# The least of the roles that opens what the administration has of a model, to look and to change.
ADMIN = {
    "auth/user": ("Administrator", "Administrator"),
    "auth/group": ("Administrator", "Administrator"),
    "resolutions/ballot": ("Editor", "Administrator"),
    "resolutions/citation": ("Editor", ""),
    "resolutions/descent": ("Editor", ""),
    "resolutions/descentruling": ("Editor", "Editor"),
    "resolutions/importeditem": ("Editor", ""),
    "resolutions/languageversion": ("Editor", ""),
    "resolutions/note": ("Editor", ""),
    "resolutions/notereference": ("Editor", ""),
    "resolutions/onetimekey": ("Administrator", ""),
    "resolutions/paragraph": ("Editor", ""),
    "resolutions/resolution": ("Editor", "Administrator"),
    "resolutions/sourcefile": ("Editor", ""),
    "resolutions/sponsor": ("Editor", "Administrator"),
    "resolutions/sponsorship": ("Editor", "Administrator"),
    "resolutions/subject": ("Editor", ""),
    "resolutions/synonyms": ("Editor", "Editor"),
    "resolutions/votesession": ("Editor", "Publisher"),
}


def models_of_the_administration():
    return {m[1] for each in ADDRESSES if (m := re.fullmatch("/admin/([a-z]+/[a-z]+)/add/", each))}


@pytest.mark.parametrize("who", PEOPLE)
def test_what_the_administration_opens(clients, who):
    """Lists, and forms to add: at every address of a model, by the least role of its row."""
    reach = {name: number for number, name in enumerate(["visitor", "no role", *ROLES])}
    reach |= {"Administrator": 5, "": 9, "disabled": -1, "expired": -1}
    wrong = []
    for model in sorted(models_of_the_administration()):
        looks, adds = ADMIN.get(model, ("nobody has said", "nobody has said"))
        for address, least in ((f"/admin/{model}/", looks), (f"/admin/{model}/add/", adds)):
            allowed = reach.get(least, 99) <= reach[who] if who in reach else False
            refused = 302 if reach[who] < 1 else 403
            found = clients[who].get(address).status_code
            if found != (200 if allowed else refused):
                wrong.append((address, found))
    assert wrong == []


SECRET = DRAFT.replace("L.99", "L.98").replace("Welcomes the report", "Welcomes unheard-of lamps")
LISTS = [
    *(address for address in PUBLIC.values() if address),
    *("/documents/?format=csv", "/votes/?format=csv", "/search/?q=unheard", "/search/?q=L.98"),
    *(
        "/search/?q=lamps&format=csv",
        "/search/?q=lamps&format=atom",
        "/search/?q=lamps&format=jsonl",
    ),
    *("/search/suggest/?q=unheard", "/search/suggest/?q=unheard&format=jsonl", "/years/2022/"),
    *("/search/suggest/?q=A/C.1/77", "/citations/?format=csv", "/citations/?format=graphml"),
    *(
        "/sessions/77/",
        "/documents/?session=77",
        "/documents/?sponsor=zimbabwe",
        "/sponsors/zimbabwe/",
    ),
    *(
        "/trends/?t=unheard-of+lamps",
        "/phrases/?q=unheard-of+lamps",
        "/compare/?from=A/C.1/77/L.98",
    ),
    *("/documents/A/C.1/77/L.98/", "/documents/A/C.1/77/L.98/text.txt", "/votes/A/C.1/77/L.98/"),
    *("/documents/A/C.1/77/L.98/cite/", "/documents/A/C.1/77/L.98/cite.bib", "/no/such/page/"),
    *("/documents/A/C.1/77/L.98/akoma-ntoso.xml", "/documents/A/C.1/77/L.98/paragraphs/op1/"),
    *("/fragments/card/?symbol=A/C.1/77/L.98", "/robots.txt"),
    *("/search/suggest/?q=unheard&format=json", "/search/suggest/?q=A/C.1&format=json"),
    *("/search/?q=sponsor:cuba", "/search/?q=lamps+sponsor:cuba", "/search/?q=session:77"),
    *("/search/?q=lamp*&lang=all", "/search/?q=sponsor:zimbabwe&format=atom", "/sitemap.xml"),
    *("/citations/?focus=A/C.1/77/L.98", f"/citations/?focus={SYMBOL}", "/documents/?q=lamps"),
    *(f"/compare/?from={SYMBOL}&to=A/C.1/77/L.98", "/documents/?sort=newest", "/years/2022/"),
    *("/sponsors/cuba/?format=csv", "/votes/compare/?state=cuba&state=chad", "/votes/?session=77"),
    *("/documents/?committee=first&vote=recorded", "/votes/agreement/?series=every"),
    *("/trends/verbs/?verb=welcomes", "/coverage/wanted/?format=csv"),
    *("/documents/A/C.1/77/L.98/document.json", f"/documents/{SYMBOL}/document.json"),
    # Every public page as the files that there are of many; others stand above.
    *(
        f"{address}{'&' if '?' in address else '?'}format={kind}"
        for address in PUBLIC.values()
        for kind in ("csv", "json")
        if address
    ),
]


def seen(client):
    """Each page and what stands in its head, without what no two answers have the same."""
    once = re.compile(r'(nonce|value)="[\w-]{20,}"|<updated>.+?</updated>')
    found = {}
    for address in LISTS:
        response = client.get(address)
        head = {name: value for name, value in response.items() if name != "Date"}
        head.pop("Content-Security-Policy", None)
        body = b"".join(response) if response.streaming else response.content
        found[address] = response.status_code, head, once.sub("", body.decode())
    return found


def test_what_is_not_public_changes_no_byte_of_any_public_answer(held, client, reader):
    """Pages, files, counts, suggestions, feeds, ETags and refusals, before and after it comes."""
    client.get("/")
    before = seen(client)
    user = User.objects.create_user("m.lee", is_staff=True)
    uploads.receive(SECRET.encode(), "hidden.txt", user)
    uploads.read_waiting(reader)
    after = seen(client)
    assert [address for address in LISTS if after[address] != before[address]] == []
    publish_manuscript(Manuscript.objects.get(), 1, "m.lee")
    assert "unheard-of lamps" in client.get("/documents/A/C.1/77/L.98/").text
    # As a text that was stored and is not public, with its vote, its sponsors and what it is about.
    # That the index is a new one may be told.
    hidden = Resolution.objects.get(symbol="A/C.1/77/L.98")
    Resolution.objects.filter(pk=hidden.pk).update(published_at=None)
    cuba = Sponsor.objects.get(slug="cuba")
    make.make_vote(hidden, [(cuba, "N")], in_favour=9, against=9, abstaining=9)
    make.sponsor_text(hidden, cuba, role="additional", on_behalf_of="Unheard-of States")
    hidden.subjects.create(slug="unheard", term="Unheard-of lamps", source="Test record")
    after = seen(client)
    for answers in (before, after):
        for _, head, _ in answers.values():
            head.pop("ETag", None)
    assert [address for address in LISTS if after[address] != before[address]] == []


def of_text(symbol):
    """Every address of a text."""
    return [a.replace(SYMBOL, symbol) for a in PUBLIC.values() if a and SYMBOL in a]


ASKED_SO = [
    {"if-none-match": "*"},
    {"if-match": "*"},
    {"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    {"range": "bytes=0-1"},
    {"x-http-method-override": "DELETE"},
    {"x-original-url": "/documents/"},
    {"accept": "application/json"},
    {"cookie": "session=x; theme=dark; worked=m.lee"},
]


@pytest.mark.parametrize("headers", ASKED_SO, ids=lambda headers: next(iter(headers)))
def test_however_it_is_asked_for_a_draft_answers_as_what_is_not_there(
    held, client, headers, reader
):
    user = User.objects.create_user("m.lee", is_staff=True)
    uploads.receive(SECRET.encode(), "hidden.txt", user)
    uploads.read_waiting(reader)
    publish_manuscript(Manuscript.objects.get(), 1, "m.lee")
    Resolution.objects.filter(symbol="A/C.1/77/L.98").update(published_at=None)
    digest = SourceFile.objects.get().sha256
    once = re.compile(r'(nonce|value)="[\w-]{20,}"')
    for method in ("get", "head", "options", "post"):
        for there, absent in zip(
            [*of_text("A/C.1/77/L.98"), f"/documents/A/C.1/77/L.98/original/{digest}"],
            [*of_text("A/C.1/77/L.97"), f"/documents/A/C.1/77/L.97/original/{digest}"],
            strict=True,
        ):
            one, other = (getattr(client, method)(a, headers=headers) for a in (there, absent))
            bodies = [once.sub("", each.text).replace("L.98", "L.97") for each in (one, other)]
            assert (one.status_code, bodies[0]) == (other.status_code, bodies[1]), there


def test_what_a_browser_holds_of_a_text_that_is_withdrawn_is_not_called_unchanged(client, reader):
    """Files and pages of the text; those of search, `tests/search/test_unchanged.py` tries."""
    user = User.objects.create_user("m.lee", is_staff=True)
    uploads.receive(SECRET.encode(), "hidden.txt", user)
    uploads.read_waiting(reader)
    text = publish_manuscript(Manuscript.objects.get(), 1, "m.lee")
    digest = SourceFile.objects.get().sha256
    addresses = [*of_text("A/C.1/77/L.98"), f"/documents/A/C.1/77/L.98/original/{digest}"]
    tags = {address: client.get(address).headers.get("ETag") for address in addresses}
    held = {address: tag for address, tag in tags.items() if tag}
    assert len(held) >= 3
    for address, tag in held.items():
        assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    archive.withdraw(text, "It was another.", "m.lee")
    for address, tag in held.items():
        answer = client.get(address, headers={"if-none-match": tag})
        assert answer.status_code in (404, 410)
        assert "unheard-of lamps" not in answer.text


def test_a_new_edition_of_a_public_text_is_not_seen_before_it_is_published(client, reader):
    user = User.objects.create_user("m.lee", is_staff=True)
    uploads.receive(SECRET.replace("unheard-of", "known").encode(), "first.txt", user)
    uploads.read_waiting(reader)
    manuscript = Manuscript.objects.get()
    publish_manuscript(manuscript, 1, "m.lee")
    before = seen(client)
    upload = uploads.receive(SECRET.encode(), "second.txt", user)
    uploads.read_waiting(reader)
    manuscript.refresh_from_db()
    upload.refresh_from_db()
    manuscripts.add_to(manuscript, upload, manuscript.head, "m.lee")
    digest = upload.source.sha256
    assert client.get(f"/documents/A/C.1/77/L.98/original/{digest}").status_code == 404
    after = seen(client)
    assert [address for address in before if after[address] != before[address]] == []
