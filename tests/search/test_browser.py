"""The search page in a browser: keyboard, policy, accessibility, two widths and themes."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.accessibility import look_over
from tests.factories import make_sponsor, make_text, make_vote, sponsor_text

pytestmark = pytest.mark.django_db

LONG = "Noting that States " + "reaffirm and recall with appreciation " * 20 + "the norms,"


@pytest.fixture(scope="module")
def archive(committed):
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
def test_every_state_of_the_page_is_accessible(site, page, archive, query):
    page.goto(f"{site.url}{reverse('search')}{query}")
    look_over(page)


def test_the_other_themes_are_accessible_too(site, page, archive):
    page.goto(f"{site.url}{reverse('search')}?q=norms")
    look_over(page, [(1280, "dark"), (360, "light")])


def test_a_reader_finds_a_paragraph_without_script(site, browser, archive):
    """Type, narrow down, open the rest of a text, follow a hit: plain HTML all the way."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}{reverse('search')}")
    page.get_by_label("Search paragraphs").fill("norms")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("6 paragraphs in 2 texts mention “norms”")
    page.get_by_label("71st, 2016").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.locator("h1")).to_have_text("5 paragraphs in 1 text mention “norms”")
    page.get_by_role("link", name="OP2 (a)").click()
    expect(page).to_have_url(f"{site.url}/documents/A/RES/71/28/#op2-a")
    context.close()


def test_nothing_in_a_text_becomes_markup(site, page, archive):
    dialogs = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(f"{site.url}{reverse('search')}?q=norms&sort=newest")
    assert page.locator("main img, .hits b, h2 a > span b").count() == 0
    assert page.locator(".hits mark").first.inner_text() == "norms"
    assert dialogs == []


def options(page):
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def test_suggestions_are_reached_by_keyboard_alone(site, page, archive):
    """The box keeps focus; arrows go through the list and back; Escape closes it; Enter goes."""
    page.goto(f"{site.url}{reverse('search')}")
    box = page.get_by_role("combobox", name="Search paragraphs")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("nor")
    expect(options(page)).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#say")).to_have_text("2 suggestions")
    expect(options(page).first).to_contain_text("norms")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    active = options(page).first.get_attribute("id")
    expect(box).to_have_attribute("aria-activedescendant", active)
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box).to_have_value("nor")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(options(page)).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.url}/search/?q=norms")


def test_enter_searches_for_what_was_typed_where_nothing_is_chosen(site, page, archive):
    page.goto(f"{site.url}{reverse('documents')}")
    page.get_by_role("combobox", name="Search paragraphs").press_sequentially("nor")
    expect(options(page)).to_have_count(2)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.url}/search/?q=nor")


def test_a_suggestion_is_chosen_by_pointer_and_the_list_leaves_with_focus(site, page, archive):
    page.goto(f"{site.url}{reverse('home')}")
    box = page.get_by_role("combobox", name="Search paragraphs")
    box.press_sequentially("71/2")
    expect(options(page)).to_have_count(1)
    page.keyboard.press("Tab")
    expect(options(page)).to_have_count(0)
    box.focus()
    page.keyboard.press("ArrowDown")
    options(page).get_by_text("A/RES/71/28").click()
    expect(page).to_have_url(f"{site.url}/documents/A/RES/71/28/")


def test_words_are_not_looked_up_while_they_are_composed(site, page, archive):
    """An input method sends letters that are not yet words."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.url}{reverse('search')}")
    box = page.get_by_role("combobox", name="Search paragraphs")
    box.fill("nor")
    expect(options(page)).to_have_count(2)
    asked.clear()
    composing = "new InputEvent('input', {isComposing: true, bubbles: true})"
    box.evaluate(f"box => {{ box.value = 'norm'; box.dispatchEvent({composing}); }}")
    page.wait_for_timeout(400)
    assert asked == []
    box.evaluate("box => box.dispatchEvent(new CompositionEvent('compositionend'))")
    expect(options(page)).to_have_count(2)
    page.wait_for_timeout(400)
    assert len(asked) == 1


@pytest.mark.parametrize("address", ["/search/", "/documents/", "/search/suggest/?q=nor"])
def test_suggestions_are_accessible(site, page, archive, address):
    page.goto(f"{site.url}{address}")
    if "suggest" not in address:
        page.get_by_role("combobox", name="Search paragraphs").press_sequentially("nor")
        expect(options(page)).to_have_count(2)
        page.keyboard.press("ArrowDown")
    look_over(page)
