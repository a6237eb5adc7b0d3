"""
The official languages: in which of them a text is written, and their enacting formulas.

Arabic, Chinese and Russian are known by their letters, English, French and
Spanish by their commonest small words. What else the stages know of words
(opening words, sponsors, named references) they know in English.
"""

import re
from collections import Counter
from collections.abc import Iterable

from resolutions.vocabulary import Language

_SCRIPTS = (
    (Language.ARABIC, re.compile("[\u0620-\u064a]")),
    (Language.CHINESE, re.compile("[\u3400-\u9fff]")),
    (Language.RUSSIAN, re.compile("[\u0400-\u04ff]")),
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_SMALL_WORDS = (
    (Language.ENGLISH, "the and of to in its on for with by that which as"),
    (Language.FRENCH, "les des et du aux dans sur par que qui une ses au"),
    (Language.SPANISH, "los las y del el en por que con sus una al para"),
)
_WORD = re.compile(r"[^\W\d_]{1,6}")
# As much of a text as shows its language, and how many small words make it sure.
_SAMPLE = 20_000
_ENOUGH = 5

# The organs as their formulas name them, and what they are called in English.
_ORGANS = {
    "General Assembly": (
        "L'Assemblée générale",
        "La Asamblea General",
        "Генеральная Ассамблея",
        "إن الجمعية العامة",
        "大会",
    ),
    "Security Council": (
        "Le Conseil de sécurité",
        "El Consejo de Seguridad",
        "Совет Безопасности",
        "إن مجلس الأمن",
        "安全理事会",
    ),
    "Economic and Social Council": (
        "Le Conseil économique et social",
        "El Consejo Económico y Social",
        "Экономический и Социальный Совет",
        "إن المجلس الاقتصادي والاجتماعي",
        "经济及社会理事会",
    ),
    "Human Rights Council": (
        "Le Conseil des droits de l'homme",
        "El Consejo de Derechos Humanos",
        "Совет по правам человека",
        "إن مجلس حقوق الإنسان",
        "人权理事会",
    ),
}


def _letters(name: str) -> str:
    return re.sub("['’ ]", "", name)


def _pattern(name: str) -> str:
    """The name in print: apostrophes are of two kinds, and Arabic words may stand close."""
    space = " ?" if name.startswith("إن") else " "
    return name.replace("'", "['’]").replace(" ", space)


_ENGLISH_NAMES = {_letters(name): organ for organ, names in _ORGANS.items() for name in names}
_FORMULA = re.compile(
    "(?P<organ>"
    + "|".join(_pattern(name) for names in _ORGANS.values() for name in names)
    + r")\s?[,،，:：]"
)


def language_of(texts: Iterable[str]) -> str:
    """
    Return the code of the official language in which texts are written.

    English is what they are taken for where nothing tells, as in a list of figures.
    """
    sample = " ".join(texts)[:_SAMPLE]
    latin = len(_LATIN.findall(sample))
    for language, script in _SCRIPTS:
        # An ideograph says as much as three or four letters do.
        if len(script.findall(sample)) * (3 if language == Language.CHINESE else 1) > latin:
            return str(language.value)
    counted = Counter(word.lower() for word in _WORD.findall(sample))
    found = {
        language: sum(counted[word] for word in small.split()) for language, small in _SMALL_WORDS
    }
    best = max(found, key=lambda language: (found[language], language == Language.ENGLISH))
    return str((best if found[best] >= _ENOUGH else Language.ENGLISH).value)


def formula_in(text: str) -> tuple[str, int] | None:
    """Return the formula in another language than English with which a line begins, and its end."""
    match = _FORMULA.match(text)
    return (match[0], match.end()) if match else None


def is_meeting(text: str) -> bool:
    """Tell whether a line names, in another language, the meeting that adopted a text."""
    return bool(_MEETING.fullmatch(text))


_MEETING = re.compile(
    r"\d{1,3}\s?e séance(?: plénière)?(?: \(.{4,20}\))?"
    r"|\d{1,3}\s?ª?a?\.? sesión(?: plenaria)?(?: \(.{4,20}\))?"
    r"|\d{1,3}\s?-?\s?[еe] (?:пленарное )?заседание(?: \(.{4,40}\))?"
    r"|الجلسة العامة \d{1,3}(?: \(.{4,20}\))?"
    r"|第\s?\d{1,3}\s?次(?:全体)?会议(?:[（(].{2,10}[)）])?"
)


def organ(formula: str) -> str | None:
    """The English name of the organ that such a formula names."""
    match = _FORMULA.match(formula)
    return _ENGLISH_NAMES[_letters(match["organ"])] if match else None
