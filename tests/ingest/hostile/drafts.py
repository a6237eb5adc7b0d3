"""The draft that most of the files hold, in several dresses."""

import random

MASTHEAD = """United Nations                                        A/C.1/99/L.7
General Assembly                                      Distr.: Limited
                                                      3 October 2044
                                                      Original: English

Ninety-ninth session
First Committee
Agenda item 94
Security of lighthouses in the context of international navigation

            Chad, Malta, Peru and Türkiye: draft resolution

            Security of lighthouses
"""

BODY = """
    The General Assembly,

    Recalling its resolutions 53/70 of 4 December 1998 and 73/27 of 5 December 2018,

    Noting the “open-ended” report of the Secretary‑General,1

    1. Decides to keep the lamps of every lighthouse lit;

    2. Requests the Secretary-General:

    (a) To report on the lamps, including:

    (i) Their oil;

    (ii) Their keepers;

    (b) To submit the report at its hundredth session;

    3. Decides to include in the provisional agenda of its hundredth session the item
entitled “Security of lighthouses”.

____________
1 A/98/275.
"""

DRAFT = MASTHEAD + BODY
ASCII = DRAFT.encode("ascii", errors="ignore").decode("ascii")

# The texts of the paragraphs, for formats that mark them up.
RECALLING = "Recalling its resolution 53/70 of 4 December 1998,"
DECIDES = "Decides to keep the lamps of every lighthouse lit."
SHORT = f"The General Assembly,\n\n{RECALLING}\n\n1. {DECIDES}\n"

RUSSIAN = (
    "Генеральная Ассамблея,\n\nссылаясь на свою резолюцию 53/70 от 4 декабря 1998 года,\n\n"
    "1. постановляет сохранять свет маяков во всех государствах-членах.\n"
) * 4
ARABIC = (
    "إن الجمعية العامة،\n\nإذ تشير إلى قرارها 53/70 المؤرخ 4 كانون الأول/ديسمبر 1998،\n\n"
    "1. تقرر أن تبقي المنارات مضاءة.\n"
) * 4
CHINESE = (
    "大会，\n\n回顾其1998年12月4日第53/70号决议，\n\n1. 决定继续点亮所有会员国的灯塔。\n"
) * 4
FRENCH = (
    "L’Assemblée générale,\n\nRappelant sa résolution 53/70 du 4 décembre 1998,\n\n"
    "1. Décide de garder allumées les lampes de tous les phares.\n"
) * 4
GREEK = "Η Γενική Συνέλευση,\n\nΥπενθυμίζοντας το ψήφισμά της 53/70,\n\n1. Αποφασίζει.\n" * 4
JAPANESE = "総会は、\n\n決議53/70を想起し、\n\n1. 灯台の灯をともし続けることを決定する。\n" * 4


def noise(size: int, seed: int = 7) -> bytes:
    """Bytes without sense that do not pack."""
    return random.Random(seed).randbytes(size)


def words(count: int, seed: int = 7) -> str:
    """Running text without end."""
    chance = random.Random(seed)
    some = [
        "the",
        "of",
        "and",
        "lamps",
        "oil",
        "keepers",
        "shores",
        "reports",
        "rocks",
        "States",
        "tides",
        "to",
        "in",
        "its",
        "on",
    ]
    return " ".join(chance.choices(some, k=count))
