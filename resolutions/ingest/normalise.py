"""Characters: lines come out in Unicode's composed form, with nothing invisible in them."""

import re
import unicodedata
from collections.abc import Iterable

from resolutions.ingest.document import Line, ParseWarning, Run, Style

# Marks that change the direction of what follows or hide in it: they print nothing.
_INVISIBLE = dict.fromkeys(
    (
        *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x180E, *range(0x200B, 0x2010), 0x3164, 0xFEFF),
        *(*range(0x2060, 0x2066), *range(0x206A, 0x2070), *range(0xFE00, 0xFE10), 0xFFA0),
        *(*range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0)),
    )
)
_DIRECTION = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_CONTROL = dict.fromkeys((*range(0x00, 0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0)))
_SPACES = dict.fromkeys((0x0B, 0x0C, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_HYPHENS = dict.fromkeys((0x2010, 0x2011), "-")
_LIGATURES = {0xFB00 + n: each for n, each in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st"))}
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")

_TRANSLATION = _INVISIBLE | _DIRECTION | _CONTROL | _SPACES | _HYPHENS | _LIGATURES | _SURROGATES

# A line of these is blank.
UNSEEN = re.compile(rf"[{''.join(map(chr, _INVISIBLE | _DIRECTION))}\s]*")

# What plain ASCII print holds: such a line needs no work.
_CLEAN = re.compile(r"[\t\n -~]*")
_RAISED = re.compile(r"[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")
_REVERSED = re.compile(r"[\u202d\u202e\u2066-\u2068]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\ufffd]")
# Letters that are not shown, each of which stands for one of ASCII.
_TAGS = re.compile("[\U000e0020-\U000e007f]")
# A few stray bytes read in the wrong encoding: "â€™" for an apostrophe.
_MOJIBAKE = re.compile(r"â€[™œ\u009d“”˜]|Ã[©¨¼¶±³]|[Ãâ][\u0080-\u009f]")
# UTF-8 of other scripts read in the wrong encoding ("Ð“Ðµ"), which comes in numbers.
_LEADS = re.compile(r"[ÐÑØÙÃÂ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_MOST_LEADS = 5


def clean(lines: Iterable[Line]) -> list[Line]:
    """
    Return the lines without characters that print nothing.

    Raised figures (¹) keep their character and get the style, so that later
    stages need to know one sign only. Lines with nothing left are dropped.
    """
    cleaned = (line if _CLEAN.fullmatch(line.text) else _clean(line) for line in lines)
    return [line for line in cleaned if line.text.strip()]


def _clean(line: Line) -> Line:
    runs = []
    for run in line.runs:
        runs += _mark_raised(composed(run.text.translate(_TRANSLATION)), run.style)
    fresh = Line.of(runs)
    return line.but(fresh.text, fresh.styles)


def composed(text: str) -> str:
    """The text in Unicode's composed form, with accents in no more than a small pile."""
    # Every row so long holds one of the characters that stand as far apart as it is long.
    if _PILED.search(text[:: _HIGHEST_PILE + 1]):
        text = _PILE.sub(_without_pile, text)
    return unicodedata.normalize("NFC", text)


def _without_pile(signs: re.Match) -> str:
    """
    Signs in a row, with no more accents one on another than Unicode calls safe.

    Putting a pile of them in order takes time with the square of its height.
    """
    kept, height = [], 0
    for sign in signs[0]:
        height = height + 1 if unicodedata.combining(sign) else 0
        if height <= _HIGHEST_PILE:
            kept.append(sign)
    return "".join(kept)


_HIGHEST_PILE = 30
_PILED = re.compile(r"[^\w\s\x00-\x7f]")
_PILE = re.compile(rf"{_PILED.pattern}{{{_HIGHEST_PILE + 1},}}")


def _mark_raised(text: str, style: Style) -> list[Run]:
    runs, start = [], 0
    for match in _RAISED.finditer(text):
        runs.append(Run(text[start : match.start()], style))
        runs.append(Run(match[0], style | Style.RAISED))
        start = match.end()
    runs.append(Run(text[start:], style))
    return [run for run in runs if run.text]


def doubts(lines: Iterable[Line]) -> list[ParseWarning]:
    """Say what in the characters of a file a person should look at."""
    text = "\n".join(line.text for line in lines)
    found = (
        (_REVERSED, "direction-marks", "Marks that reverse the order of letters were removed."),
        (_PRIVATE, "unreadable-characters", "Some characters could not be read."),
        (_TAGS, "hidden-text", "The file holds letters that nobody sees; they were removed."),
    )
    warnings = [ParseWarning(code, said) for pattern, code, said in found if pattern.search(text)]
    if _MOJIBAKE.search(text) or len(_LEADS.findall(text)) > _MOST_LEADS:
        said = "Some letters look as if they were read in the wrong encoding."
        warnings.append(ParseWarning("mojibake", said))
    return warnings
