"""What the head of a text's page tells reference managers and search engines."""

import json
import re
from datetime import date

import pytest
from lxml import html

from resolutions.models import Subject
from resolutions.vocabulary import DocumentKind, Language, Stage
from tests import factories as make

pytestmark = pytest.mark.django_db
HERE = "http://testserver/documents/A/RES/71/28/"


def head(client, text, query=""):
    return html.fromstring(client.get(text.get_absolute_url() + query).text).find("head")


def metas(root):
    found = {}
    for each in root.iterfind("meta[@name]"):
        found.setdefault(each.get("name"), []).append(each.get("content"))
    return found


def data(root):
    [block] = root.findall("script[@type='application/ld+json']")
    return json.loads(block.text)


@pytest.fixture
def text():
    text = make.make_text(
        "A/RES/71/28", [("op1", "Calls upon States;")], title="A title", issued_on=date(2016, 12, 9)
    )
    text.subjects.add(Subject.objects.create(slug="s", term="INFORMATION SECURITY", source="T"))
    return text


def test_tags_tell_symbol_date_institution_and_type(client, text):
    found = metas(head(client, text))
    assert {name: found[name] for name in found if name.startswith(("citation", "DC", "z:"))} == {
        "z:itemType": ["report"],
        "citation_title": ["A title"],
        "citation_technical_report_institution": ["United Nations General Assembly"],
        "citation_technical_report_number": ["A/RES/71/28"],
        "citation_publication_date": ["2016/12/05"],
        "citation_language": ["en"],
        "citation_public_url": [HERE],
        "citation_fulltext_html_url": [HERE],
        "citation_keywords": ["INFORMATION SECURITY"],
        "DC.title": ["A title"],
        "DC.publisher": ["United Nations General Assembly"],
        "DC.date": ["2016-12-05"],
        "DC.identifier": ["A/RES/71/28", "https://docs.un.org/en/A/RES/71/28"],
        "DC.type": ["Resolution"],
        "DC.language": ["en"],
        "DC.subject": ["INFORMATION SECURITY"],
    }


def test_the_data_block_describes_legislation(client, text):
    found = data(head(client, text))
    assert found.pop("encoding")[0] == {
        "@type": "LegislationObject",
        "contentUrl": f"{HERE}text.txt?lang=en",
        "encodingFormat": "text/plain",
        "legislationLegalValue": "https://schema.org/UnofficialLegalValue",
    }
    body = {"@type": "GovernmentOrganization", "name": "United Nations General Assembly"}
    assert found == {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": HERE,
        "url": HERE,
        "name": "A title",
        "legislationIdentifier": "A/RES/71/28",
        "legislationType": "Resolution",
        "legislationDate": "2016-12-05",
        "legislationPassedBy": body,
        "datePublished": "2016-12-09",
        "publisher": body,
        "inLanguage": "en",
        "keywords": ["INFORMATION SECURITY"],
        "sameAs": "https://docs.un.org/en/A/RES/71/28",
        "sdPublisher": {"@type": "Organization", "name": "Cyber Norms Archive"},
    }


@pytest.mark.parametrize(
    ("fields", "kind", "passed"),
    [
        pytest.param({"symbol": "A/RES/71/28"}, "Legislation", True, id="resolution"),
        pytest.param(
            {"symbol": "A/C.1/71/L.1", "stage": Stage.DRAFT}, "Legislation", False, id="draft"
        ),
        pytest.param(
            {"symbol": "A/70/174", "kind": DocumentKind.REPORT}, "Report", False, id="report"
        ),
    ],
)
def test_only_what_was_adopted_was_passed(client, fields, kind, passed):
    found = data(head(client, make.make_resolution(**fields)))
    assert found["@type"] == kind
    assert ("legislationPassedBy" in found, "legislationDate" in found) == (passed, passed)


def test_other_forms_and_languages_are_linked(client, text):
    text.versions.create(
        language=Language.FRENCH, paragraph_count=1, source="Test", stored_at=text.created_at
    )
    root = head(client, text)
    links = [
        (each.get("hreflang") or each.get("type"), each.get("href"))
        for each in root.iterfind("link[@rel='alternate']")
    ]
    assert links == [
        ("en", f"{HERE}?lang=en"),
        ("fr", f"{HERE}?lang=fr"),
        ("text/plain", f"{HERE}text.txt?lang=en"),
        ("application/akn+xml", f"{HERE}akoma-ntoso.xml?lang=en"),
        ("application/json", f"{HERE}document.json?lang=en"),
        ("application/x-bibtex", f"{HERE}cite.bib"),
        ("application/x-research-info-systems", f"{HERE}cite.ris"),
        ("application/vnd.citationstyles.csl+json", f"{HERE}cite.json"),
    ]
    assert root.find("link[@rel='canonical']").get("href") == HERE
    for _, address in links:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200
    french = head(client, text, "?lang=fr&beside=en")
    assert french.find("link[@rel='canonical']").get("href") == f"{HERE}?lang=fr"


def test_another_language_is_described_with_its_own_title(client, text):
    """Or else a program saves an English title and says that it is French."""
    make.make_paragraph(text, "op1", "Demande aux États ;", language=Language.FRENCH)
    held = {"paragraph_count": 1, "source": "Test", "stored_at": text.created_at}
    text.versions.filter(language=Language.FRENCH).delete()
    text.versions.create(language=Language.FRENCH, title="Un titre.", **held)
    root = head(client, text, "?lang=fr")
    tags, block = metas(root), data(root)
    for found in (tags["citation_title"], tags["DC.title"], [block["name"]]):
        assert found == ["Un titre"]
    for found in (tags["citation_language"], tags["DC.language"], [block["inLanguage"]]):
        assert found == ["fr"]
    addresses = [*tags["citation_public_url"], *tags["citation_fulltext_html_url"]]
    assert {*addresses, block["@id"], block["url"]} == {f"{HERE}?lang=fr"}
    assert metas(head(client, text))["citation_title"] == ["A title"]


def test_a_title_cannot_end_the_data_block(client):
    hostile = '</script><script>alert(1)</script><!-- \u2028 & "it"'
    text = make.make_text("A/RES/71/28", [("op1", "Calls upon States;")], title=hostile)
    page = client.get(text.get_absolute_url()).text
    assert "<script>alert" not in page
    assert data(html.fromstring(page).find("head"))["name"] == hostile
    assert page.count("\u2028") == page.replace(
        re.search("<script type=.*?</script>", page, re.S)[0], ""
    ).count("\u2028")
