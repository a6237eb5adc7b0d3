"""The inline marks of Markdown: emphasis, links, raised figures, entities, tags."""

import html
import re
from dataclasses import dataclass

from resolutions.ingest.document import Run, Style

# Each alternative is bounded, and none can match in two ways.
_TOKEN = re.compile(
    r"""
    \\(?P<escaped>[!-/:-@\[-`{-~])             # \* \[ 1\.
  | (?P<stars>\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w))   # *italic* __bold__, not snake_case
  | (?P<comment><!--)
  | <(?P<auto>https?://[^<>\s]{1,2000})>
  | <(?P<tag>/?[A-Za-z][A-Za-z0-9]{0,15})(?:\s[^<>]{0,500})?/?>
  | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
  | \[\^(?P<note>[^\s\]\[]{1,20})\]             # [^1]
  | \^(?P<raised>[^\s^\\*_\[\]]{1,10})\^        # ^1^
  | (?P<image>!\[[^\[\]\n]{0,500}\]\([^()\s]{0,2000}\))
  | (?P<open>\[)
  | (?P<close>\](?:\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?
                     (?:\s"[^"\n]{0,500}")?\)|\[[^\[\]\n]{0,100}\])?)
    """,
    re.VERBOSE | re.DOTALL,
)

# Characters with which a token begins.
_SIGN = re.compile(r"[\\*_<&\[\]^!]")

_TAGS = {
    "sup": Style.RAISED,
    "em": Style.ITALIC,
    "i": Style.ITALIC,
    "strong": Style.BOLD,
    "b": Style.BOLD,
}
# Tags of what a reader of the page does not see.
_UNSEEN = re.compile(
    r"<(?:script|style|template)\b|<\w{1,16}\s[^<>]{0,400}"
    r"(?:\bhidden\b|display:\s?none|visibility:\s?hidden|font-size:\s?0)",
    re.IGNORECASE,
)
_STARS = {1: Style.ITALIC, 2: Style.BOLD, 3: Style.ITALIC | Style.BOLD}
_BITS = (Style.ITALIC, Style.BOLD, Style.RAISED, Style.NOTE)


@dataclass(slots=True)
class _Opener:
    """A run of stars that may begin emphasis; `piece` is where it stands."""

    char: str
    count: int
    piece: int


class _Scan:
    """
    One pass over the source, linear in its length.

    The pieces of output stand in a list; styles are kept as counts that rise
    where emphasis begins and fall where it ends, so that unmatched marks can
    turn back into characters at no cost.
    """

    def __init__(self):
        self.pieces: list[str] = []
        self.changes: dict[int, list[tuple[Style, int]]] = {}
        self.openers: list[_Opener] = []
        self.brackets: list[int] = []
        self.tags: list[tuple[Style, int]] = []
        self.hidden = False

    def style(self, style: Style, start: int, end: int) -> None:
        self.changes.setdefault(start, []).append((style, 1))
        self.changes.setdefault(end, []).append((style, -1))

    def add(self, text: str, style: Style = Style.PLAIN) -> None:
        self.pieces.append(text)
        if style:
            self.style(style, len(self.pieces) - 1, len(self.pieces))

    def stars(self, match: re.Match) -> None:
        run, source = match["stars"], match.string
        before = source[match.start() - 1 : match.start()]
        after = source[match.end() : match.end() + 1]
        left = len(run)
        if before and not before.isspace():
            left = self.close_stars(run[0], left)
        if left and after and not after.isspace():
            self.openers.append(_Opener(run[0], left, len(self.pieces)))
            left = 0
            self.pieces.append("")
        self.pieces.append(run[0] * left)

    def close_stars(self, char: str, left: int) -> int:
        while left and self.openers and self.openers[-1].char == char:
            opener = self.openers[-1]
            count = min(left, opener.count)
            self.style(_STARS[count], opener.piece, len(self.pieces))
            left -= count
            opener.count -= count
            if not opener.count:
                self.openers.pop()
        return left

    def tag(self, name: str) -> None:
        name = name.lower()
        if name == "br":
            self.add("\n")
        elif name in _TAGS:
            self.tags.append((_TAGS[name], len(self.pieces)))
        elif name[0] == "/" and name[1:] in _TAGS and self.tags:
            style, start = self.tags.pop()
            self.style(style, start, len(self.pieces))

    def close_bracket(self, text: str) -> None:
        if len(text) > 1 and self.brackets:
            self.pieces[self.brackets.pop()] = ""
            return
        if self.brackets:
            self.brackets.pop()
        self.add(text)

    def take(self, match: re.Match) -> None:
        kind = match.lastgroup
        if kind == "stars":
            self.stars(match)
        elif kind == "tag":
            self.tag(match["tag"])
            self.hidden = self.hidden or bool(_UNSEEN.match(match[0]))
        elif kind == "open":
            self.brackets.append(len(self.pieces))
            self.add("[")
        elif kind == "close":
            self.close_bracket(match["close"])
        elif kind == "entity":
            self.add(html.unescape(match["entity"]))
        elif kind in ("note", "raised"):
            self.add(match[kind], Style.NOTE if kind == "note" else Style.RAISED)
        elif kind == "image":
            self.hidden = True
        else:
            self.add(match[kind])

    def runs(self) -> list[Run]:
        for opener in self.openers:
            self.pieces[opener.piece] = opener.char * opener.count
        counts, runs, now = dict.fromkeys(_BITS, 0), [], Style.PLAIN
        for place, piece in enumerate(self.pieces):
            if place in self.changes:
                for style, change in self.changes[place]:
                    for bit in _BITS:
                        counts[bit] += change if bit & style else 0
                now = Style(sum(int(bit) for bit in _BITS if counts[bit] > 0))
            if piece:
                runs.append(Run(piece, now))
        return runs


def runs_of(source: str) -> tuple[list[Run], bool]:
    """
    Return the runs of a paragraph of Markdown, and whether something is hidden in it.

    Marks without a partner stay as characters. `1*` in `2*3*4` is emphasis, as
    in every Markdown; a lone `*` after a word is not.
    """
    scan, start = _Scan(), 0
    comments = source.rfind("-->")
    for sign in _SIGN.finditer(source):
        match = _TOKEN.match(source, sign.start()) if sign.start() >= start else None
        if match is None:
            continue
        scan.add(source[start : match.start()])
        start = match.end()
        if match["comment"] and start <= comments:
            scan.hidden = True
            start = source.index("-->", start) + 3
        elif match["comment"]:
            scan.add(match["comment"])
        else:
            scan.take(match)
    scan.add(source[start:])
    return scan.runs(), scan.hidden
