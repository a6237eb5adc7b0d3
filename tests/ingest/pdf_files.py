"""Small PDFs, written object by object, for the tests of the reader."""

import hashlib
import zlib
from dataclasses import dataclass, field

WIDTH, HEIGHT = 612, 792

FONTS = {
    "roman": "Times-Roman",
    "italic": "Times-Italic",
    "bold": "Times-Bold",
    "sans": "Helvetica",
}


def literal(text: str) -> bytes:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return b"(" + escaped.encode("cp1252") + b")"


@dataclass
class Sheet:
    """
    One page on which text is placed as a writer sees it: `y` from the top.

    `keys` are further entries of the page's dictionary.
    """

    operations: list[bytes] = field(default_factory=list)
    keys: bytes = b""

    def draw(self, operation: str | bytes) -> "Sheet":
        if isinstance(operation, str):
            operation = operation.encode()
        self.operations.append(operation)
        return self

    def text(self, x, y, text, font="roman", size=10.0, before="", matrix="1 0 0 1") -> "Sheet":
        shown = literal(text) if isinstance(text, str) else text
        place = f"{matrix} {x} {HEIGHT - y} Tm".encode()
        head = f"q {before} BT /{font} {size} Tf ".encode()
        return self.draw(head + place + b" " + shown + b" Tj ET Q")

    def runs(self, x, y, *runs, size=10.0) -> "Sheet":
        """Runs of (font, text) one after another on a line; ("raised", "1") is a mark."""
        operations = [f"BT 1 0 0 1 {x} {HEIGHT - y} Tm".encode()]
        for font, text in runs:
            raised = font == "raised"
            name, scale, rise = ("roman", 0.65, 3.4) if raised else (font, 1.0, 0)
            operations.append(f"/{name} {size * scale} Tf {rise} Ts ".encode() + literal(text))
            operations.append(b"Tj")
        return self.draw(b" ".join([*operations, b"ET"]))

    def lines(self, x, y, *texts, leading=12.0, size=10.0, first=0.0) -> "Sheet":
        """A paragraph in print; `first` is how far its first line is set in."""
        for number, text in enumerate(texts):
            self.text(x + (0 if number else first), y + number * leading, text, size=size)
        return self

    def box(self, x, y, width, height, colour="0 g") -> "Sheet":
        return self.draw(f"q {colour} {x} {HEIGHT - y - height} {width} {height} re f Q")

    def rule(self, x, y, length) -> "Sheet":
        return self.box(x, y, length, 0.5)


def pdf(*sheets: Sheet, catalog: bytes = b"", objects: tuple[bytes, ...] = (), **keys) -> bytes:
    """
    A PDF of these pages.

    Further `objects` are numbered from 11. `compress` packs the pages' contents.
    """
    return assemble(bodies(*sheets, catalog=catalog, objects=objects, **keys))


def bodies(
    *sheets: Sheet,
    catalog: bytes = b"",
    objects: tuple[bytes, ...] = (),
    resources: bytes = b"",
    compress: bool = False,
    count: int | None = None,
) -> dict[int, bytes]:
    """The objects of a PDF by number: 1 catalog, 2 page tree, 3 to 6 type, 11 on the rest."""
    result = {}
    fonts = []
    for number, (name, base) in enumerate(FONTS.items(), start=3):
        fonts.append(f"/{name} {number} 0 R")
        result[number] = (
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>"
        ).encode()
    result |= dict(enumerate(objects, start=11))
    first, kids = 11 + len(objects), []
    for place, sheet in enumerate(sheets):
        number = first + 2 * place
        kids.append(f"{number} 0 R")
        result[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
            b"/Resources << /Font << %s >> %s >> %s >>"
            % (WIDTH, HEIGHT, number + 1, " ".join(fonts).encode(), resources, sheet.keys)
        )
        result[number + 1] = stream(b"\n".join(sheet.operations), compress=compress)
    pages = len(sheets) if count is None else count
    result[1] = b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>"
    result[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {pages} >>".encode()
    return result


def stream(data: bytes, keys: bytes = b"", compress: bool = False) -> bytes:
    if compress:
        data, keys = zlib.compress(data), keys + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), keys, data)


def assemble(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """Write the objects with their table of places and the trailer."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    size, start = max(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        place, kind = (places[number], b"n") if number in places else (0, b"f")
        out += b"%010d 00000 %s \n" % (place, kind)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\n" % (size, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def encrypted(*sheets: Sheet, password: str = "") -> bytes:
    """A PDF under the standard 40-bit lock, which opens with the password."""
    secret = (password.encode("latin-1") + _PADDING)[:32]
    owner = _rc4(_md5(_PADDING)[:5], secret)
    identity = b"0123456789abcdef"
    key = _md5(secret + owner + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + identity)[:5]
    objects = bodies(*sheets)
    for number, body in objects.items():
        head, found, rest = body.partition(b"stream\n")
        if found:
            data = rest.removesuffix(b"\nendstream")
            own = _md5(key + number.to_bytes(3, "little") + b"\0\0")[:10]
            objects[number] = head + found + _rc4(own, data) + b"\nendstream"
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (
        owner.hex().encode(),
        _rc4(key, _PADDING).hex().encode(),
    )
    return assemble(
        objects, b"/Encrypt %s /ID [<%s> <%s>]" % (lock, *[identity.hex().encode()] * 2)
    )


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()
