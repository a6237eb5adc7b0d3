"""Signing in: who is slowed down and who is not, and when a session ends."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from config.signing_in import SIGNED_IN, client_address

pytestmark = pytest.mark.django_db

PASSWORD = "a long sentence of words"
HOME, ELSEWHERE = "192.0.2.7", "198.51.100.9"


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


def test_a_session_ends_an_hour_after_its_last_use(client, editor):
    client.force_login(editor)
    response = client.get(reverse("admin:index"))
    assert response.cookies["session"]["max-age"] == 3600
    assert response.cookies["session"]["httponly"]
    assert response.cookies["session"]["samesite"] == "Lax"


def test_readers_get_no_cookie(client):
    assert not client.get(reverse("search")).cookies
    assert not client.get(reverse("home")).cookies


@pytest.mark.parametrize(
    ("proxies", "passed", "expected"),
    [
        pytest.param(0, "", "10.0.0.1", id="direct"),
        pytest.param(0, "192.0.2.7", "10.0.0.1", id="made-up-without-a-proxy"),
        pytest.param(1, "192.0.2.7", "192.0.2.7", id="one-proxy"),
        pytest.param(1, "203.0.113.5, 192.0.2.7", "192.0.2.7", id="made-up-before-the-proxy"),
        pytest.param(2, "203.0.113.5, 192.0.2.7, 10.0.0.9", "192.0.2.7", id="two-proxies"),
        pytest.param(2, "192.0.2.7", "10.0.0.1", id="came-round-a-proxy"),
    ],
)
def test_where_a_request_comes_from(settings, proxies, passed, expected):
    settings.PROXIES = proxies
    headers = {"X-Forwarded-For": passed} if passed else {}
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers=headers)
    assert client_address(request) == expected
