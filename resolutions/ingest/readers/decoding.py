"""Bytes to characters, for the formats that are text."""

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

from resolutions.ingest import limits
from resolutions.ingest.document import ParseWarning, Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What the official languages are written in where it is not Unicode.
_LEGACY = ["cp1252", "mac_roman", "cp1251", "koi8_r", "cp1256", "gb18030", "big5"]

# In Windows Western text these bytes, and hardly any others, are not ASCII.
_WESTERN = frozenset("‘’“”–—…•·§°«»\xa0ÇÉÍÑÖØÜáàâäåãæçéèêëíìîïñóòôöõøúùûüß".encode("cp1252"))

# Guessing an encoding takes time for each byte; this many tell as much as all.
_SAMPLE = 64 * 1024

# In text a control character is an accident; in a program or picture it is not.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b"))
_MOST_CONTROLS = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    warnings: tuple[ParseWarning, ...] = ()


def is_text(data: bytes) -> bool:
    """Tell whether the bytes are text in some encoding that is read."""
    return _encoding(data) is not None


def decode(data: bytes) -> Decoded:
    """
    Return the text of a file, with `\\n` for every line end.

    Lone surrogates and bytes that the encoding lacks become U+FFFD, with a
    warning; so does a guess at an encoding that the file does not state.
    """
    limits.check_size(
        len(data),
        limits.TEXT_BYTES,
        "text-too-large",
        "The text is larger than 5 MiB; split it into its documents and send them one by one.",
    )
    encoding = _encoding(data)
    if encoding is None:
        raise Refused(
            "not-text", "The file is not text in a known encoding; save it as UTF-8 text."
        )
    text = data.decode(encoding, errors="replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = text.replace("\u2029", "\n\n").replace("\x85", "\n").lstrip("\ufeff")
    return Decoded(text, encoding, _warnings(text, encoding))


def _warnings(text: str, encoding: str) -> tuple[ParseWarning, ...]:
    warnings = []
    if encoding in _LEGACY:
        message = f"The file does not say how its letters are encoded; it was read as {encoding}."
        warnings.append(ParseWarning("encoding-guessed", message))
    if "\ufffd" in text:
        warnings.append(ParseWarning("unreadable-characters", "Some characters could not be read."))
    return tuple(warnings)


def _encoding(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if wide := _wide(data):
        return wide
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(data):
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, error.start)
    return "utf-8"


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every other byte is zero."""
    sample = data[: _SAMPLE // 2 * 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half and odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if half and even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _guess(data: bytes, first_odd: int) -> str | None:
    # A cut or damaged file that is UTF-8 but for a few bytes is still UTF-8.
    repaired = data.decode("utf-8", errors="replace")
    odd, good = repaired.count("\ufffd"), sum(map(repaired.count, "’“”–—éèñçáíóúü"))
    if odd < good / 4:
        return "utf-8"
    if _WESTERN.issuperset(byte for byte in data if byte > 0x7F):
        return "cp1252"
    start = max(0, min(first_odd - _SAMPLE // 2, len(data) - _SAMPLE))
    best = from_bytes(data[start : start + _SAMPLE], cp_isolation=_LEGACY).best()
    return None if best is None else codecs.lookup(best.encoding).name
