"""Citations by number in the official languages, as the English text has them."""

from datetime import date

import pytest

from resolutions.ingest import parse
from resolutions.ingest.citations import find_in

CASES = [
    ("fr", "Rappelant ses résolutions 53/70 du 4 décembre 1998 et 54/49 du 1er décembre 1999,",
     ["A/RES/53/70", "A/RES/54/49"]),
    ("fr", "les résolutions 1325 (2000) et 2341 (2017) du Conseil de sécurité",
     ["S/RES/1325 (2000)", "S/RES/2341 (2017)"]),
    ("fr", "les résolutions 28/6 et 37/5 du Conseil des droits de l’homme et sa décision 75/561",
     ["A/HRC/RES/28/6", "A/HRC/RES/37/5", "A/DEC/75/561"]),
    ("fr", "ses résolutions 53/70 sur les phares, 54/49 sur l’huile et 55/28",
     ["A/RES/53/70", "A/RES/54/49", "A/RES/55/28"]),
    ("fr", "la résolution 49/7 de la Commission de la condition de la femme", []),
    ("fr", "la norme 24/7, les articles 5 (2) et 53/70 phares", []),
    ("fr", "la résolution de l’organe. Les phares 53/70", []),
    ("es", "Recordando sus resoluciones 53/70, de 4 de diciembre de 1998, y 54/49, de 1"
     " de diciembre de 1999,", ["A/RES/53/70", "A/RES/54/49"]),
    ("es", "la resolución 1514 (XV), de 14 de diciembre de 1960, y la decisión 60/518",
     ["A/RES/1514 (XV)", "A/DEC/60/518"]),
    ("es", "la resolución 42/22 del Consejo de Derechos Humanos", ["A/HRC/RES/42/22"]),
    ("ru", "ссылаясь на свои резолюции 53/70 от 4 декабря 1998 года и 54/49 от 1 декабря"
     " 1999 года,",
     ["A/RES/53/70", "A/RES/54/49"]),
    ("ru", "резолюцией 2341 (2017) Совета Безопасности и решением 60/518",
     ["S/RES/2341 (2017)", "A/DEC/60/518"]),
    ("ar", "وإذ تشير إلى قراريها 53/70 المؤرخ 4 كانون الأول/ديسمبر 1998 و 54/49،",
     ["A/RES/53/70", "A/RES/54/49"]),
    ("ar", "القرار 1514 (د-15) وقرارها 43/78 حاء ومقررها 60/518",
     ["A/RES/1514 (XV)", "A/RES/43/78 H", "A/DEC/60/518"]),
    ("ar", "قرار مجلس حقوق الإنسان 42/22 وقراريها دإط-10/15 ودإ-32/1",
     ["A/HRC/RES/42/22", "A/RES/ES-10/15", "A/RES/S-32/1"]),
    ("zh", "回顾其1998年12月4日第53/70号和1999年12月1日第54/49号决议，",
     ["A/RES/53/70", "A/RES/54/49"]),
    ("zh", "大会第59/296、60/266和76/274号决议以及第60/518号决定",
     ["A/RES/59/296", "A/RES/60/266", "A/RES/76/274", "A/DEC/60/518"]),
    ("zh", "安全理事会第1325(2000)号、第2341（2017）号决议，又回顾人权理事会第42/22号决议",
     ["S/RES/1325 (2000)", "S/RES/2341 (2017)", "A/HRC/RES/42/22"]),
    ("zh", "大会2021年6月2日S-32/1号决议、第3499(XXX)号决议", ["A/RES/S-32/1", "A/RES/3499 (XXX)"]),
    ("zh", "见A/70/174号文件，第24/7号标准", ["A/70/174"]),
    ("en", "its resolutions 53/70 and 54/49", ["A/RES/53/70", "A/RES/54/49"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "symbols"), CASES)
def test_numbers_are_read_under_the_words_of_each_language(language, text, symbols):
    found = find_in(text, language)

    assert [span.symbol for span in found] == symbols
    assert all(0 <= span.start < span.end <= len(text) for span in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "la résolution 53/70 du 4 décembre 1998"),
        ("es", "la resolución 53/70, de 4 de diciembre de 1998"),
        ("ru", "резолюцию 53/70 от 4 декабря 1998 года"),
        ("ar", "قرارها 53/70 المؤرخ 4 كانون الأول/ديسمبر 1998"),
        ("zh", "1998年12月4日第53/70号决议"),
    ],
)
def test_dates_and_places(language, text):
    (span,) = find_in(text, language)

    assert text[span.start : span.end] == "53/70"
    assert span.date == date(1998, 12, 4)


def test_a_text_is_read_in_its_own_language():
    text = "L’Assemblée générale,\n\nRappelant sa résolution 53/70 du 4 décembre 1998 et les vues,"
    text += "\n\n1. Décide de garder allumées les lampes de tous les phares des États.\n"

    document = parse(text.encode())

    assert document.language == "fr"
    assert [span.symbol for span in document.paragraphs[0].citations] == ["A/RES/53/70"]
