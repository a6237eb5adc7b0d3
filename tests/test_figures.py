"""Every figure of every public page: its name, its sentence, its table and its file agree."""

import csv
import re
from collections import Counter
from io import StringIO
from urllib.parse import urljoin

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from lxml import html

from resolutions.archive.tracing import trace_all
from resolutions.models import Ballot, Resolution
from resolutions.vocabulary import BallotChoice, Committee
from tests import public

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def holdings(django_db_setup, django_db_blocker):
    """The first holdings, and enough texts of one sponsor for a figure of its years."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_fixtures", stdout=StringIO())
        public.in_french(Resolution.objects.get(symbol=public.TEXT))
        public.grow(14)
        trace_all()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def pages(holdings):
    """The public pages by address, as parsed by a browser's rules."""
    client, found = Client(), {}
    for path in (path for each in public.PAGES.values() for path in each):
        found[path] = html.document_fromstring(client.get(path).text)
    return found


def words(element) -> str:
    return " ".join(element.text_content().split())


def cells(figure) -> list[list[str]]:
    return [list(map(words, row)) for row in figure.xpath(".//table/tbody/tr")]


def exactly(figure, rows):
    return rows


def matrix(figure, rows):
    """Pairs in a file are cells of a triangle in the table."""
    codes = [words(each) for each in figure.xpath(".//thead//abbr")]
    few = {True: ", few", False: ""}
    pairs = {
        frozenset((one, other)): f"{percent} of {shared}{few[int(shared) < 5]}" if percent else "–"
        for _, one, _, other, shared, _, percent in rows
    }
    names = [row[0] for row in cells(figure)]
    return [
        [name, *(pairs[frozenset((code, other))] for other in codes[:place]), "·"]
        for place, (name, code) in enumerate(zip(names, codes, strict=True))
    ]


def over_time(figure, rows):
    return [[*row[:3], f"{row[3]} %"] for row in rows]


def trend(figure, rows):
    named = [row[0] for row in cells(figure)]
    assert [re.findall(r"\d+", name)[:1] for name in named] == [[row[0]] for row in rows]
    return [[name, *row[2:]] for name, row in zip(named, rows, strict=True)]


def wordings(figure, rows):
    """The file has a line for each paragraph, the table one for the first of each wording."""
    first = {row[0]: row for row in reversed(rows)}
    return [
        [f"{n}. {row[2]} {row[3]}", row[4][:4], *row[9:13]]
        for n, row in sorted(first.items(), key=lambda each: int(each[0]))
    ]


def neighbours(figure, rows):
    """
    The file has citations, the table the other end of each, with its title below the name.

    The file has those, too, that the figure has no room for and counts.
    """
    named = [words(name) for name in figure.xpath(".//tbody/tr/th/a")]
    told = dict(zip(named, cells(figure), strict=True))
    found, left_out = [], 0
    for text, year, cited, year_cited, _, places, verbs in rows:
        is_focus = words(figure.xpath("//h1")[0]) == f"Citations around {text}"
        name, dated, how = (cited, year_cited, "cited") if is_focus else (text, year, "cites it")
        if name not in told:
            left_out += 1
            continue
        full, *_, others = told[name][:6]
        expected = [full, dated or "–", how, verbs.replace("; ", ", ") or "–", places, others]
        found.append((named.index(name), [*expected, *told[name][6:]]))
    said = re.findall(r"(\d+) more,", words(figure.find(".//figcaption")))
    assert said == ([str(left_out)] if left_out else [])
    return [row for _, row in sorted(found)]


def groups(figure, rows):
    """The file calls the roll of every vote of a text, the table counts one by group."""
    heading = figure.getparent().find("h2")
    anchor = "".join(heading.xpath("./a/@href")).partition("#")[2]
    cast = [row for row in rows if row[1] == anchor and row[2].lower() in words(heading).lower()]
    counted = Counter((row[7] or "No regional group", row[8]) for row in cast)
    columns = [words(each).lower() for each in figure.xpath(".//thead//th")][1:]
    found = [
        [name, *(str(counted[name, choice]) for choice in columns)]
        for name in dict.fromkeys(row[0] for row in cells(figure)[:-1])
    ]
    all_cast = Counter(row[8] for row in cast)
    assert sum(counted.values()) == sum(int(n) for row in found for n in row[1:])
    return [*found, ["All", *(str(all_cast[choice]) for choice in columns)]]


# How the rows of each figure's file are told in its table, by the class of the drawing.
TOLD = {
    "votebar": groups,
    "matrix": matrix,
    "lines": over_time,
    "lines trend": trend,
    "words": wordings,
    "yearbars": exactly,
    "changemap": exactly,
    "network": neighbours,
}


def drawings(page):
    """The drawings that are no mere signs beside words."""
    return page.xpath("//body//svg[not(@aria-hidden='true')]")


def test_every_drawing_has_a_name_a_description_and_a_place_among_words(pages):
    seen = set()
    for path, page in pages.items():
        ids = Counter(page.xpath("//@id"))
        assert [name for name, n in ids.items() if n > 1] == [], path
        for drawing in drawings(page):
            seen.add(drawing.get("class"))
            assert drawing.get("role") == "img"
            title, described = (drawing.find(tag) for tag in ("title", "desc"))
            assert drawing.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
            assert words(title)
            assert re.search(r"\d", words(described)), path
            [figure] = drawing.xpath("ancestor::figure")
            assert set(figure.get("aria-labelledby").split()) <= set(ids)
            assert re.search(r"\d.*\.", words(figure.find(".//figcaption"))), path
    assert seen == set(TOLD)


def test_every_drawing_has_its_numbers_as_a_table_and_as_a_file(pages):
    client = Client()
    for path, page in pages.items():
        for drawing in drawings(page):
            [figure] = drawing.xpath("ancestor::figure")
            hrefs = [href for href in figure.xpath(".//a/@href") if "format=csv" in href]
            response = client.get(urljoin(path, hrefs[0]))
            assert response["Content-Type"].startswith("text/csv")
            _, *rows = csv.reader(StringIO(response.text))
            assert rows, path
            assert cells(figure) == TOLD[drawing.get("class")](figure, rows), path


def test_figures_count_what_the_database_holds(pages):
    """Counted again from the rows: years of a sponsor, a roll call, and pairs of States."""
    years = Counter(
        Resolution.objects.published()
        .filter(sponsorships__sponsor__slug="cuba")
        .distinct()
        .values_list("year", flat=True)
    )
    figure = pages["/sponsors/cuba/"].xpath("//svg[@class='yearbars']/ancestor::figure")[0]
    assert cells(figure) == [[str(year), str(n)] for year, n in sorted(years.items())]

    held = Ballot.objects.filter(vote__resolution__symbol="A/RES/74/28", vote__anchor="")
    [vote] = held.order_by("vote").values_list("vote", flat=True).distinct()
    cast = Counter(held.values_list("choice", flat=True))
    section = pages["/votes/A/RES/74/28/"].get_element_by_id(f"vote-{vote}")
    told = cells(section.find("figure"))[-1]
    assert told[1:4] == [str(cast[choice]) for choice in ("Y", "N", "A")]

    choices = {"cuba": {}, "estonia": {}}
    series = Ballot.objects.exclude(choice=BallotChoice.NOT_VOTING).filter(
        vote__body=Committee.PLENARY, vote__anchor=""
    )
    for slug, choice, vote in (
        series.filter(sponsor__slug__in=choices)
        .exclude(vote__resolution__series="")
        .values_list("sponsor__slug", "choice", "vote")
    ):
        choices[slug][vote] = choice
    shared = choices["cuba"].keys() & choices["estonia"].keys()
    same = sum(choices["cuba"][vote] == choices["estonia"][vote] for vote in shared)
    figure = pages["/votes/agreement/?state=cuba&state=estonia"].find(".//figure")
    assert cells(figure)[1][1] == f"{round(100 * same / len(shared))} of {len(shared)}"
