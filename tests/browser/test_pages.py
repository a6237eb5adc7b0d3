"""The public pages with the archive's first holdings, in Chromium."""

from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from lxml import html
from playwright.sync_api import expect

from resolutions.models import Resolution
from tests import public
from tests.accessibility import SEEN_OTHERWISE, disclose, faults

# What has pytest-django make a database for these tests, though none of them uses it itself.
pytestmark = pytest.mark.django_db

# The card about a document is a piece of a page.
KINDS = {name: paths for name, paths in public.PAGES.items() if name != "card"}
FULLEST = [*(paths[0] for paths in KINDS.values()), f"/citations/?focus={public.TEXT}"]
# And those of a kind that differ most from the fullest.
PAGES = [
    *FULLEST,
    "/documents/?session=74&sponsor=cuba&stage=nonsense",
    f"/documents/{public.DRAFT}/",
    f"/documents/{public.NOT_HELD}/",
    f"/documents/{public.TEXT}/?lang=en&beside=fr",
    "/compare/",
    f"/compare/?base=A/C.1/68/L.37&from={public.TEXT}&to={public.DRAFT}&view=split",
    f"/compare/?from=A/RES/70/237&to={public.TEXT}",
    "/search/",
]
MAIN = "document.querySelector('main').textContent"
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
# The words of drawings that reach beyond them, where they would be cut.
CUT = """() => [...document.querySelectorAll("svg text")].filter((words) => {
  const [box, view] = [words.getBBox(), words.ownerSVGElement.viewBox.baseVal];
  return box.width && (box.x < -1 || box.y < -1
    || box.x + box.width > view.width + 1 || box.y + box.height > view.height + 1);
}).map((words) => words.textContent)"""
# What the browser says of a page that is rightly answered with 404 or 400.
EXPECTED = "the server responded with a status of 40"


@pytest.fixture(scope="module")
def archive(committed, site):
    """The address of a site that holds the fixtures, loaded once for all tests here."""
    call_command("load_fixtures", verbosity=0, stdout=StringIO())
    public.in_french(Resolution.objects.get(symbol=public.TEXT))
    return site.url


@pytest.fixture
def visit(browser, archive):
    """Open a page in a fresh profile; whatever the console says fails the test."""

    @contextmanager
    def visit(path="/", **options):
        context = browser.new_context(base_url=archive, **options)
        page = context.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        with context:
            page.goto(path)
            yield page
        assert [text for text in said if EXPECTED not in text] == []

    return visit


def said_without_script(sent):
    """What a page says to whoever runs no script, all of whose forms can be sent."""
    document = html.document_fromstring(sent)
    for form in document.xpath("//form"):
        assert form.xpath(".//button[not(@type='button')]"), html.tostring(form)[:200]
    return " ".join(document.get_element_by_id("main").text_content().split())


def test_pages_are_accessible_and_small(visit, subtests):
    """
    A first view is at most 11 requests and 130 kB, and fits a screen of 320 pixels.

    Scripts add no words to it. Small and dark it is accessible as well.
    """
    with visit(viewport={"width": 1280, "height": 900}, color_scheme="light") as page:
        sizes = []
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        network.on("Network.loadingFinished", lambda event: sizes.append(event))
        for path in PAGES:
            with subtests.test(path):
                sizes.clear()
                sent = page.goto(path).text()
                page.evaluate("document.fonts.ready.then(() => true)")
                assert said_without_script(sent) == " ".join(page.evaluate(MAIN).split())
                assert len(sizes) <= 11
                assert sum(event["encodedDataLength"] for event in sizes) <= 130_000
                disclose(page)
                assert faults(page) == []
                for width in (1280, 768, 360, 320):
                    page.set_viewport_size({"width": width, "height": 900})
                    assert not page.evaluate(SIDEWAYS)
                    assert page.evaluate(CUT) == []
                if path in FULLEST:
                    page.set_viewport_size({"width": 360, "height": 800})
                    page.emulate_media(color_scheme="dark")
                    assert faults(page, SEEN_OTHERWISE) == []
                    page.emulate_media(color_scheme="light")
                page.set_viewport_size({"width": 1280, "height": 900})


def test_a_text_begins_in_the_first_screenful(visit, subtests):
    """However many sponsors, subjects and versions stand at its head."""
    with visit(viewport={"width": 1280, "height": 900}) as page:
        for path in ("/documents/A/C.1/74/L.49/Rev.1/", "/documents/A/RES/71/28/"):
            with subtests.test(path):
                page.goto(path)
                assert page.locator(".para").nth(0).bounding_box()["y"] < 850
        page.goto("/compare/?from=A/C.1/68/L.37&to=A/RES/71/28")
        assert page.locator(".row").nth(0).bounding_box()["y"] < 600


# Numbers what Tab should reach, in its order.
NUMBER = """() => {
    const reached = "a[href], button, input:not([type=hidden]), select, textarea, summary, "
        + "[tabindex='0']";
    const each = [...document.querySelectorAll(reached)].filter((e) => e.checkVisibility(
        { visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0
        && (e.type !== "radio" || e.checked));
    each.forEach((e, place) => { e.dataset.place = place; });
    return each.length;
}"""
FOCUS = """() => {
    const at = document.activeElement;
    const rings = [at, at.closest("form")].filter(Boolean).map((e) => getComputedStyle(e)).some(
        (style) => parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none");
    return [at === document.body ? "out" : at.dataset.place ?? "", rings];
}"""
WALKED = 24


def walk(page, steps):
    """Press Tab so often; return the places that it reached, each with a ring, until it left."""
    places = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        place, ring = page.evaluate(FOCUS)
        if place == "out":
            return places
        assert ring, page.evaluate("document.activeElement.outerHTML")[:200]
        places += [int(place)] if place else []
    return places


def test_tab_reaches_all_in_order_and_leaves(visit, subtests):
    """
    From the first, which skips to the text, and among the last, up to the end of the page.

    On every other kind of page: the head and foot are the same on all.
    """
    with visit(viewport={"width": 1280, "height": 900}) as page:
        for path in FULLEST[::2]:
            with subtests.test(path):
                page.goto(path)
                count = page.evaluate(NUMBER)
                assert walk(page, WALKED) == list(range(WALKED))
                page.evaluate(f"document.querySelector('[data-place=\"{count - 6}\"]').focus()")
                assert walk(page, 9)[:5] == list(range(count - 5, count))
                page.goto(path)
                page.keyboard.press("Tab")
                page.keyboard.press("Enter")
                assert page.url.endswith("#main")
                page.evaluate(NUMBER)
                page.keyboard.press("Tab")
                assert page.evaluate(
                    "document.querySelector('main').contains(document.activeElement)"
                )


def test_without_script_menus_open_filters_apply_and_the_theme_is_kept(visit):
    with visit(java_script_enabled=False, viewport={"width": 360, "height": 800}) as page:
        page.click("text=Menu")
        page.click("nav >> text=Browse")
        page.click("summary:has-text('Filters')")
        page.check("input[name=stage][value=working]")
        page.click("text=Apply filters")
        expect(page.locator("h1")).to_have_text("1 text")
        page.click("a:has-text('Remove filter Status Working text')")
        expect(page.locator("h1")).not_to_have_text("1 text")
        page.goto("/documents/A/RES/71/28/#pp3")
        page.click("text=Cite")
        expect(
            page.get_by_text("UNGA Res 71/28 (5 December 2016) UN Doc A/RES/71/28.")
        ).to_be_visible()
        page.click("button:has-text('Dark')")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        assert page.url.endswith("/documents/A/RES/71/28/")


def test_without_script_a_paragraph_is_cited_with_its_place(visit):
    with visit("/documents/A/RES/71/28/", java_script_enabled=False) as page:
        page.focus("#op1 .plabel")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Cite A/RES/71/28, operative paragraph 1")
        cited = "UNGA Res 71/28 (5 December 2016) UN Doc A/RES/71/28 para 1."
        expect(page.get_by_text(cited)).to_be_visible()
        page.select_option("select", "pp2")
        page.click("text=Show its citation")
        expect(page.get_by_text("second preambular paragraph")).to_be_visible()
        with page.expect_download() as download:
            page.click("text=RIS")
        assert download.value.suggested_filename == "unga-71-28.ris"


def test_keys_on_a_label_move_and_copy(visit):
    options = {"permissions": ["clipboard-read", "clipboard-write"]}
    with visit("/documents/A/RES/71/28/", **options) as page:
        page.focus("#pp2 .plabel")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.hash") == "#pp3"
        page.keyboard.press("k")
        page.keyboard.press("k")
        page.keyboard.press("k")
        assert page.evaluate("document.activeElement.hash") == "#pp1"
        page.keyboard.press("c")
        expect(page.locator("#say")).to_have_text("Link copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.endswith("/documents/A/RES/71/28/#pp1")
        page.fill("#quick", "jack")
        assert page.input_value("#quick") == "jack"


def test_a_citation_opens_a_card_for_focus_and_pointer(visit):
    with visit("/documents/A/RES/71/28/#pp1", viewport={"width": 1280, "height": 900}) as page:
        card = page.locator("#card")
        page.focus("#pp1 a.cite >> nth=0")
        expect(card).to_contain_text("A/RES/53/70")
        expect(card).to_contain_text("Cited by")
        link = page.locator("#pp1 a.cite >> nth=0")
        expect(link).to_have_attribute("aria-describedby", "card")
        page.mouse.wheel(0, 60)  # what has focus keeps its card
        expect(card).to_be_visible()
        assert faults(page) == []
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        page.hover("#pp1 a.cite >> nth=1")
        expect(card).to_contain_text("A/RES/54/49")
        card.hover()
        expect(card).to_be_visible()


def test_a_label_that_is_clicked_copies_its_link_and_marks_the_paragraph(visit):
    options = {"permissions": ["clipboard-read", "clipboard-write"]}
    with visit("/documents/A/RES/71/28/", **options) as page:
        page.click("#pp2 .plabel")
        expect(page.locator("#say")).to_have_text("Link copied")
        assert page.evaluate("navigator.clipboard.readText()").endswith("/#pp2")
        assert page.evaluate("document.querySelector(':target').id") == "pp2"


def test_escape_closes_every_menu_and_gives_focus_back(visit):
    with visit("/documents/A/RES/71/28/", viewport={"width": 360, "height": 800}) as page:
        menus = page.locator("details.menu > summary, .nav details > summary")
        assert menus.count() >= 4
        for menu in menus.all():
            menu.press("Enter")
            expect(menu.locator("..")).to_have_attribute("open", "")
            page.keyboard.press("Escape")
            expect(menu.locator("..")).not_to_have_attribute("open", "")
            expect(menu).to_be_focused()


def test_copied_words_hold_no_labels_or_footnote_marks(visit):
    with visit("/documents/A/RES/71/28/") as page:
        selected = page.evaluate(
            """() => {
                getSelection().selectAllChildren(document.querySelector("#pp15"));
                return getSelection().toString();
            }"""
        )
        assert "in its 2013 and 2015 reports" in selected
        assert "PP15" not in selected


def test_a_comparison_is_shown_as_chosen_without_script(visit):
    options = {"java_script_enabled": False, "viewport": {"width": 1280, "height": 900}}
    with visit("/compare/?from=A/C.1/68/L.37&to=A/RES/71/28", **options) as page:
        page.click("button:has-text('Side by side')")
        expect(page.locator("button:has-text('Side by side')")).to_have_attribute(
            "aria-pressed", "true"
        )
        assert page.url.endswith("&view=split")
        old, new = (page.locator("#c-op2 .sides > div").nth(n) for n in (0, 1))
        assert old.bounding_box()["x"] < new.bounding_box()["x"]
        page.click("text=1 moved")
        expect(page.locator("#c-pp3")).to_be_in_viewport()
        page.click("text=Swap")
        expect(page.locator("h1")).to_have_text(
            "What changed between A/RES/71/28 and A/C.1/68/L.37"
        )
        expect(page.locator(".cmpgrid")).to_have_class("cmpgrid split")


def test_texts_to_compare_with_are_listed_below_their_heading(visit):
    with visit(f"/compare/?from=A/RES/99/1&to={public.TEXT}") as page:
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            texts = page.locator("h3:has-text('Earlier texts of the series') + ul")
            expect(texts.locator("a")).not_to_have_count(0)
            assert page.evaluate(public.NOT_IN_ORDER, ".choosing > :is(h3, ul)") == []
            assert texts.bounding_box()["y"] < 900
        texts.locator("a").last.click()  # nothing lies above it
        expect(page.locator("h1")).to_contain_text(f"and {public.TEXT}")


def test_copied_redlines_say_what_was_removed_and_added(visit):
    with visit("/compare/?from=A/C.1/68/L.37&to=A/RES/71/28") as page:
        copied = page.evaluate(
            """() => {
                getSelection().selectAllChildren(document.querySelector("#c-op2 .side"));
                return getSelection().toString();
            }"""
        )
        assert "of such [removed: strategies] [added: measures] could be served" in copied


def test_notes_stand_beside_the_text_when_wide_and_below_it_on_paper(visit):
    below = """() => {
        const [text, notes] = ["#pp15 .ptext", "#pp15 .notes"].map(
            (s) => document.querySelector(s).getBoundingClientRect());
        return notes.top >= text.bottom;
    }"""
    with visit("/documents/A/RES/71/28/", viewport={"width": 1280, "height": 900}) as page:
        assert not page.evaluate(below)
        page.set_viewport_size({"width": 700, "height": 900})
        assert page.evaluate(below)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(media="print")
        assert page.evaluate(below)
        assert page.is_visible(".printonly")
        assert not page.is_visible(".toc")


def test_contents_mark_what_is_read_and_keep_it_in_view(visit):
    with visit("/documents/A/RES/71/28/", viewport={"width": 1280, "height": 400}) as page:
        page.goto("/documents/A/RES/71/28/#op4")
        entry = page.locator(".toc a[href='#op4']")
        expect(entry).to_have_attribute("aria-current", "true")
        expect(entry).to_be_in_viewport(ratio=1)
