"""From upload to publication in a browser: the five seeds, and a Word file with tracked changes."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from resolutions.editing import Edited, flatten
from resolutions.ingest import parse
from resolutions.models import Resolution
from tests.accessibility import faults, look_over
from tests.editing.drafts import DRAFT
from tests.factories import make_resolution, make_sponsor, make_text
from tests.ingest.pdf_files import Sheet, pdf
from tests.ingest.test_docx_changes import deleted, inserted
from tests.ingest.word import docx, paragraph, run
from tests.public import NOT_IN_ORDER

pytestmark = pytest.mark.django_db(transaction=True)

SEEDS = sorted((settings.BASE_DIR / "fixtures" / "documents").iterdir())
TRACKED = (
    paragraph("A/C.1/77/L.91"),
    paragraph("Seventy-seventh session"),
    paragraph("Lamps in the service of peace"),
    paragraph("The General Assembly,"),
    paragraph("Recalling its resolution 71/28 of 5 December 2016,"),
    paragraph(
        "1. Welcomes the ", inserted(run("splendid ")), "report on ", deleted("old "), "lamps;"
    ),
    paragraph("2. Decides to meet again."),
)


@pytest.fixture
def boss():
    for name in ("Cuba", "Zimbabwe"):
        make_sponsor(name)
    return User.objects.create_superuser("m.lee")


@pytest.fixture
def signed_in(live_server, boss, browser):
    """Make pages of somebody who is signed in; what breaks the policy fails the test."""
    said, contexts = [], []

    def open_page(**options):
        client = Client()
        client.force_login(boss)
        name = settings.SESSION_COOKIE_NAME
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        context.add_cookies([cookie])
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [text for text in said if "Content Security Policy" in text or "XSS" in text] == []


def send(page, files):
    page.goto(reverse("editing:upload"))
    page.get_by_label("Files").set_input_files(files)
    page.get_by_role("button", name="Upload and read").click()


def printed():
    """The draft as a PDF of one page."""
    sheet = Sheet()
    for number, line in enumerate(DRAFT.splitlines()):
        sheet.text(72, 60 + 20 * number, line)
    return {"name": "draft.pdf", "mimeType": "application/pdf", "buffer": pdf(sheet)}


def begun(page):
    """Wait without a script until a file is read, and go to its text."""
    look_over_it = page.get_by_role("link", name=re.compile("^Look over"))
    refresh = page.get_by_role("link", name="Refresh")
    for _ in range(60):
        if look_over_it.or_(refresh).first.inner_text() != "Refresh":
            break
        page.wait_for_timeout(500)
        refresh.click()
    look_over_it.click()


def settle_all(page):
    """Look at every doubt and find the text right."""
    problems = page.locator("ol.problemlist > li")
    for left in range(problems.count(), 0, -1):
        expect(problems).to_have_count(left)
        problems.first.get_by_role(
            "button", name=re.compile("^(Looks right|Accept|Noted)$")
        ).click()
    expect(page.get_by_text("Nothing is left to check.")).to_be_visible()


def publish(page):
    page.get_by_role("link", name="Check and publish").click()
    expect(page.get_by_text("nothing is left")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".said")).to_contain_text("are now searchable")


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_seed_goes_from_upload_to_publication_without_a_script(signed_in, seed):
    page = signed_in(java_script_enabled=False, viewport={"width": 360, "height": 800})
    send(page, seed)
    begun(page)
    page.get_by_role("link", name=re.compile("^To check")).click()
    problem = page.locator("ol.problemlist > li").first
    done = page.get_by_text("Nothing is left to check.")
    expect(problem.or_(done)).to_be_visible()
    while not done.is_visible():
        problem.get_by_role("button", name="Looks right").click()
        page.get_by_role("link", name=re.compile("^To check")).click()
        expect(problem.or_(done)).to_be_visible()
    publish(page)
    text = Resolution.objects.published().get()
    expected = [(piece.anchor, piece.text) for piece in flatten(Edited(parse(seed.read_bytes())))]
    assert list(text.paragraphs.values_list("anchor", "text")) == expected
    assert page.goto(text.get_absolute_url()).status == 200


def test_tracked_changes_are_shown_refused_and_published(signed_in):
    """With a script, by keyboard where that is quicker, every page looked over."""
    page = signed_in()
    page.goto(reverse("editing:upload"))
    look_over(page)
    name = "<img src=x onerror=alert('XSS')>.docx"
    send(page, {"name": name, "mimeType": "text/html", "buffer": docx("".join(TRACKED))})
    page.get_by_role("link", name="Look over A/C.1/77/L.91").click()
    tracked = page.locator(".tracked").first
    expect(tracked.locator("ins")).to_contain_text("splendid")
    expect(tracked.locator("del")).to_contain_text("old")
    expect(tracked.locator("del + *, p")).to_contain_text(
        re.compile(r"on \[removed .*: old \]lamps;")
    )
    look_over(page)

    problems = page.locator("ol.problemlist > li")
    problems.first.get_by_role("button").first.focus()
    page.keyboard.press("n")
    expect(problems.nth(1).locator(":focus")).to_have_count(1)
    page.keyboard.press("p")
    expect(problems.first.locator(":focus")).to_have_count(1)
    page.locator(".problem").filter(has_text="An insertion").get_by_role(
        "button", name="Refuse"
    ).click()
    expect(page.locator("#op1")).to_contain_text("Welcomes the report on lamps;")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#op1")).to_contain_text("Welcomes the splendid report on lamps;")
    page.get_by_role("button", name="Refuse all").press("Enter")
    expect(page.locator("#op1")).to_contain_text("Welcomes the report on old lamps;")
    expect(page.locator(".tracked")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".tracked")).to_have_count(1)

    page.get_by_role("link", name="Edit OP2").click()
    look_over(page)
    page.get_by_label("Text of OP2").fill("Decides to meet again;\n\nAlso decides to dine.")
    page.get_by_role("button", name="Save the text").click()
    page.get_by_role("button", name="Number all from the first").click()
    expect(page.locator("#op3")).to_contain_text("3. Also decides to dine.")
    page.get_by_text("Head of the text").click()
    page.get_by_label("Date of issue", exact=True).or_(page.get_by_label("Issued on")).fill(
        "2022-10-06"
    )
    page.get_by_role("button", name="Save the head").click()
    settle_all(page)
    page.get_by_role("link", name="Versions").click()
    expect(page.get_by_text("Undid version 2")).to_be_visible()
    look_over(page)
    page.go_back()
    page.get_by_role("link", name="Check and publish").click()
    look_over(page)
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".said")).to_contain_text("Published. 4 paragraphs are now searchable.")
    look_over(page)
    page.goto(reverse("editing:record"))
    look_over(page)
    page.goto(reverse("editing:desk"))
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()
    look_over(page)
    assert page.locator("main img").count() == 0
    page.goto("/documents/A/C.1/77/L.91/#op3")
    expect(page.locator("#op3")).to_contain_text("Also decides to dine.")


def test_the_pages_of_a_pdf_lead_to_their_paragraphs_and_back(signed_in):
    """By keyboard, and without a script."""
    page = signed_in(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    send(page, printed())
    begun(page)
    page.get_by_role("link", name="read as OP1").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Text of OP1")).to_have_value("Welcomes the report;")
    expect(page.get_by_role("link", name="Chosen, read as OP1")).to_have_count(1)
    marks = page.locator(".sheet__marks a.on rect")
    expect(marks).to_have_count(1)
    expect(page.locator(".pageimage")).to_have_js_property("naturalHeight", 1165)
    place, picture = marks.bounding_box(), page.locator(".pageimage").bounding_box()
    line = 60 + 20 * DRAFT.splitlines().index("1. Welcomes the report;")
    assert (place["y"] - picture["y"]) / picture["height"] == pytest.approx(line / 792, abs=0.02)
    assert (place["x"] - picture["x"]) / picture["width"] == pytest.approx(72 / 612, abs=0.01)
    page.set_viewport_size({"width": 360, "height": 800})
    page.get_by_role("link", name="page 1").click()
    expect(page.locator(".pageimage")).to_be_visible()
    expect(page.locator(".area--text")).to_be_hidden()
    page.get_by_role("link", name="read as OP2").click()
    expect(page.get_by_label("Text of OP2")).to_be_visible()


def test_a_page_of_a_pdf_meets_every_rule(signed_in):
    """With what fits its text, which stands in its place among the rest."""
    title = "Developments in the field of information security"
    make_resolution("A/RES/77/9", title=title, session=77)
    page = signed_in()
    send(page, printed())
    page.get_by_role("link", name=re.compile("^Look over")).click()
    expect(page.get_by_role("button", name="It became A/RES/77/9")).to_be_visible()
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        if width == 360:
            page.get_by_role("link", name=re.compile("^To check")).click()
        assert page.evaluate(NOT_IN_ORDER, ".area--problems > *") == []
    page.get_by_role("link", name="read as OP1").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Text of OP1")).to_be_visible()
    look_over(page)


def tab_to(page, name):
    """Press Tab until what has focus is called so."""
    named = "(({activeElement: e}) => (e.labels?.[0] ?? e).textContent.trim())(document)"
    seen = []
    for _ in range(90):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(named)[:60])
        if seen[-1] == name:
            return
    raise AssertionError(f"{name} is not among {seen}")


def test_a_text_goes_from_the_clipboard_to_publication_by_keyboard_alone(signed_in):
    page = signed_in(viewport={"width": 1280, "height": 900})
    page.goto(reverse("editing:upload"))
    tab_to(page, "Or paste the text")
    page.keyboard.insert_text(DRAFT)
    tab_to(page, "Upload and read")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Look over A/C.1/77/L.99")).to_be_visible()
    tab_to(page, "Look over A/C.1/77/L.99")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="A/C.1/77/L.99")).to_be_visible()
    tab_to(page, "Edit OP2")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Text of OP2")).to_be_visible()
    tab_to(page, "Text of OP2")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("Decides to dine.")
    tab_to(page, "Save the text")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Version 2: Edited OP2")).to_be_visible()
    page.goto(page.url.partition("?")[0])
    tab_to(page, "Check and publish")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Publish A/C.1/77/L.99")).to_be_visible()
    tab_to(page, "Publish")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("Published. 3 paragraphs are now searchable.")
    assert (
        Resolution.objects.published().get().paragraphs.get(anchor="op2").text == "Decides to dine."
    )


def test_many_doubts_in_a_long_text_are_mended_by_keyboard(signed_in):
    """The text is shown in stretches, the doubts as one; every page looked over."""
    page = signed_in(viewport={"width": 1280, "height": 900})
    numbers = [*range(1, 150), *range(151, 171, 2)]
    decided = "\n\n".join(f"{n}. Decides upon lamp number {n};" for n in numbers)
    page.goto(reverse("editing:upload"))
    text = DRAFT.partition("1. Welcomes")[0] + decided + "\n\n171. Decides to end.\n"
    page.get_by_label("Or paste the text").fill(text)
    page.get_by_role("button", name="Upload and read").click()
    page.get_by_role("link", name="Look over A/C.1/77/L.99").click()
    problems = page.locator("ol.problemlist > li")
    expect(problems).to_have_count(1)
    expect(problems).to_contain_text("11 operative paragraphs are not numbered")
    expect(page.locator("#op100")).to_have_count(0)
    page.get_by_text("One by one").click()
    new = {"include": [[".area--problems"], [".stretches"]]}  # all of a long page takes long
    assert faults(page, part=new) == []
    page.get_by_role("navigation", name="Parts of the text", exact=True).get_by_role(
        "link", name="OP100 to OP171"
    ).click()
    expect(page.locator("#op153")).to_be_visible()
    expect(page.locator("#op99")).to_have_count(0)
    problems.get_by_role("button", name="All look right").focus()
    page.keyboard.press("n")
    expect(problems.locator("li").first.locator(":focus")).to_have_count(0)
    page.get_by_text("One by one").click()
    problems.get_by_role("button", name="All look right").focus()
    page.keyboard.press("n")
    expect(problems.locator("li").first.locator(":focus")).to_have_count(1)
    page.keyboard.press("1")
    expect(problems).to_contain_text("10 operative paragraphs are not numbered")
    expect(problems.locator("details")).to_have_attribute("open", "")
    problems.get_by_role("button", name="All look right").focus()
    page.keyboard.press("2")
    expect(page.get_by_text("Nothing is left to check.")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Read .* again$")).click()
    expect(page.get_by_role("heading", name="A/C.1/77/L.99 read again")).to_be_visible()
    look_over(page)


def test_whoever_types_is_told_that_somebody_else_has_saved(signed_in):
    """Before the second of two saves, which then shows both."""
    page, other = signed_in(), signed_in()
    page.goto(reverse("editing:upload"))
    page.get_by_label("Or paste the text").fill(DRAFT)
    page.get_by_role("button", name="Upload and read").click()
    page.get_by_role("link", name="Look over A/C.1/77/L.99").click()
    other.goto(page.url)
    for each in (page, other):
        each.get_by_role("link", name="Edit OP2").click()
    other.get_by_label("Text of OP2").fill("Decides to dine.")
    other.get_by_role("button", name="Save the text").click()
    expect(other.locator("#op2")).to_contain_text("Decides to dine.")
    page.get_by_label("Text of OP2").fill("Decides to meet once.")
    expect(page.get_by_role("alert")).to_contain_text("saved version 2 meanwhile: Edited OP2")
    look_over(page)
    page.get_by_role("button", name="Save the text").click()
    expect(page.get_by_role("heading", name="was changed meanwhile")).to_be_visible()
    look_over(page)


def test_what_work_brings_besides_meets_every_rule(signed_in, boss):
    """A file refused, one read, its differences from a text held, and a step that was kept."""
    pp1 = "Recalling its resolution 71/28 of 5 December 2016,"
    held = [("pp1", pp1), ("op1", "Welcomes the report;"), ("op2", "Decides to meet once.")]
    make_text("A/RES/72/28", held)
    page = signed_in()
    send(page, {"name": "lamps.pdf", "mimeType": "application/pdf", "buffer": b"\x00\x01 lamps"})
    expect(page.get_by_role("button", name="Read it again")).to_be_visible()
    look_over(page)
    page.goto(reverse("editing:upload"))
    page.get_by_label("Or paste the text").fill(DRAFT)
    page.get_by_role("button", name="Upload and read").click()
    expect(page.get_by_role("link", name="Look over A/C.1/77/L.99")).to_be_visible()
    look_over(page)
    page.get_by_role("link", name="Look over A/C.1/77/L.99").click()
    expect(page.get_by_role("heading", name="A/C.1/77/L.99")).to_be_visible()
    work = page.url
    page.goto(f"{work}redline/")
    expect(page.locator("main ins").first).to_be_visible()
    look_over(page)
    page.goto(f"{work}?at=op2")
    page.get_by_label("Text of OP2").fill("Decides to dine late.")
    boss.set_password("unheard-of lamps")
    boss.save()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Save the text").click()
    page.get_by_label("Username").fill("m.lee")
    page.get_by_label("Password").fill("unheard-of lamps")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What you sent is not saved yet")).to_be_visible()
    look_over(page)
    page.get_by_role("button", name="Save it now").click()
    expect(page.locator("#op2")).to_contain_text("Decides to dine late.")
