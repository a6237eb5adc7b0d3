"""Files that are something else, or are called something else."""

import gzip
import io
import tarfile
import zlib

from tests.ingest.akoma import KEEPS
from tests.ingest.akoma import made as akoma
from tests.ingest.hostile.drafts import DRAFT, SHORT, noise
from tests.ingest.hostile.markup import MARKED, page
from tests.ingest.hostile.pdf_files import sheet
from tests.ingest.hostile.word_files import holding
from tests.ingest.pdf_files import pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>The General Assembly,</text></svg>'
MHT = (
    b"From: <Saved by Browser>\r\nSubject: Draft\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="--B"\r\n\r\n'
    b"----B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<html><body><p>The General Assembly,</p></body></html>\r\n----B--\r\n"
)
RTF = rb"{\rtf1\ansi\deff0 {\fonttbl{\f0 Times;}}\f0 The General Assembly,\par 1. Decides so.\par}"


def old_office(stream: str) -> bytes:
    """The head of an old Office file whose directory names a stream."""
    return OLE + bytes(504) + stream.encode("utf-16-le").ljust(64, b"\0") + noise(4000)


def tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("draft.txt")
        info.size = len(SHORT.encode())
        archive.addfile(info, io.BytesIO(SHORT.encode()))
    return out.getvalue()


READ = {
    "text-called.pdf": lambda: DRAFT.encode(),
    "text-called.docx": lambda: DRAFT.encode(),
    "text-called.html": lambda: DRAFT.encode(),
    "text-called.xml": lambda: DRAFT.encode(),
    "text-called.exe": lambda: DRAFT.encode(),
    "text-called.png": lambda: DRAFT.encode(),
    "text-without-name": lambda: DRAFT.encode(),
    "text-called-twice.pdf.exe": lambda: DRAFT.encode(),
    "markdown-called.txt": lambda: MARKED.encode(),
    "page-called.txt": lambda: page(),
    "page-called.docx": lambda: page(),
    "page-called.xml": lambda: page(),
    "word-called.pdf": lambda: holding(),
    "word-called.txt": lambda: holding(),
    "word-called.zip": lambda: holding(),
    "word-called.doc": lambda: holding(),
    "pdf-called.docx": lambda: pdf(sheet()),
    "pdf-called.txt": lambda: pdf(sheet()),
    "akoma-called.txt": lambda: akoma(KEEPS),
    "akoma-called.html": lambda: akoma(KEEPS),
    "pdf-and-word.pdf": lambda: pdf(sheet()) + holding(),
    "name with spaces ‮txt.pdf": lambda: DRAFT.encode(),
    "-dash.txt": lambda: DRAFT.encode(),
    "'; rm -rf x; '.txt": lambda: DRAFT.encode(),
    "begins-BM.txt": lambda: b"BM " + SHORT.encode(),
    "begins-MZ.txt": lambda: b"MZ " + SHORT.encode(),
    "begins-RIFF.txt": lambda: b"RIFF " + SHORT.encode(),
    "begins-GIF.txt": lambda: b"GIF8 " + SHORT.encode(),
    "begins-PK.txt": lambda: b"PK " + SHORT.encode(),
    "mentions-pdf.txt": lambda: SHORT.encode() + b"\nThe sign %PDF- begins a file.\n",
    "begins-with-angle.txt": lambda: b"<draft> " + SHORT.encode(),
    "begins-with-brace.txt": lambda: b"{draft} " + SHORT.encode(),
    "begins-with-from.txt": lambda: b"From: the Chair\n\n" + SHORT.encode(),
    "mentions-svg.txt": lambda: SHORT.encode() + b"\n<svg>\n",
}  # fmt: skip

REFUSED = {
    "drawing.svg": lambda: SVG,
    "drawing-declared.svg": lambda: b'<?xml version="1.0"?>' + SVG,
    "drawing-with-doctype.svg": lambda: b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://127.0.0.1:9/x.dtd">' + SVG,
    "drawing-after-comment.svg": lambda: b"<!-- made by hand -->\n" + SVG,
    "drawing-prefixed.svg": lambda: b'<svg:svg xmlns:svg="http://www.w3.org/2000/svg"><svg:text>Oil</svg:text></svg:svg>',
    "drawing-script.svg": lambda: SVG.replace(b"<text>", b"<script>alert(1)</script><text>"),
    "drawing-called.html": lambda: SVG,
    "drawing-called.txt": lambda: SVG,
    "drawing-utf-16.svg": lambda: SVG.decode().encode("utf-16"),
    "drawing-packed.svgz": lambda: gzip.compress(SVG, mtime=0),
    "saved.mht": lambda: MHT,
    "saved-mime-first.mht": lambda: b"MIME-Version: 1.0\r\n" + MHT.replace(b"MIME-Version: 1.0\r\n", b""),
    "saved-called.doc": lambda: MHT,
    "saved-called.html": lambda: MHT,
    "saved-unix.mhtml": lambda: MHT.replace(b"\r\n", b"\n"),
    "letter-in-parts.eml": lambda: b"From: a@b.example\nSubject: Draft\n" + b"Content-Type: multipart/mixed; boundary=X\n\n--X\n\nHi\n--X--\n",
    "letters.mbox": lambda: b"From a@b.example Mon Jan  1 00:00:00 2024\n" + MHT.replace(b"\r\n", b"\n"),
    "rich.rtf": lambda: RTF,
    "rich-called.doc": lambda: RTF,
    "rich-called.docx": lambda: RTF,
    "rich-after-white-space.rtf": lambda: b"\r\n " + RTF,
    "rich-marked.rtf": lambda: b"\xef\xbb\xbf" + RTF,
    "old.doc": lambda: old_office("WordDocument"),
    "old.xls": lambda: old_office("Workbook"),
    "old.ppt": lambda: old_office("PowerPoint Document"),
    "old-called.docx": lambda: old_office("WordDocument"),
    "old-called.txt": lambda: old_office("WordDocument"),
    "old-cut.doc": lambda: OLE,
    "old-with-macros.doc": lambda: old_office("VBA"),
    "sealed.docx": lambda: old_office("EncryptedPackage"),
    "letter.msg": lambda: old_office("__substg1.0_1000001F"),
    "picture.png": lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + noise(500),
    "picture.jpg": lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0" + noise(500),
    "picture.gif": lambda: b"GIF89a\x09\0\x09\0" + noise(500),
    "picture.tif": lambda: b"II*\0" + noise(500),
    "picture-mac.tif": lambda: b"MM\0*" + noise(500),
    "picture.bmp": lambda: b"BM" + (600).to_bytes(4, "little") + bytes(4) + noise(500),
    "picture.webp": lambda: b"RIFF" + (600).to_bytes(4, "little") + b"WEBPVP8 " + noise(500),
    "picture.heic": lambda: b"\0\0\0\x18ftypheic" + noise(500),
    "picture.jp2": lambda: b"\0\0\0\x0cjP  \r\n\x87\n" + noise(500),
    "picture.ico": lambda: b"\0\0\x01\0\x01\0\x10\x10" + noise(500),
    "picture.psd": lambda: b"8BPS\0\x01" + noise(500),
    "picture-called.pdf": lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + noise(500),
    "picture-called.docx": lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0" + noise(500),
    "picture-called.txt": lambda: b"GIF89a\x09\0\x09\0" + noise(500),
    "scan.djvu": lambda: b"AT&TFORM" + noise(500),
    "sound.mp3": lambda: b"ID3\x04\0\0" + noise(500),
    "sound.wav": lambda: b"RIFF" + (600).to_bytes(4, "little") + b"WAVEfmt " + noise(500),
    "film.mp4": lambda: b"\0\0\0\x18ftypisom" + noise(500),
    "packed.gz": lambda: gzip.compress(DRAFT.encode(), mtime=0),
    "packed-bomb.gz": lambda: gzip.compress(bytes(50 * 1024 * 1024), mtime=0),
    "packed.z": lambda: zlib.compress(DRAFT.encode()),
    "packed.bz2": lambda: b"BZh91AY&SY" + noise(500),
    "packed.xz": lambda: b"\xfd7zXZ\0" + noise(500),
    "packed.7z": lambda: b"7z\xbc\xaf\x27\x1c" + noise(500),
    "packed.rar": lambda: b"Rar!\x1a\x07\x01\0" + noise(500),
    "packed.zst": lambda: b"\x28\xb5\x2f\xfd" + noise(500),
    "packed.tar": lambda: tar(),
    "packed.cab": lambda: b"MSCF\0\0\0\0" + noise(500),
    "program.exe": lambda: b"MZ\x90\0\x03\0\0\0" + noise(500),
    "program.elf": lambda: b"\x7fELF\x02\x01\x01" + bytes(9) + noise(500),
    "program.class": lambda: b"\xca\xfe\xba\xbe\0\0\0\x34" + noise(500),
    "program.macho": lambda: b"\xcf\xfa\xed\xfe" + noise(500),
    "program.bytecode": lambda: b"\xf3\r\r\n" + noise(500),
    "program-called.docx": lambda: b"MZ\x90\0\x03\0\0\0" + noise(500),
    "pickled.bin": lambda: b"\x80\x04\x95" + noise(500),
    "data.sqlite": lambda: b"SQLite format 3\0" + noise(500),
    "postscript.ps": lambda: b"%!PS-Adobe-3.0\n/Times findfont 12 scalefont setfont (Oil) show\n",
    "postscript-drawing.eps": lambda: b"\xc5\xd0\xd3\xc6" + noise(500),
    "font.ttf": lambda: b"\0\x01\0\0\0\x0c" + noise(500),
    "font.otf": lambda: b"OTTO\0\x0c" + noise(500),
    "typeset.tex.dvi": lambda: b"\xf7\x02\x01\x83\x92\xc0" + noise(500),
    "wordperfect.wpd": lambda: b"\xffWPC" + noise(500),
    "help.chm": lambda: b"ITSF\x03\0\0\0" + noise(500),
    "zeros.txt": lambda: bytes(3_000_000),
    "one-byte-repeated.txt": lambda: b"\xff" * 50_000,
    "text-over-25-mib.txt": lambda: DRAFT.encode() * (27 * 1024 * 1024 // len(DRAFT)),
}  # fmt: skip
REFUSED |= {"word-after-text.docx": lambda: b"Words\n" + holding()}
