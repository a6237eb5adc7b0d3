"""Requests that another site has a browser send: refused at every address that does anything."""

import hashlib
import re
from collections import deque

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests import factories as make

pytestmark = pytest.mark.django_db

PARTS = {
    "address": "A/RES/71/28",
    "anchor": "pp1",
    "app_label": "auth",
    "citation_file": "cite.bib",
    "content_type_id": "1",
    "digest": "0" * 64,
    "file": "text.txt",
    "final_catch_all": "x",
    "format": "cite.bib",
    "id": "1",
    "number": "1",
    "object_id": "1",
    "pk": "1",
    "session": "71",
    "slug": "estonia",
    "url": "x",
    "year": "2016",
}
UNSAFE = ("post", "put", "patch", "delete")
OWN, OTHER = "https://testserver", "https://elsewhere.example"
# They keep a colour or a layout in a cookie of the browser, and need no token: see `appearance`.
WITHOUT_TOKEN = {"/theme/", "/compare/view/"}


def addresses(resolver, before="/"):
    """Every address of the archive, with something in its open places."""
    for each in resolver.url_patterns:
        route = re.sub(r"^\^|\\Z|\$", "", str(each.pattern))
        route = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", route)
        route = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: PARTS[part[1]], route)
        if isinstance(each, URLPattern):
            yield (before + route).replace("\\", "")
        else:
            yield from addresses(each, before + route)


ADDRESSES = sorted(set(addresses(get_resolver())))


def test_the_addresses_are_all_there():
    assert len(ADDRESSES) > 150
    assert {"/editing/manuscripts/1/publish/", "/admin/auth/user/1/password/"} <= set(ADDRESSES)


@pytest.fixture
def client():
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("admin"))
    return client


def token_of(client) -> str:
    page = client.get(reverse("admin:password_change"), secure=True).text
    return re.search('name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"token": "own", "origin": OTHER}, id="wrong origin"),
        pytest.param({"token": "own", "origin": "null"}, id="no origin said"),
        pytest.param({"token": "own", "referer": f"{OTHER}/x"}, id="wrong referrer"),
        pytest.param({"token": "other", "origin": OWN}, id="token of somebody else"),
        pytest.param({"token": "", "origin": OWN}, id="no token"),
    ],
)
def test_what_another_site_sends_is_refused(client, sent):
    other = Client()
    other.force_login(User.objects.create_superuser("other"))
    token = {"own": token_of(client), "other": token_of(other), "": ""}[sent["token"]]
    said = {name: value for name, value in sent.items() if name != "token"}
    before = digest()
    wrong = []
    for address in ADDRESSES:
        if address in WITHOUT_TOKEN and sent["token"] != "own":
            continue
        for method in UNSAFE if sent["token"] == "" else ["post"]:
            headers = {**said, "X-CSRFToken": token} if token else said
            response = getattr(client, method)(address, headers=headers, secure=True)
            refused = {403} | ({405} if address in WITHOUT_TOKEN and method != "post" else set())
            if response.status_code not in refused:
                wrong.append((method, address, response.status_code))
    assert wrong == []
    assert digest() == before


def test_what_the_own_page_sends_is_taken(client):
    headers = {"origin": OWN, "X-CSRFToken": token_of(client)}
    response = client.post("/theme/", {"theme": "dark"}, headers={"origin": OWN}, secure=True)
    assert response.status_code == 302
    response = client.post(reverse("admin:password_change"), headers=headers, secure=True)
    assert response.status_code == 200


def digest() -> str:
    """All rows of all tables, but for when a session was last used."""
    total = hashlib.sha256()
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.db_table != "django_session":
                cursor.execute(f'SELECT md5(t::text) FROM "{model._meta.db_table}" t ORDER BY 1')  # noqa: S608
                total.update(repr((model._meta.db_table, cursor.fetchall())).encode())
    return total.hexdigest()


def test_following_links_changes_nothing():
    """An administrator opens whatever a page leads to, twice, and the database stays as it was."""
    text = make.make_text("A/RES/71/28", [("pp1", "Recalling its resolution 53/70,")])
    make.make_citation(text.paragraphs.get(), "53/70", "A/RES/53/70")
    sponsor = make.make_sponsor("Estonia")
    make.sponsor_text(text, sponsor)
    make.make_vote(text, [(sponsor, "Y")])
    client = Client()
    client.force_login(User.objects.create_superuser("admin"))
    before = digest()
    waiting = deque(["/", "/editing/", "/admin/", *ADDRESSES])
    seen, failed = set(), []
    while waiting and len(seen) < 500:
        address = waiting.popleft()
        if address in seen or not address.startswith("/") or address.startswith("//"):
            continue
        seen.add(address)
        for _ in range(2):
            response = client.get(address)
        if response.status_code >= 500:
            failed.append(address)
        if response.status_code == 200 and "text/html" in response["Content-Type"]:
            links = re.findall(r'href="([^"#]+)', response.text)
            waiting.extend(link.replace("&amp;", "&") for link in links)
    assert len(seen) > 200
    assert (failed, digest() == before) == ([], True)
