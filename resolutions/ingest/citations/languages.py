"""
Citations by number in the official languages other than English.

    ses résolutions 53/70 du 4 décembre 1998 et 54/49 du 1er décembre 1999
    la resolución 1325 (2000) del Consejo de Seguridad, de 31 de octubre de 2000
    резолюции 53/70 от 4 декабря 1998 года и 54/49
    قرارها 53/70 المؤرخ 4 كانون الأول/ديسمبر 1998 وقراريها
    1998年12月4日第53/70号和第54/49号决议      the word stands behind the numbers

Symbols are the same in all languages, and `finder` reads them. A number that no such
word governs is none: "la norme 24/7".
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from resolutions.ingest.citations.finder import find_citations
from resolutions.ingest.citations.numbers import Part, split_parts
from resolutions.ingest.citations.organs import FOREIGN, Context, organ_of
from resolutions.ingest.citations.patterns import NUMBER
from resolutions.ingest.document import CitationSpan
from resolutions.ingest.numerals import to_roman
from resolutions.symbols.series import (
    ASSEMBLY,
    DECISION,
    ECOSOC,
    HUMAN_RIGHTS_COUNCIL,
    RESOLUTION,
    SECURITY_COUNCIL,
    parse_series,
)
from resolutions.vocabulary import Language

_IDEOGRAPH = re.compile("[\u3001-\u303f\u3400-\u9fff\uff00-\uff0f]")
_CODES = {
    "assembly": ASSEMBLY,
    "security": SECURITY_COUNCIL,
    "ecosoc": ECOSOC,
    "rights": HUMAN_RIGHTS_COUNCIL,
    "foreign": FOREIGN,
}
# How far an organ may stand from its Chinese numbers, and what may part the numbers of a list.
_NEAR, _LONGEST_ASIDE = 90, 250


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a language calls things; patterns that end in `$` are held against what is before."""

    head: re.Pattern  # groups: `decision`, `plural`
    organ: re.Pattern  # groups: the names of `_CODES`
    own: re.Pattern
    dated: re.Pattern  # groups: day, month, year
    link: re.Pattern
    months: dict[str, int] = field(default_factory=dict)


def _organ(assembly: str, security: str, ecosoc: str, rights: str, foreign: str) -> re.Pattern:
    pattern = (
        f"(?P<rights>{rights})|(?P<security>{security})|(?P<ecosoc>{ecosoc})"
        f"|(?P<foreign>{foreign})|(?P<assembly>{assembly})"
    )
    return re.compile(pattern)


def _months(names: str) -> dict[str, int]:
    return {
        each: number
        for number, name in enumerate(names.split(), start=1)
        for each in name.split("|")
    }


_GRAMMARS = {
    Language.FRENCH: Grammar(
        head=re.compile(r"\b(?:[Rr]ésolution|(?P<decision>[Dd]écision))(?P<plural>s)?\b"),
        organ=_organ(
            "Assemblée générale",
            "Conseil de sécurité",
            "Conseil économique et social",
            "Conseil des droits de l[’']homme",
            "Assemblée mondiale de la Santé|Assemblée des Nations Unies"
            "|Conseil d[’']administration|Commission d|Conférence|Comité",
        ),
        own=re.compile(r"\b(?:[Ss]a|[Ss]es)\s$"),
        dated=re.compile(
            r",?\s(?:en\sdate\s)?du\s(?P<day>\d{1,2})(?:er)?\s(?P<month>[a-zéû]{3,9})\s(?P<year>\d{4})\b"
        ),
        link=re.compile(r"(?:[,;]|,?\s(?:et|ou|à|ainsi\sque|et\saux))\s(?:(?:n[o°]s?|ses|sa|la)\s)?$"),
        months=_months(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
        ),
    ),
    Language.SPANISH: Grammar(
        head=re.compile(
            r"\b(?:[Rr]esoluci|(?P<decision>[Dd]ecisi))(?:ón|(?P<plural>ones))\b"
        ),
        organ=_organ(
            "Asamblea General",
            "Consejo de Seguridad",
            "Consejo Económico y Social",
            "Consejo de Derechos Humanos",
            "Asamblea Mundial de la Salud|Asamblea de las Naciones Unidas sobre el Medio Ambiente"
            "|Junta|Consejo de Administración|Comisión de|Conferencia|Comité",
        ),
        own=re.compile(r"\b[Ss]us?\s$"),
        dated=re.compile(
            r",?\sde\s(?P<day>\d{1,2})\sde\s(?P<month>[a-z]{4,10})\sde\s(?P<year>\d{4})\b"
        ),
        link=re.compile(r"(?:[,;]|,?\s(?:y|e|o|así\scomo|y\sen))\s(?:(?:núms?\.|sus?|la)\s)?$"),
        months=_months(
            "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre"
            " noviembre diciembre"
        ),
    ),
    Language.RUSSIAN: Grammar(
        head=re.compile(
            r"\b(?:[Рр]езолюци|(?P<decision>[Рр]ешени))(?:(?P<plural>и|ях|ям|ями|й)|\w{1,2})\b"
        ),
        organ=_organ(
            "Генеральн(?:ая|ой|ую) Ассамбле",
            "Совет[а-я]{0,2} Безопасности",
            "Экономическ[а-я]{2,3} и Социальн[а-я]{2,3} Совет",
            "Совет[а-я]{0,2} по правам человека",
            "Всемирн[а-я]{2,3} ассамбле|Ассамбле[а-я]{1,2} Организации|Правлени|Комисси|Конференци"
            "|Комитет",
        ),
        own=re.compile(r"\b[Сс]во(?:ю|и|ей|их|ем|ими|им)\s$"),
        dated=re.compile(r"\sот\s(?P<day>\d{1,2})\s(?P<month>[а-я]{3,8})\s(?P<year>\d{4})\sгода"),
        link=re.compile(r"(?:[,;]|,?\s(?:и|или|а\sтакже|и\sв))\s(?:№\s)?$"),
        months=_months(
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
        ),
    ),
    Language.ARABIC: Grammar(
        head=re.compile(
            r"(?<!\w)[وبلفك]{0,2}(?:ال|ل)?(?:قرار|(?P<decision>مقرر))(?P<plural>ات)?\w{0,4}(?!\w)"
        ),
        organ=_organ(
            "الجمعية العامة",
            "مجلس الأمن",
            "المجلس الاقتصادي والاجتماعي",
            "مجلس حقوق الإنسان",
            "جمعية الصحة العالمية|جمعية الأمم المتحدة للبيئة|مجلس الإدارة|لجنة|مؤتمر",
        ),
        own=re.compile(r"ه(?:ا|م)\s$"),
        dated=re.compile(
            r",?\s(?:المؤرخ(?:ة|ين)?\s)?(?:في\s)?(?P<day>\d{1,2})\s(?:[^\d/،؛]{2,20}/)?"
            r"(?P<month>[\u0621-\u064a]{4,7})\s(?P<year>\d{4})(?!\d)"
        ),
        link=re.compile(r"(?:،|؛)?\s?و?\s?$"),
        months=_months(
            "يناير فبراير مارس أبريل مايو يونيه|يونيو يوليه|يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
        ),
    ),
}  # fmt: skip
# "43/78 حاء" is 43/78 H, "1514 (د-15)" is 1514 (XV), and "دإط-10/15" is ES-10/15.
_ARABIC_LETTERS = (
    "ألف باء جيم دال هاء واو زاي حاء طاء ياء كاف لام ميم نون سين عين فاء صاد قاف راء شين تاء ثاء"
)
_LETTER_NAMES = {name: chr(ord("A") + place) for place, name in enumerate(_ARABIC_LETTERS.split())}
_ARABIC_LETTER = rf"(?:{_ARABIC_LETTERS.replace(' ', '|')})(?!\w)"
_ARABIC_NUMBER = re.compile(
    rf"(?<![\d./-])(?:(?P<series>دإط|دإ)-(?P<of>\d{{1,2}}/\d{{1,3}})"
    rf"|(?P<slashed>[1-9]\d{{0,3}}/[1-9]\d{{0,3}})(?![\d/])(?:\s(?P<part>{_ARABIC_LETTER}))?"
    rf"|(?P<old>[1-9]\d{{0,3}})(?:\s(?P<letter>{_ARABIC_LETTER}))?\s?"
    r"\((?:(?P<year>(?:19|20)\d\d)|(?P<kind>دإط|دإ|د)[ -]{1,3}(?P<session>\d{1,2}))\))"
)
_KINDS = {"دإط": "ES-", "دإ": "S-", "د": ""}
_NUMBER = re.compile(rf"(?:(?<![\w./-])|(?<=[\s،]و))(?:{NUMBER})")
_PLAIN_OPENING = re.compile(r"\s(?:(?:n[o°]s?|núms?\.|№)\s?)?\(?$")
_AROUND_ORGAN = re.compile(r"[\s,]{0,2}(?:(?:de\sla|de\slas|de\slos|de\sl[’']|del|des|du|de)\s?)?")

_CHINESE_ORGAN = _organ(
    "大会", "安全理事会|安理会", "经济及社会理事会|经社理事会", "人权理事会",
    "卫生大会|环境大会|理事会|委员会|会议",
)  # fmt: skip
_CHINESE = re.compile(
    r"(?<![\d/A-Za-z.-])(?P<number>(?:(?:ES|S)-)?[1-9]\d{0,3}"
    r"(?:/[1-9]\d{0,3}\s?[A-Z]?(?![A-Za-z/])|\s?[A-Z]?\s?[（(](?:(?:19|20)\d\d|(?:E?S-)?[IVXL]{1,8})[)）]))"
    r"(?=\s?号|[、和及]\s?(?:第\s?)?(?:ES-|S-)?\d{1,4}[/(（])"
)
_CHINESE_HEAD = re.compile(r"[^。；]{0,600}?(?:决议|(?P<decision>决定))")
_CHINESE_DATE = re.compile(
    r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:通过的)?(?:第\s?)?$"
)
_CHINESE_BETWEEN = re.compile(r"[\s\d年月日第号、和及以与通过/A-Z（）()IVXL-]*")


def find_in(text: str, language: str) -> tuple[CitationSpan, ...]:
    """
    Return the documents that a text of this language cites, in reading order.

    Takes time in proportion to the length of the text. Verbs and pinpoints are known
    in English alone.
    """
    if language == Language.ENGLISH:
        return find_citations(text)
    # Chinese sets no space between a symbol and the words around it.
    spaced = _IDEOGRAPH.sub(" ", text) if language == Language.CHINESE else text
    found = find_citations(spaced)
    taken = {place for span in found for place in range(span.start, span.end)}
    named = _chinese(text) if language == Language.CHINESE else _listed(text, language)
    more = (span for span in named if not taken.intersection(range(span.start, span.end)))
    return tuple(sorted([*found, *more], key=lambda span: span.start))


def _listed(text: str, language: str) -> Iterator[CitationSpan]:
    grammar = _GRAMMARS[Language(language)]
    pattern = _ARABIC_NUMBER if language == Language.ARABIC else _NUMBER
    numbers = list(pattern.finditer(text))
    heads = list(grammar.head.finditer(text)) if numbers else []
    if not heads:
        return
    organs = [(each.start(), _CODES[each.lastgroup]) for each in grammar.organ.finditer(text)]
    named = frozenset(code for _, code in organs)
    for head, members, end in _lists(text, grammar, heads, numbers):
        between = text[head.end() : members[0][0].start()]
        index = bisect_left(organs, (head.start(), ""))
        nearest = organs[index - 1][1] if index else None
        own = bool(grammar.own.search(text[max(0, head.start() - 12) : head.start()]))
        context = Context(_stated(text, grammar, between, end), own, False, nearest, named)
        word = DECISION if head["decision"] else RESOLUTION
        previous = None
        for number, when in members:
            for part in _parts(number):
                previous = organ_of(part.number, when, context, previous)
                symbol = parse_series(previous, word, part.number) if previous else None
                if symbol:
                    yield CitationSpan(part.start, part.end, symbol.text, when, "", "")


def _parts(number: re.Match) -> list[Part]:
    """What one printed number stands for, in its English form."""
    if number.re is not _ARABIC_NUMBER:
        return split_parts(number[0], number.start())
    given = number.groupdict()
    letter = _LETTER_NAMES.get(given["part"] or given["letter"] or "", "")
    if given["slashed"] or given["of"]:
        english = _KINDS.get(given["series"] or "", "") + (given["slashed"] or given["of"])
        session = ""
    else:
        english = given["old"]
        kind = _KINDS.get(given["kind"] or "", "")
        session = f"({given['year'] or kind + to_roman(int(given['session'])).upper()})"
    return [Part(" ".join(filter(None, (english, letter, session))), *number.span())]


def _lists(text: str, grammar: Grammar, heads: list[re.Match], numbers: list[re.Match]):
    """Each word that governs numbers, with the numbers and their dates, and where they end."""
    at, members, end = -1, list[tuple[re.Match, date | None]](), 0
    for number in numbers:
        while at + 1 < len(heads) and heads[at + 1].end() <= number.start():
            if members:
                yield heads[at], members, end
            at, members = at + 1, []
            end = heads[at].end()
        if at < 0 or not _goes_on(text, grammar, heads[at], end, number.start(), not members):
            continue
        dated = grammar.dated.match(text, number.end())
        when = dated and _date(dated["day"], grammar.months.get(dated["month"], 0), dated["year"])
        members.append((number, when))
        end = dated.end() if dated else number.end()
    if members:
        yield heads[at], members, end


def _goes_on(
    text: str, grammar: Grammar, head: re.Match, end: int, start: int, first: bool
) -> bool:
    """Whether the number at `start` belongs to the list under a word, which has come to `end`."""
    if start - end > _LONGEST_ASIDE:
        return False
    between = text[end:start]
    if ". " in between:
        return False
    if first and (_PLAIN_OPENING.fullmatch(between) or grammar.organ.search(between)):
        return True
    if grammar.link.fullmatch(between):
        return True
    return bool(head["plural"] and (first or grammar.link.search(between)))


def _stated(text: str, grammar: Grammar, between: str, end: int) -> str | None:
    """The organ between the word and its number, or right after the number and its date."""
    if organ := grammar.organ.search(between):
        return _CODES[organ.lastgroup]
    opening = _AROUND_ORGAN.match(text, end)
    organ = grammar.organ.match(text, opening.end())
    return _CODES[organ.lastgroup] if organ else None


def _chinese(text: str) -> Iterator[CitationSpan]:
    """Numbers before their word: "第53/70号、第54/49号决议"."""
    organs = [(each.end(), _CODES[each.lastgroup]) for each in _CHINESE_ORGAN.finditer(text)]
    named = frozenset(code for _, code in organs)
    stated, previous, end = None, None, 0
    for number in _CHINESE.finditer(text):
        start = number.start()
        head = _CHINESE_HEAD.match(text, number.end())
        if head is None:
            continue
        index = bisect_right(organs, (start, "~"))
        after, organ = organs[index - 1] if index else (0, None)
        if after > end or not _is_between(text, end, start):
            stated = organ if organ and _is_between(text, after, start) else None
            previous = None
        end = number.end()
        dated = _CHINESE_DATE.search(text[max(0, start - 20) : start])
        when = dated and _date(dated["day"], int(dated["month"]), dated["year"])
        printed = _BRACKET.sub(" (", number["number"]).replace("）", ")")
        context = Context(stated, nearest=organ, named=named)
        previous = organ_of(printed, when, context, previous)
        word = DECISION if head["decision"] else RESOLUTION
        symbol = parse_series(previous, word, printed) if previous else None
        if symbol:
            yield CitationSpan(*number.span("number"), symbol.text, when, "", "")


def _is_between(text: str, start: int, end: int) -> bool:
    """Whether nothing but dates and links stands there."""
    return end - start < _NEAR and bool(_CHINESE_BETWEEN.fullmatch(text, start, end))


_BRACKET = re.compile(r"\s?[（(]")


def _date(day: str, month: int, year: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:  # 31 novembre
        return None
