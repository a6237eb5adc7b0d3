"""Markup and script in every field that a source, an editor or a visitor fills: only ever words."""

import re
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from lxml import etree

from resolutions.archive import keep_original, uploads
from resolutions.archive.publication import tell
from resolutions.models import Manuscript, SourceFile, Upload
from resolutions.vocabulary import NoticeKind
from tests import factories as make

PLANTED = "\"'><img data-planted src=x onerror=alert(1)>{{7*7}}"
DRAFT = f"""United Nations A/C.1/77/L.99

Distr.: Limited 6 October 2022
Original: English

Seventy-seventh session
First Committee
Agenda item 94
{PLANTED}

Cuba and {PLANTED}: draft resolution

Developments {PLANTED}

The General Assembly,

Recalling {PLANTED} its resolution 71/28 of 5 December 2016,{PLANTED}

1. Welcomes {PLANTED};

2. Decides to meet again {PLANTED}.
"""
TEXTS = ("A/RES/71/28", "A/RES/72/28")


def plant(user):
    """Rows with markup in all that is shown of them; published, and under work."""
    sponsor = make.make_sponsor(f"Estonia {PLANTED}", slug="planted", note=PLANTED)
    for symbol in TEXTS:
        text = make.make_text(
            symbol,
            [("pp1", f"Recalling {PLANTED} 53/70, {symbol}"), ("op1", f"Welcomes {PLANTED}.")],
            title=f"Title {PLANTED}",
            agenda_title=PLANTED,
            session=int(symbol.split("/")[2]),
        )
        paragraph = text.paragraphs.get(anchor="pp1")
        make.make_citation(paragraph, "53/70", "A/RES/53/70", verb=PLANTED[:20])
        make.make_note(paragraph, PLANTED)
        make.sponsor_text(text, sponsor, printed=PLANTED, on_behalf_of=PLANTED)
        make.make_vote(text, [(sponsor, "Y")], note=PLANTED)
        text.subjects.create(slug=symbol[6:8], term=f"{PLANTED}{symbol}", source=PLANTED)
        text.versions.update(title=PLANTED, source=PLANTED)
        tell(text, NoticeKind.CORRECTION, PLANTED, PLANTED[:150])
        source, _ = keep_original(f"{symbol}{PLANTED}".encode(), PLANTED, "text/html", user)
        text.sources.add(source)
    uploads.receive(DRAFT.encode(), f"{PLANTED}.txt", user)
    uploads.receive(b"\x00\x01" + PLANTED.encode(), f"refused {PLANTED}.pdf", user)
    uploads.read_waiting()


def addresses():
    said = quote(PLANTED)
    symbol = TEXTS[0]
    yield from ("/", "/about/", "/documents/", "/sponsors/", "/sponsors/planted/", "/votes/")
    yield from ("/coverage/", "/coverage/wanted/", "/years/", "/sessions/71/", "/citations/")
    yield from (f"/documents/{symbol}/", f"/documents/{symbol}/cite/", f"/votes/{symbol}/")
    yield from (f"/documents/{symbol}/paragraphs/pp1/", f"/compare/?from={symbol}&to={TEXTS[1]}")
    yield from (f"/citations/?focus={symbol}", "/votes/compare/?state=planted", "/trends/verbs/")
    yield from (f"/fragments/card/?symbol={symbol}", f"/documents/{symbol}/?lang={said}")
    for path, name in (
        *(("/search/", "q"), ("/search/suggest/", "q"), ("/phrases/", "q"), ("/trends/", "q")),
        *(("/compare/", "from"), ("/documents/", "sponsor"), ("/documents/", "q")),
        *(("/search/", "title"), ("/votes/", "series"), ("/citations/", "focus")),
    ):
        yield f"{path}?{name}={said}"
    yield from (f"/{said}/", f"/documents/{said}/", f"/sponsors/{said}/", "/search/?q=welcomes")
    upload, refused = Upload.objects.order_by("pk")
    work = f"/editing/manuscripts/{Manuscript.objects.get().pk}/"
    yield from ("/editing/", "/editing/upload/", "/editing/record/", "/editing/codes/")
    yield from (upload.get_absolute_url(), refused.get_absolute_url())
    yield from (work, f"{work}?at=pp1", f"{work}redline/", f"{work}versions/", f"{work}publish/")
    yield f"{work}?at={said}"
    for model in ("resolution", "sponsor", "sponsorship", "votesession", "paragraph", "note"):
        yield f"/admin/resolutions/{model}/"
    for model in ("sourcefile", "subject", "languageversion", "citation", "resolution"):
        yield f"/admin/resolutions/{model}/?q={said}"


FILES = ["text.txt", "akoma-ntoso.xml", "document.json", "cite.bib", "cite.ris", "cite.json"]
LISTS = ["/documents/?format=csv", "/search/?q=welcomes&format=atom", "/votes/?format=csv"]


@pytest.mark.django_db(transaction=True)
def test_what_is_planted_stays_words(live_server, page):
    """The page fixture fails where the policy for scripts had to step in."""
    user = User.objects.create_superuser(f"m.lee{PLANTED}"[:150])
    plant(user)
    client = Client()
    client.force_login(user)
    cookie = {"name": "session", "value": client.cookies["session"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    dialogs, wrong, shown = [], [], 0
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for address in addresses():
        answer = page.goto(live_server.url + address)
        if answer.status >= 500 or page.locator("[data-planted]").count():
            wrong.append((address, answer.status))
        shown += "<img data-planted" in page.locator("body").inner_text()
        if "49" in page.title():
            wrong.append((address, "a template was run"))
    assert (dialogs, wrong) == ([], [])
    assert shown > 25


@pytest.mark.django_db
def test_what_is_planted_stays_words_in_files(client):
    """Files are saved and not shown; what is XML stays well-formed, and no formula begins."""
    plant(User.objects.create_superuser("m.lee"))
    for address in [*(f"/documents/{TEXTS[0]}/{file}" for file in FILES), *LISTS]:
        response = client.get(address)
        assert response.status_code == 200, address
        body = b"".join(response) if response.streaming else response.content
        if "xml" in response["Content-Type"]:
            tree = etree.fromstring(body, etree.XMLParser(resolve_entities=False))
            assert not tree.xpath("//*[@data-planted]")
            assert not re.search(rb"<(?:img|script)\b", body)
        if "html" not in response["Content-Type"]:
            assert response["X-Content-Type-Options"] == "nosniff"
    digest = SourceFile.objects.get(resolution__symbol=TEXTS[0]).sha256
    response = client.get(reverse("original", args=[TEXTS[0], digest]))
    assert response["Content-Disposition"].startswith("attachment;")
