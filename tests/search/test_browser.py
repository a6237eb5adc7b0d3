"""The search page in a browser: keyboard, policy, accessibility, two widths and themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import make_sponsor, make_text, make_vote, sponsor_text

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Noting that States " + "reaffirm and recall with appreciation " * 20 + "the norms,"


@pytest.fixture
def archive():
    russia = make_sponsor("Russian Federation")
    text = make_text(
        "A/RES/71/28",
        [
            ("pp1", "Noting voluntary norms,"),
            ("pp2", LONG),
            ("op1", "Stresses norms;"),
            ("op2", "Affirms <img src=x onerror=alert(1)> norms;"),
            ("op2-a", "The norm of peace;"),
        ],
        title="Developments in the field of <b>information</b>",
        committee="first",
        session=71,
    )
    sponsor_text(text, russia)
    make_vote(text, [(russia, "Y")])
    make_text("A/C.1/77/L.23", [("pp1", "Recalling voluntary norms,")], stage="draft")


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (360, "dark")])
@pytest.mark.parametrize(
    "query",
    [
        pytest.param("", id="no search"),
        pytest.param("?q=norms", id="hits"),
        pytest.param("?q=norms&session=71&part=preamble&page=x", id="filters and a problem"),
        pytest.param("?q=cryptography+peace", id="nothing found"),
        pytest.param("?q=71/29", id="symbol not held"),
        pytest.param("?q=-norms", id="nothing to search for"),
    ],
)
def test_every_state_of_the_page_is_accessible(live_server, page, archive, query, width, theme):
    look_over(page, f"{live_server}{reverse('search')}{query}", width, theme)


@pytest.mark.parametrize(("width", "theme"), [(1280, "dark"), (360, "light")])
def test_the_other_themes_are_accessible_too(live_server, page, archive, width, theme):
    look_over(page, f"{live_server}{reverse('search')}?q=norms", width, theme)


def look_over(page, address, width, theme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    page.goto(address)
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_reader_finds_a_paragraph_without_script(live_server, browser, archive):
    """Type, narrow down, open the rest of a text, follow a hit: plain HTML all the way."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server}{reverse('search')}")
    page.get_by_label("Search paragraphs").fill("norms")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("6 paragraphs in 2 texts mention “norms”")
    page.get_by_label("71st, 2016").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.locator("h1")).to_have_text("5 paragraphs in 1 text mention “norms”")
    page.get_by_role("link", name="OP2 (a)").click()
    expect(page).to_have_url(f"{live_server}/documents/A/RES/71/28/#op2-a")
    context.close()


def test_nothing_in_a_text_becomes_markup(live_server, page, archive):
    dialogs = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(f"{live_server}{reverse('search')}?q=norms&sort=newest")
    assert page.locator("main img, .hits b, h2 a > span b").count() == 0
    assert page.locator(".hits mark").first.inner_text() == "norms"
    assert dialogs == []
