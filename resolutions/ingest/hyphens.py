"""
Hyphens that a line end has added or a text dump has lost.

    "interna-" / "tional"      "international", if the text has that word elsewhere
    "anti-" / "trafficking"    "anti-trafficking": print breaks lines after hyphens too
    "the openended group"      "open-ended", if the text has that word elsewhere
    "low-" / "and middle-"     "low- and middle-": the hyphen stands for the word to come
    "multilateral", "reform"   as they are: a prefix joins its word by right
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from resolutions.ingest.document import Line, ParseWarning
from resolutions.ingest.wording import cut, join_all

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_SLASH = re.compile(r"\w/$")
_ANOTHER_WORD = re.compile(r"(?:and|or|to) ")
_FIRST = re.compile(r"[^\W\d_]+")

# Both sides of a line end, in Chinese letters or its stops.
_IDEOGRAPHS = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uff1f]{2}")

# Solid and hyphenated forms of these are both in use: "by-catch" and "bycatch".
_EITHER_WAY = """
    anti bi bio by co counter cyber de east eco extra geo hand inter intra macro micro mid mis multi
    nano non north over post pre pro re semi socio south sub super trans ultra un under well west
"""
_PREFIXES = frozenset(_EITHER_WAY.split())


class Vocabulary:
    """The words of a document, solid and hyphenated, counted in lower case."""

    def __init__(self, texts: Iterable[str]):
        self._texts = list(texts)

    @cached_property
    def count(self) -> Counter[str]:
        return Counter(word.lower() for text in self._texts for word in _WORD.findall(text))

    def join(self, lines: Sequence[Line]) -> Line:
        """Join the lines of one paragraph; a word that a line end parted is whole again."""
        if len(lines) == 1:
            return lines[0]
        above, betweens = [], []
        for line, below in pairwise(lines):
            text, between = self.between(line.text, below.text)
            above.append(cut(line, 0, len(text)))
            betweens.append(between)
        return join_all([*above, lines[-1]], betweens)

    def between(self, above: str, below: str) -> tuple[str, str]:
        """
        Return the line above as it is to be joined, and what joins it to the line below.

        A line that does not end in a hyphen is joined by a space, but Chinese has none, and
        a symbol that is parted after a stroke ("73/" / "27").
        """
        if _SLASH.search(above[-60:]) and below[:1].isalnum():
            return above, ""
        if not above.endswith("-"):
            return above, "" if _IDEOGRAPHS.search(above[-1:] + below[:1]) else " "
        broken, first = _BROKEN.search(above[-60:]), _FIRST.match(below[:60])
        if broken is None or first is None:
            return above, " "
        start, rest = broken[1].lower(), first[0].lower()
        if _ANOTHER_WORD.match(below):
            return above, " "
        if start in _PREFIXES:
            return above, ""
        if self.count[start + rest] and not self.count[f"{start}-{rest}"]:
            return above[:-1], ""
        return above, ""

    def lost(self) -> dict[str, str]:
        """Solid words that the document otherwise hyphenates, with what they should be."""
        return {
            solid: word
            for word, times in self.count.items()
            if "-" in word
            and (solid := word.replace("-", "")) in self.count
            and self.count[solid] < times
            and word.split("-")[0] not in _PREFIXES
        }


def restore(lines: Sequence[Line]) -> tuple[list[Line], list[ParseWarning]]:
    """Put back hyphens that a text dump has lost, with a warning for each word."""
    lost = Vocabulary(line.text for line in lines).lost()
    if not lost:
        return list(lines), []
    warnings = [
        ParseWarning(
            "hyphen-restored", f"“{solid}” was read as “{word}”, as elsewhere in the text."
        )
        for solid, word in sorted(lost.items())
    ]
    return [_restored(line, lost) for line in lines], warnings


def _restored(line: Line, lost: dict[str, str]) -> Line:
    pieces, styles, start = [], [], 0
    for match in _WORD.finditer(line.text):
        for part in lost.get(match[0].lower(), "").split("-")[:-1]:
            end = (start if start > match.start() else match.start()) + len(part)
            pieces.append(line.text[start:end] + "-")
            styles.append(line.styles[start:end] + line.styles[end - 1])
            start = end
    if not pieces:
        return line
    text = "".join([*pieces, line.text[start:]])
    return line.but(text, "".join([*styles, line.styles[start:]]))
