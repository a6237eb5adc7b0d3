"""Files that are not read, told by their first bytes."""

from resolutions.ingest.document import Refused

ACCEPTED = "plain text, Markdown, HTML, Word (.docx), PDF or Akoma Ntoso XML"

SAVE_AS = f"save the document as {ACCEPTED} and send that instead."

REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-office", "This is an old Office file; "),
    (b"{\\rtf", "rich-text", "This is a rich text (RTF) file; "),
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
    (b"%!PS", "postscript", "This is a PostScript file; "),
)

# Word puts a file with a password into an old Office file, as a stream of this name.
_SEALED = "EncryptedPackage".encode("utf-16-le")
PROTECTED = "The file is protected with a password; save it without one and send that."

# Short signatures could begin an ordinary text ("BM", "MZ"): these count only
# where the bytes that follow cannot be text.
_SHORT = 4


def refuse_known(data: bytes) -> None:
    """Refuse a file of a kind that is known and not read."""
    for magic, code, what in REFUSED:
        if data.startswith(magic) and (len(magic) > _SHORT or b"\x00" in data[:512]):
            if code == "old-office" and _SEALED in data:
                raise Refused("encrypted", PROTECTED)
            raise Refused(code, what + SAVE_AS)
