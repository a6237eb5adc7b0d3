"""Who may do what, at every address: a new one without a row here fails."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLPattern
from django.utils import timezone

from resolutions.archive import uploads
from resolutions.archive.publishing import publish_manuscript
from resolutions.models import Manuscript, Resolution
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
    "trends": "/trends/?q=lamps",
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
        "/trends/?q=unheard-of+lamps",
        "/phrases/?q=unheard-of+lamps",
        "/compare/?from=A/C.1/77/L.98",
    ),
    *("/documents/A/C.1/77/L.98/", "/documents/A/C.1/77/L.98/text.txt", "/votes/A/C.1/77/L.98/"),
    *("/documents/A/C.1/77/L.98/cite/", "/documents/A/C.1/77/L.98/cite.bib", "/no/such/page/"),
    *("/documents/A/C.1/77/L.98/akoma-ntoso.xml", "/documents/A/C.1/77/L.98/paragraphs/op1/"),
    *("/fragments/card/?symbol=A/C.1/77/L.98", "/robots.txt"),
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


def test_what_is_not_public_changes_no_byte_of_any_public_answer(held, client):
    """Pages, files, counts, suggestions, feeds, ETags and refusals, before and after it comes."""
    client.get("/")
    before = seen(client)
    user = User.objects.create_user("m.lee", is_staff=True)
    uploads.receive(SECRET.encode(), "hidden.txt", user)
    uploads.read_waiting()
    after = seen(client)
    assert [address for address in LISTS if after[address] != before[address]] == []
    publish_manuscript(Manuscript.objects.get(), 1, "m.lee")
    assert "unheard-of lamps" in str(seen(client))
    # As a text that was stored and is not public. That the index is a new one may be told.
    Resolution.objects.filter(symbol="A/C.1/77/L.98").update(published_at=None)
    after = seen(client)
    for answers in (before, after):
        for _, head, _ in answers.values():
            head.pop("ETag", None)
    assert [address for address in LISTS if after[address] != before[address]] == []
