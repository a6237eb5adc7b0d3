"""Who is meant by a name, what a State was called when, and who was a member."""

import csv
import json
import re
import unicodedata
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions import states
from resolutions.vocabulary import ActorKind, RegionalGroup

NAMES = [
    ("Estonia", "estonia"),
    ("ESTONIA", "estonia"),
    ("  Viet\n Nam ", "viet-nam"),
    ("Vietnam", "viet-nam"),
    # accents, apostrophes, dotted and decomposed letters, mojibake
    ("Côte d'Ivoire", "cote-divoire"),
    ("CÔTE D’IVOIRE", "cote-divoire"),
    ("COTE D'IVOIRE", "cote-divoire"),
    ("Ivory Coast", "cote-divoire"),
    ("TÜRKİYE", "turkiye"),
    ("TU\u0308RKI\u0307YE", "turkiye"),
    ("TÜRKÝYE", "turkiye"),
    ("Turkey", "turkiye"),
    ("Democratic Peoples Republic of Korea", "democratic-peoples-republic-of-korea"),
    ("LAO PEOPLE’S DEMOCRATIC REPUBLIC", "lao-peoples-democratic-republic"),
    ("São Tomé & Príncipe", "sao-tome-and-principe"),
    ("CZECHI A", "czechia"),
    # brackets, inversions, forms of State, articles
    ("Iran (Islamic Republic of)", "iran"),
    ("Iran, Islamic Republic of", "iran"),
    ("Islamic Republic of Iran", "iran"),
    ("Iran", "iran"),
    ("Bolivarian Republic of Venezuela", "venezuela"),
    ("VENEZUELA (BOLIVARIAN REPUBLIC)", "venezuela"),
    ("Kingdom of the Netherlands", "netherlands"),
    ("Netherlands", "netherlands"),
    ("Republic of Cameroon", "cameroon"),
    ("The Gambia", "gambia"),
    ("Bahamas (The)", "bahamas"),
    ("St. Kitts & Nevis", "saint-kitts-and-nevis"),
    # names of their day
    ("Swaziland", "eswatini"),
    ("Zaïre", "democratic-republic-of-the-congo"),
    ("Cape Verde", "cabo-verde"),
    ("Czech Republic", "czechia"),
    ("Burma", "myanmar"),
    ("The former Yugoslav Republic of Macedonia", "north-macedonia"),
    ("Libyan Arab Jamahiriya", "libya"),
    ("Federal Republic of Germany", "germany"),
    ("Byelorussian SSR", "belarus"),
    ("USSR", "union-of-soviet-socialist-republics"),
    ("German Democratic Republic", "german-democratic-republic"),
    ("Tanganyika", "united-republic-of-tanzania"),
    # short and other forms
    ("United States", "united-states"),
    ("United States of America", "united-states"),
    ("United Kingdom", "united-kingdom"),
    ("Russia", "russian-federation"),
    ("South Korea", "republic-of-korea"),
    ("Congo - Kinshasa", "democratic-republic-of-the-congo"),
    ("Congo", "congo"),
    ("Republic of the Congo", "congo"),
    # observers, groups and offices
    ("State of Palestine", "state-of-palestine"),
    ("Holy See", "holy-see"),
    ("European Union", "european-union"),
    ("Group of 77 and China", "group-of-77-and-china"),
    ("Non-Aligned Movement", "movement-of-non-aligned-countries"),
    (
        "the States Members of the United Nations that are members of the Group of African States",
        "group-of-african-states",
    ),
    ("submitted by the Chair of the Committee following informal consultations",
     "chair-of-the-committee"),
    ("SUBMITTED BY THE VICE-CHAIR OF THE COMMITTEE, ON", "vice-chair-of-the-committee"),
    ("submitted by the President of the General Assembly", "president-of-the-general-assembly"),
    ("ON THE BASIS OF THE REPORT OF THE CREDENTIALS COMMITTEE (A/77/600)", "credentials-committee"),
]  # fmt: skip

UNKNOWN = [
    "",
    "and",
    "Republic of",
    "Korea",
    "Republic of China",
    "Republic of Viet Nam",
    "Guinea Ecuatorial",
    "Islands",
    "Northern Ireland",
    "submitted by the Chairs of three committees",
    "Slovekia",
    "ไทย",
]


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("Chad was removed from the list of sponsors of the draft resolution", ["Chad"]),
        ("Removes Chad from the list of sponsors of the draft resolution", ["Chad"]),
        ("Chad and Palau were removed from the list of sponsors", ["Chad", "Palau"]),
        ("Chad was added to the list of sponsors", []),
        ("Chad", []),
    ],
)
def test_a_remark_tells_who_left_the_list_of_sponsors(remark, expected):
    assert states.withdrawn(remark) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The amendment was rejected by the Assembly", True),
        ("THE DRAFT RESOLUTION, AS ORALLY REVISED, WAS ADOPTED", True),
        ("the Bahamas", False),
        ("The Gambia", False),
        ("the text", False),
        ("Chad", False),
    ],
)
def test_what_happened_to_a_text_is_no_sponsor(text, expected):
    assert states.is_remark(text) is expected


@pytest.mark.parametrize(("name", "slug"), [pytest.param(n, s, id=n) for n, s in NAMES])
def test_find(name, slug):
    assert states.find(name).slug == slug


@pytest.mark.parametrize("name", UNKNOWN)
def test_find_guesses_nothing(name):
    assert states.find(name) is None


@pytest.mark.parametrize(
    ("name", "day", "slug"),
    [
        ("Yugoslavia", None, "yugoslavia"),
        ("Yugoslavia", date(1988, 12, 7), "yugoslavia"),
        ("Yugoslavia", date(2001, 11, 29), "serbia"),
        # the voting data calls Serbia so in every year
        ("Yugoslavia", date(2018, 12, 5), "serbia"),
    ],
)
def test_a_name_that_two_actors_bore_goes_by_the_day(name, day, slug):
    assert states.find(name, day).slug == slug


def spellings(actor):
    return [name.name for name in actor.names] + [actor.short, *actor.aliases]


@given(st.sampled_from(states.actors()), st.data())
def test_find_sees_through_case_accents_and_apostrophes(actor, data):
    name = data.draw(st.sampled_from(spellings(actor)))
    turned = data.draw(
        st.sampled_from(
            [
                name.upper(),
                unicodedata.normalize("NFD", name),
                name.replace("’", "'"),
                f"  {name.replace(' ', chr(0xA0))}\n",
                f"the {name}",
            ]
        )
    )
    assert states.find(turned) == states.find(name)
    assert states.find(name) == actor or actor.slug == "serbia"


# The United Nations' own table of the growth of its membership.
GROWTH = {
    1945: 51, 1946: 55, 1947: 57, 1948: 58, 1949: 59, 1950: 60, 1955: 76, 1956: 80, 1957: 82,
    1958: 82, 1960: 99, 1961: 104, 1962: 110, 1963: 113, 1964: 115, 1965: 117, 1966: 122,
    1967: 123, 1968: 126, 1970: 127, 1971: 132, 1973: 135, 1974: 138, 1975: 144, 1976: 147,
    1977: 149, 1978: 151, 1979: 152, 1980: 154, 1981: 157, 1983: 158, 1984: 159, 1988: 159,
    1990: 159, 1991: 166, 1992: 179, 1993: 184, 1994: 185, 1999: 188, 2000: 189, 2002: 191,
    2006: 192, 2011: 193, 2025: 193,
}  # fmt: skip


@pytest.mark.parametrize(("year", "count"), GROWTH.items())
def test_members_at_the_end_of_each_year(year, count):
    assert len(states.members_on(date(year, 12, 31))) == count


def test_membership_begins_and_ends_on_its_days():
    south_sudan, syria = (states.by_slug()[s] for s in ("south-sudan", "syrian-arab-republic"))
    assert not south_sudan.was_member(date(2011, 7, 13))
    assert south_sudan.was_member(date(2011, 7, 14))
    assert [syria.was_member(date(y, 1, 1)) for y in (1957, 1960, 1962)] == [True, False, True]
    assert states.by_slug()["czechoslovakia"].was_member(date(1992, 12, 31))
    assert not states.by_slug()["czechoslovakia"].was_member(date(1993, 1, 1))


def test_regional_groups():
    members = states.members_on(date(2026, 1, 1))
    sizes = {group: sum(m.regional_group == group for m in members) for group in RegionalGroup}
    assert sizes == {
        RegionalGroup.AFRICAN: 54,
        RegionalGroup.ASIA_PACIFIC: 54,
        RegionalGroup.EASTERN_EUROPEAN: 23,
        RegionalGroup.GRULAC: 33,
        RegionalGroup.WEOG: 29,
    }
    noted = {actor.slug for actor in states.actors() if actor.group_note}
    assert noted == {"turkiye", "israel", "kiribati", "united-states"}


def test_states_sort_as_the_united_nations_sorts_them():
    names = ["Costa Rica", "Côte d’Ivoire", "Croatia", "Tunisia", "Türkiye", "Turkmenistan"]
    assert sorted(names, key=lambda name: states.find(name).sort_name) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("Cuba", ["Cuba"], id="one"),
        pytest.param("China, Cuba and Ukraine", ["China", "Cuba", "Ukraine"], id="three"),
        pytest.param("Brazil, Germany, and\nIreland", ["Brazil", "Germany", "Ireland"], id="comma"),
        pytest.param("Panama,Republic of Korea", ["Panama", "Republic of Korea"], id="no space"),
        pytest.param(
            "Bosnia and Herzegovina and Trinidad and Tobago",
            ["Bosnia and Herzegovina", "Trinidad and Tobago"],
            id="names with and",
        ),
        pytest.param(
            "Antigua and Barbuda, Iran, Islamic Republic of, and United Kingdom of Great Britain "
            "and Northern Ireland",
            [
                "Antigua and Barbuda",
                "Iran, Islamic Republic of",
                "United Kingdom of Great Britain and Northern Ireland",
            ],
            id="names with a comma",
        ),
        pytest.param(
            "Saint Vincent and the Grenadines and Sao Tome and Principe",
            ["Saint Vincent and the Grenadines", "Sao Tome and Principe"],
            id="names with and the",
        ),
        pytest.param(
            "Syria, Togo. - Chad was removed from the list of sponsors of the draft",
            ["Syria", "Togo", "Chad was removed from the list of sponsors of the draft"],
            id="remark",
        ),
        pytest.param(
            "Ann Example (Malta), submitted by the Rapporteur of the Committee and on the basis "
            "of informal consultations",
            [
                "Ann Example (Malta), submitted by the Rapporteur of the Committee and on the "
                "basis of informal consultations"
            ],
            id="an office and who spoke for it",
        ),
        pytest.param(
            "Congo, Democratic Republic of the Congo and Guinea- Bissau",
            ["Congo", "Democratic Republic of the Congo", "Guinea- Bissau"],
            id="two Congos",
        ),
        pytest.param(
            "Cuba, on behalf of the Group of 77 and China, and Portugal",
            ["Cuba, on behalf of the Group of 77 and China", "Portugal"],
            id="on behalf, after a comma",
        ),
        pytest.param(
            "Nigeria (on behalf of the States Members of the United Nations that are members of "
            "the Group of African States) and Portugal",
            [
                "Nigeria (on behalf of the States Members of the United Nations that are members "
                "of the Group of African States)",
                "Portugal",
            ],
            id="on behalf, in brackets",
        ),
        pytest.param(
            "Fiji, on behalf of the Friends of the Reef, and Tonga",
            ["Fiji, on behalf of the Friends of the Reef", "Tonga"],
            id="on behalf of a group that is not known",
        ),
        pytest.param(
            "submitted by the Chair of the Committee on the recommendation of the Economic and "
            "Social Council",
            [
                "submitted by the Chair of the Committee on the recommendation of the Economic "
                "and Social Council"
            ],
            id="office",
        ),
        pytest.param("Chad (a, b and Mali", ["Chad (a", "b", "Mali"], id="bracket left open"),
        pytest.param("Atlantis and Chad", ["Atlantis", "Chad"], id="unknown name"),
    ],
)
def test_split_names(text, names):
    assert states.split_names(text) == names


@given(st.sets(st.sampled_from(sorted(states.members_on(date(2026, 1, 1)), key=str)), min_size=1))
def test_a_list_printed_in_order_splits_into_its_names(members):
    *most, last = sorted(members, key=lambda actor: actor.sort_name)
    text = f"{', '.join(m.name for m in most)} and {last.name}" if most else last.name
    assert [states.find(name) for name in states.split_names(text)] == [*most, last]


@given(st.text(alphabet=" ,;()&\n’AaCbudnIrof"))
def test_split_names_drops_nothing_but_separators(text):
    kept = "".join(states.split_names(text))
    without = re.compile(r"[\s,;&]|and", re.IGNORECASE)
    assert without.sub("", kept) == without.sub("", text)


@pytest.mark.parametrize(
    ("text", "slug", "on_behalf_of", "group"),
    [
        ("Cuba", "cuba", "", None),
        (
            "Azerbaijan, on behalf of the States Members of the United Nations that are members "
            "of the Movement of Non-Aligned Countries",
            "azerbaijan",
            "Movement of Non-Aligned Countries",
            "movement-of-non-aligned-countries",
        ),
        (
            "Iran (Islamic Republic of), on behalf of the Group of 77 and China",
            "iran",
            "Group of 77 and China",
            "group-of-77-and-china",
        ),
        ("SENEGAL (OF BEHALF OF THE GROUP OF AFRICAN STATES)", "senegal",
         "Group of African States", "group-of-african-states"),
        ("The representative of Austria, on behalf of the Bureau", "austria",
         "Bureau of the Committee", "bureau-of-the-committee"),
        ("Romania (in its capacity as Chair of the Committee on the Peaceful Uses of Outer Space)",
         "romania", "Chair of the Committee on the Peaceful Uses of Outer Space",
         "chair-of-the-committee-on-the-peaceful-uses-of-outer-space"),
        ("Brazil (on behalf the Organization of Islamic Cooperation)", "brazil",
         "Organization of Islamic Cooperation", "organization-of-islamic-cooperation"),
        ("Venezuela (Bolivarian Republic of) (A74/368)", "venezuela", "", None),
        ("Fiji, on behalf of the Friends of the Reef", "fiji", "Friends of the Reef", None),
        ("Atlantis", None, "", None),
    ],
)  # fmt: skip
def test_mention(text, slug, on_behalf_of, group):
    read = states.mention(text)
    assert read.printed == text
    assert (read.actor and read.actor.slug, read.on_behalf_of) == (slug, on_behalf_of)
    assert (read.group and read.group.slug) == group


# Torn or mistaken strings in the UN's own extracts, and persons named without their office.
NOT_NAMES = {
    "ABDULRAHMAN ABDULAZIZ FAHAD AL-THANI (QATAR) AND ON THE BASIS OF INFORMAL CONSULTATIONS ON"
    " DRAFT RESOLUTION",
    "AHMED MAGDY (EGYPT) AND ON THE BASIS OF INFORMAL CONSULTATIONS ON DRAFT RESOLUTION",
    "NICHAMON MAY HSIEH (THAILAND) AND ON THE BASIS OF INFORMAL CONSULTATIONS  DRAFT RESOLUTION",
    "VLADAMIR BUDHU (TRINIDAD AND TOBAGO) AND ON THE BASIS OF INFORMAL CONSULTATIONS ON"
    " DRAFT RESOLUTION",
    "ISLANDS",
    "NORTHERN IRELAND",
    "PRINCIPE",
    "THE AMENDMENT WAS REJECTED BY THE ASSEMBLY",
    "THE OF KOREA",
}
VOTES = ("MS_in_favour", "MS_against", "MS_abstaining")
SPONSORS = ("sponsors", "additional_sponsors")


@pytest.fixture(scope="module")
def extracts(shared_dir):
    with zipfile.ZipFile(shared_dir / "akn4un" / "ga-75-78-six-languages.zip") as archive:
        paths = [name for name in archive.namelist() if re.match(r"data_extract/\d+\.json", name)]
        return [json.loads(line) for path in paths for line in archive.open(path)]


def test_every_voter_in_the_extracts_is_a_member_state(extracts):
    names = {name for row in extracts for field in VOTES for name in row[field]}
    assert len(names) > 190
    assert {name for name in names if states.find(name) is None} == set()
    assert {states.find(name).kind for name in names} == {ActorKind.MEMBER}


def test_every_sponsor_in_the_extracts_is_known_or_listed(extracts):
    names = {name for row in extracts for field in SPONSORS for name in row[field]}
    unknown, acting = set(), set()
    for name in names:
        read = [states.mention(part) for part in states.split_names(name)]
        if not all(one.actor and (one.group or not one.on_behalf_of) for one in read):
            unknown.add(name)
        acting |= {one.group.kind for one in read if one.group}
    assert unknown == NOT_NAMES
    assert acting == {ActorKind.GROUP, ActorKind.OFFICE}


def test_every_voter_in_the_roll_calls_is_known_by_its_code(shared_dir):
    with (shared_dir / "data" / "cyber_rollcall_votes.csv").open(newline="") as lines:
        voters = {
            (row["state_as_printed"], row["iso3"], date.fromisoformat(row["date"]))
            for row in csv.DictReader(lines)
        }
    withdrawn = {"ZAR": "COD"}  # the code of Zaire, which the file still gives
    for name, code, day in voters:
        actor = states.find(name, day)
        assert actor in states.members_on(day)
        assert actor.iso3 == withdrawn.get(code, code) or (name, code) == ("Yugoslavia", "")


def test_every_state_of_the_authority_file_is_found_under_each_of_its_names(shared_dir):
    with (shared_dir / "data" / "state_names.csv").open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["name"] for row in rows if states.find(row["name"]) is None} == set()
    with (shared_dir / "data" / "states.csv").open(newline="") as lines:
        for row in csv.DictReader(lines):
            actor = states.find(row["member_state"])
            assert (actor.iso2, actor.iso3, actor.m49) == (row["iso2"], row["iso3"], row["m49"])
