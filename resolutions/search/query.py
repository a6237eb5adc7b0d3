"""
What people type into the search box, read into a small syntax tree.

    norms behaviour            all of these words, in any form
    capacity-building          these words side by side, in any form
    "additional norms"         exactly these words
    capacit*                   all words that begin so
    norms OR rules             either; OR binds its two neighbours only
    norms (rules OR "use of force") -voluntary
    state NEAR/5 behaviour     at most five words apart, in any order
    norms session:74..77       in texts of these sessions

`parse` accepts any text. What it cannot use it leaves out and says so.
"""

from dataclasses import dataclass
from functools import cached_property

from resolutions.search.characters import tidy
from resolutions.search.reader import FIELDS, TOKEN, Notice, Reader
from resolutions.search.tree import And, Field, Node, Term, all_of, terms

MAX_CHARACTERS = 400


@dataclass(frozen=True)
class Query:
    """
    What was typed: `text` as tidied, its tree, and what to tell the visitor.

    `root` is None where there is nothing to look for.
    """

    text: str
    root: Node | None = None
    notices: tuple[Notice, ...] = ()

    @cached_property
    def wanted(self) -> tuple[Term, ...]:
        """The terms to be found, without those to be absent."""
        return tuple(terms(self.root, wanted=True))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        return tuple(terms(self.root))

    @cached_property
    def parts(self) -> tuple[Node, ...]:
        """What all have to be met."""
        return self.root.parts if isinstance(self.root, And) else (self.root,) if self.root else ()

    @cached_property
    def fields(self) -> dict[str, tuple[str, ...]]:
        """
        The fields that stand beside everything else: the same as filters of the address.

        A second one of a name narrows the first, so that it stays in `words`.
        """
        found: dict[str, tuple[str, ...]] = {}
        for part in self.parts:
            if isinstance(part, Field):
                found.setdefault(part.name, part.values)
        return found

    @cached_property
    def words(self) -> Node | None:
        """The tree without `fields`."""
        lifted = {Field(name, values) for name, values in self.fields.items()}
        return all_of(tuple(part for part in self.parts if part not in lifted))


def parse(typed: str) -> Query:
    """Read what a visitor typed. Never raises, whatever the text."""
    text = tidy(typed)
    reader = Reader()
    if len(text) > MAX_CHARACTERS:
        reader.tell("too-long", f"Only the first {MAX_CHARACTERS} characters were searched.")
        text = shorten(text)
    root = reader.read(text)
    if root is None and reader.known:
        reader.tell(
            "only-exclusions", "Add a word to look for: only words to leave out were given."
        )
    elif root is None and text:
        reader.tell("no-words", "There is no word or number in this to look for.")
    return Query(text, root, tuple(reader.notices.values()))


def without_field(query: Query, name: str, value: str | None = None) -> str:
    """
    Return the text without a field that stands beside everything else, or without one value.

    The same text where nothing could be taken out alone.
    """
    for match in TOKEN.finditer(query.text):
        if not match["field"] or FIELDS.get(match["field"].partition(":")[0].lower()) != name:
            continue
        values = [v for v in query.fields.get(name, ()) if value is not None and v != value]
        rest = str(Field(name, tuple(values))) if values else ""
        text = f"{query.text[: match.start()]}{rest}{query.text[match.end() :]}"
        found = parse(" ".join(text.split()))
        if found.words == query.words and found.fields.get(name, ()) == tuple(values):
            return found.text
    return query.text


def shorten(text: str) -> str:
    """Cut at the limit, between two words if there is a space."""
    cut = text[:MAX_CHARACTERS]
    return cut if text[MAX_CHARACTERS] == " " else cut.rpartition(" ")[0] or cut
