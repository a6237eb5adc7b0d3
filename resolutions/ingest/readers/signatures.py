"""Files that are not read, told by their first bytes."""

import codecs
import re

from resolutions.ingest.document import Refused

ACCEPTED = "plain text, Markdown, HTML, Word (.docx), PDF or Akoma Ntoso XML"

SAVE_AS = f"save the document as {ACCEPTED} and send that instead."

REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-office", "This is an old Office file; "),
    (b"\x89PNG\r\n\x1a\n", "image", "This is a picture, which holds no text; "),
    (b"\xff\xd8\xff", "image", "This is a picture, which holds no text; "),
    (b"GIF8", "image", "This is a picture, which holds no text; "),
    (b"II*\x00", "image", "This is a picture, which holds no text; "),
    (b"MM\x00*", "image", "This is a picture, which holds no text; "),
    (b"BM", "image", "This is a picture, which holds no text; "),
    (b"RIFF", "image", "This is a media file, which holds no text; "),
    (b"7z\xbc\xaf\x27\x1c", "archive", "This is an archive; "),
    (b"Rar!\x1a\x07", "archive", "This is an archive; "),
    (b"\x1f\x8b", "archive", "This is a compressed file; "),
    (b"BZh", "archive", "This is a compressed file; "),
    (b"\xfd7zXZ\x00", "archive", "This is a compressed file; "),
    (b"\x28\xb5\x2f\xfd", "archive", "This is a compressed file; "),
    (b"\x7fELF", "program", "This is a program, not a document; "),
    (b"MZ", "program", "This is a program, not a document; "),
    (b"SQLite format 3\x00", "database", "This is a database, not a document; "),
)

# Formats that are written in letters: these signs could not begin a draft.
_LETTERED = (
    ("{\\rtf", "rich-text", "This is a rich text (RTF) file; "),
    ("%!ps", "postscript", "This is a PostScript file; "),
    ("-----begin ", "coded", "This is a key or a coded message, which nobody can read as it is; "),
    ("begin 6", "coded", "This is a coded file, which nobody can read as it is; "),
    ("%fdf-", "form-data", "This is what was entered in a form, not a document; "),
)

# A file in letters that mail and programs can carry: lines without a space, of capital and
# small letters and figures ("VW5pdGVkIE5hdGlvbnM"), or of pairs of figures ("556e6974").
_CODED = re.compile(
    r"(?=[^\n]{0,900}\d)(?=[^\n]{0,900}[a-z])(?=[^\n]{0,900}[A-Z])[A-Za-z0-9+/]{60,}={0,2}"
    r"|(?=[^\n]{0,900}\d)(?=[^\n]{0,900}[a-fA-F])(?:[0-9a-fA-F]{2}){40,}"
)
_LEAST_CODED = 200

# Word puts a file with a password into an old Office file, as a stream of this name.
_SEALED = "EncryptedPackage".encode("utf-16-le")
PROTECTED = "The file is protected with a password; save it without one and send that."

_DRAWING = re.compile(r"<(?:!doctype\s{1,9}|[\w-]{1,20}:)?svg[\s>]")
_HEADER = re.compile(r"[\w-]{1,60}:|[ \t]")
# What a letter or saved page says of itself that is not simply text.
_IN_PARTS = re.compile(r"content-type:\s{0,9}multipart/")
_CODED_PARTS = re.compile(r":\s{0,9}(?:base64|quoted-printable)\b")
# "From a@b.example Mon Jan 1 00:00:00 2024": how a folder of letters begins each of them.
_POSTMARK = re.compile(r"from \S{1,200} [^\n]{1,100}\n")

# Where an archive of tapes (TAR) has its sign, in the head of its first file.
_TAR = 257

# Short signatures could begin an ordinary text ("BM", "MZ"): these count only
# where the bytes that follow cannot be text.
_SHORT = 4

_SAMPLE, _HEAD = 4096, 1024


def refuse_known(data: bytes) -> None:
    """Refuse a file of a kind that is known and not read."""
    for magic, code, what in REFUSED:
        if data.startswith(magic) and (len(magic) > _SHORT or b"\x00" in data[:512]):
            if code == "old-office" and _SEALED in data:
                raise Refused("encrypted", PROTECTED)
            raise Refused(code, what + SAVE_AS)
    if data[_TAR : _TAR + 5] == b"ustar":
        raise Refused("archive", "This is an archive; " + SAVE_AS)
    text = beginning(data)
    for sign, code, what in _LETTERED:
        # The oldest PDFs begin as PostScript: "%!PS-Adobe-3.0 PDF-1.4", then their own sign.
        if text.startswith(sign) and "%pdf-" not in text[:_HEAD]:
            raise Refused(code, what + SAVE_AS)
    if _is_coded(data):
        raise Refused("coded", "This is a coded file, which nobody can read as it is; " + SAVE_AS)
    if _DRAWING.match(text):
        raise Refused("image", "This is a drawing (SVG); " + SAVE_AS)
    if _is_in_mail(text):
        what = "This is an e-mail, or a page of the web saved as one (MHT); "
        raise Refused("web-archive", what + SAVE_AS)


def beginning(data: bytes) -> str:
    """The first words in small letters, after what programs skip: marks, comments, declarations."""
    encoding = "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data[1:2] == b"\x00":
        encoding = "utf-16-le"
    elif data[:1] == b"\x00":
        encoding = "utf-16-be"
    text = data[:_SAMPLE].decode(encoding, errors="ignore").lstrip("\ufeff \t\r\n\f").lower()
    while text.startswith(("<!--", "<?")):
        _, end, text = text.partition("-->" if text.startswith("<!--") else ">")
        text = text.lstrip()
        if not end:
            return ""
    return text


def _is_coded(data: bytes) -> bool:
    """Whether all lines at the beginning are base64 or hexadecimal figures."""
    *lines, last = data[:_SAMPLE].decode("latin-1").split()[:40] or [""]
    whole = [*lines, last] if len(data) > _SAMPLE or not lines else lines
    return sum(map(len, whole)) >= _LEAST_CODED and all(map(_CODED.fullmatch, whole))


def _is_in_mail(text: str) -> bool:
    """Whether the file is a message in parts, or one whose text is coded."""
    text = text.replace("\r\n", "\n")
    if postmark := _POSTMARK.match(text):
        text = text[postmark.end() :]
    head = text.partition("\n\n")[0]
    coded = "mime-version:" in head and _CODED_PARTS.search(head)
    if not coded and not _IN_PARTS.search(head):
        return False
    return all(map(_HEADER.match, head.splitlines()))
