"""What a reader has already is not sent again, and nothing else is called unchanged."""

import io

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from config.unchanged import Unchanged
from resolutions.models import Citation, Resolution, Synonyms
from resolutions.views import unchanged
from tests.factories import make_citation, make_note, make_sponsor, make_text, sponsor_text

pytestmark = pytest.mark.django_db

SENT_ON = b"by the application"


@pytest.fixture
def text():
    return make_text("A/RES/71/28", [("pp1", "Noting norms of 70/237,"), ("op1", "Stresses it.")])


@pytest.fixture
def ask():
    """Ask for a page as a reader who has it, through the layer before Django."""

    def application(environ, start_response):
        start_response("200 OK", [])
        return [SENT_ON]

    layer = Unchanged(application)

    def ask(etag, address="/search/?q=norms", method="GET", **more):
        path, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "testserver",
            "HTTP_IF_NONE_MATCH": etag,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
        } | more
        said = []
        body = layer(environ, lambda status, headers: said.append((status, dict(headers))))
        return *said[0], b"".join(body)

    return ask


def etag_of(address="/search/?q=norms", **headers):
    response = Client().get(address, headers={"host": "testserver"} | headers)
    assert response.status_code == 200
    return response["ETag"]


@pytest.mark.parametrize(
    "address",
    [
        "/search/?q=norms",
        "/search/?q=norms&page=1&sort=newest",
        "/search/?q=norms&format=csv",
        "/search/?q=norms&format=jsonl",
        "/search/?q=norms&format=atom",
        "/search/suggest/?q=nor",
        "/search/suggest/?q=nor&format=json",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_is_unchanged_is_not_sent(text, ask, address, method):
    etag = etag_of(address)
    for named in (etag, f"W/{etag}", f'"other", {etag}'):
        status, headers, body = ask(named, address, method)
        assert (status, body) == ("304 Not Modified", b"")
        assert headers["ETag"].removeprefix("W/") == etag
        assert headers["Vary"] == "Cookie, Accept-Encoding"
        assert headers["X-Content-Type-Options"] == "nosniff"
    headers = {"host": "testserver", "If-None-Match": etag}
    again = Client().generic(method, address, headers=headers)
    assert (again.status_code, again["ETag"], again.content) == (304, etag, b"")


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"address": "/search/?q=norm"}, id="another search"),
        pytest.param({"address": "/search/?q=norms&"}, id="another address"),
        pytest.param({"address": "/search/suggest/?q=norms"}, id="another page"),
        pytest.param({"address": "/documents/?q=norms"}, id="a page that has no validators"),
        pytest.param({"HTTP_HOST": "elsewhere.example"}, id="another host"),
        pytest.param({"wsgi.url_scheme": "https"}, id="another scheme"),
        pytest.param({"HTTP_X_FORWARDED_PROTO": "https"}, id="another scheme by the proxy"),
        pytest.param({"HTTP_COOKIE": "theme=dark"}, id="another theme"),
        pytest.param({"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}=x"}, id="signed in"),
        pytest.param({"HTTP_IF_MATCH": '"x"'}, id="another condition"),
        pytest.param({"method": "POST"}, id="another method"),
        pytest.param({"HTTP_IF_NONE_MATCH": ""}, id="no condition"),
        pytest.param({"HTTP_IF_NONE_MATCH": "*"}, id="any version"),
        pytest.param({"HTTP_IF_NONE_MATCH": '"\0"'}, id="no validator of ours"),
    ],
)
def test_whatever_else_is_asked_goes_on_to_the_application(text, ask, more):
    assert ask(etag_of(), **more)[2] == SENT_ON


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: make_text(), id="a text is added"),
        pytest.param(
            lambda text: Resolution.objects.update(published_at=None), id="the text is withdrawn"
        ),
        pytest.param(lambda text: text.paragraphs.update(text="Other"), id="other words"),
        pytest.param(lambda text: Resolution.objects.update(title="Other"), id="another title"),
        pytest.param(lambda text: sponsor_text(text, make_sponsor()), id="a sponsor"),
        pytest.param(
            lambda text: Synonyms.objects.create(name="x", terms="norms\nrules"), id="synonyms"
        ),
        pytest.param(lambda text: Citation.objects.all().delete(), id="a citation less"),
        pytest.param(lambda text: make_note(text.paragraphs.first()), id="a footnote"),
    ],
)
def test_every_change_of_what_is_searched_is_seen(text, ask, change):
    make_citation(text.paragraphs.first(), "70/237", "A/RES/70/237")
    etag = etag_of()
    assert ask(etag)[0] == "304 Not Modified"
    change(text)
    assert ask(etag)[2] == SENT_ON
    headers = {"host": "testserver", "If-None-Match": etag}
    assert Client().get("/search/?q=norms", headers=headers).status_code == 200


def test_other_software_gives_other_pages(text, ask, monkeypatch):
    etag = etag_of()
    monkeypatch.setattr(unchanged, "software", lambda: "another version")
    assert ask(etag)[2] == SENT_ON


def test_an_unknown_host_is_refused_with_a_validator_too(text, client):
    headers = {"If-None-Match": etag_of(), "host": "elsewhere.example"}
    assert client.get(reverse("search"), {"q": "norms"}, headers=headers).status_code == 400


def test_who_is_signed_in_gets_no_validator(text, admin_client):
    response = admin_client.get(reverse("search"), {"q": "norms"})
    assert (response.status_code, response.has_header("ETag")) == (200, False)


@pytest.mark.parametrize("address", ["/search/?q=norms&page=x", "/search/?q=A/RES/71/28"])
def test_problems_and_redirects_have_no_validator(text, client, address):
    response = client.get(address)
    assert response.status_code in (302, 400)
    assert not response.has_header("ETag")
