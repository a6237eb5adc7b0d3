"""Characters of Word's symbol fonts as the Unicode characters that they look like."""

import re

# The Symbol font from 0x20 and from 0xA0; a space where it has no sign.
_SYMBOL = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾"
    "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
    "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
}
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x76: "❖",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "□",
    0xD8: "➢",
    0xE0: "→",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_TABLES = {
    "symbol": {start + n: c for start, row in _SYMBOL.items() for n, c in enumerate(row)},
    "wingdings": _WINGDINGS,
}
_PRIVATE = re.compile("[\uf000-\uf0ff]")


def symbol(code: int, font: str) -> str:
    """Return the character of a code in a symbol font; an unknown one stays as it is."""
    if not 0x20 <= code < 0x110000 or 0xD800 <= code < 0xE000:
        return ""
    table = _TABLES.get(font.lower(), {})
    return table.get(code & 0xFF if 0xF000 <= code <= 0xF0FF else code, chr(code))


def plain(text: str, font: str) -> str:
    """Return text in which the codes of a symbol font have become characters."""
    return _PRIVATE.sub(lambda match: symbol(ord(match[0]), font), text)
