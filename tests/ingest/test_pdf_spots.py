"""Where lines of a PDF stand on the pictures of its pages."""

import base64
import struct
import zlib

import pytest

from resolutions.ingest.viewing import picture_of, whole
from tests.ingest.pdf_files import HEIGHT, WIDTH, Sheet, pdf

TEXTS = (
    "The General Assembly, recalling its resolutions,",
    "and having met in plenary, decides to go on.",
)
CROPPED = b"/CropBox [50 300 500 700]"
# Half a thousandth is lost to rounding, and letters reach a little over their line.
NEAR = 2


def upright(keys=b""):
    return Sheet(keys=keys).lines(72, 300, *TEXTS)


def sideways(matrix, x, y, *, leading=14, keys=b""):
    sheet = Sheet(keys=keys)
    for number, text in enumerate(TEXTS):
        sheet.text(x + leading * number, y, text, matrix=matrix)
    return sheet


def ink(data, page=1):
    """The places of the picture that are dark, in thousandths of it."""
    png, at, packed = base64.b64decode(picture_of(data, page)), 8, b""
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        body, at = png[at + 8 : at + 8 + length], at + 12 + length
        if kind == b"IHDR":
            width, height = struct.unpack_from(">II", body)
        packed += body if kind == b"IDAT" else b""
    pixels = zlib.decompress(packed)
    rows = (pixels[n * (width + 1) + 1 : (n + 1) * (width + 1)] for n in range(height))
    return [
        (x * 1000 / width, y * 1000 / height)
        for y, row in enumerate(rows)
        for x, shade in enumerate(row)
        if shade < 128
    ]


def is_near(spot, x, y):
    across = spot.left - NEAR <= x <= spot.left + spot.width + NEAR
    return across and spot.top - NEAR <= y <= spot.top + spot.height + NEAR


@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param(upright(), id="upright"),
        pytest.param(upright(b"/Rotate 90"), id="turned"),
        pytest.param(upright(b"/Rotate 180"), id="upside down"),
        pytest.param(upright(CROPPED), id="cropped"),
        pytest.param(upright(CROPPED + b" /Rotate 270"), id="cropped and turned"),
        pytest.param(sideways("0 1 -1 0", 300, 500), id="printed upwards"),
        pytest.param(sideways("0 -1 1 0", 300, 200), id="printed downwards"),
        pytest.param(
            sideways("0 1 -1 0", 300, 500, keys=b"/Rotate 90"), id="printed upwards and turned"
        ),
    ],
)
def test_all_that_is_printed_stands_where_its_lines_are_said_to(sheet):
    data = pdf(sheet)
    lines, dark = whole(data).lines, ink(data)
    assert sorted(line.text for line in lines) == sorted(TEXTS)
    for line in lines:
        held = [place for place in dark if is_near(line.spot, *place)]
        assert len(held) > 100, line.text
    missed = [place for place in dark if not any(is_near(line.spot, *place) for line in lines)]
    assert len(missed) < len(dark) / 100
    assert sum(line.spot.width * line.spot.height for line in lines) < 40_000


def test_each_line_has_a_spot_of_its_own_on_its_page():
    lines = whole(pdf(upright(), Sheet().text(72, 500, TEXTS[0]))).lines
    assert [line.page for line in lines] == [1, 1, 2]
    tops = [line.spot.top for line in lines]
    assert tops[0] < tops[1] < tops[2]
    assert tops[2] == pytest.approx(500 / HEIGHT * 1000, abs=15)
    assert lines[2].spot.left == pytest.approx(72 / WIDTH * 1000, abs=2)


def test_what_has_no_pages_has_no_spots():
    assert {line.spot for line in whole("\n".join(TEXTS).encode()).lines} == {None}
