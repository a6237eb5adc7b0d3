"""What the name of a file says of the resolution in it: symbol and language."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from resolutions import symbols

# "75_240_E.xml", "A_RES_75_242 B-2108986E.xml", "A_RES_78_254AC-2326242E.xml",
# "A_RES_ES-11_7-2330000E.xml", "A_RES_77_32-2222222F_reissue.xml"
_NAME = re.compile(
    r"(?:A_RES_)?(?P<session>(?:S-|ES-)?\d{1,3})_(?P<number>\d{1,4})"
    r"(?:(?P<close>[A-Z](?:-?[A-Z])?)(?=[_.-])|[ _](?P<apart>[A-Z](?:-?[A-Z])?)(?=[_-]))?"
    r"(?=[_.-])(?P<rest>.*)"
)
_LANGUAGE = re.compile(
    r"(?:[-_]|\d)(?P<letter>[ACEFGRS])?(?:[-_]re-?is\w+)?(?:_(?P<last>[ACEFGRS]))?$"
)
_LETTERS = {"A": "ar", "C": "zh", "E": "en", "F": "fr", "G": "de", "R": "ru", "S": "es"}
_FOLDERS = {
    "Arabic": "ar",
    "Chinese": "zh",
    "English": "en",
    "French": "fr",
    "German": "de",
    "Russian": "ru",
    "Spanish": "es",
}


@dataclass(frozen=True, slots=True)
class FileName:
    """
    The symbols that a file's name stands for: several for "75_101A-B".

    `session` is as in a symbol ("75", "ES-11"). `language` is an ISO 639-1 code, or
    "" where neither name nor folder tells.
    """

    symbols: tuple[str, ...]
    session: str
    language: str


def file_name(path: str) -> FileName | None:
    """Read the path of a file; None for one that is not named as a resolution."""
    place = PurePosixPath(path)
    match = _NAME.fullmatch(place.stem + ".")
    if match is None or place.suffix.lower() != ".xml":
        return None
    base = f"A/RES/{match['session']}/{match['number']}"
    letters = match["close"] or match["apart"]
    given = [symbols.canonical(f"{base} {letter}") for letter in _range(letters)]
    found = tuple(symbol for symbol in given or [symbols.canonical(base)] if symbol)
    return FileName(found, match["session"], _language(place, match["rest"].rstrip(".")))


def _range(letters: str | None) -> list[str]:
    """A, B and C of "A-C" or "AC"."""
    if not letters:
        return []
    return [chr(code) for code in range(ord(letters[0]), ord(letters[-1]) + 1)]


def _language(place: PurePosixPath, rest: str) -> str:
    match = _LANGUAGE.search(rest)
    letter = match and (match["last"] or match["letter"])
    if letter:
        return _LETTERS[letter]
    folders = [part for part in place.parent.parts if part in _FOLDERS]
    return _FOLDERS[folders[-1]] if folders else ""
