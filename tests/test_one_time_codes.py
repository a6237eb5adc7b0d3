"""One-time codes: set up, asked for after the password, never twice the same, put off again."""

import base64
import re
import time
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from resolutions.archive import one_time_codes
from resolutions.archive.enciphering import decipher, encipher
from resolutions.archive.one_time_codes import (
    STEP,
    accept,
    begin,
    code_at,
    confirm,
    key_of,
)
from resolutions.models import OneTimeKey
from resolutions.roles import make_roles
from tests.accessibility import faults
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "a long sentence of words"
CODES = "/editing/codes/"


@pytest.fixture(autouse=True)
def quickly(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def people():
    make_roles()
    names = ("Uploader", "Editor", "Publisher", "Administrator")
    return {name: make_user(name.lower(), name, password=PASSWORD) for name in names}


@pytest.fixture
def clock(monkeypatch):
    """The time of codes, which stands still until it is set."""

    class Clock:
        now = 1_700_000_000

        def time(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(one_time_codes, "time", clock)
    return clock


def set_up(user, clock):
    held = begin(user)
    paper = confirm(user, code_at(key_of(held), clock.now // STEP))
    clock.now += STEP
    return held, paper


def now_of(held, clock):
    return code_at(key_of(held), clock.now // STEP)


def sign_in(user, to=""):
    client = Client()
    form = {"username": user.username, "password": PASSWORD}
    response = client.post(reverse("admin:login") + (f"?next={to}" if to else ""), form)
    assert response.status_code == 302
    return client


# The last six digits of what RFC 6238 lists in its appendix B for SHA-1.
@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(seconds, code):
    assert code_at(base64.b32encode(b"12345678901234567890").decode(), seconds // STEP) == code


@pytest.mark.parametrize(
    ("late", "right"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
def test_a_clock_may_be_half_a_minute_wrong(people, clock, late, right):
    held, _ = set_up(people["Editor"], clock)
    clock.now += 300
    code = code_at(key_of(held), (clock.now + late) // STEP)
    assert accept(people["Editor"], code) is right


def test_a_code_is_taken_once(people, clock):
    held, _ = set_up(people["Editor"], clock)
    code = now_of(held, clock)
    assert [accept(people["Editor"], code) for _ in range(2)] == [True, False]


def test_a_code_from_paper_is_taken_once_however_it_is_written(people, clock):
    _, paper = set_up(people["Editor"], clock)
    assert len(set(paper)) == 8
    assert accept(people["Editor"], f" {paper[0].lower()} ")
    assert not accept(people["Editor"], paper[0])
    assert accept(people["Editor"], paper[1].replace("-", ""))
    assert paper[2].replace("-", "") not in str(OneTimeKey.objects.values())


@pytest.mark.parametrize("wrong", ["", "000000", "12345", "１２３４５６", "\0", "x" * 5_000, "²"])
def test_wrong_codes_are_refused_and_after_five_all_are(people, clock, wrong):
    held, _ = set_up(people["Editor"], clock)
    assert [accept(people["Editor"], wrong) for _ in range(5)] == [False] * 5
    with pytest.raises(one_time_codes.TooOften):
        accept(people["Editor"], now_of(held, clock))
    past = timezone.now() - timedelta(minutes=6)
    OneTimeKey.objects.update(failed_at=past)
    assert accept(people["Editor"], now_of(held, clock))


OLD, NEW = "an old key of the archive " * 3, "a new key of the archive " * 3


def test_a_copy_of_the_database_tells_no_key(people, clock):
    first, second = begin(people["Editor"]), begin(people["Publisher"])
    rows = str(list(OneTimeKey.objects.values()))
    assert key_of(first) not in rows
    assert base64.b32decode(key_of(first)).hex() not in rows
    OneTimeKey.objects.filter(pk=first.pk).update(key=second.key)  # somebody else's is a key, too
    assert [key_of(each) for each in OneTimeKey.objects.all()] == [key_of(second)] * 2


def test_codes_outlive_a_change_of_the_secret_key(people, clock, settings):
    """With the one before among the fallbacks until each has signed in once; then without it."""
    settings.SECRET_KEY = OLD
    held, _ = set_up(people["Editor"], clock)
    key = key_of(held)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, ["another before", OLD]
    assert accept(people["Editor"], code_at(key, clock.now // STEP))
    settings.SECRET_KEY_FALLBACKS = []
    clock.now += STEP
    assert accept(people["Editor"], code_at(key, clock.now // STEP))


def test_without_the_secret_key_codes_from_paper_are_left(people, clock, settings):
    held, paper = set_up(people["Editor"], clock)
    code = now_of(held, clock)
    settings.SECRET_KEY = NEW
    assert not accept(people["Editor"], code)
    assert accept(people["Editor"], paper[0])


def test_a_key_begun_under_another_secret_key_is_begun_again(people, settings):
    client = sign_in(people["Editor"])
    client.post(CODES, {"do": "begin"})
    before = OneTimeKey.objects.get()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [settings.SECRET_KEY]
    assert key_of(before) in client.get(CODES).text
    settings.SECRET_KEY_FALLBACKS = []
    client.force_login(people["Editor"])
    assert "Set codes up" in client.get(CODES).text
    client.post(CODES, {"do": "begin"})
    assert key_of(OneTimeKey.objects.get()) in client.get(CODES).text


@given(st.binary(min_size=1, max_size=32), st.integers(0, 400))
def test_a_secret_opens_as_it_was_and_not_if_one_bit_is_another(secret, bit):
    stored = encipher(secret)
    assert decipher(stored) == (secret, False)
    data = bytearray(base64.urlsafe_b64decode(stored))
    data[bit % (8 * len(data)) // 8] ^= 1 << bit % 8
    assert decipher(base64.urlsafe_b64encode(data).decode()) == (None, False)


def test_a_secret_longer_than_what_hides_it_is_refused():
    with pytest.raises(ValueError, match="too long"):
        encipher(b"x" * 33)


def test_keys_that_were_stored_plain_are_enciphered_and_back(people, clock):
    move = import_module("resolutions.migrations.0022_one_time_keys_enciphered")
    held, _ = set_up(people["Editor"], clock)
    key = key_of(held)
    move.decipher_all(apps, None)
    assert OneTimeKey.objects.get().key == key
    move.encipher_all(apps, None)
    assert key_of(OneTimeKey.objects.get()) == key


def test_who_has_codes_is_asked_and_nothing_opens_before(people, clock):
    held, _ = set_up(people["Editor"], clock)
    client = sign_in(people["Editor"], "/editing/record/")
    for address in ("/editing/", "/editing/record/", "/admin/", "/admin/password_change/"):
        response = client.get(address)
        assert response.url == f"{CODES}?next={address.replace('/', '%2F')}"
    assert client.post("/editing/upload/", {"pasted": "A/C.1/77/L.1"}).status_code == 302
    for step in ("begin", "confirm", "renew", "drop", ""):
        client.post(CODES, {"do": step, "code": "000000"})
    assert client.get("/editing/").status_code == 302
    assert OneTimeKey.objects.get() == held
    response = client.post(CODES, {"do": "give", "code": "000000"})
    assert (response.status_code, "not the code of this moment" in response.text) == (400, True)
    before = client.cookies["session"].value
    sent = {"do": "give", "code": now_of(held, clock), "next": "/editing/record/"}
    assert client.post(CODES, sent).url == "/editing/record/"
    assert client.cookies["session"].value != before
    assert client.get("/editing/record/").status_code == 200


def test_after_a_code_nobody_is_led_elsewhere(people, clock):
    held, _ = set_up(people["Editor"], clock)
    client = sign_in(people["Editor"])
    sent = {"do": "give", "code": now_of(held, clock), "next": "https://elsewhere.example/"}
    assert client.post(CODES, sent).url == "/editing/"


@pytest.mark.parametrize(
    ("who", "asked"),
    [("Uploader", False), ("Editor", False), ("Publisher", True), ("Administrator", True)],
)
def test_where_they_are_required_those_who_publish_set_them_up_first(people, settings, who, asked):
    assert sign_in(people[who]).get("/editing/").status_code == 200
    settings.ONE_TIME_CODES = True
    assert sign_in(people[who]).get("/editing/").status_code == (302 if asked else 200)


def test_setting_up_by_the_page_and_putting_off(people, clock, settings):
    settings.ONE_TIME_CODES = True
    client = sign_in(people["Publisher"])
    assert "Setting them up takes a minute" in client.get(CODES).text
    client.post(CODES, {"do": "begin"})
    page = client.get(CODES).text
    key = re.search('<code class="onetimekey">([A-Z2-7]{32})</code>', page)[1]
    assert page.count("h1v1h-1z") > 200
    assert client.post(CODES, {"do": "confirm", "code": "000000"}).status_code == 400
    assert client.get("/editing/").status_code == 302
    page = client.post(CODES, {"do": "confirm", "code": code_at(key, clock.now // STEP)}).text
    assert len(re.findall("<code>(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}</code>", page)) == 8
    assert client.get("/editing/").status_code == 200
    assert "8 codes from paper are left" in client.get(CODES).text
    assert client.post(CODES, {"do": "drop"}).status_code == 302
    assert not OneTimeKey.objects.exists()


def test_an_administrator_puts_off_the_codes_of_others_and_sees_no_key(people, clock):
    held, _ = set_up(people["Editor"], clock)
    client = sign_in(people["Administrator"])
    address = reverse("admin:resolutions_onetimekey_change", args=[held.pk])
    assert key_of(held) not in client.get(address).text
    client.post(reverse("admin:resolutions_onetimekey_delete", args=[held.pk]), {"post": "yes"})
    assert sign_in(people["Editor"]).get("/editing/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_pages_are_for_everybody(people, live_server, page):
    """In both colours, on a telephone, without JavaScript, and with nothing that axe objects to."""
    client = sign_in(people["Editor"])
    cookie = {"name": "session", "value": client.cookies["session"].value}
    context = page.context.browser.new_context(
        java_script_enabled=True, viewport={"width": 360, "height": 800}, color_scheme="dark"
    )
    context.add_cookies([cookie | {"url": live_server.url}])
    small = context.new_page()
    small.goto(live_server.url + CODES)
    small.get_by_role("button", name="Set codes up").click()
    assert faults(small) == []
    width = small.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
    key = small.locator(".onetimekey").inner_text()
    small.get_by_label("Type the code that it shows").fill(code_at(key, int(time.time()) // STEP))
    small.get_by_role("button", name="Turn codes on").click()
    small.get_by_role("heading", name="Codes for paper").wait_for()
    assert faults(small) == []
    context.close()
