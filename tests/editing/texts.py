"""Texts to work on: written as lines, and made up at random."""

from hypothesis import strategies as st

from resolutions.editing import Edited, Piece, rebuild
from resolutions.editing.marked import read
from resolutions.ingest.document import Masthead, ParsedNote, ParsedResolution
from resolutions.vocabulary import ParagraphKind

KINDS = {
    "pp": ParagraphKind.PREAMBULAR,
    "op": ParagraphKind.OPERATIVE,
    "sub": ParagraphKind.SUBPARAGRAPH,
    "h": ParagraphKind.HEADING,
}
WORDS = st.sampled_from(["Recalling", "lamps,", "the", "norms", "of 53/70", "3", "[^", "«x»", "\\"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


def text(*lines, notes=(), **fields):
    """
    A document of lines such as "op 1. Decides to meet" and "  sub (a) Lamps[^1]".

    Two spaces before a line are one level of depth.
    """
    pieces = []
    for line in lines:
        depth = (len(line) - len(line.lstrip())) // 2
        kind, _, rest = line.strip().partition(" ")
        number = ""
        if rest[:1] in "0123456789(":
            number, _, rest = rest.partition(" ")
        words, marks = read(rest)
        opening = words.split()[0] if kind in ("pp", "op") else ""
        pieces.append(Piece(0, depth, KINDS[kind], number.rstrip("."), words, opening, marks))
    document = ParsedResolution(
        "resolution",
        Masthead(**fields),
        formula="The General Assembly,",
        notes=tuple(ParsedNote(mark, words) for mark, words in notes),
    )
    return rebuild(Edited(document), pieces)


def shown(edited):
    """The paragraphs again: (anchor, number, text with marks)."""
    from resolutions.editing import flatten
    from resolutions.editing.marked import written

    return [(p.anchor, p.number, written(p.text, p.marks)) for p in flatten(edited)]


@st.composite
def texts(draw):
    """Any document of some paragraphs, some of them deeper than others, some with marks."""
    pieces = [Piece(0, 0, ParagraphKind.PREAMBULAR, "", draw(SENTENCES))]
    for _ in range(draw(st.integers(0, 8))):
        words, marks = read(draw(SENTENCES) + draw(st.sampled_from(["", "[^1]", "[^2]"])))
        pieces.append(
            Piece(
                0,
                draw(st.integers(0, 3)),
                draw(st.sampled_from(list(ParagraphKind))),
                draw(st.sampled_from(["", "1", "2", "(a)"])),
                words,
                marks=marks,
            )
        )
    document = ParsedResolution("resolution", Masthead(), notes=(ParsedNote("1", "See A/70/174."),))
    return rebuild(Edited(document), pieces)
