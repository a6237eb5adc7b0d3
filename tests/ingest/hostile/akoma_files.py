"""Akoma Ntoso, and other XML: entities, depth, damage, and what only looks like it."""

from tests.ingest import akoma
from tests.ingest.akoma import KEEPS, annex, heading, italic, listed, made, note, operative, table
from tests.ingest.hostile.drafts import DECIDES, noise, words

DECLARED = b'<?xml version="1.0" encoding="UTF-8"?>'
ASSEMBLY = akoma.preamble(akoma.preambular(f"{italic('Recalling')} its resolution 53/70,"))


def nested(element: str, depth: int) -> bytes:
    return made(f"<{element}>" * depth + KEEPS + f"</{element}>" * depth)


def altered(old: bytes, new: bytes) -> bytes:
    whole = made(KEEPS, operative("2.", DECIDES), preamble=ASSEMBLY)
    assert old in whole
    return whole.replace(old, new)


def headed(head: bytes) -> bytes:
    return DECLARED + head + made(KEEPS)


def coded(encoding: str, name: str) -> bytes:
    whole = made(KEEPS, operative("2.", "Côte d’Ivoire")).decode()
    return f'<?xml version="1.0" encoding="{name}"?>{whole}'.encode(
        encoding, errors="xmlcharrefreplace"
    )


READ = {
    "plain": lambda: made(KEEPS, preamble=ASSEMBLY),
    "declared": lambda: headed(b""),
    "mark": lambda: b"\xef\xbb\xbf" + headed(b""),
    "white-space-first": lambda: b"\n\n  " + made(KEEPS),
    "comment-first": lambda: b"<!-- made by hand -->" + made(KEEPS),
    "utf-16": lambda: coded("utf-16", "UTF-16"),
    "utf-16-undeclared": lambda: made(KEEPS).decode().encode("utf-16"),
    "latin-1": lambda: coded("latin-1", "ISO-8859-1"),
    "windows": lambda: coded("cp1252", "windows-1252"),
    "ascii": lambda: coded("ascii", "US-ASCII"),
    "bad-bytes": lambda: altered(b"lamps", b"la\xff\xfemps"),
    "controls": lambda: altered(b"lamps", b"la\x01\x02mps"),
    "nul": lambda: altered(b"lamps", b"la\0mps"),
    "bidi": lambda: altered(b"lamps", "la\u202emps".encode()),
    "cut-in-body": lambda: made(KEEPS * 9)[:-300],
    "cut-in-a-tag": lambda: made(KEEPS * 9)[:-95],
    "ampersand": lambda: altered(b"lamps", b"lamps & oil < keepers"),
    "entities-unknown": lambda: altered(b"lamps", b"lamps &nbsp;&oil;"),
    "entities-numbers": lambda: altered(b"lamps", b"&#108;amps &#0; &#xD800; &#x110000;"),
    "unclosed": lambda: altered(b"</akomaNtoso>", b""),
    "crossed": lambda: altered(b"</content></paragraph>", b"</paragraph></content>"),
    "trailing-bytes": lambda: made(KEEPS) + noise(300),
    "two-roots": lambda: made(KEEPS) * 2,
    "two-documents": lambda: akoma.akoma(akoma.statement(KEEPS) * 2),
    "instructions": lambda: altered(b"<mainBody>", b'<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?><mainBody>'),
    "schema-elsewhere": lambda: altered(b"<akomaNtoso", b'<akomaNtoso xsi:schemaLocation="x http://127.0.0.1:9/x.xsd"'),
    "includes": lambda: altered(b"<mainBody>", b'<mainBody><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'),
    "pictures": lambda: altered(b"<mainBody>", b'<mainBody><img src="file:///etc/passwd"/>'),
    "cdata": lambda: altered(b"lamps", b"<![CDATA[lamps <b> & oil]]>"),
    "script": lambda: altered(b"lamps", b"<script>alert(1)</script>"),
    "comments": lambda: altered(b"lamps", b"lamps<!-- these words are unseen -->"),
    "nested-sections": lambda: nested("section", 120),
    "nested-lists": lambda: nested("list", 100),
    "nested-spans": lambda: made(operative("1.", "<span>" * 200 + "Oil" + "</span>" * 200)),
    "nested-notes": lambda: made(operative("1.", "Oil" + '<authorialNote marker="1"><p>' * 40 + "</p></authorialNote>" * 40)),
    "nested-tables": lambda: made("<table><tr><td>" * 50 + KEEPS + "</td></tr></table>" * 50),
    "paragraphs-5000": lambda: made(KEEPS * 5000),
    "points-5000": lambda: made(listed("1.", "Decides:", *[("(a)", "oil;")] * 5000)),
    "numbers-restart": lambda: made(operative("1.", "Oil;") * 3000),
    "number-without-end": lambda: made(operative("9" * 9000 + ".", "Oil")),
    "number-odd": lambda: made(operative("\u0661\u0662.", "Oil"), operative("²", "Oil"), operative("<b/>", "Oil")),
    "notes-3000": lambda: made(operative("1.", note("1", "See A/98/275.") * 3000)),
    "tables-2000": lambda: made(table(("Oil", "Lamps")) * 2000),
    "table-wide": lambda: made(table(("Oil",) * 3000)),
    "headings-3000": lambda: made(heading("Oil", "I") * 3000, KEEPS),
    "annexes-900": lambda: made(KEEPS, annexes=[annex(KEEPS)] * 900),
    "preambles-2000": lambda: made(KEEPS, preamble=akoma.preamble(*[akoma.preambular("Noting oil,")] * 2000)),
    "attributes-900": lambda: altered(b"<mainBody", b"<mainBody " + b" ".join(b'a%d="1"' % n for n in range(900))),
    "attribute-huge": lambda: altered(b"<mainBody", b'<mainBody eId="' + b"x" * 900_000 + b'"'),
    "namespaces-many": lambda: altered(b"<mainBody", b"<mainBody " + b" ".join(b'xmlns:a%d="u:%d"' % (n, n) for n in range(500))),
    "links-odd": lambda: made(operative("1.", '<a href="javascript:alert(1)">oil</a> <a href="file:///etc/passwd">lamps</a>')),
    "dates-odd": lambda: altered(b'date="2031-12-02"', b'date="99999-99-99"'),
    "session-without-end": lambda: altered(b'value="86"', b'value="' + b"8" * 5000 + b'"'),
    "votes-odd": lambda: made(KEEPS, meta=akoma.meta(voting=f'<voting outcome="adoptedRecordedVote">{akoma.count("inFavour", "9" * 300, *["Chad"] * 5000)}</voting>')),
    "language-unknown": lambda: made(KEEPS, meta=akoma.meta(language="zzz")),
    "no-head": lambda: made(KEEPS, meta="", cover="", preface="", conclusions=""),
    "long-paragraph": lambda: made(operative("1.", words(15_000))),
    "citations-many": lambda: made(operative("1.", "resolution 53/70, " * 4000)),
    "stray-text": lambda: made("Stray words", KEEPS),
}  # fmt: skip

BOMB = b"<!DOCTYPE a [" + b'<!ENTITY a0 "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)
) + b"]>"  # fmt: skip

REFUSED = {
    "entities-bomb": lambda: DECLARED + BOMB + made(operative("1.", "&a9;")),
    "entities-quadratic": lambda: DECLARED + b'<!DOCTYPE a [<!ENTITY a "' + b"a" * 90_000 + b'">]>' + made(operative("1.", "&a;" * 9000)),
    "entities-file": lambda: headed(b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
    "entities-fetched": lambda: headed(b'<!DOCTYPE a [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd">%a;]>'),
    "type-fetched": lambda: headed(b'<!DOCTYPE akomaNtoso PUBLIC "-//X//Y" "http://127.0.0.1:9/x.dtd">'),
    "type-plain": lambda: headed(b"<!DOCTYPE akomaNtoso>"),
    "utf-7": lambda: b'<?xml version="1.0" encoding="UTF-7"?>' + made(KEEPS),
    "ebcdic": lambda: made(KEEPS).decode().encode("cp500"),
    "other-xml": lambda: DECLARED + b"<catalogue><item>Oil</item></catalogue>",
    "feed": lambda: DECLARED + b'<rss version="2.0"><channel><title>Oil</title></channel></rss>',
    "declaration-alone": lambda: DECLARED,
    "root-alone": lambda: akoma.akoma(""),
    "no-text": lambda: made(),
    "other-namespace": lambda: made(KEEPS).replace(b"legaldocml/ns/akn/3.0", b"legaldocml/ns/akx/3.0"),
    "no-namespace": lambda: b"<akomaNtoso><statement/></akomaNtoso>",
    "nested-400": lambda: nested("section", 400),
    "nested-50000": lambda: nested("section", 50_000),
    "paragraphs-20000": lambda: made(KEEPS * 20_000),
    "nodes-2-million": lambda: made("<p/>" * 2_100_000),
    "attributes-2000": lambda: altered(b"<mainBody", b"<mainBody " + b" ".join(b'a%d="1"' % n for n in range(2000))),
    "text-11-mb": lambda: made(operative("1.", "oil " * 2_800_000)),
    "notes-9000": lambda: made(operative("1.", note("1", "See A/98/275.") * 9000)),
    "word-2003": lambda: DECLARED + b'<?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body/></w:wordDocument>',
    "flat-word": lambda: DECLARED + b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>',
    "flat-open-document": lambda: DECLARED + b'<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
    "noise-in-xml": lambda: DECLARED + noise(9000),
}  # fmt: skip

READ = {f"{name}.xml": made_ for name, made_ in READ.items()}
REFUSED = {f"{name}.xml": made_ for name, made_ in REFUSED.items()}
