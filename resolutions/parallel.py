"""Language versions of a text: which are held, which the reader asks for, and two side by side."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.http import QueryDict

from resolutions.models import LanguageVersion, Resolution
from resolutions.reading import PlacedParagraph, PlacedPart
from resolutions.vocabulary import Language

# What each language calls itself, in the order in which the United Nations lists them.
OWN_NAMES = {
    Language.ARABIC: "العربية",
    Language.CHINESE: "中文",
    Language.ENGLISH: "English",
    Language.FRENCH: "Français",
    Language.RUSSIAN: "Русский",
    Language.SPANISH: "Español",
}
RIGHT_TO_LEFT = {Language.ARABIC}
# The language of a text that is not held in English.
PREFERRED = (
    Language.ENGLISH,
    Language.FRENCH,
    Language.SPANISH,
    Language.RUSSIAN,
    Language.ARABIC,
    Language.CHINESE,
)


def query_for(language: str) -> str:
    """What an address ends with so that its page opens in a language: "?lang=fr", "" in English."""
    return "" if language == Language.ENGLISH else f"?lang={language}"


@dataclass(frozen=True, slots=True)
class Held:
    """A language version that the archive holds."""

    language: Language
    version: LanguageVersion

    @property
    def count(self) -> int:
        """Its paragraphs, headings left out."""
        return self.version.paragraph_count

    @property
    def name(self) -> str:
        return self.language.label

    @property
    def own_name(self) -> str:
        return OWN_NAMES[self.language]

    @property
    def direction(self) -> str:
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True)
class Choice:
    """
    What to show: one version, or one and another `beside` it.

    `status` is 404 for a language that is not held, 400 for what is no language.
    """

    shown: Held | None
    beside: Held | None = None
    problems: list[str] = field(default_factory=list)
    status: int = 200


def held_versions(text: Resolution) -> list[Held]:
    """The language versions of a text, in the order of the languages' names; one query."""
    versions = {version.language: version for version in text.versions.order_by()}
    return [Held(language, versions[language]) for language in OWN_NAMES if language in versions]


def choose(query: QueryDict, held: list[Held]) -> Choice:
    """Read `lang` and `beside` from an address; what cannot be shown is said."""
    versions = {version.language: version for version in held}
    usual = next((versions[each] for each in PREFERRED if each in versions), None)
    found, problems, status = {}, [], 200
    for name in ("lang", "beside"):
        value = query.get(name, "")
        if not value:
            continue
        if value in versions:
            found[name] = versions[value]
        elif value in Language:
            problems.append(f"This text is not held in {Language(value).label}.")
            status = 404
        else:
            problems.append("A language is one of ar, zh, en, fr, ru and es.")
            status = 400
    shown = found.get("lang", usual)
    beside = found.get("beside")
    return Choice(shown, beside if beside != shown else None, problems, status)


@dataclass(frozen=True, slots=True)
class Row:
    """The paragraphs of one anchor in two languages; either may be missing."""

    one: PlacedParagraph | None
    other: PlacedParagraph | None


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two language versions row by row, and which anchors only one of them has."""

    rows: list[tuple[str, list[Row]]]
    only_one: list[str]
    only_other: list[str]


def side_by_side(one: Iterable[PlacedPart], other: Iterable[PlacedPart], prefix: str) -> Pairing:
    """
    Pair the paragraphs of two versions by anchor, in reading order.

    Anchors follow the United Nations' own numbers, which are the same in every
    language; `prefix` is what the ids of the other version begin with. Rows are
    grouped under the titles of the first version's parts.
    """
    lefts = [(part.title, paragraph) for part in one for paragraph in part.paragraphs]
    rights = [paragraph for part in other for paragraph in part.paragraphs]
    keys = [paragraph.anchor for _, paragraph in lefts]
    others = [paragraph.anchor.removeprefix(prefix) for paragraph in rights]
    groups, only_one, only_other = [], [], []
    title = lefts[0][0] if lefts else ""
    matcher = SequenceMatcher(None, keys, others, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        pairs = (
            [(i + n, k + n) for n in range(j - i)]
            if tag == "equal"
            else [*((n, None) for n in range(i, j)), *((None, n) for n in range(k, m))]
        )
        for left, right in pairs:
            if left is not None:
                title = lefts[left][0]
            if not groups or groups[-1][0] != title:
                groups.append((title, []))
            one_paragraph = lefts[left][1] if left is not None else None
            other_paragraph = rights[right] if right is not None else None
            groups[-1][1].append(Row(one_paragraph, other_paragraph))
            if right is None:
                only_one.append(one_paragraph.label or one_paragraph.head)
            if left is None:
                only_other.append(other_paragraph.label or other_paragraph.head)
    return Pairing(groups, only_one, only_other)
