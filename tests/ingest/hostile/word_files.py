"""Word files: archives that lie, mark-up that hides, parts that are elsewhere."""

import io
import struct
import warnings
import zipfile

from tests.ingest.hostile.drafts import DECIDES, RECALLING, noise, words
from tests.ingest.word import docx, listed, package, paragraph, part, run, table, zipped

MIB = 1024 * 1024
TEXT = (
    paragraph("The General Assembly,")
    + paragraph(run("Recalling", "<w:i/>"), RECALLING.removeprefix("Recalling"))
    + paragraph(f"1. {DECIDES}")
)
UNSEEN = "These words are unseen here"
STORED = zipfile.ZIP_STORED


def holding(extra: str = "", **parts: str) -> bytes:
    return docx(TEXT + extra, **parts)


def with_files(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    return zipped(package(TEXT) | files, method)


def without(name: str) -> bytes:
    return zipped({key: value for key, value in package(TEXT).items() if key != name})


def related(*targets: str) -> bytes:
    """A document with relationships to what is elsewhere."""
    made = "".join(
        f'<Relationship Id="r{n}" Type="http://x/{kind}" TargetMode="External" Target="{target}"/>'
        for n, (kind, target) in enumerate(each.split(" ", 1) for each in targets)
    )
    return with_files(
        {
            "word/_rels/document.xml.rels": f"<Relationships>{made}</Relationships>",
            "word/_rels/settings.xml.rels": f"<Relationships>{made}</Relationships>",
        }
    )


def rooted(document: str) -> bytes:
    return with_files({"word/document.xml": document})


def patched(*changes: tuple[bytes, int, bytes]) -> bytes:
    """Every local (PK34) or central (PK12) header overwritten at an offset."""
    data = bytearray(holding())
    for signature, offset, value in changes:
        place = data.find(signature)
        while place != -1:
            data[place + offset : place + offset + len(value)] = value
            place = data.find(signature, place + 4)
    return bytes(data)


LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"


def repeated(*names: str) -> bytes:
    stream = io.BytesIO(holding())
    with zipfile.ZipFile(stream, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in names:
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), "x")
    return stream.getvalue()


def linked(name: str, target: str) -> bytes:
    """An archive with a symbolic link."""
    stream = io.BytesIO(holding())
    with zipfile.ZipFile(stream, "a") as archive:
        info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, target)
    return stream.getvalue()


class Pipe(io.RawIOBase):
    """Cannot be wound back, so that sizes follow the data."""

    def __init__(self):
        self.pieces = []

    def writable(self):
        return True

    def write(self, data):
        self.pieces.append(bytes(data))
        return len(data)


def streamed(method: int = zipfile.ZIP_DEFLATED) -> bytes:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", method) as archive:
        for name, content in package(TEXT).items():
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = method
            archive.writestr(info, content)
    return b"".join(pipe.pieces)


def overlapping(count: int) -> bytes:
    """Entries of the directory that all point at one packed part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("a" * 9, (2024, 1, 1, 0, 0, 0)), bytes(900_000))
    data = stream.getvalue()
    start = data.find(CENTRAL)
    central = data[start : data.find(b"PK\x05\x06")]
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(central) * count, start, 0)
    return data[:start] + central * count + end


def nested_archives(depth: int) -> bytes:
    data = bytes(5 * MIB)
    for level in range(depth):
        data = zipped({f"{level}.zip": data})
    return data


def inflated(size: int) -> bytes:
    """Packs well, but within the allowed ratio."""
    block = noise(900) + bytes(60_000)
    return (block * (size // len(block) + 1))[:size]


def tracked(count: int) -> str:
    made = (
        f'<w:ins w:id="{n}" w:author="x">{run("oil ")}</w:ins>'
        f'<w:del w:id="{n}" w:author="x"><w:r><w:delText>lamps </w:delText></w:r></w:del>'
        for n in range(count)
    )
    return paragraph("Noting " + "", *made)


def hidden(properties: str) -> bytes:
    return holding(paragraph("2. Decides so.", run(UNSEEN, properties)))


CIRCULAR_STYLES = (
    '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
)
LONG_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>'
    for n in range(3000)
)
FOOTNOTE = '<w:footnote w:id="{n}">' + paragraph("See A/98/275.") + "</w:footnote>"
REFERENCE = '<w:r><w:footnoteReference w:id="{n}"/></w:r>'
TEXT_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
    + paragraph("Noting the oil in a box,")
    + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    "<w:txbxContent>" + paragraph("Noting the oil in a box,") + "</w:txbxContent></v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="99999999"/><w:numFmt w:val="upperRoman"/>'
        f'<w:lvlText w:val="%1%2%3%4%5%6%7%8%9."/></w:lvl>'
        for n in range(9)
    )
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>oil</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
ENDS = "</w:p></w:body></w:document>"

READ = {
    "plain": lambda: holding(),
    "stored": lambda: zipped(package(TEXT), STORED),
    "trailing-bytes": lambda: holding() + noise(3000),
    "archive-comment": lambda: holding()[:-2] + struct.pack("<H", 300) + b"c" * 300,
    "descriptors": lambda: streamed(),
    "descriptors-no-directory": lambda: streamed()[: streamed().find(CENTRAL)],
    "no-directory": lambda: holding()[: holding().find(CENTRAL)],
    "cut-in-directory": lambda: holding()[:-40],
    "cut-by-a-byte": lambda: holding()[:-1],
    "wrong-checksums": lambda: patched((CENTRAL, 16, b"\xff\xff\xff\xff")),
    "wrong-sizes": lambda: patched((CENTRAL, 24, b"\x01\0\0\0")),
    "wrong-sizes-huge": lambda: patched((CENTRAL, 24, b"\xff\xff\xff\x7f")),
    "wrong-local-sizes": lambda: patched((LOCAL, 18, b"\xff\xff\xff\x7f")),
    "wrong-version": lambda: patched((CENTRAL, 6, b"\x00\x00")),
    "odd-times": lambda: patched((CENTRAL, 12, b"\xff\xff\xff\xff")),
    "capital-names": lambda: zipped({k.replace("document", "Document"): v for k, v in package(TEXT).items()}),
    "backslash-names": lambda: zipped({k.replace("/", "\\"): v for k, v in package(TEXT).items()}),
    "folders-listed": lambda: with_files({"word/": b"", "docProps/": b""}),
    "parts-1500": lambda: with_files({f"word/media/{n}.png": b"x" for n in range(1500)}),
    "picture-20-mib": lambda: with_files({"word/media/image1.png": noise(20 * MIB)}, STORED),
    "file-within": lambda: with_files({"word/embeddings/a.docx": holding()}),
    "bomb-within": lambda: with_files({"word/embeddings/a.zip": zipped({"a": bytes(50 * MIB)})}),
    "no-content-types": lambda: without("[Content_Types].xml"),
    "no-relationships": lambda: without("_rels/.rels"),
    "no-document-relationships": lambda: without("word/_rels/document.xml.rels"),
    "renamed-document": lambda: zipped({k.replace("word/document", "word/document2"): v.replace("word/document.xml", "word/document2.xml") for k, v in package(TEXT).items()}),
    "relationships-broken": lambda: with_files({"word/_rels/document.xml.rels": "<Relation"}),
    "relationships-in-circles": lambda: with_files({"word/_rels/document.xml.rels": '<Relationships><Relationship Id="r" Type="x/header" Target="document.xml"/></Relationships>'}),
    "relationships-climb": lambda: with_files({"word/_rels/document.xml.rels": '<Relationships><Relationship Id="r" Type="x/header" Target="../../../../etc/passwd"/></Relationships>'}),
    "template-elsewhere": lambda: related("attachedTemplate http://127.0.0.1:9/a.dotm"),
    "template-share": lambda: related(r"attachedTemplate \\127.0.0.1\share\a.dotm"),
    "picture-elsewhere": lambda: related("image http://127.0.0.1:9/x.png"),
    "frame-elsewhere": lambda: related("frame file:///etc/passwd", "subDocument file:///etc/passwd"),
    "header-elsewhere": lambda: related("header http://127.0.0.1:9/h.xml", "footnotes file:///etc/passwd"),
    "links-3000": lambda: related(*["hyperlink http://127.0.0.1:9/"] * 3000),
    "altchunk": lambda: holding('<w:altChunk r:id="rId9"/>'),
    "ole-object": lambda: holding(paragraph("2. Decides so.", "<w:r><w:object><v:shape/></w:object></w:r>")),
    "dde-field": lambda: holding(paragraph("Noting ", FIELD.format(code="DDEAUTO c:\\\\a.exe"))),
    "include-field": lambda: holding(paragraph("Noting ", FIELD.format(code="INCLUDETEXT file:///etc/passwd"))),
    "fields-3000": lambda: holding(paragraph("Noting ", *[FIELD.format(code="PAGE")] * 3000)),
    "fields-unclosed": lambda: holding(paragraph("Noting ", *['<w:r><w:fldChar w:fldCharType="begin"/></w:r>'] * 900, "oil,")),
    "hidden-run": lambda: hidden("<w:vanish/>"),
    "hidden-in-web": lambda: hidden("<w:webHidden/>"),
    "hidden-white": lambda: hidden('<w:color w:val="FFFFFF"/>'),
    "hidden-tiny": lambda: hidden('<w:sz w:val="1"/>'),
    "hidden-shaded": lambda: hidden('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'),
    "hidden-by-style": lambda: docx(TEXT + paragraph(UNSEEN, properties='<w:pStyle w:val="h"/>'), styles='<w:style w:type="paragraph" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'),
    "comments": lambda: holding(paragraph("2. Decides so.", '<w:r><w:commentReference w:id="1"/></w:r>'), comments=f'<w:comment w:id="1">{paragraph(UNSEEN)}</w:comment>'),
    "deleted": lambda: holding(paragraph("Noting ", f"<w:del w:author='x'><w:r><w:delText>{UNSEEN}</w:delText></w:r></w:del>", "oil,")),
    "deleted-paragraph": lambda: holding(paragraph("Noting oil ", properties="<w:rPr><w:del w:author='x'/></w:rPr>") + paragraph("and lamps,")),
    "moved": lambda: holding(paragraph("Noting ", f"<w:moveFrom w:author='x'>{run(UNSEEN)}</w:moveFrom>", f"<w:moveTo w:author='x'>{run('oil,')}</w:moveTo>")),
    "tracked-2000": lambda: holding(tracked(2000)),
    "text-box": lambda: holding(paragraph("2. Decides so.", TEXT_BOX)),
    "text-boxes-900": lambda: holding(paragraph("2. Decides so.", TEXT_BOX) * 900),
    "text-boxes-nested": lambda: holding(paragraph("Oil", "<w:r><w:drawing><wps:txbx><w:txbxContent><w:p>" * 20 + "<w:r><w:t>Oil</w:t></w:r>" + "</w:p></w:txbxContent></wps:txbx></w:drawing></w:r>" * 20)),
    "content-controls": lambda: docx("<w:sdt><w:sdtContent>" * 100 + TEXT + "</w:sdtContent></w:sdt>" * 100),
    "smart-tags": lambda: holding(paragraph("<w:smartTag>" * 100 + run("Noting oil,") + "</w:smartTag>" * 100)),
    "tables-nested": lambda: holding("<w:tbl><w:tr><w:tc>" * 60 + paragraph("Oil") + "</w:tc></w:tr></w:tbl>" * 60),
    "table-3000": lambda: holding(table(*[("Oil", "Lamps")] * 3000)),
    "table-wide": lambda: holding(table(("Oil",) * 2000, ("Lamps",) * 2000)),
    "table-spans": lambda: holding(table(("Oil", "Lamps")).replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="99999999"/><w:vMerge/></w:tcPr>')),
    "table-without-cells": lambda: holding("<w:tbl><w:tr/></w:tbl><w:tbl/>"),
    "styles-in-circles": lambda: docx(TEXT + paragraph("Noting,", properties='<w:pStyle w:val="a"/>'), styles=CIRCULAR_STYLES),
    "styles-deep": lambda: docx(TEXT + paragraph("Noting,", properties='<w:pStyle w:val="s0"/>'), styles=LONG_STYLES),
    "styles-missing": lambda: holding(paragraph("Noting,", properties='<w:pStyle w:val="none"/>')),
    "numbering-huge": lambda: docx(TEXT + "".join(listed("Oil", level=n % 9) for n in range(300)), numbering=NUMBERING),
    "numbering-odd": lambda: docx(TEXT + listed("Oil", number=7, level=99), numbering='<w:num w:numId="7"/>'),
    "numbering-in-circles": lambda: docx(TEXT + listed("Oil"), numbering='<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="a"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>', styles='<w:style w:type="numbering" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'),
    "levels-text": lambda: docx(TEXT + "".join(listed("Oil", level=n) for n in ("x", "-1", "1e9"))),
    "notes-2000": lambda: docx(TEXT + paragraph("Noting ", *(REFERENCE.format(n=n) for n in range(2000))), footnotes="".join(FOOTNOTE.format(n=n) for n in range(2000))),
    "note-missing": lambda: holding(paragraph("Noting oil", REFERENCE.format(n=77))),
    "note-to-itself": lambda: docx(TEXT + paragraph("Noting", REFERENCE.format(n=1)), footnotes='<w:footnote w:id="1">' + paragraph("See", REFERENCE.format(n=1)) + "</w:footnote>"),
    "notes-in-circles": lambda: docx(TEXT + paragraph("Noting", REFERENCE.format(n=1)), footnotes="".join(f'<w:footnote w:id="{a}">' + paragraph("See", REFERENCE.format(n=b)) + "</w:footnote>" for a, b in ((1, 2), (2, 1)))),
    "endnotes": lambda: docx(TEXT + paragraph("Noting", '<w:r><w:endnoteReference w:id="2"/></w:r>'), endnotes='<w:endnote w:id="2">' + paragraph("See A/98/275.") + "</w:endnote>"),
    "headers-many": lambda: docx(TEXT + "<w:sectPr>" + '<w:headerReference r:id="header1"/>' * 900 + "</w:sectPr>", header1=paragraph("A/C.1/99/L.7")),
    "sections-900": lambda: docx(TEXT + paragraph("Noting,", properties="<w:sectPr/>") * 900),
    "paragraphs-5000": lambda: holding(paragraph("Noting oil,") * 5000),
    "empty-paragraphs-30000": lambda: zipped(package(TEXT + "<w:p/>" * 30_000), STORED),
    "runs-20000": lambda: zipped(package(TEXT + paragraph("Noting ", *[run("a")] * 20_000)), STORED),
    "breaks-20000": lambda: zipped(package(TEXT + paragraph("<w:r>" + "<w:br/>" * 20_000 + "<w:t>oil</w:t></w:r>")), STORED),
    "tabs-20000": lambda: zipped(package(TEXT + paragraph("<w:r>" + "<w:tab/>" * 20_000 + "<w:t>oil</w:t></w:r>")), STORED),
    "long-paragraph": lambda: holding(paragraph(words(15_000))),
    "attribute-huge": lambda: holding(paragraph("Noting,").replace("<w:p>", '<w:p w:rsidR="' + "0" * 900_000 + '">') + f"<!--{noise(20_000).hex()}-->"),
    "attributes-900": lambda: holding(paragraph("Noting,").replace("<w:p>", "<w:p " + " ".join(f'a{n}="1"' for n in range(900)) + ">")),
    "symbols": lambda: holding(paragraph("Noting ", '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:char="zzzz"/></w:r>')),
    "no-break-hyphens": lambda: holding(paragraph("Noting ", "<w:r><w:t>oil</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>lamp,</w:t></w:r>")),
    "math": lambda: holding(paragraph("Noting ", "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>")),
    "ruby": lambda: holding(paragraph("<w:r><w:ruby><w:rt><w:r><w:t>a</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>oil</w:t></w:r></w:rubyBase></w:ruby></w:r>")),
    "strict": lambda: zipped({k: v.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main") if isinstance(v, str) else v for k, v in package(TEXT).items()}),
    "prefix-other": lambda: zipped({k: v.replace("xmlns:w=", "xmlns:x=").replace("<w:", "<x:").replace("</w:", "</x:").replace(" w:", " x:") for k, v in package(TEXT).items()}),
    "utf-16-parts": lambda: rooted(part("document", f"<w:body>{TEXT}</w:body>").replace("UTF-8", "UTF-16").encode("utf-16")),
    "latin-1-parts": lambda: rooted(part("document", f"<w:body>{TEXT}{paragraph('Côte')}</w:body>").replace("UTF-8", "ISO-8859-1").encode("latin-1")),
    "mark-in-parts": lambda: rooted(part("document", f"<w:body>{TEXT}</w:body>").encode("utf-8-sig")),
    "not-well-formed": lambda: rooted(part("document", f"<w:body>{TEXT}</w:body>").replace("lamps", "lamps & oil < keepers")),
    "controls-in-text": lambda: rooted(part("document", f"<w:body>{TEXT}</w:body>").replace("lamps", "la\x01\x02mps")),
    "nul-in-text": lambda: rooted(part("document", f"<w:body>{TEXT}</w:body>").replace("lamps", "la\0mps")),
    "surrogates-in-text": lambda: rooted(part("document", f"<w:body>{TEXT}</w:body>").replace("lamps", "la&#xD800;mps")),
    "bidi-in-text": lambda: holding(paragraph("Noting \u202e07/35\u202c oil,")),
    "document-cut": lambda: rooted(part("document", f"<w:body>{TEXT}</w:body>").replace(ENDS[6:], "")[:-4]),
    "comments-and-instructions": lambda: holding("<!-- unseen words --><?unseen words?>"),
    "cdata": lambda: holding(paragraph("Noting ").replace("</w:t>", "<![CDATA[<oil> & lamps,]]></w:t>")),
    "styles-broken": lambda: with_files({"word/styles.xml": "<w:styles"}),
    "mixed-content": lambda: holding("stray words <w:r><w:t>in no paragraph</w:t></w:r>"),
    "paragraph-in-run": lambda: holding(paragraph("<w:r>" + paragraph("Noting,") + "</w:r>")),
    "two-drafts": lambda: docx(TEXT * 2),
    "two-bodies": lambda: rooted(part("document", f"<w:body>{TEXT}</w:body><w:body>{TEXT}</w:body>")),
    "symbolic-link": lambda: linked("word/media/link.png", "/etc/passwd"),
    "custom-xml": lambda: with_files({"customXml/item1.xml": "<a>" + "<b/>" * 9000 + "</a>"}),
    "document-type-mime": lambda: with_files({"mimetype": "text/plain"}),
    "names-in-utf-8": lambda: with_files({"word/media/Çà ‮gnp.png": b"x"}),
    "bars-of-light": lambda: holding(paragraph(run("Noting", "<w:dstrike/>"), run(" oil", "<w:strike/>"))),
}  # fmt: skip

REFUSED = {
    "nothing-but-zip": lambda: zipped({"notes.txt": "words"}),
    "zip-of-drafts": lambda: zipped({"a.docx": holding(), "b.docx": holding()}),
    "zip-empty": lambda: b"PK\x05\x06" + bytes(18),
    "zip-signature": lambda: b"PK\x03\x04" + bytes(300),
    "zip-nested": lambda: nested_archives(6),
    "bomb-document": lambda: rooted(part("document", "<w:body>" + "<w:p/>" * 3_000_000 + "</w:body>")),
    "bomb-picture": lambda: with_files({"word/media/a.png": bytes(40 * MIB)}),
    "bomb-of-parts": lambda: with_files({f"word/media/{n}.png": inflated(30 * MIB) for n in range(4)}),
    "bomb-overlapping": lambda: overlapping(1900),
    "parts-3000": lambda: with_files({f"word/media/{n}.png": b"" for n in range(3000)}),
    "parts-60000": lambda: with_files({f"word/media/{n}.png": b"" for n in range(60_000)}),
    "descriptors-stored": lambda: streamed(STORED)[: streamed(STORED).find(CENTRAL)],
    "repeated-part": lambda: repeated("word/document.xml"),
    "repeated-by-case": lambda: repeated("WORD/DOCUMENT.XML"),
    "repeated-by-slash": lambda: repeated("word\\document.xml"),
    "name-climbs": lambda: with_files({"../../../tmp/canary": b"x"}),
    "name-absolute-drive": lambda: with_files({"C:/canary": b"x"}),
    "name-with-nul": lambda: holding().replace(b"word/document.xml", b"word/docu\0ent.xml"),
    "name-with-controls": lambda: with_files({"word/\x1b[31m.xml": b"x"}),
    "names-that-differ": lambda: (lambda d: d[: d.rindex(b"word/document.xml")] + b"word/documenu.xml" + d[d.rindex(b"word/document.xml") + 17 :])(holding()),
    "encrypted": lambda: patched((LOCAL, 6, b"\x01"), (CENTRAL, 8, b"\x01")),
    "packed-oddly": lambda: zipped(package(TEXT), zipfile.ZIP_BZIP2),
    "packed-lzma": lambda: zipped(package(TEXT), zipfile.ZIP_LZMA),
    "method-unknown": lambda: patched((LOCAL, 8, b"\x63\0"), (CENTRAL, 10, b"\x63\0")),
    "cut-in-half": lambda: holding()[: len(holding()) // 4],
    "cut-early": lambda: holding()[:60],
    "macros": lambda: with_files({"word/vbaProject.bin": noise(2000)}),
    "macros-by-type": lambda: with_files({"[Content_Types].xml": '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'}),
    "document-type": lambda: rooted('<!DOCTYPE a><w:document xmlns:w="x"/>'),
    "entities": lambda: rooted(part("document", f"<w:body>{TEXT}</w:body>").replace("<w:document", '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><w:document', 1)),
    "entities-file": lambda: rooted(part("document", f"<w:body>{TEXT}</w:body>").replace("<w:document", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><w:document', 1)),
    "entities-in-types": lambda: with_files({"[Content_Types].xml": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><Types/>'}),
    "no-document": lambda: without("word/document.xml"),
    "document-empty": lambda: rooted(""),
    "document-no-xml": lambda: rooted("The General Assembly,"),
    "document-noise": lambda: rooted(noise(4000)),
    "other-root": lambda: rooted("<html><body>oil</body></html>"),
    "no-text": lambda: docx("<w:p/>" * 20),
    "hidden-alone": lambda: docx(paragraph(run(UNSEEN, "<w:vanish/>"))),
    "deleted-alone": lambda: docx(paragraph(f"<w:del w:author='x'><w:r><w:delText>{UNSEEN}</w:delText></w:r></w:del>")),
    "picture-alone": lambda: docx(paragraph('<w:r><w:drawing><wp:inline><wp:extent cx="5400000" cy="7200000"/><pic:pic/></wp:inline></w:drawing></w:r>')),
    "nested-300": lambda: docx("<w:sdt><w:sdtContent>" * 150 + TEXT + "</w:sdtContent></w:sdt>" * 150),
    "nested-50000": lambda: docx("<w:sdt>" * 50_000 + TEXT + "</w:sdt>" * 50_000),
    "paragraphs-12000": lambda: zipped(package(paragraph("Noting oil,") * 12_000), STORED),
    "paragraphs-60000": lambda: zipped(package("<w:p/>" * 60_000 + TEXT), STORED),
    "attributes-2000": lambda: holding(paragraph("Noting,").replace("<w:p>", "<w:p " + " ".join(f'a{n}="1"' for n in range(2000)) + ">")),
    "text-11-mb": lambda: zipped(package(paragraph("oil " * 2_750_000)), STORED),
    "text-6-mb": lambda: zipped(package(paragraph("oil " * 25_000) * 60), STORED),
    "encoding-hides": lambda: rooted(part("document", f"<w:body>{TEXT}</w:body>").replace("UTF-8", "UTF-7")),
    "workbook": lambda: zipped({"[Content_Types].xml": '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>', "xl/workbook.xml": "<workbook/>"}),
    "workbook-without-types": lambda: zipped({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": "<worksheet/>"}),
    "presentation": lambda: zipped({"[Content_Types].xml": '<Types><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>', "ppt/presentation.xml": "<p/>"}),
    "open-document": lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office:document-content/>"}),
    "open-document-without-type": lambda: zipped({"META-INF/manifest.xml": "<manifest:manifest/>", "content.xml": "<office:document-content/>"}),
    "e-book": lambda: zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<container/>"}),
    "java": lambda: zipped({"META-INF/MANIFEST.MF": "Manifest-Version: 1.0", "A.class": b"\xca\xfe\xba\xbe"}),
    "pages": lambda: zipped({"Index/Document.iwa": b"x", "preview.jpg": b"\xff\xd8\xff"}),
    "xps": lambda: zipped({"FixedDocSeq.fdseq": "<a/>", "[Content_Types].xml": "<Types/>"}),
    "visio": lambda: zipped({"visio/document.xml": "<a/>", "[Content_Types].xml": "<Types/>"}),
    "template-with-macros": lambda: with_files({"[Content_Types].xml": '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.template.macroEnabledTemplate.main+xml"/></Types>', "word/vbaData.xml": "<a/>"}),
}  # fmt: skip

READ = {f"{name}.docx": made for name, made in READ.items()}
REFUSED = {f"{name}.docx": made for name, made in REFUSED.items()}
