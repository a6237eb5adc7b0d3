"""Texts as files: what they hold, how they are sent, and what is not given out."""

import json

import pytest

from resolutions.archive import keep_original
from resolutions.vocabulary import Language
from tests import factories as make

pytestmark = pytest.mark.django_db

FILES = {
    "text.txt": "text/plain; charset=utf-8",
    "akoma-ntoso.xml": "application/akn+xml",
    "document.json": "application/json",
}


@pytest.fixture(autouse=True)
def originals(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def text():
    text = make.make_text(
        "A/RES/71/28",
        [("pp1", "Recalling its resolution 53/70,"), ("op1", "Calls upon:"), ("op1-a", "All;")],
        session=71,
        formula="The General Assembly,",
    )
    first = text.paragraphs.get(anchor="pp1")
    make.make_note(first, "See A/70/174.", position=9)
    make.make_citation(first, "53/70", "A/RES/53/70", verb="recalling")
    return text


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_a_download_that_is_not_sent_twice(client, text, file):
    address = f"/documents/A/RES/71/28/{file}"
    response = client.get(address)
    ending = file.rpartition(".")[2]
    assert response["Content-Type"] == FILES[file]
    assert response["Content-Disposition"] == f'attachment; filename="A-RES-71-28.en.{ending}"'
    again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_plain_text(client, text):
    assert client.get("/documents/A/RES/71/28/text.txt").text == (
        "A/RES/71/28\n\n"
        "Developments in the field of information and telecommunications\n\n"
        "General Assembly\n71st session\nAdopted 5 December 2016\n\n"
        "The General Assembly,\n\n"
        "Recalling[1] its resolution 53/70,\n\n"
        "1. Calls upon:\n\n"
        "    (a) All;\n\n"
        "Notes\n\n[1] See A/70/174.\n\n"
        "Cyber Norms Archive, http://testserver/documents/A/RES/71/28/. Not an official record.\n"
    )


def test_json(client, text):
    value = json.loads(client.get("/documents/A/RES/71/28/document.json").content)
    assert (value["format"], value["version"]) == ("cyber-norms-archive/document", 1)
    assert (value["symbol"], value["session"], value["meeting"]) == ("A/RES/71/28", 71, None)
    assert (value["language"], value["languages"]) == ("en", ["en"])
    first, second = value["paragraphs"]
    assert first == {
        "anchor": "pp1",
        "url": "http://testserver/documents/A/RES/71/28/#pp1",
        "kind": "preambular",
        "number": None,
        "opening": "Recalling",
        "text": "Recalling its resolution 53/70,",
        "notes": [{"mark": "1", "position": 9}],
        "citations": [
            {
                "symbol": "A/RES/53/70",
                "start": 25,
                "end": 30,
                "name": None,
                "date": None,
                "verb": "recalling",
                "pinpoint": None,
            }
        ],
        "children": [],
    }
    assert [child["anchor"] for child in second["children"]] == ["op1-a"]
    assert value["notes"] == [{"mark": "1", "text": "See A/70/174.", "citations": []}]


def test_every_field_of_the_json_is_described(client, text):
    value = json.loads(client.get("/documents/A/RES/71/28/document.json").content)
    address = value["documentation"].removeprefix("http://testserver")
    assert address == "/about/#files"
    assert f"The JSON is of version {value['version']};" in client.get(address).text


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        pytest.param("?lang=fr", 200, "Rappelant", id="held"),
        pytest.param("?lang=zh", 404, "This text is not held in Chinese.", id="not held"),
        pytest.param("?lang=xx", 400, "A language is one of", id="no language"),
    ],
)
def test_languages(client, text, file, query, status, words):
    text.versions.create(
        language=Language.FRENCH, paragraph_count=1, source="Test", stored_at=text.created_at
    )
    make.make_paragraph(text, "pp1", "Rappelant sa résolution,", language="fr")
    response = client.get(f"/documents/A/RES/71/28/{file}{query}")
    assert response.status_code == status
    assert words in response.text


@pytest.mark.parametrize("file", FILES)
def test_a_catalogue_record_has_no_text_to_give(client, file):
    make.make_resolution("A/RES/53/70")
    response = client.get(f"/documents/A/RES/53/70/{file}")
    assert response.status_code == 404
    assert "This is a catalogue record" in response.text


@pytest.mark.parametrize("file", FILES)
def test_what_is_not_published_is_not_given(client, file):
    make.make_text("A/RES/71/28", [("op1", "Calls upon States;")], published=False)
    response = client.get(f"/documents/A/RES/71/28/{file}")
    assert response.status_code == 404
    assert "Calls upon" not in response.text


@pytest.mark.parametrize("count", [1, 4])
def test_a_file_needs_the_same_queries_at_any_size(client, django_assert_num_queries, count):
    text = make.make_text(
        "A/RES/71/28", [(f"pp{n}", "Recalling 53/70,") for n in range(1, count + 1)]
    )
    for paragraph in text.paragraphs.all():
        make.make_citation(paragraph, "53/70", "A/RES/53/70")
        make.make_citation(make.make_note(paragraph, "See 53/70."), "53/70", "A/RES/53/70")
    # The text and its languages; the version; sponsors; paragraphs, citations and notes; subjects;
    # sponsors of every record; the versions and their votes.
    with django_assert_num_queries(11):
        client.get("/documents/A/RES/71/28/document.json")


def original(text, data=b"<script>alert(1)</script>", name="draft.html"):
    source, _ = keep_original(data, name, "text/html")
    source.resolution = text
    source.save()
    return f"/documents/{text.address}/original/{source.sha256}"


def test_an_original_is_saved_and_powerless(client, text):
    address = original(text)
    response = client.get(address)
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Disposition"] == 'attachment; filename="draft.html"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert address in client.get(text.get_absolute_url()).text


def test_an_original_is_given_out_with_its_own_published_text_alone(client, text):
    hidden = make.make_text("A/RES/71/29", [("op1", "Decides;")], published=False)
    address = original(hidden)
    digest = address.rpartition("/")[2]
    assert client.get(address).status_code == 404
    assert client.get(f"/documents/A/RES/71/28/original/{digest}").status_code == 404
    assert client.get(f"/documents/A/RES/71/28/original/{'0' * 64}").status_code == 404
