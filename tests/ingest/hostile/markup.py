"""HTML and Markdown: what browsers repair, what they hide, and what has no end."""

from tests.ingest.hostile.drafts import DECIDES, RECALLING, RUSSIAN, SHORT, words

BODY = f"<p>The General Assembly,</p><p><i>Recalling</i> its lamps,</p><p>1. {DECIDES}</p>"


def page(body: str = BODY, head: str = "", start: str = "<!DOCTYPE html><html>") -> bytes:
    return f"{start}<head><title>Draft</title>{head}</head><body>{body}</body></html>".encode()


def beside(piece: str, count: int = 1, close: str = "") -> bytes:
    """A draft with the piece so many times before its end."""
    return page(BODY + piece * count + "<p>2. Decides so.</p>" + close * count)


def nested(tag: str, depth: int, attributes: str = "") -> bytes:
    return page(f"<{tag}{attributes}>" * depth + BODY + f"</{tag}>" * depth)


def hidden(style: str) -> bytes:
    return beside(f'<p style="{style}">These words are unseen here,</p>')


def rows(count: int, columns: int = 3) -> str:
    row = "<tr>" + "<td>Oil</td>" * columns + "</tr>"
    return f"<table border=1><tr>{'<th>State</th>' * columns}</tr>{row * count}</table>"


READ_PAGES = {
    "plain": page(),
    "no-doctype": page(start="<html>"),
    "xhtml": page(start='<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://127.0.0.1:9/x.dtd"><html xmlns="http://www.w3.org/1999/xhtml">'),
    "old-doctype": page(start='<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN"><HTML>'),
    "piece": BODY.encode(),
    "capitals": BODY.upper().encode(),
    "comment-first": b"<!-- saved from url=(0014)about:internet -->\r\n" + page(),
    "white-space-first": b"\n" * 500 + page(),
    "mark-first": b"\xef\xbb\xbf" + page(),
    "utf-16": page().decode().encode("utf-16"),
    "utf-16-no-mark": page().decode().encode("utf-16-le"),
    "utf-32": page().decode().encode("utf-32"),
    "windows": page(BODY + "<p>2. Decides “so” – Côte d’Ivoire.</p>", '<meta charset="windows-1252">').decode().encode("cp1252"),
    "charset-lies": page(BODY + "<p>2. Côte.</p>", '<meta charset="utf-16">'),
    "charset-unknown": page(head='<meta charset="x-nothing">'),
    "charset-utf-7": page(head='<meta charset="utf-7">'),
    "russian-koi8": page(f"<p>{RUSSIAN}</p>", '<meta charset="koi8-r">').decode().encode("koi8-r"),
    "unclosed": f"<html><body><p>The General Assembly,<p>{RECALLING}<p>1. {DECIDES}".encode(),
    "cut-in-a-tag": page()[:-25],
    "cut-in-an-attribute": page(BODY + '<p class="').replace(b"</body></html>", b""),
    "cut-in-a-comment": page(BODY + "<!-- ").replace(b"</body></html>", b""),
    "closed-twice": page(BODY.replace("</p>", "</p></p></div></body></html>")),
    "crossed": page("<p><b>The <i>General</b> Assembly,</i></p>" + BODY),
    "nested-div": nested("div", 200),
    "nested-span": nested("span", 240),
    "nested-quotes": nested("blockquote", 100),
    "nested-lists": page("<ol><li>" * 60 + "Oil" + "</ol>" * 60 + BODY),
    "nested-tables": page("<table><tr><td>" * 60 + BODY + "</table>" * 60),
    "nested-forms": nested("form", 100),
    "paragraphs-3000": beside("<p>Noting lamps,</p>", 3000),
    "breaks-20000": beside("<br>", 20_000),
    "rules-5000": beside("<hr>", 5000),
    "empty-paragraphs-40000": beside("<p></p>", 40_000),
    "table-3000": beside(rows(1000)),
    "table-wide": beside(rows(3, 900)),
    "table-colspan": beside('<table border=1><tr><th>a<th>b<tr><td colspan=99999999>Oil<td rowspan=99999999>b</table>'),
    "table-in-paragraph": beside("<p><table><tr><td>Oil</table>"),
    "list-start": beside('<ol start="999999999999999999999"><li>Oil<li>Lamps</ol>'),
    "list-negative": beside('<ol start="-5" reversed><li>Oil<li value="x">Lamps</ol>'),
    "list-roman": beside('<ol type="I" start="4999999"><li>Oil</ol>'),
    "script": beside("<script>document.write('These words are unseen')</script>"),
    "script-unclosed-comment": beside("<script><!-- x </script>"),
    "script-fetches": beside('<script src="http://127.0.0.1:9/x.js"></script><img src="http://127.0.0.1:9/x.png">'),
    "frames-fetch": beside('<iframe src="file:///etc/passwd"></iframe><object data="file:///etc/passwd"></object>'),
    "link-fetches": page(head='<link rel="stylesheet" href="http://127.0.0.1:9/x.css"><base href="http://127.0.0.1:9/">'),
    "refresh": page(head='<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">'),
    "events": beside('<p onclick="alert(1)" onload="alert(1)">Noting oil,</p>'),
    "entities": beside("<p>Noting &lt;script&gt; &amp;amp; &nbsp; &unknown; &#0; &#x110000; &#xD800; &#8238; oil,</p>"),
    "entities-many": beside("&amp;&lt;&nbsp;", 20_000),
    "entities-unclosed": beside("<p>Noting &amp oil &lt lamps &notit,</p>"),
    "cdata": beside("<![CDATA[Noting oil,]]>"),
    "declarations": beside("<!ENTITY x SYSTEM 'file:///etc/passwd'><p>Noting &x; oil,</p>"),
    "doctype-entities": b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;">]>' + page(BODY + "<p>2. Oil &y;.</p>", start="<html>"),
    "instructions": beside('<?php echo "x" ?><% x %>'),
    "conditional": beside("<!--[if gte mso 9]><xml><o:p>These words are unseen here</o:p></xml><![endif]-->"),
    "namespaces": beside("<o:p></o:p><st1:place>Malta</st1:place><w:sdt>Oil</w:sdt>"),
    "svg-within": beside("<svg><text>Noting oil,</text></svg>"),
    "math-within": beside("<math><mi>x</mi></math>"),
    "template": beside("<template><p>These words are unseen here,</p></template>"),
    "noscript": beside("<noscript><p>These words are unseen here,</p></noscript>"),
    "details-closed": beside("<details><summary>More</summary><p>Noting oil,</p></details>"),
    "textarea": beside("<textarea>These words are unseen here</textarea>"),
    "plaintext": page(BODY + "<plaintext><p>Noting oil,"),
    "hidden-attribute": beside("<p hidden>These words are unseen here,</p>"),
    "hidden-display": hidden("display:none"),
    "hidden-visibility": hidden("visibility: hidden"),
    "hidden-opacity": hidden("opacity:0"),
    "hidden-white": hidden("color:#fff"),
    "hidden-white-named": hidden("color:white;background:white"),
    "hidden-white-rgb": hidden("color: rgb(255, 255, 255)"),
    "hidden-size": hidden("font-size:0"),
    "hidden-tiny": hidden("font-size:0.1px"),
    "hidden-off-page": hidden("position:absolute;left:-9999px"),
    "hidden-indent": hidden("text-indent:-9999px"),
    "hidden-clip": hidden("position:absolute;clip:rect(0,0,0,0)"),
    "hidden-height": hidden("height:0;overflow:hidden"),
    "hidden-transparent": hidden("color:transparent"),
    "hidden-font-tag": beside("<font color=white>These words are unseen here,</font>"),
    "hidden-by-sheet": page(BODY + "<p class=x>These words are unseen here,</p>", "<style>.x{display:none}</style>"),
    "hidden-comment": beside("<!-- these words are a long comment that nobody sees -->"),
    "deleted": beside("<p><del>Noting unseen oil,</del><ins>Noting lamps,</ins></p>"),
    "styles-many": page(head="<style>" + "".join(f".c{n}{{color:red}}" for n in range(5000)) + "</style>"),
    "style-broken": page(head="<style>p{color:red;;;}}}{{{</style>"),
    "attribute-huge": beside('<p title="' + "x" * 900_000 + '">Noting oil,</p>'),
    "attributes-900": beside("<p " + " ".join(f"a{n}=1" for n in range(900)) + ">Noting oil,</p>"),
    "classes-many": beside('<p class="' + "c " * 50_000 + '">Noting oil,</p>'),
    "ids-repeated": beside("<p id=a>Noting oil,</p>", 2000),
    "links-many": beside("<p><a href='#'>53/70</a>,</p>", 3000),
    "link-to-script": beside("<p><a href='javascript:alert(1)'>Noting oil</a>,</p>"),
    "bidi-element": beside("<p><bdo dir=rtl>07/35</bdo></p>"),
    "bidi-characters": beside("<p>Noting \u202e07/35\u202c oil,</p>"),
    "nul": page().replace(b"lamps", b"la\x00mps"),
    "controls": page().replace(b"lamps", b"la\x01\x02mps"),
    "surrogates": page().replace(b"lamps", b"la\xed\xa0\x80mps"),
    "bad-bytes": page().replace(b"lamps", b"la\xff\xfemps"),
    "preformatted": page(f"<pre>{SHORT}</pre>"),
    "preformatted-long": page("<pre>" + "Noting oil,\n" * 3000 + "</pre>" + BODY),
    "raised-many": beside("<sup>1</sup>", 4000),
    "notes-many": beside("<p>Noting<a href='#n1'>1</a> oil,</p>", 1500),
    "notes-in-circles": page("<p><a id=a href='#b'>1</a> Oil</p><p><a id=b href='#a'>1</a> Lamps</p>" + BODY),
    "two-drafts": page(BODY * 2),
    "two-pages": page() + page(),
    "word-saved": page(BODY.replace("<p>", "<p class=MsoNormal style='mso-list:l0 level1 lfo1'>")),
    "data-picture": beside('<img alt="Oil" src="data:image/png;base64,' + "A" * 500_000 + '">'),
    "long-paragraph": beside("<p>" + words(15_000) + "</p>"),
}  # fmt: skip

REFUSED_PAGES = {
    "empty": page(""),
    "head-alone": b"<!DOCTYPE html><html><head><title>Draft</title></head></html>",
    "nested-div-2000": nested("div", 2000),
    "nested-div-50000": nested("div", 50_000),
    "nested-b-5000": nested("b", 5000),
    "nested-font": nested("font", 500, " size=3"),
    "nested-unclosed": page("<div>" * 3000 + BODY),
    "style-unclosed": page(head="<style>p{color:red}"),
    "doctype-alone": b"<!DOCTYPE html>",
    "script-alone": page("<script>var a = 'words';</script>"),
    "pictures-alone": page("<img src=a.png><img src=b.png>"),
    "hidden-alone": page("<p hidden>These words are unseen here,</p>"),
    "frameset": b"<html><frameset><frame src='http://127.0.0.1:9/'></frameset></html>",
    "nodes-300000": beside("<b></b>", 300_000),
    "paragraphs-11000": beside("<p>Noting lamps,</p>", 11_000),
    "cells-60000": beside(rows(20_000)),
    "over-5-mib": beside("<p>" + "lamps " * 2000 + "</p>", 460),
    "paragraph-3-mib": beside("lamps and oil ", 220_000),
}  # fmt: skip

READ = {f"{name}.html": (lambda data=data: data) for name, data in READ_PAGES.items()}
REFUSED = {f"{name}.html": (lambda data=data: data) for name, data in REFUSED_PAGES.items()}

MARKED = f"# Security of lighthouses\n\nThe General Assembly,\n\n*Recalling* lamps,\n\n1. *Decides* {DECIDES}\n"


def marked(piece: str, count: int = 1) -> bytes:
    return (MARKED + "\n" + piece * count + "\n\n2. *Decides* so.\n").encode()


READ_MARKED = {
    "plain": MARKED.encode(),
    "windows-lines": MARKED.replace("\n", "\r\n").encode(),
    "utf-16": MARKED.encode("utf-16"),
    "front-matter": ("---\ntitle: Draft\n---\n" + MARKED).encode(),
    "nested-quotes": marked(">" * 50_000 + " oil"),
    "nested-quotes-lines": marked("".join(">" * n + " oil\n" for n in range(300))),
    "nested-lists": marked("".join("  " * n + "- oil\n" for n in range(500))),
    "nested-brackets": marked("[" * 40_000 + "oil" + "]" * 40_000),
    "nested-links": marked("[oil](" * 9000),
    "nested-pictures": marked("![" * 9000),
    "stars": marked("*a " * 30_000),
    "stars-crossed": marked("*a **b " * 12_000),
    "stars-closed": marked("a* b** " * 12_000),
    "underscores": marked("_a __b " * 12_000),
    "stars-row": marked("*" * 90_000),
    "ticks": marked("`" * 60_000),
    "ticks-growing": marked("".join("`" * n + " " for n in range(400))),
    "angles": marked("<" * 60_000),
    "angles-tags": marked("<a " * 30_000),
    "comments-open": marked("<!-- " * 18_000),
    "entities": marked("&amp;" * 18_000),
    "entities-cut": marked("&" * 90_000),
    "carets": marked("^" * 90_000),
    "escapes": marked("\\" * 90_000),
    "notes-open": marked("[^1" * 30_000),
    "notes-many": marked("Oil.[^1]\n\n", 3000),
    "notes-defined": marked("[^1]: Oil.\n\n", 2000),
    "definitions": marked("[a]: http://127.0.0.1:9/\n", 2000),
    "pipes": marked("| a " * 900 + "|\n" + "|---" * 900 + "|\n"),
    "pipes-rule": marked("|" * 60_000),
    "rule-bait": marked("Oil\n" + "| - " * 20_000 + "x"),
    "table-3000": marked("| State | Sum |\n|---|---|\n" + "| Chad | 5 |\n" * 1500),
    "fence-open": marked("```\n*oil* lamps"),
    "fence-many": marked("```\n\n", 3000),
    "html-within": marked("<div><b>Noting</b> <script>alert(1)</script> oil,</div>"),
    "picture": marked("![oil](http://127.0.0.1:9/x.png)"),
    "link-to-script": marked("[oil](javascript:alert(1))"),
    "link-to-file": marked("[oil](file:///etc/passwd)"),
    "hidden-element": marked("<div hidden>unseen words</div>"),
    "hidden-comment": marked("<!-- these words are unseen -->"),
    "headings-2000": marked("## Oil\n\n", 2000),
    "heading-long": marked("# " + "oil " * 3000),
    "heading-hashes": marked("#" * 60_000),
    "setext": marked("Oil\n=====\n\nLamps\n-----\n"),
    "hard-breaks": marked("oil\\\nlamps  \n", 2000),
    "nul": MARKED.replace("lamps", "la\0mps").encode(),
    "bidi": MARKED.replace("lamps", "\u202elamps").encode(),
    "two-drafts": (MARKED * 2).encode(),
    "cut": MARKED.encode()[:-20],
}  # fmt: skip
REFUSED_MARKED = {
    "marks-5-mib": MARKED.encode() + b"*a " * 1_700_000,
    "brackets-3-mib": MARKED.encode() + b"[" * 3_000_000,
    "cells-30000": MARKED.encode() + b"\n| a | b |\n|---|---|\n" + b"| a | b |\n" * 15_000,
    "comment-alone": b"<!-- [a](#) these words are unseen -->",
}  # fmt: skip

READ |= {f"{name}.md": (lambda data=data: data) for name, data in READ_MARKED.items()}
REFUSED |= {f"{name}.md": (lambda data=data: data) for name, data in REFUSED_MARKED.items()}
