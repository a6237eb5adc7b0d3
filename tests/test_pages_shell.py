"""What all pages share: the theme, the errors, the colours, and markup that the policy allows."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests import factories as make

CSS = Path(settings.BASE_DIR) / "static" / "css"


# Theme


@pytest.mark.django_db
def test_no_cookie_is_set_until_a_theme_is_chosen(client):
    for address in ("/", "/documents/", "/about/", "/nothing/"):
        assert client.get(address).cookies == {}


@pytest.mark.django_db
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_is_kept_and_can_be_given_up(client, theme):
    response = client.post("/theme/", {"theme": theme, "next": "/about/?x=1"})
    assert (response.status_code, response["Location"]) == (302, "/about/?x=1")
    assert f'data-theme="{theme}"' in client.get("/about/").text
    client.post("/theme/", {"theme": "device", "next": "/"})
    assert "data-theme" not in client.get("/about/").text


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param("/documents/?session=71", "/documents/?session=71", id="own path"),
        pytest.param("//evil.example/", "/", id="other host"),
        pytest.param("https://evil.example/", "/", id="other address"),
        pytest.param("/\\\\evil.example", "/", id="backslashes"),
        pytest.param("javascript:alert(1)", "/", id="script"),
        pytest.param("/a\r\nX: 1", "/a%0D%0AX:%201", id="line break"),
        pytest.param("", "/", id="nothing"),
    ],
)
def test_choosing_a_theme_leads_to_own_pages_only(client, wanted, expected):
    response = client.post("/theme/", {"theme": "dark", "next": wanted})
    assert response["Location"] == expected


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["purple", '"><script>', "", "Dark"])
def test_a_theme_that_does_not_exist_is_ignored(client, value):
    client.cookies["theme"] = value
    assert "data-theme" not in client.get("/about/").text


def test_other_sites_cannot_choose_the_theme():
    client = Client(headers={"Sec-Fetch-Site": "cross-site"}, enforce_csrf_checks=True)
    response = client.post("/theme/", {"theme": "dark"})
    assert response.status_code == 403
    assert response.cookies == {}


def test_a_theme_is_not_chosen_by_following_a_link(client):
    assert client.get("/theme/?theme=dark").status_code == 405


@pytest.mark.django_db
def test_pages_vary_with_the_cookie_that_they_depend_on(client):
    for address in ("/", "/documents/", "/about/", "/nothing/"):
        assert "Cookie" in client.get(address)["Vary"]


# Errors


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "words"),
    [
        pytest.param("/documents/A/RES/72/28/", "A/RES/72/28 is not in this archive", id="symbol"),
        pytest.param("/A/RES/71/28/", 'href="/documents/A/RES/71/28/"', id="held, elsewhere"),
        pytest.param("/nothing/here/", 'value="nothing/here"', id="words for the search box"),
        pytest.param("/%3Cscript%3E/", "&lt;script&gt;", id="markup"),
        pytest.param("/documents/%00/", "There is no page at this address", id="NUL"),
        pytest.param("/" + "x" * 2000 + "/", "There is no page at this address", id="long"),
    ],
)
def test_what_is_not_there_is_said(client, address, words):
    make.make_resolution("A/RES/71/28")
    response = client.get(address)
    assert response.status_code == 404
    assert words in response.text


@pytest.mark.django_db
def test_a_document_that_is_not_held_names_the_published_texts_that_cite_it(client):
    for symbol, published in [("A/RES/71/28", True), ("A/RES/73/27", True), ("A/RES/74/29", False)]:
        text = make.make_text(symbol, [("pp1", "Recalling 72/28,")], published=published)
        make.make_citation(text.paragraphs.get(), "72/28", "A/RES/72/28")
    html = client.get("/documents/A/RES/72/28/").text
    assert "2 texts cite it." in html
    assert 'href="/documents/A/RES/71/28/#pp1"' in html
    assert "74/29" not in html


def test_the_page_of_a_failure_needs_no_database():
    html = (Path(settings.BASE_DIR) / "templates" / "500.html").read_text()
    assert set(re.findall(r"{%\s*(\w+)", html)) == {"load", "static"}
    assert "{{" not in html


def test_robots_are_kept_from_lists_without_end(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain"
    assert "Disallow: /search/" in response.text


# Markup and colours


def test_templates_hold_nothing_that_the_policy_forbids():
    forbidden = re.compile(r'\sstyle="|\son\w+="|<script(?![^>]* src=)|<style|src="http', re.I)
    templates = Path(settings.BASE_DIR) / "templates"
    found = [path.name for path in templates.rglob("*.html") if forbidden.search(path.read_text())]
    assert found == []


def test_html_is_marked_as_safe_in_one_place_only():
    unsafe = re.compile(r"mark_safe|SafeString\(|\|\s*safe\b|autoescape off|innerHTML")
    root = Path(settings.BASE_DIR)
    files = [
        *(root / "resolutions").rglob("*.py"),
        *(root / "templates").rglob("*.html"),
        *(root / "static").rglob("*.js"),
    ]
    found = {str(path.relative_to(root)) for path in files if unsafe.search(path.read_text())}
    assert found == {"resolutions/markup.py"}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


TOKENS = {
    name: {"light": light, "dark": dark}
    for name, light, dark in re.findall(
        r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", (CSS / "tokens.css").read_text()
    )
}
TEXT, GRAPHIC = 4.5, 3
FLOORS = {
    # ink: the floors of contrast, and the grounds that the ink is used on
    "ink": (TEXT, "paper surface sunken soft mark ins del move warn"),
    "ink2": (TEXT, "paper surface sunken soft"),
    "ink3": (TEXT, "paper surface sunken"),
    "link": (TEXT, "paper surface sunken soft ins del"),
    "visited": (TEXT, "paper surface"),
    "ins-ink": (TEXT, "paper surface soft ins"),
    "move-ink": (TEXT, "paper surface soft move"),
    "warn-ink": (TEXT, "paper surface soft warn"),
    "del-ink": (TEXT, "del"),
    "surface": (TEXT, "accent yes no-deep abst-deep"),
    "edge": (GRAPHIC, "paper surface sunken"),
    "focus": (GRAPHIC, "paper surface sunken"),
    "accent": (GRAPHIC, "paper"),
    "yes": (GRAPHIC, "paper surface"),
    "no": (GRAPHIC, "paper surface"),
    "abst": (GRAPHIC, "paper surface"),
}
PAIRS = [(ink, paper, floor) for ink, (floor, on) in FLOORS.items() for paper in on.split()]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper", "floor"), PAIRS)
def test_colours_have_contrast(ink, paper, floor, theme):
    assert contrast(TOKENS[ink][theme], TOKENS[paper][theme]) >= floor
