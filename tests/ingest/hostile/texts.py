"""Plain text: encodings, characters that deceive, sizes, and bait for patterns."""

import base64
import binascii
import itertools
import quopri

from tests.ingest.hostile.drafts import (
    ARABIC,
    ASCII,
    BODY,
    CHINESE,
    DRAFT,
    FRENCH,
    GREEK,
    JAPANESE,
    MASTHEAD,
    RUSSIAN,
    SHORT,
    noise,
    words,
)

MIB = 1024 * 1024


def encoded(encoding: str, text: str = DRAFT) -> bytes:
    return text.encode(encoding, errors="ignore")


def between(mark: str, text: str = DRAFT) -> bytes:
    """The mark between all letters of the text."""
    return mark.join(text).encode("utf-8", errors="surrogatepass")


def after(word: str, mark: str, text: str = DRAFT) -> bytes:
    return text.replace(word, word + mark).encode("utf-8", errors="surrogatepass")


def filled(piece: str, size: int) -> bytes:
    """A draft whose second preambular paragraph is bait."""
    bait = piece * (size // len(piece.encode()))
    return SHORT.replace("1. Decides", f"Noting {bait},\n\n1. Decides").encode()


def each(*lines: str, count: int) -> bytes:
    """A draft with so many paragraphs, numbered where the line has a place for it."""
    made = (line.format(n=number) for number, line in zip(range(count), itertools.cycle(lines)))
    return (SHORT + "\n" + "\n\n".join(made)).encode()


def dense(size: int) -> bytes:
    """Little but citations, in paragraphs of ordinary length."""
    cite = "resolutions 53/70 of 4 December 1998, 75/240 and S/RES/2341 (2017), A/70/174, para. 5, "
    paragraph = f"Recalling {cite * 8}\n\n"
    return (SHORT + paragraph * (size // len(paragraph))).encode()


def overstruck() -> str:
    """Bold as typewriters did it: each letter, a step back, the letter again."""
    return SHORT.replace("Recalling", "".join(f"{letter}\b{letter}" for letter in "Recalling"))


NAMES = "Chad, Malta, Peru, Türkiye, Congo, Fiji, Togo, Oman, Cuba, Mali"

READ = {
    # Encodings
    "utf-8.txt": lambda: DRAFT.encode(),
    "utf-8-mark.txt": lambda: encoded("utf-8-sig"),
    "utf-8-two-marks.txt": lambda: b"\xef\xbb\xbf" * 2 + DRAFT.encode(),
    "utf-8-mark-within.txt": lambda: after("resolutions", "\ufeff"),
    "utf-16-mark.txt": lambda: encoded("utf-16"),
    "utf-16-le.txt": lambda: encoded("utf-16-le"),
    "utf-16-be.txt": lambda: encoded("utf-16-be"),
    "utf-16-odd-length.txt": lambda: encoded("utf-16") + b"x",
    "utf-16-cut.txt": lambda: encoded("utf-16")[:801],
    "utf-16-half-character.txt": lambda: encoded("utf-16") + b"\x00\xd8a\x00",
    "utf-32-mark.txt": lambda: encoded("utf-32"),
    "utf-32-le.txt": lambda: encoded("utf-32-le"),
    "utf-32-be.txt": lambda: encoded("utf-32-be"),
    "windows-western.txt": lambda: encoded("cp1252"),
    "latin-1.txt": lambda: encoded("latin-1"),
    "latin-9.txt": lambda: encoded("iso-8859-15", FRENCH),
    "mac-roman.txt": lambda: encoded("mac_roman", FRENCH),
    "dos-850.txt": lambda: encoded("cp850", FRENCH),
    "ascii.txt": lambda: ASCII.encode(),
    "russian-utf-8.txt": lambda: RUSSIAN.encode(),
    "russian-koi8.txt": lambda: encoded("koi8-r", RUSSIAN),
    "russian-windows.txt": lambda: encoded("cp1251", RUSSIAN),
    "russian-iso.txt": lambda: encoded("iso-8859-5", RUSSIAN),
    "russian-dos.txt": lambda: encoded("cp866", RUSSIAN),
    "russian-mac.txt": lambda: encoded("mac-cyrillic", RUSSIAN),
    "arabic-utf-8.txt": lambda: ARABIC.encode(),
    "arabic-windows.txt": lambda: encoded("cp1256", ARABIC),
    "arabic-iso.txt": lambda: encoded("iso-8859-6", ARABIC),
    "chinese-utf-8.txt": lambda: CHINESE.encode(),
    "chinese-gb18030.txt": lambda: encoded("gb18030", CHINESE),
    "chinese-big5.txt": lambda: encoded("big5", CHINESE.translate(str.maketrans("决议会员灯顾续", "決議會員燈顧續"))),
    "chinese-utf-16.txt": lambda: encoded("utf-16-be", CHINESE),
    "french.txt": lambda: FRENCH.encode(),
    "french-windows.txt": lambda: encoded("cp1252", FRENCH),
    "greek.txt": lambda: GREEK.encode(),
    "two-encodings.txt": lambda: DRAFT.encode() + FRENCH.encode("cp1252"),
    "utf-8-cut.txt": lambda: FRENCH.encode()[:-3] + b"\xc3",
    "utf-8-too-long.txt": lambda: DRAFT.encode().replace(b"lamps", b"la\xc0\xafmps"),
    "utf-8-surrogates.txt": lambda: after("lamps", "\ud800"),
    "utf-8-bad-bytes.txt": lambda: DRAFT.encode().replace(b" of ", b" \xff\xfeof "),
    "mojibake.txt": lambda: DRAFT.encode().decode("latin-1").encode(),
    "mojibake-twice.txt": lambda: DRAFT.encode().decode("latin-1").encode().decode("latin-1").encode(),
    "mojibake-russian.txt": lambda: RUSSIAN.encode().decode("latin-1").encode(),
    "replaced-letters.txt": lambda: FRENCH.replace("é", "\ufffd").encode(),
    "utf-7.txt": lambda: encoded("utf-7"),
    # Line ends and white space
    "windows-lines.txt": lambda: DRAFT.replace("\n", "\r\n").encode(),
    "mac-lines.txt": lambda: DRAFT.replace("\n", "\r").encode(),
    "reversed-lines.txt": lambda: DRAFT.replace("\n", "\n\r").encode(),
    "mixed-lines.txt": lambda: DRAFT.replace(";\n", ";\r\n").replace(",\n", ",\r").encode(),
    "unicode-lines.txt": lambda: DRAFT.replace("\n", "\u2028").encode(),
    "next-lines.txt": lambda: DRAFT.replace("\n", "\x85").encode(),
    "form-feeds.txt": lambda: DRAFT.replace("\n\n", "\n\f\n").encode(),
    "vertical-tabs.txt": lambda: DRAFT.replace("\n", "\v").encode(),
    "unit-separators.txt": lambda: SHORT.replace("\n\n", "\n\x1e\n").encode(),
    "tabs.txt": lambda: DRAFT.replace("    ", "\t\t").encode(),
    "no-last-line-end.txt": lambda: DRAFT.strip().encode(),
    "spaces-at-ends.txt": lambda: DRAFT.replace("\n", " " * 400 + "\n").encode(),
    "hard-spaces.txt": lambda: DRAFT.replace(" ", "\u00a0").encode(),
    "odd-spaces.txt": lambda: DRAFT.replace(" ", "\u2003").encode(),
    "blank-lines.txt": lambda: DRAFT.replace("\n\n", "\n" * 200).encode(),
    "double-spaced.txt": lambda: DRAFT.replace("\n", "\n\n").encode(),
    "one-word-a-line.txt": lambda: "\n".join(SHORT.split()).encode(),
    "one-paragraph.txt": lambda: " ".join(SHORT.split()).encode(),
    "far-indented.txt": lambda: "".join(" " * 3000 + line for line in DRAFT.splitlines(True)).encode(),
    # Characters
    "nul-one.txt": lambda: after("lamps", "\x00"),
    "nul-after-each-word.txt": lambda: DRAFT.replace(" of ", "\x00 of ").encode(),
    "nul-at-the-end.txt": lambda: DRAFT.encode() + bytes(512),
    "nul-at-the-start.txt": lambda: bytes(4) + DRAFT.encode(),
    "controls.txt": lambda: after("lamps", "\x01\x02\x1b[31m"),
    "escapes.txt": lambda: SHORT.replace("Recalling", "\x1b[3mRecalling\x1b[0m").encode(),
    "overstruck.txt": lambda: overstruck().encode(),
    "delete-characters.txt": lambda: after("lamps", "\x7f"),
    "end-of-file-mark.txt": lambda: DRAFT.encode() + b"\x1a",
    "bidi-override.txt": lambda: after("53/70", "\u202e07/35\u202c"),
    "bidi-embeddings.txt": lambda: after("the ", "\u202a" * 300),
    "bidi-isolates.txt": lambda: SHORT.replace("Decides", "\u2067Decides\u2069").encode(),
    "zero-width-in-words.txt": lambda: between("\u200b", SHORT),
    "zero-width-joiners.txt": lambda: between("\u200d", SHORT),
    "word-joiners.txt": lambda: between("\u2060", SHORT),
    "soft-hyphens.txt": lambda: SHORT.replace("e", "e\u00ad").encode(),
    "tag-characters.txt": lambda: after("lamps", "".join(chr(0xE0000 + ord(c)) for c in "unseen words")),
    "variation-selectors.txt": lambda: after("e", "\ufe0f"),
    "accents-piled.txt": lambda: after("lamps", "\u0301" * 50_000),
    "accents-on-each.txt": lambda: between("\u0301\u0308", SHORT),
    "decomposed.txt": lambda: FRENCH.replace("é", "e\u0301").encode(),
    "private-characters.txt": lambda: after("lamps", "\ue000\uf8ff"),
    "no-characters.txt": lambda: after("lamps", "\ufffe\uffff\ufdd0"),
    "emoji.txt": lambda: after("lamps", "\U0001f4a1\U0001f468\u200d\U0001f469\u200d\U0001f467"),
    "ligatures.txt": lambda: SHORT.replace("fi", "ﬁ").replace("ff", "ﬀ").encode(),
    "full-width.txt": lambda: SHORT.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)}).encode(),
    "full-width-figures.txt": lambda: SHORT.translate({n: n + 0xFEE0 for n in range(0x30, 0x3A)}).encode(),
    "arabic-figures.txt": lambda: SHORT.translate({n: n + 0x630 for n in range(0x30, 0x3A)}).encode(),
    "raised-figures.txt": lambda: SHORT.replace("53/70", "⁵³/⁷⁰").replace("1. ", "². ").encode(),
    "circled-figures.txt": lambda: SHORT.replace("1. ", "① ").encode(),
    "roman-figures.txt": lambda: SHORT.replace("1. ", "Ⅻ. ").encode(),
    "letters-that-look-alike.txt": lambda: SHORT.replace("A", "А").replace("e", "е").encode(),
    "mathematical-letters.txt": lambda: SHORT.translate({n: 0x1D400 + n - 65 for n in range(65, 91)}).encode(),
    "turkish-letters.txt": lambda: SHORT.upper().replace("I", "İ").encode(),
    "capitals.txt": lambda: DRAFT.upper().encode(),
    "small-letters.txt": lambda: DRAFT.lower().encode(),
    "interlinear.txt": lambda: after("lamps", "\ufff9a\ufffab\ufffb"),
    "object-characters.txt": lambda: after("lamps", "\ufffc"),
    "script-in-text.txt": lambda: after("lamps", "<script>alert(1)</script>"),
    "template-in-text.txt": lambda: after("lamps", "{{ 7*7 }}${7*7}{% debug %}%s%n"),
    "formula-in-text.txt": lambda: SHORT.replace("Recalling", "=1+1 Recalling").encode(),
    "path-in-text.txt": lambda: after("lamps", " ../../etc/passwd file:///etc/passwd"),
    # Not quite a text
    "marked-as-wide-and-narrow.txt": lambda: b"\xff\xfe" + DRAFT.encode(),
    "arabic-utf-16-no-mark.txt": lambda: ARABIC.encode("utf-16-le"),
    "russian-utf-16-no-mark.txt": lambda: RUSSIAN.encode("utf-16-be"),
    "utf-32-be-mark.txt": lambda: b"\0\0\xfe\xff" + DRAFT.encode("utf-32-be"),
    "nul-hole.txt": lambda: DRAFT.encode().replace(b"its hundredth", bytes(500) + b"its hundredth", 1),
    "nul-hole-at-the-start.txt": lambda: bytes(2000) + SHORT.encode(),
    "colours.txt": lambda: "".join(f"\x1b[1;31m{line}\x1b[0m\n" for line in DRAFT.split("\n")).encode(),
    "mark-before-each-line.txt": lambda: "".join(f"\ufeff{line}\n" for line in DRAFT.split("\n")).encode(),
    "override-before-each-line.txt": lambda: "".join(f"\u202e{line}\n" for line in DRAFT.split("\n")).encode(),
    "on-one-line.txt": lambda: " ".join(DRAFT.split()).encode(),
    "chinese-hz.txt": lambda: encoded("hz", CHINESE),
    # Not quite a draft
    "one-letter.txt": lambda: b"a",
    "one-figure.txt": lambda: b"1",
    "one-sentence.txt": lambda: b"The lamps are lit.",
    "masthead-alone.txt": lambda: MASTHEAD.encode(),
    "no-masthead.txt": lambda: BODY.encode(),
    "two-drafts.txt": lambda: (DRAFT + "\n\n\n" + DRAFT.replace("L.7", "L.8")).encode(),
    "three-drafts-by-pages.txt": lambda: "\f".join([DRAFT, DRAFT.replace("L.7", "L.8"), DRAFT.replace("L.7", "L.9")]).encode(),
    "resolution-and-draft.txt": lambda: (DRAFT.replace("A/C.1/99/L.7", "A/RES/98/7") + "\f" + DRAFT).encode(),
    "cut-in-masthead.txt": lambda: DRAFT.encode()[:200],
    "cut-in-preamble.txt": lambda: DRAFT.encode()[:900],
    "cut-in-a-word.txt": lambda: DRAFT.encode()[:1310],
    "ends-first.txt": lambda: "\n".join(reversed(DRAFT.splitlines())).encode(),
    "letter.eml": lambda: b"From: a@b.example\r\nTo: c@d.example\r\nSubject: draft\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n" + SHORT.encode(),
    "quoted-letter.txt": lambda: "".join("> " + line for line in SHORT.splitlines(True)).encode(),
    "diff.txt": lambda: "".join("+" + line for line in SHORT.splitlines(True)).encode(),
    "escaped.txt": lambda: SHORT.replace("“", "&ldquo;").replace("\n\n", "\n&nbsp;\n").encode(),
    "table.csv": lambda: b"symbol,title\nA/RES/53/70,Lamps\nA/RES/54/49,Oil\n",
    "data.json": lambda: b'{"symbol": "A/RES/53/70", "title": "Lamps"}',
    "program.py.txt": lambda: b"import os\n\nprint('Recalling', os.environ)\n",
    "quoted-printable.txt": lambda: quopri.encodestring(SHORT.encode()),
    "words-of-noise.txt": lambda: words(2000).encode(),
    # Size
    "paragraph-of-90000.txt": lambda: filled("lamps and oil ", 90_000),
    "line-of-90000-letters.txt": lambda: filled("a", 90_000),
    "sponsors-100000.txt": lambda: DRAFT.replace("Chad, Malta", ", ".join([NAMES] * 10_000)).encode(),
    "sponsors-a-line-each.txt": lambda: DRAFT.replace("Chad, Malta", ",\n".join(NAMES.split(", ") * 200)).encode(),
    "sponsors-and.txt": lambda: DRAFT.replace("Chad, Malta", " and ".join(NAMES.split(", ") * 200)).encode(),
    "sponsors-1000.txt": lambda: DRAFT.replace("Chad, Malta", ", ".join([NAMES] * 100)).encode(),
    "paragraphs-5000.txt": lambda: each("{n}. Decides that lamp {n} is to be lit;", count=5000),
    "numbered-9000.txt": lambda: each("{n}. Decides;", "(a) To light;", "(i) Oil;", count=9000),
    "same-anchors-3000.txt": lambda: each("1. Decides;", count=3000),
    "annexes-2000.txt": lambda: each("Annex", "1. Decides;", count=4000),
    "headings-3000.txt": lambda: each("Part {n}", "Noting lamps,", count=3000),
    "notes-3000.txt": lambda: each("Noting lamps,", "[{n}] See A/98/275.", count=3000),
    "enacting-3000.txt": lambda: each("The General Assembly,", "Noting lamps,", count=3000),
    "meetings-3000.txt": lambda: each("51st plenary meeting", "5 December 2016", count=3000),
    "symbols-5000.txt": lambda: each("A/C.1/99/L.{n}", count=5000),
    "page-feet-9000.txt": lambda: each("{n}/2 22-22894", "A/C.1/99/L.7", count=9000),
    "dense-citations-400k.txt": lambda: dense(400_000),
    "hyphens-at-line-ends.txt": lambda: filled("light-\nhouse ", 80_000),
    "form-feeds-a-million.txt": lambda: b"\f" * 10**6 + b"a",
    "notes-9000.txt": lambda: each("[{n}] See A/98/275.", count=9000),
    "greek-windows.txt": lambda: encoded("cp1253", GREEK),
    "names-in-brackets.txt": lambda: each("[Noting] [the] [{n}] [lamps,]", count=3000),
    "lists-nested.txt": lambda: each("(a) To do as follows:", "(i) First:", "a. Second:", "(1) Third:", count=2000),
}  # fmt: skip

BAIT = {
    "digits": "1",
    "slashes": "/",
    "symbol-slashes": "A/",
    "spaces": " ",
    "hard-spaces": "\u00a0",
    "brackets": "(",
    "square-brackets": "[",
    "closing-brackets": ")]",
    "and": "and ",
    "add": "and Add.1 ",
    "add-without-space": "/Add.1",
    "resolutions": "resolutions ",
    "resolution-numbers": "resolution 53/70, ",
    "numbers": "53/70, ",
    "numbers-and": "53/70 and ",
    "letters": "A, B and C ",
    "roman": "(XXX) ",
    "roman-letters": "IVXLC",
    "special-sessions": "S-1/2 ",
    "dates": "4 December 1998 ",
    "half-dates": "of 4 ",
    "commas": ",",
    "stops": ".",
    "hyphens": "-",
    "dashes": "—",
    "quotes": "“",
    "apostrophes": "’",
    "paras": "para. 1, ",
    "paragraphs-of": "paragraphs 1 to ",
    "accents": "\u0301",
    "zero-width": "\u200b",
    "stars": "*",
    "raised": "¹",
    "states": "the Republic of ",
    "of-the": "of the ",
    "behalf": "on behalf of ",
    "security-council": "Security Council resolution ",
    "parts": "A/RES/53/70 A ",
    "supplement": "Supplement No. 53 (A/70/53), ",
    "document": "documents A/70/174 ",
    "meeting": "A/C.1/75/PV.",
    "capitals": "Aa ",
    "semicolons": "; ",
    "colons": ": ",
}  # fmt: skip
READ |= {
    f"bait-{name}.txt": (lambda bait=bait: filled(bait, 95_000)) for name, bait in BAIT.items()
}  # fmt: skip

REFUSED = {
    "japanese-shift-jis.txt": lambda: encoded("shift_jis", JAPANESE),
    "japanese-by-shifts.txt": lambda: encoded("iso2022_jp", JAPANESE),
    "random-letters.txt": lambda: base64.b64encode(noise(20_000)),
    "coded.txt": lambda: base64.encodebytes(DRAFT.encode()),
    "coded-in-figures.txt": lambda: DRAFT.encode().hex().encode(),
    "coded-in-unix.txt": lambda: b"begin 644 draft.txt\n" + binascii.b2a_uu(DRAFT.encode()[:45]) + b"`\nend\n",
    "key.pem": lambda: b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(noise(900)),
    "stops-alone.txt": lambda: b"....,,,,;;;;",
    "pictures-of-faces.txt": lambda: "\U0001f600".encode() * 100,
    "braille-blanks.txt": lambda: "\u2800".encode() * 500,
    "formula-alone.txt": lambda: b"The General Assembly,",
    "nothing.txt": lambda: b"",
    "line-ends-alone.txt": lambda: b"\r\n" * 50,
    "white-space.txt": lambda: b" \t\n\v\f\r" * 200,
    "hard-spaces-alone.txt": lambda: "\u00a0\u2003\u3000".encode() * 50,
    "zero-width-alone.txt": lambda: "\u200b\u200d\ufeff".encode() * 50,
    "marks-alone.txt": lambda: "\u202e\u202c\n".encode() * 50,
    "nul-alone.txt": lambda: bytes(4096),
    "mark-alone.txt": lambda: b"\xef\xbb\xbf",
    "utf-16-mark-alone.txt": lambda: b"\xff\xfe",
    "utf-16-spaces.txt": lambda: " \n ".encode("utf-16"),
    "controls-alone.txt": lambda: bytes(range(1, 9)) * 99,
    "page-feet-alone.txt": lambda: b"____________\n2/2\n\x0c22-22894\n",
    "noise-small.txt": lambda: noise(300),
    "noise.txt": lambda: noise(200_000),
    "noise-with-text.txt": lambda: noise(5000) + DRAFT.encode() + noise(5000),
    "ebcdic.txt": lambda: encoded("cp500", ASCII),
    "one-line-50-mb.txt": lambda: b"a" * (50 * 10**6),
    "one-line-24-mib.txt": lambda: b"lamps and oil " * (24 * MIB // 14),
    "one-line-5-mib.txt": lambda: b"lamps and oil " * (5 * MIB // 14),
    "one-line-900-k.txt": lambda: b"lamps and oil " * 64_000,
    "lines-a-million.txt": lambda: b"\n" * 10**6 + b"The General Assembly,",
    "lines-a-million-short.txt": lambda: b"a\n" * 10**6,
    "lines-a-million-apart.txt": lambda: b"Noting lamps,\n\n" * 349_000,
    "lines-99000.txt": lambda: b"Noting lamps,\n" * 99_000,
    "dense-citations-5-mib.txt": lambda: dense(5 * MIB - 4000),
    "dense-citations-2-mib.txt": lambda: dense(2 * MIB),
    "words-5-mib.txt": lambda: words(1_000_000).encode()[: 5 * MIB],
    "over-5-mib.txt": lambda: DRAFT.encode() * (6 * MIB // len(DRAFT)),
    "paragraphs-20000.txt": lambda: each("{n}. Decides;", count=20_000),
}  # fmt: skip
REFUSED |= {
    f"bait-{name}-5-mib.txt": (lambda bait=bait: filled(bait, 5 * MIB - 1000))
    for name, bait in BAIT.items()
}  # fmt: skip
