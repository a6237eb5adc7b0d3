"""Bytes of a page to characters: by its mark, as UTF-8, by what it declares, or by a guess."""

import re

from resolutions.ingest import limits
from resolutions.ingest.decoding import Decoded
from resolutions.ingest.decoding import decode as decode_text
from resolutions.ingest.document import ParseWarning

_DECLARED = re.compile(rb"""charset\s{0,20}=\s{0,20}["']?\s{0,20}([A-Za-z][\w.:-]{1,40})""")
_SAMPLE = 4096

# The names by which the web calls them; others are not read as declared.
_ENCODINGS = {
    "big5": "big5",
    "euc-kr": "euc_kr",
    "gb2312": "gb18030",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "iso-8859-2": "iso8859_2",
    "iso-8859-5": "iso8859_5",
    "iso-8859-6": "iso8859_6",
    "iso-8859-15": "iso8859_15",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "latin1": "cp1252",
    "macintosh": "mac_roman",
    "us-ascii": "cp1252",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1252": "cp1252",
    "windows-1256": "cp1256",
    "x-mac-cyrillic": "mac_cyrillic",
}


def decode(data: bytes) -> Decoded:
    """
    Return the text of a page.

    What is UTF-8 is UTF-8 whatever the page declares: pages are saved anew in
    it without a change to their declaration, and no other text looks like it.
    """
    encoding = _declared(data)
    if encoding is None or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode_text(data)
    if b"\x00" in data[:_SAMPLE] or _is_utf8(data):
        return decode_text(data)
    limits.check_size(
        len(data),
        limits.TEXT_BYTES,
        "text-too-large",
        "The text is larger than 5 MiB; split it into its documents and send them one by one.",
    )
    text = data.decode(encoding, errors="replace")
    lost = "\ufffd" in text
    message = "Some characters could not be read."
    warnings = (ParseWarning("unreadable-characters", message),) if lost else ()
    return Decoded(text, encoding, warnings)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_SAMPLE])
    return _ENCODINGS.get(match[1].decode("ascii").lower()) if match else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
