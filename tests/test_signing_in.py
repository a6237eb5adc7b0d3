"""Signing in: who is slowed down and who is not, and when a session ends."""

import re
from datetime import timedelta
from typing import ClassVar

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import Group, User
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, reverse
from django.utils import timezone

from config.signing_in import SIGNED_IN, client_address
from resolutions.urls import urlpatterns

pytestmark = pytest.mark.django_db

PASSWORD = "a long sentence of words"
public_patterns = [each for each in urlpatterns if isinstance(each, URLPattern)]
HOME, ELSEWHERE = "192.0.2.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def quickly(settings):
    """Passwords are hashed often here, and that it takes time is not looked at."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def editor():
    return User.objects.create_user("m.lee", password=PASSWORD, is_staff=True)


def sign_in(client, name="m.lee", password=PASSWORD, address=HOME):
    form = {"username": name, "password": password}
    return client.post(reverse("admin:login"), form, REMOTE_ADDR=address)


def is_in(response):
    return response.status_code == 302


def fail(client, times, **details):
    return [sign_in(client, password="wrong", **details).status_code for _ in range(times)]


def test_five_failures_are_enough(client, editor):
    assert fail(client, 5) == [200, 200, 200, 200, 429]
    response = sign_in(client)
    assert response.status_code == 429
    assert response["Retry-After"] == "300"
    assert "Try again in 5 minutes" in response.content.decode()


def test_who_is_elsewhere_is_not_kept_out(client, editor):
    fail(client, 6)
    assert is_in(sign_in(client, address=ELSEWHERE))


def test_another_name_from_there_is_not_kept_out(client, editor):
    User.objects.create_user("o.kim", password=PASSWORD, is_staff=True)
    fail(client, 6)
    assert is_in(sign_in(client, name="o.kim"))


def test_twenty_failures_are_enough_for_an_address_whatever_the_names(client, editor):
    assert {fail(client, 1, name=f"name{n}")[0] for n in range(19)} == {200}
    assert fail(client, 1, name="name19") == [429]
    assert sign_in(client).status_code == 429
    assert is_in(sign_in(client, address=ELSEWHERE))


def test_in_a_flood_of_failures_who_knows_the_password_gets_in(client, editor, settings):
    """From an address that is new; one that has failed waits, and the limit is of all together."""
    settings.FAILURES_IN_ALL = 30
    for n in range(10):
        fail(client, 3, name=f"name{n}", address=f"203.0.113.{n}")
    assert fail(client, 1, name="name3", address="203.0.113.3") == [429]
    assert fail(client, 2, address=HOME) == [429, 429]
    assert is_in(sign_in(client, address=ELSEWHERE))
    past = timezone.now() - timedelta(minutes=6)
    AccessAttempt.objects.update(attempt_time=past)
    assert is_in(sign_in(client, address=HOME))


def test_the_limits_are_those_of_all_processes(client, editor):
    """They are counted in the database: nothing of them is in the memory of one process."""
    past = {"user_agent": "another", "failures_since_start": 20, "get_data": "", "post_data": ""}
    AccessAttempt.objects.create(ip_address=HOME, username="x", attempt_time=timezone.now(), **past)
    assert sign_in(client).status_code == 429


def test_success_forgets_the_failures_before(client, editor):
    fail(client, 4)
    assert is_in(sign_in(client))
    client.logout()
    assert fail(client, 4) == [200] * 4


def test_who_waited_may_try_again(client, editor):
    fail(client, 5)
    past = timezone.now() - timedelta(minutes=6)
    AccessAttempt.objects.update(attempt_time=past)
    assert is_in(sign_in(client))


def test_a_name_that_nobody_has_is_answered_the_same(client, editor):
    once = re.compile(r'(nonce|value)="[\w-]{20,}"')  # what no two pages have the same
    known = once.sub("", sign_in(client, password="wrong").content.decode())
    unknown = once.sub("", sign_in(client, name="nobody", password="wrong").content.decode())
    assert "enter the correct username and password" in known
    assert unknown.replace("nobody", "m.lee") == known


class Counting(PBKDF2PasswordHasher):
    """As passwords are hashed, but soon done; `done` has the iterations of each hashing."""

    iterations = 1_000
    done: ClassVar[list[int]] = []

    def encode(self, password, salt, iterations=None):
        self.done.append(iterations or self.iterations)
        return super().encode(password, salt, iterations)


def refused(name, address):
    """The iterations of hashing and the statements that a wrong password costs."""
    Counting.done.clear()
    with CaptureQueriesContext(connection) as queries:
        assert sign_in(Client(), name, "wrong", address).status_code == 200
    shapes = [re.sub(r"'(?:[^']|'')*'|[0-9]+", "?", query["sql"]) for query in queries]
    return sum(Counting.done), shapes


@pytest.mark.parametrize(
    "person",
    [
        pytest.param({}, id="somebody"),
        pytest.param({"is_staff": False}, id="no member of the staff"),
        pytest.param({"is_active": False}, id="somebody who left"),
        pytest.param({"is_superuser": True}, id="an administrator"),
        pytest.param({"password": "!"}, id="nobody who has a password"),
        pytest.param({"hashed": 300}, id="a password hashed more weakly, long ago"),
    ],
)
def test_a_name_that_there_is_costs_the_same_work_as_one_that_nobody_has(settings, person):
    """Equal in what takes the time, and in what is asked; `benchmarks/signing_in.py` times it."""
    settings.PASSWORD_HASHERS = ["tests.test_signing_in.Counting"]
    known = {"password": Counting().encode(PASSWORD, "x" * 22, person.get("hashed"))} | person
    known.pop("hashed", None)
    User.objects.create(username="m.lee", **({"is_staff": True} | known))
    refused("first", "203.0.113.1")  # what is read once is read
    of_known, of_nobody = refused("m.lee", HOME), refused("nobody", ELSEWHERE)
    assert of_known == of_nobody
    assert of_known[0] == Counting.iterations
    # And so it is when it has failed before.
    assert refused("m.lee", HOME) == refused("nobody", ELSEWHERE)


def test_a_session_is_a_new_one_after_signing_in(client, editor):
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    assert is_in(sign_in(client))
    assert client.cookies["session"].value != before
    assert not SessionStore(before).exists(before)


def test_signing_out_ends_the_session_on_the_server(client, editor):
    sign_in(client)
    kept = client.cookies["session"].value
    client.post(reverse("admin:logout"))
    other = Client()
    other.cookies["session"] = kept
    assert is_in(other.get(reverse("editing:desk")))


def test_a_new_password_ends_all_other_sessions(editor):
    editor.groups.add(Group.objects.get_or_create(name="Editor")[0])
    here, elsewhere = Client(), Client()
    for each in (here, elsewhere):
        assert is_in(sign_in(each))
    new = "quite another sentence of words"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert is_in(here.post(reverse("admin:password_change"), form))
    assert here.get(reverse("admin:index")).status_code == 200
    assert is_in(elsewhere.get(reverse("admin:index")))


@pytest.mark.parametrize("weak", ["short one", "123456789012", "1q2w3e4r5t6y"], ids=str)
def test_a_weak_password_is_refused(client, editor, weak):
    client.force_login(editor)
    sign_in(client)
    form = {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak}
    assert client.post(reverse("admin:password_change"), form).status_code == 200
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


def test_no_password_is_kept(client, editor):
    sign_in(client, password="my own secret words")
    assert "my own secret" not in str(list(AccessAttempt.objects.values()))


def test_a_session_ends_though_it_is_used(client, editor):
    client.force_login(editor)
    index = reverse("admin:index")
    assert client.get(index).status_code == 200
    session = client.session
    session[SIGNED_IN] = timezone.now().timestamp() - 12 * 3600 - 1
    session.save()
    assert is_in(client.get(index))
    assert not client.session.keys()


def test_a_session_ends_half_an_hour_after_its_last_use(client, editor):
    client.force_login(editor)
    response = client.get(reverse("admin:index"))
    assert response.cookies["session"]["max-age"] == 1800
    assert response.cookies["session"]["httponly"]
    assert response.cookies["session"]["samesite"] == "Lax"


@pytest.mark.parametrize(
    "pattern", [p for p in public_patterns if not p.pattern.converters], ids=lambda p: p.name
)
def test_readers_get_no_cookie(client, pattern):
    response = client.get(reverse(pattern.name))
    assert (response.status_code < 500, dict(response.cookies)) == (True, {})


@pytest.mark.parametrize(
    ("proxies", "passed", "expected"),
    [
        pytest.param(0, "", "10.0.0.1", id="direct"),
        pytest.param(0, "192.0.2.7", "10.0.0.1", id="made-up-without-a-proxy"),
        pytest.param(1, "192.0.2.7", "192.0.2.7", id="one-proxy"),
        pytest.param(1, "203.0.113.5, 192.0.2.7", "192.0.2.7", id="made-up-before-the-proxy"),
        pytest.param(2, "203.0.113.5, 192.0.2.7, 10.0.0.9", "192.0.2.7", id="two-proxies"),
        pytest.param(2, "192.0.2.7", "10.0.0.1", id="came-round-a-proxy"),
        pytest.param(1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::", id="network"),
        pytest.param(1, "::ffff:192.0.2.7", "192.0.2.7", id="mapped"),
        pytest.param(1, "no address", "", id="no-address"),
    ],
)
def test_where_a_request_comes_from(settings, proxies, passed, expected):
    settings.PROXIES = proxies
    headers = {"X-Forwarded-For": passed} if passed else {}
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers=headers)
    assert client_address(request) == expected
