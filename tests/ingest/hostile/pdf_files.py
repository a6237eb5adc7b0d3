"""PDFs: trees that lie, streams that swell, text that nobody sees, locks and scans."""

import zlib

from tests.ingest.hostile.drafts import DECIDES, RECALLING, noise
from tests.ingest.pdf_files import Sheet, assemble, bodies, encrypted, literal, pdf, stream

MIB = 1024 * 1024
UNSEEN = "These words are unseen here"
CITE = "Recalling its resolutions 53/70 of 4 December 1998, 75/240 and A/70/174, para. 5, and 76/19"


def sheet(number: int = 1) -> Sheet:
    """A page of a formula and two paragraphs, two lines of print each."""
    made = Sheet().text(72, 140, "The General Assembly,")
    made.lines(72, 164, RECALLING.removesuffix(","), "and the lamps that it named there,")
    return made.lines(72, 200, f"{number}. {DECIDES.removesuffix('.')}", "from dusk to dawn.")


def dense(start: int = 0, paragraphs: int = 18) -> Sheet:
    """A page of nothing but citations, three lines to a paragraph."""
    made = Sheet()
    for n in range(paragraphs):
        lines = [CITE, CITE.removeprefix("Recalling "), f"and {start + n} more of them,"]
        made.lines(50, 40 + 40 * n, *lines, leading=12, size=9)
    return made


def changed(*sheets: Sheet, trailer: bytes = b"", **numbered: bytes) -> bytes:
    objects = bodies(*(sheets or (sheet(),)))
    for name, body in numbered.items():
        objects[int(name.removeprefix("object_"))] = body
    return assemble(objects, trailer)


def keyed(keys: bytes, objects: tuple[bytes, ...] = (), **more) -> bytes:
    made = sheet()
    made.keys = keys
    return pdf(made, objects=objects, **more)


def drawn(operation: str) -> bytes:
    return pdf(sheet().draw(operation))


def contents(data: bytes, keys: bytes = b"") -> bytes:
    return changed(object_12=stream(data, keys))


def hidden(before: str = "", y: float = 400, x: float = 72, size: float = 10, **more) -> bytes:
    return pdf(sheet().text(x, y, UNSEEN, before=before, size=size, **more))


def picture(width: int = 40, height: int = 50) -> bytes:
    keys = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceGray"
        % (width, height)
    )
    return stream(noise(width * height), keys)


def scanned(*extra: Sheet, text: str = "", mode: int = 3) -> bytes:
    made = Sheet().draw("q 612 0 0 792 0 0 cm /Im Do Q")
    if text:
        made.text(72, 100, text, before=f"{mode} Tr")
    return pdf(made, *extra, objects=(picture(),), resources=b"/XObject << /Im 11 0 R >>")


def packed_objects() -> bytes:
    """Page tree and pages in an object stream, found by a cross-reference stream."""
    objects = bodies(sheet())
    loose = {number: body for number, body in objects.items() if b"stream" in body}
    packed = {number: body for number, body in objects.items() if number not in loose}
    head, tail = b"", b""
    for number, body in packed.items():
        head += b"%d %d " % (number, len(tail))
        tail += body + b"\n"
    store = max(objects) + 1
    loose[store] = stream(
        head + tail, b"/Type /ObjStm /N %d /First %d" % (len(packed), len(head)), compress=True
    )
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in sorted(loose.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    index, table = store + 1, b""
    places[index] = len(out)
    order = list(packed)
    for number in range(index + 1):
        if number in places:
            table += b"\x01" + places[number].to_bytes(4, "big") + b"\0"
        elif number in packed:
            table += b"\x02" + store.to_bytes(4, "big") + bytes([order.index(number)])
        else:
            table += bytes(6)
    keys = b"/Type /XRef /Size %d /W [1 4 1] /Root 1 0 R" % (index + 1)
    out += b"%d 0 obj\n%s\nendobj\n" % (index, stream(table, keys, compress=True))
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % places[index])


def updated() -> bytes:
    """A later version put after the first, as programs save a change."""
    first = pdf(sheet())
    body = stream(
        b"BT /roman 10 Tf 1 0 0 1 72 600 Tm " + literal("1. Decides otherwise.") + b" Tj ET"
    )
    start = len(first)
    update = b"12 0 obj\n%s\nendobj\n" % body
    return (
        first
        + update
        + b"xref\n12 1\n%010d 00000 n \ntrailer << /Size 13 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
        % (start, first.rindex(b"xref\n0"), start + len(update))
    )


def swelling(levels: int, size: int = 60 * MIB) -> bytes:
    data = bytes(size)
    for _ in range(levels):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [" + b"/FlateDecode " * levels + b"]")


def forms(depth: int, width: int) -> bytes:
    """Groups that draw groups, each so many times."""
    objects = []
    for level in range(depth):
        inner = (
            b"/F Do " * width
            if level + 1 < depth
            else b"BT /roman 10 Tf 1 0 0 1 72 500 Tm (oil) Tj ET"
        )
        keys = (
            b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /F %d 0 R >> /Font << /roman 3 0 R >> >>"
            % (12 + level)
        )
        objects.append(stream(inner, keys))
    return pdf(sheet().draw("/F Do"), objects=tuple(objects), resources=b"/XObject << /F 11 0 R >>")


def fonts(mapping: bytes, text: bytes = b"<0102030405>") -> bytes:
    """Text in a type that says by `mapping` which letters it shows."""
    font = (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Odd /FirstChar 0 /LastChar 255 /Widths [%s] /ToUnicode 12 0 R >>"
        % (b"500 " * 256)
    )
    shown = b"BT /odd 10 Tf 1 0 0 1 72 300 Tm %s Tj ET" % text
    made = sheet().draw(shown)
    whole = bodies(made, objects=(font, stream(mapping)))
    whole[13] = whole[13].replace(b"/Font <<", b"/Font << /odd 11 0 R")
    return assemble(whole)


def cmap(target: str) -> bytes:
    return f"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <00> <FF> <{target}> endbfrange endcmap end".encode()


def nested_tree(depth: int) -> bytes:
    objects = bodies(sheet())
    page = objects[11]
    objects[2] = b"<< /Type /Pages /Kids [100 0 R] /Count 1 >>"
    for level in range(100, 100 + depth):
        objects[level] = b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (
            level - 1,
            level + 1,
        )
    objects[100 + depth] = page
    del objects[11]
    return assemble(objects)


def counted(pages: int, count: bytes) -> bytes:
    objects = bodies(*(sheet(n + 1) for n in range(pages)))
    objects[2] = objects[2].rpartition(b"/Count")[0] + b"/Count " + count + b" >>"
    return assemble(objects)


def marked(keys: bytes) -> bytes:
    """Text on a layer that `keys` of the catalogue switch."""
    made = sheet().draw(f"/OC /L BDC BT /roman 10 Tf 1 0 0 1 72 300 Tm ({UNSEEN}) Tj ET EMC")
    return pdf(
        made,
        objects=(b"<< /Type /OCG /Name (Layer) >>",),
        resources=b"/Properties << /L 11 0 R >>",
        catalog=keys,
    )


def letters(size: int) -> bytes:
    shown = b"".join(
        b"BT /roman 1 Tf 1 0 0 1 %d %d Tm (a) Tj ET\n" % (n % 600, n // 600 % 780)
        for n in range(size)
    )
    return contents(shown)


READ = {
    "plain": lambda: pdf(sheet()),
    "pages-20": lambda: pdf(*(sheet(n) for n in range(1, 21))),
    "compressed": lambda: pdf(sheet(), compress=True),
    "object-streams": lambda: packed_objects(),
    "updated": lambda: updated(),
    "leading-bytes": lambda: b"\r\n\r\nMIME junk\r\n" + pdf(sheet()),
    "leading-words": lambda: b"x" * 3000 + pdf(sheet()),
    "leading-postscript": lambda: b"%!PS-Adobe-3.0 PDF-1.4\n" + pdf(sheet()),
    "small-letters": lambda: pdf(sheet()).replace(b"%PDF", b"%pdf", 1),
    "no-header": lambda: pdf(sheet()).partition(b"\n")[2],
    "leading-kilobyte": lambda: b"\0" * 1000 + pdf(sheet()),
    "trailing-bytes": lambda: pdf(sheet()) + noise(3000),
    "trailing-html": lambda: pdf(sheet()) + b"<html><script>alert(1)</script></html>",
    "version-odd": lambda: pdf(sheet()).replace(b"%PDF-1.7", b"%PDF-9.9"),
    "mac-lines": lambda: pdf(sheet()).replace(b"\nxref\n", b"\rxref\r"),
    "no-table": lambda: pdf(sheet()).partition(b"xref\n0")[0],
    "no-trailer": lambda: pdf(sheet()).partition(b"trailer")[0],
    "wrong-places": lambda: pdf(sheet()).replace(b"%PDF-1.7\n", b"%PDF-1.7\n%" + b"x" * 99 + b"\n"),
    "startxref-lies": lambda: pdf(sheet()).replace(b"startxref\n", b"startxref\n9999"),
    "table-in-circles": lambda: changed(trailer=b"/Prev 9"),
    "cut-short": lambda: pdf(*(sheet(n) for n in range(1, 6)))[:-900],
    "cut-in-half": lambda: pdf(*(sheet(n) for n in range(1, 9)))[:6000],
    "length-lies": lambda: pdf(sheet()).replace(b"/Length ", b"/Length 9"),
    "length-short": lambda: contents(b"BT /roman 10 Tf 1 0 0 1 72 600 Tm (1. Decides.) Tj ET").replace(b"/Length ", b"/Length 1 /Was "),
    "length-in-circles": lambda: changed(object_12=stream(b"BT /roman 10 Tf 1 0 0 1 72 600 Tm (Oil) Tj ET").replace(b"/Length 45", b"/Length 12 0 R")),
    "count-too-low": lambda: counted(6, b"2"),
    "count-zero": lambda: counted(3, b"0"),
    "count-too-high": lambda: counted(2, b"999999999"),
    "count-negative": lambda: counted(2, b"-5"),
    "count-missing": lambda: counted(2, b"/Nothing"),
    "count-in-circles": lambda: counted(2, b"2 0 R"),
    "tree-in-circles": lambda: changed(object_2=b"<< /Type /Pages /Kids [11 0 R 2 0 R 2 0 R] /Count 3 >>"),
    "tree-repeats-a-page": lambda: changed(object_2=b"<< /Type /Pages /Kids [" + b"11 0 R " * 40 + b"] /Count 40 >>"),
    "tree-deep-300": lambda: nested_tree(300),
    "kid-missing": lambda: changed(object_2=b"<< /Type /Pages /Kids [77 0 R 11 0 R] /Count 2 >>"),
    "page-without-type": lambda: changed(object_11=bodies(sheet())[11].replace(b"/Type /Page ", b"")),
    "page-without-box": lambda: changed(object_11=bodies(sheet())[11].replace(b"/MediaBox [0 0 612 792]", b"")),
    "box-turned": lambda: changed(object_11=bodies(sheet())[11].replace(b"[0 0 612 792]", b"[612 792 0 0]")),
    "box-huge": lambda: changed(object_11=bodies(sheet())[11].replace(b"[0 0 612 792]", b"[-99999 -99999 99999 99999]")),
    "box-infinite": lambda: changed(object_11=bodies(sheet())[11].replace(b"[0 0 612 792]", b"[0 0 1e38 1e38]")),
    "box-empty": lambda: changed(object_11=bodies(sheet())[11].replace(b"[0 0 612 792]", b"[0 0 0 0]")),
    "units-huge": lambda: keyed(b"/UserUnit 99999"),
    "turned-90": lambda: keyed(b"/Rotate 90"),
    "turned-oddly": lambda: keyed(b"/Rotate 45"),
    "turned-letters": lambda: pdf(sheet().text(300, 300, "Sideways words", matrix="0 1 -1 0")),
    "contents-list": lambda: changed(object_11=bodies(sheet())[11].replace(b"/Contents 12 0 R", b"/Contents [12 0 R 12 0 R 77 0 R]")),
    "contents-broken": lambda: pdf(sheet().draw("q q q ( unclosed BT /none Tf ET Q Q Q Q Q")),
    "contents-noise": lambda: pdf(sheet(), sheet(2).draw(noise(4000))),
    "states-unclosed": lambda: drawn("q " * 20_000),
    "numbers-long": lambda: drawn("9" * 20_000 + " 0 0 1 0 0 cm"),
    "arrays-deep": lambda: drawn("[" * 3000 + "]" * 3000 + " TJ"),
    "dictionaries-deep": lambda: keyed(b"/X " + b"<< /A " * 900 + b"1" + b" >>" * 900),
    "strings-long": lambda: drawn("BT /roman 1 Tf 1 0 0 1 72 100 Tm (" + "oil " * 9000 + ") Tj ET"),
    "name-long": lambda: drawn("/" + "x" * 60_000 + " gs"),
    "unknown-operators": lambda: drawn("zz 1 2 3 yy " * 3000),
    "filter-unknown": lambda: pdf(sheet(), sheet(2), objects=(stream(noise(99), b"/Filter /Nothing"),)),
    "filter-ascii": lambda: contents(b"BT /roman 10 Tf 1 0 0 1 72 600 Tm (1. Decides.) Tj ET".hex().encode() + b">", b"/Filter /ASCIIHexDecode"),
    "filter-damaged": lambda: changed(sheet(), sheet(2), object_14=stream(zlib.compress(b"BT /roman 10 Tf 1 0 0 1 72 600 Tm (1. Decides.) Tj ET")[:-7], b"/Filter /FlateDecode")),
    "filter-predictor": lambda: contents(zlib.compress(b"BT /roman 10 Tf 1 0 0 1 72 600 Tm (Oil) Tj ET"), b"/Filter /FlateDecode /DecodeParms << /Predictor 1 /Columns 99999999 >>"),
    "hidden-white": lambda: hidden("1 g"),
    "hidden-nearly-white": lambda: hidden("0.99 0.99 0.99 rg"),
    "hidden-mode-3": lambda: hidden("3 Tr"),
    "hidden-clip-mode": lambda: hidden("7 Tr"),
    "hidden-off-page": lambda: hidden(x=5000),
    "hidden-above-page": lambda: hidden(y=-500),
    "hidden-tiny": lambda: hidden(size=0.01),
    "hidden-clipped": lambda: hidden("0 0 5 5 re W n"),
    "hidden-covered": lambda: pdf(sheet().text(72, 400, UNSEEN).box(60, 380, 300, 40, "1 g")),
    "hidden-under-picture": lambda: pdf(sheet().text(72, 400, UNSEEN).draw("q 400 0 0 60 60 370 cm /Im Do Q"), objects=(picture(),), resources=b"/XObject << /Im 11 0 R >>"),
    "hidden-black-on-black": lambda: pdf(sheet().box(60, 380, 300, 40, "0 g").text(72, 400, UNSEEN)),
    "hidden-transparent": lambda: pdf(sheet().text(72, 400, UNSEEN, before="/G gs"), resources=b"/ExtGState << /G << /ca 0 /CA 0 >> >>"),
    "hidden-scaled-to-nothing": lambda: hidden(matrix="0.0001 0 0 0.0001"),
    "hidden-layer-off": lambda: marked(b"/OCProperties << /OCGs [11 0 R] /D << /OFF [11 0 R] >> >>"),
    "hidden-outside-crop": lambda: pdf(sheet().text(72, 700, UNSEEN), objects=()).replace(b"/MediaBox [0 0 612 792]", b"/MediaBox [0 0 612 792] /CropBox [0 300 612 792]"),
    "layer-on": lambda: marked(b"/OCProperties << /OCGs [11 0 R] /D << /ON [11 0 R] >> >>"),
    "annotation": lambda: keyed(b"/Annots [11 0 R]", (f"<< /Type /Annot /Subtype /Text /Contents ({UNSEEN}) /Rect [0 0 9 9] >>".encode(),)),
    "annotations-20000": lambda: keyed(b"/Annots [" + b"11 0 R " * 20_000 + b"]", (b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://127.0.0.1:9/) >> >>",)),
    "script": lambda: pdf(sheet(), catalog=b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
    "launch": lambda: pdf(sheet(), catalog=b"/OpenAction << /S /Launch /F (/bin/sh) >>"),
    "form-submits": lambda: pdf(sheet(), catalog=b"/AcroForm << /XFA (<xdp:xdp/>) /Fields [] >>"),
    "file-elsewhere": lambda: pdf(sheet(), objects=(b"<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream",)),
    "contents-elsewhere": lambda: changed(sheet(), sheet(2), object_14=b"<< /Length 0 /F << /FS /URL /F (http://127.0.0.1:9/) >> >>\nstream\n\nendstream"),
    "attachment": lambda: pdf(sheet(), objects=(stream(b"MZ" + noise(999), b"/Type /EmbeddedFile"),), catalog=b"/Names << /EmbeddedFiles << /Names [(a.exe) << /EF << /F 11 0 R >> >>] >> >>"),
    "metadata-entities": lambda: pdf(sheet(), objects=(stream(b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', b"/Type /Metadata /Subtype /XML"),), catalog=b"/Metadata 11 0 R"),
    "forms-nested": lambda: forms(10, 1),
    "forms-in-circles": lambda: pdf(sheet().draw("/F Do"), objects=(stream(b"/F Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 11 0 R >> >>"),), resources=b"/XObject << /F 11 0 R >>"),
    "pattern-in-circles": lambda: pdf(sheet().draw("/Pattern cs /P scn 0 0 99 99 re f"), objects=(stream(b"/Pattern cs /P scn 0 0 9 9 re f", b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 1 /YStep 1 /Resources << /Pattern << /P 11 0 R >> >>"),), resources=b"/Pattern << /P 11 0 R >>"),
    "shading": lambda: pdf(sheet().draw("/S sh"), resources=b"/Shading << /S << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 1 1] /Function << /FunctionType 2 /Domain [0 1] /N 1 >> >> >>"),
    "paths-20000": lambda: drawn("0 0 m 9 9 l S " * 20_000),
    "curves-in-one-path": lambda: drawn("0 0 m " + "1 1 2 2 3 3 c " * 20_000 + "f"),
    "rectangles-20000": lambda: drawn("1 1 2 2 re f " * 20_000),
    "rectangles-over-text": lambda: pdf(sheet().draw("1 g 70 600 300 20 re f " * 3000).text(72, 400, "Seen")),
    "letters-one-by-one": lambda: letters(9000),
    "letters-on-one-place": lambda: drawn("BT /roman 10 Tf 1 0 0 1 72 300 Tm (a) Tj ET " * 9000),
    "words-slanted": lambda: pdf(sheet().text(100, 500, "DRAFT COPY", size=60, matrix="0.7 0.7 -0.7 0.7")),
    "type-missing": lambda: pdf(sheet().text(72, 300, "Words in no type", font="none")),
    "type-to-surrogates": lambda: fonts(cmap("D800")),
    "type-to-nothing": lambda: fonts(cmap("0000")),
    "type-to-private": lambda: fonts(cmap("E000")),
    "type-to-much": lambda: fonts(cmap("0041" * 500)),
    "type-broken": lambda: fonts(b"begincmap 1 beginbfrange <00> <FFFFFFFF> <"),
    "type-sizes-odd": lambda: pdf(sheet().text(72, 300, "Huge", size=90_000).text(72, 350, "Nothing", size=0)),
    "picture-huge": lambda: pdf(sheet().draw("/Im Do"), objects=(stream(b"x", b"/Type /XObject /Subtype /Image /Width 999999 /Height 999999 /BitsPerComponent 8 /ColorSpace /DeviceRGB"),), resources=b"/XObject << /Im 11 0 R >>"),
    "picture-of-a-bomb": lambda: pdf(sheet().draw("q 99 0 0 99 0 0 cm /Im Do Q"), objects=(stream(zlib.compress(bytes(40 * MIB)), b"/Type /XObject /Subtype /Image /Width 6000 /Height 6000 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode"),), resources=b"/XObject << /Im 11 0 R >>"),
    "scan-with-layer": lambda: scanned(text="Recalling its resolution 53/70 of 4 December 1998, and the lamps of every lighthouse of the sea, noting that oil is dear and that the keepers are few and far between,"),
    "scan-and-text": lambda: scanned(sheet(), sheet(2)),
    "locked-open": lambda: encrypted(sheet()),
    "two-drafts": lambda: pdf(sheet(), sheet()),
    "two-files": lambda: pdf(sheet()) + pdf(sheet()),
    "dense-pages-50": lambda: pdf(*(dense(18 * n) for n in range(50))),
    "dense-pages-100": lambda: pdf(*(dense(18 * n) for n in range(100))),
    "columns": lambda: pdf(Sheet().lines(72, 60, *["Noting the oil of the lamps,"] * 40).lines(330, 60, *["Noting the keepers of it,"] * 40)),
    "objects-60000": lambda: pdf(sheet(), objects=(b"null",) * 60_000),
    "comments-many": lambda: pdf(sheet()).replace(b"endobj\n", b"endobj\n" + b"%x\n" * 5000),
    "end-marks-many": lambda: pdf(sheet()) + b"%%EOF\n" * 9000,
    "headers-many": lambda: b"%PDF-1.7\n" * 100 + pdf(sheet()),
    "outline-in-circles": lambda: pdf(sheet(), objects=(b"<< /First 11 0 R /Last 11 0 R /Next 11 0 R /Title (a) >>",), catalog=b"/Outlines 11 0 R"),
    "names-in-circles": lambda: pdf(sheet(), objects=(b"<< /Kids [11 0 R] >>",), catalog=b"/Names << /Dests 11 0 R >>"),
    "structure-in-circles": lambda: pdf(sheet(), objects=(b"<< /S /P /K [11 0 R] /P 11 0 R >>",), catalog=b"/StructTreeRoot 11 0 R /MarkInfo << /Marked true >>"),
    "text-without-end": lambda: contents(b"BT /roman 1 Tf 1 0 0 1 72 100 Tm (" + b"oil " * 1_400_000 + b") Tj ET"),
    "ligatures": lambda: fonts(cmap("00660069")),
}  # fmt: skip

REFUSED = {
    "header-alone": lambda: b"%PDF-1.7\n",
    "header-and-end": lambda: b"%PDF-1.7\n%%EOF",
    "header-and-noise": lambda: b"%PDF-1.7\n" + noise(50_000),
    "header-and-text": lambda: b"%PDF-1.7\nThe General Assembly,\n\n1. Decides so.\n",
    "cut-to-header": lambda: pdf(sheet())[:200],
    "no-pages": lambda: pdf(),
    "no-catalog": lambda: changed(object_1=b"<< /Type /Nothing >>", object_2=b"null", object_11=b"null"),
    "tree-alone-in-circles": lambda: changed(object_2=b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>", object_11=b"null"),
    "empty-page": lambda: pdf(Sheet()),
    "empty-pages-100": lambda: pdf(*[Sheet()] * 100),
    "scan": lambda: scanned(),
    "scan-with-stamp": lambda: scanned(text="22-22894", mode=0),
    "scan-of-pages": lambda: pdf(*[Sheet().draw("q 612 0 0 792 0 0 cm /Im Do Q")] * 9, objects=(picture(),), resources=b"/XObject << /Im 11 0 R >>"),
    "drawing-alone": lambda: pdf(Sheet().draw("0 0 m 99 99 l S")),
    "hidden-alone": lambda: pdf(Sheet().text(72, 100, UNSEEN, before="3 Tr")),
    "white-alone": lambda: pdf(Sheet().text(72, 100, UNSEEN, before="1 g")),
    "off-page-alone": lambda: pdf(Sheet().text(5000, 100, UNSEEN)),
    "locked": lambda: encrypted(sheet(), password="oil"),
    "locked-unknown": lambda: changed(trailer=b"/Encrypt << /Filter /Nothing /V 9 >>"),
    "bomb": lambda: changed(object_12=swelling(1, 90 * MIB)),
    "bomb-twice": lambda: changed(object_12=swelling(2, 200 * MIB)),
    "bomb-thrice": lambda: changed(object_12=swelling(3, 300 * MIB)),
    "bomb-of-filters": lambda: changed(object_12=stream(b"x", b"/Filter [" + b"/FlateDecode " * 500 + b"]")),
    "bomb-of-streams": lambda: pdf(sheet(), objects=(swelling(1, 30 * MIB),) * 12),
    "bomb-of-forms": lambda: forms(8, 12),
    "objects-200000": lambda: pdf(sheet(), objects=(b"null",) * 200_000),
    "pages-600": lambda: pdf(*(sheet(n) for n in range(1, 601))),
    "pages-20000": lambda: pdf(*[Sheet()] * 20_000),
    "pages-600-counted-as-1": lambda: counted(600, b"1"),
    "one-page-a-million-times": lambda: changed(object_2=b"<< /Type /Pages /Kids [" + b"11 0 R " * 1_000_000 + b"] /Count 1000000 >>"),
    "rectangles-60000": lambda: drawn("1 1 2 2 re f " * 60_000),
    "dense-pages-400": lambda: pdf(*(dense(18 * n) for n in range(400))),
    "over-25-mib": lambda: pdf(sheet()) + bytes(26 * MIB),
    "gibberish-type": lambda: pdf(Sheet().draw(b"BT /roman 10 Tf 1 0 0 1 72 600 Tm <" + b"0102030405060708" * 40 + b"> Tj ET")),
    "type-pickled": lambda: changed(object_3=b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding (/tmp/canary) /DescendantFonts [] >>"),
    "pattern-tiny-steps": lambda: pdf(sheet().draw("/Pattern cs /P scn 0 0 600 700 re f").text(72, 400, "Seen"), objects=(stream(b"0 0 1 1 re f", b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 0.001 /YStep 0.001 /Resources << >>"),), resources=b"/Pattern << /P 11 0 R >>"),
    "form-document": lambda: b"%FDF-1.2\n1 0 obj << /FDF << /Fields [] >> >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF",
}  # fmt: skip

READ = {f"{name}.pdf": made for name, made in READ.items()}
REFUSED = {f"{name}.pdf": made for name, made in REFUSED.items()}
