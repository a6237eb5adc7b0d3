import pytest

from config.audit import outdated, private_names, read_pins

PINS = {"alpha": "2.10.0", "beta": "20260107", "gamma": "not a version"}
# Put together here, since no tracked file may name them.
INDEX, HOME = "https://" + "pypi" + ".org/simple", "/ho" + "me/ada/archive"


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        pytest.param("alpha 2.9.1 CVE-1", [], id="above, by number and not by letter"),
        pytest.param("alpha 2.10 CVE-1", [], id="at the floor"),
        pytest.param("alpha 2.11 CVE-1", ["alpha 2.10.0 is below 2.11 (CVE-1)"], id="below"),
        pytest.param("beta 20251230 CVE-2", [], id="a date for a version"),
        pytest.param("# alpha 9", [], id="a comment"),
        pytest.param("", [], id="nothing"),
        pytest.param(
            "delta 1 CVE-3", ["delta has a floor and no pin: drop its line or pin it"], id="no pin"
        ),
        pytest.param(
            "gamma 1 CVE-4",
            ["gamma cannot be compared: Invalid version: 'not a version'"],
            id="pin",
        ),
        pytest.param("alpha", ["alpha cannot be compared: Invalid version: ''"], id="no floor"),
    ],
)
def test_a_package_is_held_to_its_floor(line, faults):
    """What cannot be compared is a fault: a check that did not look must not pass."""
    assert [*outdated(line, PINS)] == faults


def test_pins_are_read_from_requirements(tmp_path):
    file = tmp_path / "requirements.txt"
    file.write_text("Alpha==1.0 ; python_version < '3.13' \\\n    --hash=sha256:00\nb-c==2 \\\n")
    assert read_pins([file]) == {"alpha": "1.0", "b-c": "2"}


@pytest.mark.parametrize(
    ("content", "count"),
    [
        pytest.param(f"see {INDEX}", 1, id="an index of packages"),
        pytest.param(f"cd {HOME}\n\ncd {HOME}", 2, id="somebody's home, twice"),
        pytest.param("https://docs.un.org/en/A/RES/75/240", 0, id="a document"),
        pytest.param("cd ~/archive && ls docs" + HOME, 0, id="a path below another"),
    ],
)
def test_private_names_are_found(tmp_path, content, count):
    file = tmp_path / "file.txt"
    file.write_text(content)
    assert len([*private_names([file])]) == count


def test_a_file_that_is_no_text_is_passed_over(tmp_path):
    file = tmp_path / "font.woff2"
    file.write_bytes(b"\xff\xfe" + INDEX.encode())
    assert [*private_names([file])] == []
