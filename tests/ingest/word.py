"""Small Word files, made of the mark-up that Word itself writes."""

import zipfile
from io import BytesIO

from resolutions.ingest.document import Place, Reading, Style

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_OFFICE}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ROOTS = {"header": "hdr", "footer": "ftr"}


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; plain text becomes a run."""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def listed(text: str, number: int = 1, level: int = 0) -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=numbering)


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells that hold mark-up of paragraphs, or plain text."""
    made = ""
    for row in rows:
        cells = (each if each.startswith("<") else paragraph(each) for each in row)
        made += "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def part(root: str, content: str) -> str:
    return f"{_DECLARATION}<w:{root} {NAMESPACES}>{content}</w:{root}>"


def package(body: str, **parts: str) -> dict[str, str]:
    """
    The files of a Word document, for a test to alter.

    `parts` are the contents of `styles`, `numbering`, `footnotes`, `settings`,
    `header1` and so on; a header or footer goes by its name as `r:id`.
    """
    files = {
        "[Content_Types].xml": f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": _relationships({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    related = {}
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        files[f"word/{name}.xml"] = part(_ROOTS.get(kind, kind), content)
        related[name] = (kind, f"{name}.xml")
    files["word/_rels/document.xml.rels"] = _relationships(related)
    return files


def _relationships(related: dict[str, tuple[str, str]]) -> str:
    made = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in related.items()
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, method)
    return stream.getvalue()


def docx(body: str, **parts: str) -> bytes:
    return zipped(package(body, **parts))


def printed(reading: Reading) -> list[str]:
    """
    The lines as a person sees them.

    `_italic_`, `*bold*`, `^raised^` and `{mark}`; `(a)|` before a text is its
    automatic number, `[1]` the mark of a note, `#` a running head, `=` a cell.
    """
    signs = {Place.RUNNING: "# ", Place.TABLE: "= ", Place.BODY: "", Place.NOTE: ""}
    return [
        signs[line.place]
        + (f"[{line.note}] " if line.place is Place.NOTE else "")
        + (f"{line.label}|" if line.label else "")
        + "".join(_signed(each.text, each.style) for each in line.runs)
        for line in reading.lines
    ]


def _signed(text: str, style: Style) -> str:
    if style & Style.NOTE:
        return "{" + text + "}"
    for one, sign in ((Style.RAISED, "^"), (Style.BOLD, "*"), (Style.ITALIC, "_")):
        if style & one:
            text = f"{sign}{text}{sign}"
    return text
