"""Files that mean harm, or are not what they say: each is refused in one sentence, or read."""

import io
import random
import struct
import warnings
import zipfile

import pytest

from resolutions.ingest import limits
from resolutions.ingest.document import Refused
from resolutions.ingest.readers import docx, read
from tests.ingest.word import docx as made
from tests.ingest.word import package, paragraph, part, printed, run, zipped

AGAIN = "open the document in Word, save it again and send that."
SAVE_AS = (
    "save the document as plain text, Markdown, HTML, Word (.docx), PDF or Akoma Ntoso XML"
    " and send that instead."
)
SEED = 20240101
MIB = 1024 * 1024


def typed(kind: str, **more: str) -> bytes:
    """A package whose content types say that it is of that kind."""
    override = f'<Override PartName="/main.xml" ContentType="application/vnd.{kind}"/>'
    return zipped({"[Content_Types].xml": f"<Types>{override}</Types>", "main.xml": "<a/>"} | more)


def with_files(**files: str | bytes) -> bytes:
    return zipped(package(paragraph("text")) | files)


def altered(old: str, new: str) -> bytes:
    files = package(paragraph("text"))
    files["word/document.xml"] = files["word/document.xml"].replace(old, new)
    return zipped(files)


def body(content: str) -> bytes:
    return made(content)


def padded(size: int) -> bytes:
    """Bytes that pack well, but not better than a document may."""
    chance, block = random.Random(SEED), 40 * 1024  # noqa: S311 - no secret
    blocks = (chance.randbytes(1024) + bytes(block - 1024) for _ in range(size // block + 1))
    return b"".join(blocks)[:size]


def encrypted() -> bytes:
    data = bytearray(made(paragraph("text")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place != -1:
            data[place + offset] |= 1
            place = data.find(signature, place + 4)
    return bytes(data)


def many_parts() -> bytes:
    return with_files(**{f"part{number}.bin": b"" for number in range(limits.ARCHIVE_ENTRIES)})


def renamed_in_directory() -> bytes:
    data = made(paragraph("text"))
    place = data.rindex(b"word/document.xml")
    return data[:place] + b"word/documend.xml" + data[place + 17 :]


def named(name: str) -> bytes:
    return with_files(**{name: b"x"})


def repeated(*names: str) -> bytes:
    stream = io.BytesIO(made(paragraph("text")))
    with zipfile.ZipFile(stream, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


def sealed() -> bytes:
    """An old Office file that holds a Word file under a password."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")


REFUSED = [
    pytest.param(
        lambda: zipped({"notes.txt": "text"}),
        "archive",
        f"This is a zip archive, not a Word document; {SAVE_AS}",
        id="archive-of-something",
    ),
    pytest.param(
        lambda: typed("openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
        "spreadsheet",
        f"This is an Excel workbook; {SAVE_AS}",
        id="xlsx",
    ),
    pytest.param(
        lambda: typed("ms-excel.sheet.macroEnabled.main+xml"),
        "spreadsheet",
        f"This is an Excel workbook; {SAVE_AS}",
        id="xlsm",
    ),
    pytest.param(
        lambda: typed("openxmlformats-officedocument.presentationml.presentation.main+xml"),
        "presentation",
        f"This is a PowerPoint presentation; {SAVE_AS}",
        id="pptx",
    ),
    pytest.param(
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}),
        "open-document",
        f"This is an OpenDocument file; {SAVE_AS}",
        id="odt",
    ),
    pytest.param(
        lambda: zipped({"mimetype": "application/epub+zip"}),
        "e-book",
        f"This is an electronic book; {SAVE_AS}",
        id="epub",
    ),
    pytest.param(
        lambda: typed("ms-word.document.macroEnabled.main+xml"),
        "macros",
        f"This is a Word file with macros; {SAVE_AS}",
        id="docm",
    ),
    pytest.param(
        lambda: with_files(**{"word/vbaProject.bin": b"x"}),
        "macros",
        f"This is a Word file with macros; {SAVE_AS}",
        id="macros-under-another-name",
    ),
    pytest.param(
        encrypted,
        "encrypted",
        "The file is protected with a password; save it without one and send that.",
        id="zip-with-a-password",
    ),
    pytest.param(
        sealed,
        "encrypted",
        "The file is protected with a password; save it without one and send that.",
        id="word-with-a-password",
    ),
    pytest.param(
        lambda: altered("<w:document", "<!DOCTYPE w:document><w:document"),
        "document-type",
        "The file declares a document type, which is not read; open the document in the program"
        " that made it, save it again and send that.",
        id="document-type",
    ),
    pytest.param(
        lambda: with_files(
            **{"docProps/core.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///x">]><a>&b;</a>'}
        ),
        "document-type",
        "The file declares a document type, which is not read; open the document in the program"
        " that made it, save it again and send that.",
        id="document-type-in-a-part-that-is-not-read",
    ),
    pytest.param(
        lambda: with_files(
            **{"word/styles.xml": "<!DOCTYPE a []><a/>".encode("utf-16")},
        ),
        "document-type",
        "The file declares a document type, which is not read; open the document in the program"
        " that made it, save it again and send that.",
        id="document-type-in-utf-16",
    ),
    pytest.param(
        lambda: with_files(**{"word/media/image1.png": bytes(2 * MIB)}),
        "packed-too-tightly",
        f"A part of the file unpacks to more than 100 times its size; {AGAIN}",
        id="bomb",
    ),
    pytest.param(
        lambda: with_files(**{"word/media/image1.png": padded(51 * MIB)}),
        "part-too-large",
        f"A part of the file unpacks to more than 50 MiB; {AGAIN}",
        id="part-too-large",
    ),
    pytest.param(
        lambda: with_files(**{f"word/media/image{n}.png": padded(35 * MIB) for n in range(3)}),
        "unpacks-too-large",
        f"The file unpacks to more than 100 MiB; {AGAIN}",
        id="parts-too-large-together",
    ),
    pytest.param(
        many_parts,
        "too-many-parts",
        f"The file is an archive of more than 2,000 parts; {AGAIN}",
        id="too-many-parts",
    ),
    pytest.param(
        lambda: repeated("word/document.xml"),
        "repeated-part",
        f"The file holds two parts of one name; {AGAIN}",
        id="repeated-part",
    ),
    pytest.param(
        lambda: repeated("word\\Document.xml"),
        "repeated-part",
        f"The file holds two parts of one name; {AGAIN}",
        id="part-repeated-in-disguise",
    ),
    pytest.param(
        lambda: named("../../etc/passwd"),
        "odd-part-name",
        f"A part of the file has a name that is no name; {AGAIN}",
        id="name-that-climbs",
    ),
    pytest.param(
        lambda: named("C:\\boot.ini"),
        "odd-part-name",
        f"A part of the file has a name that is no name; {AGAIN}",
        id="name-with-a-drive",
    ),
    pytest.param(
        lambda: named("word/\x01.xml"),
        "odd-part-name",
        f"A part of the file has a name that is no name; {AGAIN}",
        id="name-with-a-control-character",
    ),
    pytest.param(
        lambda: zipped(package(paragraph("text")), zipfile.ZIP_BZIP2),
        "packed-unusually",
        f"The file is packed in a way that Word does not use; {AGAIN}",
        id="packed-unusually",
    ),
    pytest.param(
        renamed_in_directory,
        "damaged-archive",
        f"The file is damaged and cannot be unpacked; {AGAIN}",
        id="two-names-for-one-part",
    ),
    pytest.param(
        lambda: b"PK\x03\x04" + bytes(100),
        "archive",
        f"This is a zip archive, not a Word document; {SAVE_AS}",
        id="signature-and-nothing",
    ),
    pytest.param(
        lambda: b"PK\x05\x06" + bytes(18),
        "archive",
        f"This is a zip archive, not a Word document; {SAVE_AS}",
        id="empty-archive",
    ),
    pytest.param(
        lambda: body("<w:sdt><w:sdtContent>" * 130 + "</w:sdtContent></w:sdt>" * 130),
        "nested-too-deeply",
        "The file nests its parts more than 256 deep; open the document in the program that made"
        " it, save it again and send that.",
        id="nested-too-deeply",
    ),
    pytest.param(
        lambda: body("<w:p/>" * (limits.XML_NODES + 1)),
        "packed-too-tightly",
        f"A part of the file unpacks to more than 100 times its size; {AGAIN}",
        id="a-million-empty-paragraphs",
    ),
    pytest.param(
        lambda: zipped(package("<w:p/>" * limits.XML_NODES), zipfile.ZIP_STORED),
        "too-many-nodes",
        "The file holds more than 2 million pieces of mark-up; split it into its documents.",
        id="too-many-nodes",
    ),
    pytest.param(
        lambda: zipped(package("<w:p/>" * 50_001), zipfile.ZIP_STORED),
        "too-many-paragraphs",
        "The document has more than 50,000 paragraphs; split it into its documents.",
        id="too-many-paragraphs",
    ),
    pytest.param(
        lambda: body("<w:p " + " ".join(f'a{n}=""' for n in range(1001)) + "/>"),
        "too-many-attributes",
        "The file describes one element at too great length; open the document in the program that"
        " made it, save it again and send that.",
        id="too-many-attributes",
    ),
    pytest.param(
        lambda: zipped(package(paragraph("x" * 11_000_000)), zipfile.ZIP_STORED),
        "too-much-text",
        "A piece of text in the file is too long; split it into paragraphs.",
        id="text-without-end",
    ),
    pytest.param(
        lambda: zipped(package(paragraph("x" * 1_000_000) * 6), zipfile.ZIP_STORED),
        "text-too-large",
        "The text is longer than 5 MiB; split it into its documents and send them one by one.",
        id="too-much-text",
    ),
    pytest.param(
        lambda: body(
            paragraph(*(f'<w:ins w:author="{n}">{run("x")}</w:ins>' for n in range(20_001)))
        ),
        "too-many-changes",
        "The file holds more than 20,000 tracked changes; accept those that are settled.",
        id="too-many-changes",
    ),
    pytest.param(
        lambda: altered('encoding="UTF-8"', 'encoding="UTF-7"'),
        "xml-encoding",
        "The file is not in UTF-8; save it in UTF-8 and send that.",
        id="encoding-that-hides",
    ),
    pytest.param(
        lambda: body(""),
        "no-text",
        "The Word file holds no text; send one that holds a document.",
        id="no-text",
    ),
    pytest.param(
        lambda: body(
            paragraph(
                '<w:r><w:drawing><wp:inline><wp:extent cx="5400000" cy="7200000"/>'
                "<pic:pic/></wp:inline></w:drawing></w:r>"
            )
        ),
        "no-text",
        f"The Word file holds pictures of text, which are not read; {SAVE_AS}",
        id="scan",
    ),
    pytest.param(
        lambda: with_files(**{"word/document.xml": part("comments", "")}),
        "no-text",
        "The Word file holds no text; send one that holds a document.",
        id="another-root",
    ),
    pytest.param(
        lambda: with_files(**{"word/document.xml": "Recalling"}),
        "damaged-file",
        f"The Word file is damaged and cannot be read; {AGAIN}",
        id="no-xml-at-all",
    ),
]


@pytest.mark.parametrize(("build", "code", "message"), REFUSED)
def test_refused_in_one_sentence(build, code, message):
    data = build()
    with pytest.raises(Refused) as refusal:
        read(data)
    assert (refusal.value.code, refusal.value.message) == (code, message)


def lying() -> bytes:
    """A file whose directory understates what its parts unpack to."""
    data = bytearray(made(paragraph("text")))
    place = data.find(b"PK\x01\x02")
    while place != -1:
        data[place + 24 : place + 28] = struct.pack("<I", 1)
        place = data.find(b"PK\x01\x02", place + 4)
    return bytes(data)


def without_directory() -> bytes:
    data = made(paragraph("text"))
    return data[: data.find(b"PK\x01\x02")]


def wrong_checksum() -> bytes:
    data = bytearray(made(paragraph("text")))
    place = data.find(b"PK\x01\x02")
    while place != -1:
        data[place + 16 : place + 20] = b"\xff\xff\xff\xff"
        place = data.find(b"PK\x01\x02", place + 4)
    return bytes(data)


def cut_in_the_document() -> bytes:
    """Stored, so that the cut falls where the test says."""
    files = package(paragraph("text") + paragraph("lost" * 1000))
    data = zipped(files, zipfile.ZIP_STORED)
    return data[: data.find(b"lostlost")]


NOTE_TO_ITSELF = (
    '<w:footnote w:id="1">'
    + paragraph("Note.", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    + "</w:footnote>"
)
REFERENCE = '<w:r><w:footnoteReference w:id="1"/></w:r>'

READ = [
    pytest.param(lying, ["text"], [], id="sizes-that-lie"),
    pytest.param(without_directory, ["text"], ["damaged"], id="no-directory"),
    pytest.param(wrong_checksum, ["text"], ["damaged"], id="wrong-checksums"),
    pytest.param(cut_in_the_document, ["text"], ["damaged"], id="cut-short"),
    pytest.param(
        lambda: altered(">text<", ">research & development<"),
        ["research  development"],
        ["damaged"],
        id="not-well-formed",
    ),
    pytest.param(
        lambda: with_files(**{"word/comments.xml": "<broken"}),
        ["text"],
        [],
        id="damage-where-nothing-is-read",
    ),
    pytest.param(
        lambda: body(
            paragraph(
                "<w:bogus><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:bogus>",
                "<w:r><w:fldChar w:fldCharType='separate'/></w:r>",
                "text",
                "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
            )
        ),
        ["text"],
        [],
        id="field-that-begins-out-of-sight",
    ),
    pytest.param(
        lambda: made(paragraph("text") + "<w:bogus><w:p/></w:bogus>"),
        ["text"],
        [],
        id="unknown-element",
    ),
    pytest.param(
        lambda: made(paragraph("text"), styles="<w:style/>", numbering="<w:num/><w:abstractNum/>"),
        ["text"],
        [],
        id="parts-without-names",
    ),
    pytest.param(
        lambda: made(paragraph("text", REFERENCE), footnotes=NOTE_TO_ITSELF),
        ["text{1}", "[1] Note."],
        [],
        id="note-to-itself",
    ),
    pytest.param(
        lambda: made(
            paragraph("text", *[REFERENCE] * 3),
            footnotes='<w:footnote w:id="1">' + paragraph("Note.") + "</w:footnote>",
        ),
        ["text{111}", "[1] Note."],
        [],
        id="note-referred-to-again",
    ),
    pytest.param(
        lambda: body(
            "<w:tbl><w:tr><w:tc>" * 60 + paragraph("text") + "</w:tc></w:tr></w:tbl>" * 60
        ),
        ["text"],
        [],
        id="tables-in-tables",
    ),
    pytest.param(
        lambda: body(
            "<w:sdt><w:sdtContent>" * 120 + paragraph("text") + "</w:sdtContent></w:sdt>" * 120
        ),
        ["text"],
        [],
        id="as-deep-as-allowed",
    ),
    pytest.param(
        lambda: made(paragraph("text") + "<w:sectPr><w:headerReference r:id='x'/></w:sectPr>"),
        ["text"],
        [],
        id="head-that-is-missing",
    ),
    pytest.param(
        lambda: zipped(
            package(paragraph("text") + '<w:sectPr><w:headerReference r:id="out"/></w:sectPr>')
            | {
                "word/_rels/document.xml.rels": "<Relationships><Relationship Id='out'"
                " Type='x/header' TargetMode='External' Target='http://127.0.0.1:9/head.xml'/>"
                "<Relationship Id='t' Type='x/attachedTemplate' TargetMode='External'"
                " Target='file:///etc/passwd'/></Relationships>"
            }
        ),
        ["text"],
        [],
        id="parts-elsewhere-are-not-fetched",
    ),
    pytest.param(
        lambda: made(paragraph("text") + "<w:sectPr><w:footnotePr/></w:sectPr>") + b"trailing",
        ["text"],
        [],
        id="trailing-bytes",
    ),
]


@pytest.mark.parametrize(("build", "expected", "doubts"), READ)
def test_read_for_all_that(build, expected, doubts):
    reading = read(build())
    assert printed(reading) == expected
    assert [warning.code for warning in reading.warnings] == doubts


def test_a_stream_without_sizes_is_read():
    """Some programs write sizes after the parts; without the directory they are found too."""

    class Pipe(io.RawIOBase):
        def __init__(self):
            self.pieces = []

        def writable(self):
            return True

        def write(self, data):
            self.pieces.append(bytes(data))
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in package(paragraph("text")).items():
            archive.writestr(name, content)
    data = b"".join(pipe.pieces)
    assert printed(read(data)) == ["text"]
    assert printed(read(data[: data.find(b"PK\x01\x02")])) == ["text"]


@pytest.mark.parametrize("seed", range(40))
def test_damage_anywhere_is_read_or_refused(seed):
    """Bytes changed, lost or cut off: a reading or a refusal, never anything else."""
    chance = random.Random(SEED + seed)  # noqa: S311 - no secret
    files = package(
        paragraph("Recalling", REFERENCE) * 5,
        footnotes='<w:footnote w:id="1">' + paragraph("Note.") + "</w:footnote>",
        styles='<w:style w:styleId="a" w:type="paragraph"/>',
    )
    data = bytearray(zipped(files, chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])))
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(4, len(data))] = chance.randrange(256)
    if chance.random() < 0.3:
        del data[chance.randrange(4, len(data)) :]
    assert outcome(bytes(data))


def outcome(data: bytes) -> tuple | str:
    try:
        return docx.read(data).lines
    except Refused as refusal:
        return refusal.message
