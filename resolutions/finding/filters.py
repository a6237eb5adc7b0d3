"""
What a search and the list of texts can be narrowed by. Each filter is a parameter of the
address and a part of the form, and in search a field of the query language: they say the same
in the same values.
"""

from dataclasses import replace

from django.http import QueryDict

from resolutions.finding.kinds import Filter, Languages, Named, Number, Session, Vocabulary
from resolutions.finding.typed import (
    Cited,
    Days,
    OneText,
    Opening,
    SameWording,
    Symbol,
    Title,
)
from resolutions.vocabulary import (
    Committee,
    DocumentKind,
    Holding,
    Language,
    Part,
    Stage,
    VoteKind,
)

# The language of those who have not chosen.
USUAL = Language.ENGLISH
_BODIES = tuple(
    (alias, value)
    for number, value in enumerate(Committee.values[:6], 1)
    for alias in (str(number), f"c-{number}")
)
FILTERS: dict[str, Filter] = {
    each.name: each
    for each in (
        Session("session", "Session", shown=8, bars=True),
        Vocabulary(
            "part",
            "Part of text",
            choices=tuple(Part.choices),
            others=(("pp", "preamble"), ("op", "operative")),
        ),
        Vocabulary("stage", "Status", choices=tuple(Stage.choices), blank="Not a resolution"),
        Vocabulary(
            "committee",
            "Committee",
            choices=tuple(Committee.choices),
            others=_BODIES,
            blank="Not stated",
        ),
        Vocabulary(
            "vote",
            "Vote",
            choices=tuple(VoteKind.choices),
            blank="Not recorded here",
        ),
        Named(
            "sponsor",
            "Sponsor",
            shown=8,
            unstated="No sponsors recorded",
            column="sponsored",
        ),
        Opening("opening", "Opening words", shown=8),
        Named("subject", "Subject", shown=8, unstated="No subjects recorded"),
        Languages("lang", "Language", choices=tuple(Language.choices), usual=USUAL),
        Number("year", "Year", shown=8, bars=True),
        Days("date", "Date", is_facet=False),
        Symbol("symbol", "Symbol", is_facet=False),
        Cited("cites", "Cites", is_facet=False),
        Title("title", "Title", is_facet=False),
        OneText("text", "Text", is_facet=False),
        SameWording("same", "Same wording", is_facet=False),
    )
}
# What the list of texts can be narrowed by, in the order of its page.
OF_TEXTS: dict[str, Filter] = {
    **{name: FILTERS[name] for name in ("session", "year", "stage", "committee", "vote")},
    "holding": Vocabulary("holding", "Held as", choices=tuple(Holding.choices)),
    # Each text by its own head: a draft and the resolution that it became both stand in the list.
    "sponsor": replace(FILTERS["sponsor"], column=""),
    "subject": FILTERS["subject"],
    "cited": Vocabulary(
        "cited", "Cited", choices=(("yes", "Cited by a text here"), ("no", "Not cited here"))
    ),
    "kind": Vocabulary(
        "kind", "Kind", choices=tuple(DocumentKind.choices), usual=DocumentKind.RESOLUTION
    ),
}
# Read the same: the parameter that some addresses out there have.
ALIASES = {"outcome": "vote", "language": "lang"}
# Filters of paragraphs; the others are of their texts.
OF_PARAGRAPHS = ("part", "opening", "lang", "cites", "same")
# The filters that can be typed into the form, each with an example: those without a facet, those
# that have ranges, and those whose facet lists the commonest values only.
TYPED_INTO_THE_FORM = {
    "session": "74..77",
    "year": "2018..2023",
    "date": "2018-12-05, 2018-12 or 2018..2023",
    "symbol": "A/RES/71/28 or A/C.1/*",
    "sponsor": "Estonia",
    "opening": "recalling also",
    "subject": "cybersecurity",
    "cites": "70/237",
    "title": "words of the title",
}


def renamed(address: QueryDict) -> QueryDict:
    """Return an address with every parameter under the name that its filter has now."""
    known = address.copy()
    for old, name in ALIASES.items():
        if old in known:
            known.setlist(name, [*known.getlist(name), *known.pop(old)])
    return known
