"""The pages of votes in a browser: accessible, within the screen, and usable without script."""

import pytest
from playwright.sync_api import expect

from resolutions.vocabulary import Series
from tests import factories as make
from tests.accessibility import disclose, look_over

pytestmark = pytest.mark.django_db

STATES = "state=estonia&state=cuba&state=tonga"


@pytest.fixture(scope="module")
def archive(committed):
    groups = {"Estonia": "eastern-european", "Cuba": "grulac", "Tonga": "asia-pacific"}
    states = [make.make_sponsor(name, regional_group=group) for name, group in groups.items()]
    for year, choices in enumerate(("YNA", "YYX", "NNY", "AYY", "YNY", "YYN"), 2018):
        text = make.make_resolution(f"A/RES/{year - 1945}/1", year=year, series=Series.ICT_SECURITY)
        ballots = zip(states, choices, strict=True)
        make.make_vote(text, ballots, in_favour=2, against=1, abstaining=0)


@pytest.mark.parametrize(
    "path",
    ["", "?opposed=some&year=x", "compare/", f"compare/?{STATES}", f"agreement/?{STATES}"],
)
def test_pages_are_accessible(site, page, archive, path):
    page.goto(f"{site.url}/votes/{path}")
    disclose(page)
    look_over(page)


def test_states_are_chosen_without_script(site, browser, archive):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/votes/")
    page.get_by_role("link", name="Compare how States voted").click()
    page.get_by_text("Eastern European States").click()
    page.get_by_label("Estonia").check()
    page.get_by_text("Latin American and Caribbean States").click()
    page.get_by_label("Cuba").check()
    page.get_by_role("button", name="Show these States").click()
    expect(page.locator("h1")).to_have_text("How Estonia and Cuba voted")
    page.get_by_role("link", name="Where they differ").click()
    expect(page.locator(".votetable tbody tr")).to_have_count(3)
    page.get_by_role("link", name="Take off Cuba").click()
    expect(page.locator("h1")).to_have_text("How Estonia voted")
    context.close()
