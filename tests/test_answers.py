"""What every answer carries, and the answers of a site whose database is away."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import InterfaceError, OperationalError, connection
from django.db.utils import InternalError
from django.http import HttpRequest
from django.test import Client
from django.urls import include, path, reverse

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'; object-src 'none'"
    ),
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
ERRORS = {
    "defect": ValueError("ours"),
    "away": OperationalError("connection refused\nis the server running?"),
    "closed": InterfaceError("connection already closed"),
    "misuse": InternalError("tsquery stack too small"),
}


def fail(request: HttpRequest, name: str):
    raise ERRORS[name]


def write_where_only_reading_is_allowed(request: HttpRequest):
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
        cursor.execute("CREATE TABLE refused ()")


urlpatterns = [
    path("fail/<name>", fail),
    path("write", write_where_only_reading_is_allowed),
    path("", include("config.urls")),
]
handler500 = "config.errors.server_error"


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.urls("tests.test_answers")
@pytest.mark.parametrize(
    ("address", "host", "status"),
    [
        pytest.param("/", "localhost", 200, id="home"),
        pytest.param("/admin/login/", "localhost", 200, id="admin"),
        pytest.param("/healthz", "localhost", 200, id="health"),
        pytest.param("/no/such/page/", "localhost", 404, id="not found"),
        pytest.param("/", "elsewhere.example", 400, id="unknown host"),
        pytest.param("/fail/defect", "localhost", 500, id="defect"),
        pytest.param("/fail/away", "localhost", 503, id="database away"),
    ],
)
def test_every_answer_carries_the_security_headers(client, address, host, status):
    response = client.get(address, headers={"host": host})
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "geolocation=()" in response.headers["Permissions-Policy"]


def test_static_files_carry_them_too_and_are_kept_for_good(client):
    response = client.get(staticfiles_storage.url("icon.svg"))
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "immutable" in response.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/no/such/page/", "/healthz", "/static/icon.svg"])
def test_a_reader_is_given_no_cookie(client, address):
    assert not client.get(address).cookies


@pytest.mark.django_db
@pytest.mark.urls("tests.test_answers")
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/fail/away", 503),
        ("/fail/closed", 503),
        ("/write", 503),
        ("/fail/misuse", 500),
        ("/fail/defect", 500),
    ],
)
def test_a_database_that_is_away_is_told_from_our_own_faults(client, address, status):
    assert client.get(address).status_code == status


@pytest.mark.urls("tests.test_answers")
def test_a_page_without_its_database_is_short_plain_and_uses_none(client, caplog):
    """No database is allowed in this test, so any use of it would fail."""
    response = client.get("/fail/away")
    assert response.headers["Retry-After"] == "10"
    assert "no-store" in response.headers["Cache-Control"]
    assert "The archive is unavailable for a moment" in response.text
    assert [
        record.getMessage() for record in caplog.records if record.name == "django.request"
    ] == ["/fail/away (connection refused is the server running?)"]


def test_health_needs_no_database(client):
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_readiness_needs_the_database(client, settings):
    assert client.get("/readyz").status_code == 200


def test_readiness_says_when_the_database_is_away(client, django_db_blocker, monkeypatch):
    with django_db_blocker.unblock():
        connection.close()
        monkeypatch.setitem(connection.settings_dict, "HOST", "/nonexistent")
        response = client.get("/readyz")
    assert response.status_code == 503


def test_a_public_site_sends_readers_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/documents/?page=2")
    assert (response.status_code, response.url) == (301, "https://testserver/documents/?page=2")
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_admin_keeps_to_the_policy(live_server, page):
    """Every list and form of the admin, in a browser: the page fixture counts violations."""
    user = get_user_model().objects.create_superuser("editor", password="a long enough phrase")
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": live_server.url,
            }
        ]
    )
    page.goto(live_server + reverse("admin:index"))
    addresses = page.eval_on_selector_all("main a, #content a", "links => links.map(a => a.href)")
    assert len(addresses) >= 4
    for address in dict.fromkeys(addresses):
        assert page.goto(address).ok
