"""The six official languages: which one a text is in, and its structure in each."""

import pytest

from resolutions.ingest import languages, parse, parts
from resolutions.ingest.document import Line

# The same short text in each language: title, formula, preamble, two paragraphs, two points.
TEXTS = {
    "en": """76/19. Developments in the field of information

The General Assembly,

Recalling its resolutions 36/103 of 9 December 1981 and 43/78 H of 7 December 1988,

1. Supports the open-ended working group;

2. Invites all Member States to inform the Secretary-General of:

(a) The efforts taken at the national level;

(b) The content of the concepts.
""",
    "fr": """76/19. Progrès de l’informatique

L’Assemblée générale,

Rappelant ses résolutions 36/103 du 9 décembre 1981 et 43/78 H du 7 décembre 1988,

1. Appuie le groupe de travail à composition non limitée ;

2. Invite tous les États Membres à communiquer au Secrétaire général :

a) les efforts engagés au niveau national ;

b) la teneur des principes visés.
""",
    "es": """76/19. Avances en la esfera de la información

La Asamblea General,

Recordando sus resoluciones 36/103, de 9 de diciembre de 1981, y 43/78 H, de 7 de diciembre de 1988,

1. Apoya al Grupo de Trabajo de Composición Abierta;

2. Invita a todos los Estados Miembros a que informen al Secretario General de:

a) Las medidas adoptadas a nivel nacional;

b) El contenido de los conceptos.
""",
    "ru": """76/19. Достижения в сфере информатизации

Генеральная Ассамблея,

ссылаясь на свои резолюции 36/103 от 9 декабря 1981 года и 43/78 H от 7 декабря 1988 года,

1. поддерживает Рабочую группу открытого состава;

2. предлагает всем государствам-членам информировать Генерального секретаря:

а) об усилиях, предпринимаемых на национальном уровне;

b) о содержании концепций.
""",
    "ar": """76/19 - التطورات في ميدان المعلومات

إن الجمعية العامة،

إذ تشير إلى قراراتها 36/103 المؤرخ 9 كانون الأول/ديسمبر 1981 و 43/78 حاء،

1 - تؤيد الفريق العامل المفتوح العضوية؛

2 - تدعو جميع الدول الأعضاء إلى إبلاغ الأمين العام بما يلي:

(أ) الجهود المبذولة على الصعيد الوطني؛

(ب) مضمون المفاهيم.
""",
    "zh": """76/19. 从国际安全的角度看信息和电信领域的发展

大会，

回顾其1981年12月9日第36/103号和1988年12月7日第43/78 H号决议，

1. 支持开放式工作组；

2. 邀请所有会员国向秘书长通报以下情况：

(a) 在国家一级作出的努力；

(b) 有关概念的内容。
""",
}


@pytest.mark.parametrize("language", TEXTS)
def test_structure_is_read_in_every_language(language):
    """Numbers, points and stops tell the paragraphs, whatever the words are."""
    document = parse(TEXTS[language].encode())
    assert document.language == language
    assert document.masthead.body == "General Assembly"
    assert [
        (each.anchor, [child.anchor for child in each.children]) for each in document.paragraphs
    ] == [
        ("pp1", []),
        ("op1", []),
        ("op2", ["op2-a", "op2-b"]),
    ]
    warned = "not-in-english" in {warning.code for warning in document.warnings}
    assert warned == (language != "en")


@pytest.mark.parametrize("language", TEXTS)
def test_hard_wrapped_lines_are_joined_in_every_language(language):
    """Chinese is joined without spaces, the other languages with one."""
    whole = parse(TEXTS[language].encode())
    cut = parse(_wrapped(TEXTS[language]).encode())
    assert [each.text for each in cut.paragraphs] == [each.text for each in whole.paragraphs]


def _wrapped(text):
    """Each paragraph in lines of some 30 characters, cut at spaces or between ideographs."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if len(line) + len(piece) > 30 and line:
                lines.append(line.rstrip())
                line = ""
            line += piece
        lines.append(line.rstrip())
    return "\n".join(lines)


def _pieces(paragraph):
    start = 0
    for place, character in enumerate(paragraph):
        ideograph = "\u4e00" <= character <= "\u9fff"
        after = paragraph[place + 1 : place + 2]
        if character == " " or (ideograph and "\u4e00" <= after <= "\u9fff"):
            yield paragraph[start : place + 1]
            start = place + 1
    yield paragraph[start:]


@pytest.mark.parametrize(
    ("line", "organ"),
    [
        pytest.param("L’Assemblée générale,", "General Assembly", id="curly apostrophe"),
        pytest.param("L'Assemblée générale,", "General Assembly", id="straight apostrophe"),
        pytest.param("Le Conseil de sécurité,", "Security Council", id="another organ"),
        pytest.param("إن الجمعية العامة ،", "General Assembly", id="space before the comma"),
        pytest.param("大会，", "General Assembly", id="chinese"),
        pytest.param("L’Assemblée générale a décidé", None, id="a sentence"),
        pytest.param("大会堂，", None, id="a longer word"),
    ],
)
def test_formulas(line, organ):
    formula = parts.split([Line.of("1"), Line.of(line)]).formula
    assert (parts.organ(formula) if formula else None) == organ


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param([], "en", id="nothing"),
        pytest.param(["2019  1 200  3 400"], "en", id="figures"),
        pytest.param(["Côte d’Ivoire et Türkiye : projet de résolution"], "en", id="too little"),
        pytest.param(
            ["Recalling the work of the “Groupe des Vingt” and of La Francophonie on the issue"],
            "en",
            id="foreign names in English",
        ),
        pytest.param(["在日内瓦举行的会议 (COVID-19) UNESCO"], "zh", id="latin among ideographs"),
    ],
)
def test_language_of(texts, expected):
    assert languages.language_of(texts) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("62e séance plénière", True),
        ("56a sesión plenaria (continuación)", True),
        ("88-e пленарное заседание", True),
        ("الجلسة العامة 88", True),
        ("第57次全体会议", True),
        ("Décide de convoquer la 62e séance plénière", False),
    ],
)
def test_meetings(line, expected):
    assert languages.is_meeting(line) == expected
