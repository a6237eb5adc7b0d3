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
    ("%fdf-", "form-data", "This is what was entered in a form, not a document; "),
)

# Word puts a file with a password into an old Office file, as a stream of this name.
_SEALED = "EncryptedPackage".encode("utf-16-le")
PROTECTED = "The file is protected with a password; save it without one and send that."

_DRAWING = re.compile(r"<(?:!doctype\s{1,9}|[\w-]{1,20}:)?svg[\s>]")
_HEADER = re.compile(r"[\w-]{1,60}:|[ \t]")
# What a letter or saved page says of itself that is not simply text.
_IN_PARTS = re.compile(r"content-type:\s{0,9}multipart/|:\s{0,9}(?:base64|quoted-printable)\b")

# Short signatures could begin an ordinary text ("BM", "MZ"): these count only
# where the bytes that follow cannot be text.
_SHORT = 4

_SAMPLE = 4096


def refuse_known(data: bytes) -> None:
    """Refuse a file of a kind that is known and not read."""
    for magic, code, what in REFUSED:
        if data.startswith(magic) and (len(magic) > _SHORT or b"\x00" in data[:512]):
            if code == "old-office" and _SEALED in data:
                raise Refused("encrypted", PROTECTED)
            raise Refused(code, what + SAVE_AS)
    text = beginning(data)
    for sign, code, what in _LETTERED:
        if text.startswith(sign):
            raise Refused(code, what + SAVE_AS)
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


def _is_in_mail(text: str) -> bool:
    """Whether the file is a message in parts, or one whose text is coded."""
    head = text.replace("\r\n", "\n").partition("\n\n")[0]
    if "mime-version:" not in head or not _IN_PARTS.search(head):
        return False
    return all(map(_HEADER.match, head.splitlines()))
