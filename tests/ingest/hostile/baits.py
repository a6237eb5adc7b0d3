"""What is hard to read in single formats, for `benchmarks/doubling.py` to double."""

from tests.ingest import akoma as made_akoma
from tests.ingest.akoma import italic, note, operative
from tests.ingest.word import run

# Repeated as they are after "<html>".
HTML = (
    *("<", "<!--", "<a ", "&", "&#", "</", "<![CDATA[", "<p>", "</p>", "<br>", "<td>", "<li>", " "),
    *(
        "<a href=#fn1>1</a>",
        "<p style='a:b'>",
        "<p class=a>",
        "<del>a</del>",
        "<!-- a b c d e f -->",
    ),
    *("<table><tr><td>a</table>", "<b>a</b>", "(a", "\u00a0", "<style>}", "<style>a{"),
    *("<style>/*", "<style>" + "a:" * 50, "<style>" + "{" * 50, "<style>" + "a," * 50),
)

# Text of one paragraph, and paragraphs, of Akoma Ntoso.
AKOMA = {
    "digits": "1" * 100,
    "brackets": "(a" * 50,
    "spaces": " \u00a0" * 50,
    "raised": "<sup>1,</sup>" * 10,
    "spans": '<span class="italic">a</span>' * 5,
    "dashes": "1-" * 50,
}


AKOMA_SERIES = {
    "numbers-that-restart": operative("1.", "Text;"),
    "points-that-repeat": operative("(b)", "Text;"),
    "points-that-announce-more": operative("(a)", "To do as follows:"),
    "headings-and-text": made_akoma.heading("Oil") + operative("", "Text;"),
    "text-without-numbers": operative("", "Text;"),
    "tables": made_akoma.table(["Text"]),
    "notes": operative("", f"Text{note('1', 'Text')};"),
    "preambles": f'<crossHeading refersTo="#preamble">{italic("Noting")} text,</crossHeading>',
}

# A paragraph of Word, given how long it is to be.
WORD = {
    "spaces": lambda n: run(" " * n),
    "spaces-inside": lambda n: run("a" + " " * n + "b"),
    "breaks": lambda n: "<w:r>" + "<w:br/>" * (n // 8) + "<w:t>a</w:t></w:r>",
    "pages": lambda n: "<w:r>" + '<w:br w:type="page"/><w:t>a</w:t>' * (n // 40) + "</w:r>",
    "line-ends": lambda n: f"<w:r><w:t>{chr(10) * n}a</w:t></w:r>",
    "runs": lambda n: run("a") * (n // 60),
    "inserted-runs": lambda n: f'<w:ins w:author="x">{run("a") * (n // 60)}</w:ins>',
    "fields": lambda n: '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * (n // 60),
}
