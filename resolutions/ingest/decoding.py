"""Bytes to characters, for the formats that are text."""

import codecs
import re
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

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# What the official languages are written in where it is not Unicode, by Python's names.
_LEGACY = [
    *("cp1252", "mac-roman", "cp850"),
    *("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic"),
    *("cp1256", "iso8859-6", "gb18030", "big5"),
]

# UTF-8 with letters of Windows Western pasted into it; these are no names of Python's.
_MIXED = "utf-8 and cp1252"

# In Windows Western text these bytes, and hardly any others, are not ASCII.
_WESTERN = frozenset("‘’“”–—…•·§°«»\xa0ÇÉÍÑÖØÜáàâäåãæçéèêëíìîïñóòôöõøúùûüß".encode("cp1252"))

# A byte that is no UTF-8, as `surrogateescape` shows it.
_ODD = re.compile("[\udc80-\udcff]")
_ODD_AS_WESTERN = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", errors="replace") for byte in range(0x80, 0x100)
}

# Guessing an encoding takes time for each byte; this many tell as much as all.
_SAMPLE = 64 * 1024

# In text a control character is an accident; in a program or picture it is not.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\b\x1b"))
_MOST_CONTROLS = 0.02

# Old systems fill the last block of a text with these.
_PADDING = b"\x00\x1a"

# What a failing disk or a broken transfer leaves in the place of a block.
_HOLES = re.compile(rb"\x00{64,}")

# How old Japanese and Chinese mail changes to characters of two bytes; nothing reads it here.
_SHIFT = b"\x1b$"

# Chinese in seven bits, as old mail carries it: "~{4s;a#,~}" for the Assembly.
_HZ = re.compile(rb"~\{(?:[!-}][!-~]){1,200}~\}")
_MANY_HZ = 3

# What makes a terminal print in colour: "\x1b[31m".
_COLOUR = re.compile(r"\x1b\[[0-9;?]{0,20}[A-Za-z]")

# How typewriters made a letter bold, or put a line under it: "_", a step back, the letter.
_STRUCK_OVER = re.compile(r"[^\n]\x08")

# What is UTF-8 as well as wide has so many zeros that it is wide.
_WIDE_ZEROS = 0.25


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
    if encoding == "utf-8" and data.startswith(_WIDE_MARKS):
        data = data[2:]
    if encoding is None:
        raise Refused(
            "not-text", "The file is not text in a known encoding; save it as UTF-8 text."
        )
    if encoding == _MIXED:
        text = data.decode("utf-8", errors="surrogateescape").translate(_ODD_AS_WESTERN)
    else:
        text = data.decode(encoding, errors="replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = text.replace("\u2029", "\n\n").replace("\x85", "\n").lstrip("\ufeff")
    text = _STRUCK_OVER.sub("", text) if "\b" in text else text
    text = _COLOUR.sub("", text) if "\x1b" in text else text
    return Decoded(text, encoding, _warnings(text, encoding))


def _warnings(text: str, encoding: str) -> tuple[ParseWarning, ...]:
    warnings = []
    if encoding in _LEGACY:
        message = f"The file does not say how its letters are encoded; it was read as {encoding}."
        warnings.append(ParseWarning("encoding-guessed", message))
    if encoding == _MIXED:
        message = "The file mixes two encodings; what is not UTF-8 was read as cp1252."
        warnings.append(ParseWarning("mixed-encodings", message))
    if "\ufffd" in text:
        warnings.append(ParseWarning("unreadable-characters", "Some characters could not be read."))
    return tuple(warnings)


def _encoding(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark) and not _is_narrow(data, encoding):
            return encoding
    if wide := _wide_latin(data):
        return wide
    if _SHIFT in data:
        return None
    written = _HOLES.sub(b"", data.rstrip(_PADDING))
    controls = (len(written) - len(written.translate(None, _CONTROLS))) / len(data)
    odd = _first_odd(data[2:] if data.startswith(_WIDE_MARKS) else data)
    may_be_wide = b"\x00" in data and (odd is not None or controls > _WIDE_ZEROS)
    if may_be_wide and (wide := _wide(data)):
        return wide
    if controls > _MOST_CONTROLS:
        return None
    if odd is None:
        return "hz" if len(_HZ.findall(data)) >= _MANY_HZ else "utf-8"
    return _guess(data, odd)


def _is_narrow(data: bytes, encoding: str) -> bool:
    """
    Whether a mark of wide characters stands before narrow ones, as careless programs join them.

    Wide text has zeros in its spaces and line ends; narrow text has none at all.
    """
    return encoding == "utf-16" and b"\x00" not in data and _first_odd(data[2:]) is None


def _first_odd(data: bytes) -> int | None:
    """Where the first byte stands that is no UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _wide_latin(data: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every other byte is zero, whatever else is wrong."""
    sample = data[: _SAMPLE // 2 * 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half and odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if half and even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _wide(data: bytes) -> str | None:
    """UTF-16 of other scripts, or UTF-32, without a mark: white space gives them away."""
    sample = data[: _SAMPLE // 4 * 4]
    return next((encoding for encoding in _WIDE if _is_in(sample, encoding)), None)


_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")


def _is_in(sample: bytes, encoding: str) -> bool:
    """Whether wide characters come out that are text: with white space, without controls."""
    whole = sample[: len(sample) // 4 * 4]
    try:
        text = whole.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(whole) - 4:  # not just a pair that the end of the sample parts
            return False
        text = whole[: error.start].decode(encoding)
    return bool(_WHITE.search(text)) and not _NO_TEXT.search(text)


_WHITE = re.compile(r"[ \n]")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\uffff]")


def _guess(data: bytes, first_odd: int) -> str | None:
    """
    Tell the encoding of text that is not quite UTF-8.

    What is UTF-8 for the most part is damaged, cut or mixed UTF-8: in no other
    encoding do bytes make as many of its characters by chance.
    """
    good = sum(map(len, _BEYOND_ASCII.findall(data.decode("utf-8", errors="ignore"))))
    odd = _ODD.findall(data.decode("utf-8", errors="surrogateescape"))
    western = _WESTERN.issuperset(ord(byte) - 0xDC00 for byte in odd)
    if western and good > len(odd) / 20:
        return _MIXED
    if len(odd) <= good or _has_half_characters(data):
        return "utf-8"
    if western:
        return "cp1252"
    start = max(0, min(first_odd - _SAMPLE // 2, len(data) - _SAMPLE))
    best = from_bytes(data[start : start + _SAMPLE], cp_isolation=_LEGACY).best()
    return None if best is None else codecs.lookup(best.encoding).name


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def _has_half_characters(data: bytes) -> bool:
    """Whether it is UTF-8 but for surrogates, as careless programs write them."""
    try:
        data.decode("utf-8", errors="surrogatepass")
    except UnicodeDecodeError:
        return False
    return True
