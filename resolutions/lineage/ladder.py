"""The verbs that paragraphs open with, in the order of their strength."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

# What stands before a verb and gives it no strength.
_READ_OVER = re.compile(
    r"^(?:(?:also|further|again|once again|once more|in this regard|furthermore),? )+"
)

# Words after an opening that may qualify it: "with appreciation of".
_QUALIFIED = 3


@dataclass(frozen=True)
class Ladder:
    """Verbs that can take one another's place; those of one rung are equal, the weakest first."""

    name: str
    rungs: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Rung:
    """Where a verb stands: on which ladder, and how high, from 0."""

    ladder: str
    height: int


@dataclass(frozen=True)
class Ladders:
    ladders: Sequence[Ladder]

    @cached_property
    def rungs(self) -> dict[str, Rung]:
        return {
            verb: Rung(ladder.name, height)
            for ladder in self.ladders
            for height, verbs in enumerate(ladder.rungs)
            for verb in verbs
        }

    def rung(self, opening: str) -> Rung | None:
        """Return where the opening words of a paragraph stand; None if on no ladder."""
        return self.rungs.get(verb_of(opening))

    def stated(self, opening: str, text: str) -> str:
        """
        Return the opening words of a text, and how these are qualified.

        Some texts print "Takes note" in italics, and "with appreciation" not.
        """
        rest = text.removeprefix(opening).split()[:_QUALIFIED]
        if rest[:1] == ["with"]:
            for end in range(len(rest), 1, -1):
                if self.rung(longer := " ".join([opening, *rest[:end]])):
                    return longer
        return opening

    def rise(self, before: str, now: str) -> int:
        """How many rungs `now` is above `before`: below nought if under it, 0 on no one ladder."""
        one, other = self.rung(before), self.rung(now)
        if one is None or other is None or one.ladder != other.ladder:
            return 0
        return other.height - one.height


@lru_cache(maxsize=2_000)
def verb_of(opening: str) -> str:
    """Return the opening words without what is read over: "Also welcomes" is "welcomes"."""
    plain = " ".join(opening.lower().replace(" also ", " ").split()).strip(" ,:;")
    plain = re.sub(r" (?:also|further|once again|once more|again)$", "", plain)
    return _READ_OVER.sub("", plain)


def ladders_of(records: Iterable[Mapping]) -> Ladders:
    """Return ladders as `fixtures/verb_ladders.json` has them."""
    return Ladders(tuple(Ladder(each["name"], each["rungs"]) for each in records))
