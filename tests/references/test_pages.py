"""The page that cites a text or a paragraph, and its files."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def text():
    return make.make_text(
        "A/RES/71/28", [("pp1", "Recalling its resolutions,"), ("op1", "Calls upon States;")]
    )


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        pytest.param("", 200, "UNGA Res 71/28 (5 December 2016) UN Doc A/RES/71/28.", id="text"),
        pytest.param("?paragraph=op1", 200, "UN Doc A/RES/71/28 para 1.", id="paragraph"),
        pytest.param("?paragraph=pp1", 200, "first preambular paragraph", id="preamble"),
        pytest.param("?paragraph=op9", 404, "has no paragraph “op9”", id="no such paragraph"),
        pytest.param("?paragraph=%00%3Cb%3E", 404, "has no paragraph", id="hostile"),
    ],
)
def test_the_page_fills_in_the_place(client, text, query, status, words):
    response = client.get(f"/documents/A/RES/71/28/cite/{query}")
    assert response.status_code == status
    assert words in response.text


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        pytest.param("a/res/71/28/cite/", "A/RES/71/28/cite/", id="page"),
        pytest.param("71/28/cite.ris", "A/RES/71/28/cite.ris", id="file"),
    ],
)
def test_sloppy_symbols_lead_to_the_canonical_address(client, text, path, leads_to):
    response = client.get(f"/documents/{path}")
    assert (response.status_code, response["Location"]) == (301, f"/documents/{leads_to}")


@pytest.mark.parametrize(
    ("name", "media_type", "words"),
    [
        pytest.param("bib", "application/x-bibtex; charset=utf-8", "@techreport{", id="BibTeX"),
        pytest.param(
            "ris", "application/x-research-info-systems; charset=utf-8", "TY  - RPRT", id="RIS"
        ),
        pytest.param(
            "json", "application/vnd.citationstyles.csl+json", '"type": "report"', id="CSL-JSON"
        ),
    ],
)
def test_files_are_downloads_that_are_not_sent_twice(client, text, name, media_type, words):
    address = f"/documents/A/RES/71/28/cite.{name}"
    response = client.get(f"{address}?paragraph=op1")
    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"] == f'attachment; filename="unga-71-28.{name}"'
    assert words in response.text
    assert "para. 1" in response.text
    again = client.get(f"{address}?paragraph=op1", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"{address}?paragraph=op9").status_code == 404


@pytest.mark.parametrize("ending", ["cite/", "cite.bib", "cite.ris", "cite.json"])
def test_what_is_not_published_is_not_cited(client, ending):
    make.make_text("A/RES/71/28", [("op1", "Calls upon States;")], published=False)
    assert client.get(f"/documents/A/RES/71/28/{ending}").status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_needs_the_same_queries_at_any_size(client, django_assert_num_queries, count):
    make.make_text("A/RES/71/28", [(f"op{n}", "Calls upon States;") for n in range(1, count + 1)])
    with django_assert_num_queries(3):  # the text, its languages, its paragraphs
        client.get("/documents/A/RES/71/28/cite/?paragraph=op1")


def test_a_catalogue_record_is_cited_as_a_whole(client):
    make.make_resolution("A/RES/53/70")
    response = client.get("/documents/A/RES/53/70/cite/")
    assert response.status_code == 200
    assert "General Assembly resolution 53/70." in response.text
    assert "<select" not in response.text
