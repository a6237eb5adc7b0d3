"""The editors' pages in a browser: uploading and publishing, the policy, and accessibility."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import expect

from resolutions.models import Resolution
from tests.factories import make_sponsor

pytestmark = pytest.mark.django_db(transaction=True)

SEED = settings.BASE_DIR / "fixtures" / "documents" / "a-c.1-77-l.23.txt"
PASSWORD = "norms, rules and principles"

SIGN_IN, UPLOAD = reverse("admin:login"), reverse("admin:resolutions_sourcefile_add")


@pytest.fixture
def editor():
    for name in ("Cuba", "Zimbabwe"):
        make_sponsor(name)
    return User.objects.create_superuser("editor", password=PASSWORD)


def look_over(page, width, theme):
    """Return what axe and the width of the page have against it."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    # Links change their colour gradually.
    page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")
    found = [violation["id"] for violation in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append("wider than the screen")
    return found


def test_an_editor_uploads_a_seed_and_publishes_it(live_server, page, editor):
    """From the sign-in to the public page, each page looked over at two widths in two themes."""
    dialogs = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))

    def look_over_all(name):
        for width, theme in ((1280, "light"), (360, "light"), (1280, "dark"), (360, "dark")):
            assert (name, width, theme, look_over(page, width, theme)) == (name, width, theme, [])

    page.goto(f"{live_server}{SIGN_IN}?next={UPLOAD}")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Upload and read")).to_be_visible()
    look_over_all("upload")

    page.get_by_label("File", exact=True).set_input_files(SEED)
    page.get_by_role("button", name="Upload and read").click()
    expect(page.locator(".warnings")).to_contain_text("The symbol is printed as A/c.1/77/L.23")
    assert page.input_value("[name=symbol]") == "A/C.1/77/L.23"
    assert page.locator(".read [id^=pp]").count() == 7
    assert page.locator(".read [id^=op]").count() == 5
    look_over_all("read")

    page.get_by_label("Agenda item").fill("94 (corrected)")
    page.get_by_role("button", name="Store, not yet public").click()
    publish = page.get_by_role("link", name="Publish A/C.1/77/L.23")
    expect(publish).to_be_visible()
    look_over_all("stored")
    text = Resolution.objects.get()
    assert (text.agenda_item, text.is_published) == ("94 (corrected)", False)
    assert page.request.get(f"{live_server}{text.get_absolute_url()}").status == 404

    publish.click()
    expect(page.get_by_role("button", name="Publish")).to_be_visible()
    look_over_all("publish")
    page.get_by_role("button", name="Publish").click()
    published = "Published. 12 paragraphs are now searchable."
    expect(page.locator(".messagelist")).to_contain_text(published)

    page.get_by_role("link", name="View on site").last.click()
    expect(page).to_have_url(f"{live_server}{text.get_absolute_url()}")
    assert dialogs == []


def test_a_hostile_file_name_and_text_do_nothing(live_server, page, editor, tmp_path):
    """No dialog, no violation of the policy, no element that the template did not write."""
    dialogs = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    hostile = tmp_path / "<img src=x onerror=alert(1)>.txt"
    seed = SEED.read_text(encoding="utf-8")
    attack = "<script>alert(2)</script><img src=x onerror=alert(3)>"
    hostile.write_text(seed.replace("the first annual", attack).replace("Cuba", attack))
    page.goto(f"{live_server}{SIGN_IN}?next={UPLOAD}")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_label("File", exact=True).set_input_files(hostile)
    page.get_by_role("button", name="Upload and read").click()
    expect(page.locator(".read").first).to_contain_text(attack)
    assert page.locator("main img, #content img, #content script").count() == 0
    page.get_by_role("button", name="Store, not yet public").click()
    expect(page.locator(".messagelist")).to_be_visible()
    page.goto(f"{live_server}{reverse('admin:resolutions_sourcefile_changelist')}")
    assert "<img src=x onerror=alert(1)>.txt" in page.inner_text("#result_list")
    page.goto(f"{live_server}{reverse('admin:index')}")
    assert dialogs == []
