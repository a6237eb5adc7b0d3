"""What an attacker, a broken program or a cat on the keyboard sends to the search page."""

import random
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

# As typed into the box. Names are those of the tests.
TYPED = {
    "10,000 letters": "x" * 10_000,
    "10,000 words": "norms " * 2_000,
    "10,000 different words": " ".join(f"w{n}" for n in range(2_000)),
    "NUL": "no\0rms",
    "only NUL": "\0" * 50,
    "every control character": "".join(map(chr, [*range(32), *range(127, 160)])),
    "direction": "\u202enorms\u202c \u2066rules\u2069",
    "only unseen characters": "\u200b\u200c\u200d\u2060\ufeff\u00ad",
    "marks without end": "n" + "\u0301" * 5_000,
    "private use": "\ue000norms\ue001 \U0010ffff",
    "emoji": "🙂" * 500,
    "flags and joiners": "👩‍👩‍👧‍👦🇺🇳" * 50,
    "a letter that grows": "\ufdfa" * 300,
    "dotless and dotted": "İıİıİı" * 20,
    "capital that becomes two": "ẞßŉǰΐ" * 30,
    "a field of no value among alternatives": "xyzzy OR date:zzz OR year:x..y OR symbol:(",
    "homoglyphs": "nоrms of behаviour",
    "homoglyph symbol": "\u0410/RES/71/28",
    "full width": "ＮＯＲＭＳ　ＯＲ　ＲＵＬＥＳ",
    "full-width symbol": "Ａ／ＲＥＳ／７１／２８",
    "line ends": "norms\r\nSet-Cookie: a=b\r\n\r\nrules",
    "line separators": "norms\u2028rules\u2029\u0085\v\f",
    "tabs": "\t" * 9_000 + "norms",
    "OR without end": "OR " * 3_000,
    "AND without end": "AND " * 3_000,
    "NOT without end": "NOT " * 3_000,
    "NEAR without end": "NEAR " * 3_000,
    "alternatives without end": "a OR " * 3_000,
    "33 hyphens": "-" * 33,
    "hyphens apart": "- " * 200,
    "hyphens without end": "-" * 10_000,
    "minus and brackets": "-(" * 200,
    "minus and quotes": '-"' * 200,
    "opening brackets": "(" * 10_000,
    "closing brackets": ")" * 10_000,
    "brackets in brackets": "(" * 180 + "norms" + ")" * 180,
    "brackets crossed": ")(" * 190,
    "empty brackets": "()" * 190,
    "nested alternatives": "(a OR " * 60 + "b" + ")" * 60,
    "nested exclusions": "-(norms -(" * 30 + "rules" + "))" * 30,
    "quotation marks": '"' * 10_000,
    "odd quotation marks": '"' * 333,
    "quotes of every kind": "“norms„ «rules» ‘law’ 「規」 ″x″",
    "empty quotes": '"" ' * 130,
    "a quotation of stop words": '"of the and to in of the and to in of the and to in of the"',
    "a quotation of 200 words": '"' + "a " * 198 + '"',
    "the same common phrase": '"of the" ' * 44,
    "twelve common phrases": " ".join(
        f'"{first} {second}"'
        for first in ("of", "in", "to")
        for second in ("the", "and", "a", "of")
    ),
    "all common words": "the of and to in a by for on with that its",
    "common words in quotes": " ".join(
        f'"{w}"' for w in ["the", "of", "and", "to", "in", "a", "by", "for", "on", "with"]
    ),
    "common phrases near": '"of the" NEAR/100 "in the" NEAR/100 "to the" NEAR/100 "by the"',
    "NEAR chain": "a NEAR/5 " * 200 + "b",
    "NEAR chain of common words": " NEAR/100 ".join(
        ["states", "nations", "resolution", "international", "security", "development"] * 2
    ),
    "NEAR of alternatives": "(states OR nations OR security) NEAR/100 (rights OR peace OR report)",
    "NEAR/0": "states NEAR/0 norms",
    "NEAR/999999": "states NEAR/999999 norms",
    "NEAR/10^20": "states NEAR/100000000000000000000 norms",
    "NEAR/-1": "states NEAR/-1 norms",
    "NEAR/1.5": "states NEAR/1.5 norms",
    "NEAR/ in other digits": "states NEAR/٥ norms",
    "NEAR and nothing": "NEAR/5",
    "NEAR and exclusion": "states NEAR/5 -norms",
    "NEAR and a field": "states NEAR/5 session:71",
    "NEAR and a star": "stat* NEAR/5 norm*",
    "a star": "*",
    "stars": "*" * 10_000,
    "stars apart": "* " * 190,
    "a star after one letter": "a*",
    "a star after two letters": "st*",
    "a star before": "*norms",
    "a star within": "n*rms",
    "stars after every common beginning": "con* int* pro* res* dev* sta* nat* rec* sec* the* and*",
    "stars in a phrase": '"con* int* pro* res* dev* sta* nat* rec* sec* the* and* for*"',
    "a star after Han": "国*",
    "Han": "国" * 400,
    "Han with stars": "国家*" * 100,
    "Arabic": "الأمن " * 60,
    "Arabic marks": "َُِّْ" * 80,
    "Cyrillic": "нормы ответственного поведения государств",
    "Thai": "ความมั่นคง" * 20,
    "SQL": "'; DROP TABLE resolutions_paragraph; --",
    "SQL union": "norms' UNION SELECT password FROM auth_user --",
    "SQL sleep": "1); SELECT pg_sleep(10) --",
    "SQL comment": "norms/**/OR/**/1=1",
    "dollar quotes": "$$norms$$ $x$rules$x$",
    "text search operators": "norms & rules | law <-> peace <2> ! security :*A",
    "text search raw": "'norms':*AB & !'x' <-> 'y'",
    "percent signs": "%s %d %(x)s %%",
    "braces": "{} {0} {0.__class__} {x!r}",
    "template": "{{ 7|add:7 }}{% debug %}{# x #}{{ request.user }}",
    "template of others": "${7*7} <%= 7*7 %> #{7*7} @{7} [[7*7]]",
    "script": "<script>alert(1)</script>",
    "script in a quote": '"><svg onload=alert(1)>',
    "character references": "&lt;b&gt; &#0; &#x110000; &amp;amp;",
    "markup unfinished": "<!--<![CDATA[<?php <norms",
    "a regular expression": "(a+)+$ [\\w.]*{9999} (?P<x>.)\\1 ^(?:norms|rules)*$",
    "bait for backtracking": "a" * 390 + "!",
    "bait of commas": "session:" + "," * 390,
    "bait of field and quotes": 'title:"' * 55,
    "bait of digits and stops": "session:" + "1." * 190,
    "bait of slashes": "A/" * 199,
    "bait of a symbol": "A/RES/" * 60 + "1",
    "bait of Roman numerals": "A/RES/217 (" + "I" * 300 + ")",
    "paths": "../../../../etc/passwd",
    "addresses": "http://169.254.169.254/latest/ file:///etc/passwd javascript:alert(1)",
    "a shell": "`id` $(id) ; id | id && id",
    "look-ups": "${jndi:ldap://x/y}",
    "numbers": "0 -0 00 1e309 NaN Infinity -Infinity 0x10 1_000 ² ½ Ⅷ ٣",
    "a huge number": "9" * 400,
    "null and none": "null None undefined true false [] {}",
    "JSON": '{"q": {"$gt": ""}, "a": [1, 2, {"b": null}]}',
    "every sign": "!#$%&'*+,-./:;<=>?@[\\]^_`{|}~",
    "every sign, 20 times": "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" * 20,
    "colons": ":" * 400,
    "a colon after": "norms:",
    "a colon before": ":norms",
    "an unknown field": "password:secret is_staff:1",
    "fields of the database": "resolution__published_at:none text__regex:.* pk:1 __class__:x",
    "empty fields": "session: year: date: symbol: sponsor: committee: stage: part: opening: cites:",
    "fields within fields": "session:year:date:symbol:71",
    "the same field without end": "session:71 " * 36,
    "the same field excluded": "norms " + "-session:71 " * 30,
    "a list without end": "session:" + ",".join(map(str, range(1, 130))),
    "a range turned round": "session:99..1",
    "a range of nothing": "session:..",
    "a range of everything": "norms session:0..9999 year:0..9999 date:0001..9998",
    "a range of three": "session:1..2..3",
    "a range of huge numbers": "session:1..99999999999999999999",
    "a session below nought": "session:-5",
    "a session of a fraction": "session:71.5",
    "a session in other digits": "session:٧١ year:２０１８",
    "an impossible date": "date:2018-02-30 date:2018-13-01 date:0000-00-00",
    "a date beyond": "date:9999-12-31..99999",
    "a date with a time": 'date:"2018-12-05T10:00:00Z"',
    "dates turned round": "norms date:2022..2010",
    "a symbol of stars": "symbol:*** symbol:*",
    "a symbol unfinished": "symbol:A/RES/",
    "a symbol of signs": "symbol:%00 symbol:'--",
    "a sponsor of markup": 'sponsor:"<script>"',
    "a sponsor of many": 'sponsor:"the of and"',
    "a title of signs": 'title:"(((("',
    "a title of a star": "title:*",
    "a title of every word": 'title:"' + "of the " * 50 + '"',
    "an opening of 300 letters": "opening:" + "x" * 300,
    "cites itself": 'cites:"cites:71/28"',
    "cites what cannot be": "cites:hello",
    "an unknown language": "lang:xx,tlh,en-GB",
    "all languages and every text": "lang:all",
    "fields in brackets": "(session:71 OR (year:2016 -(stage:draft OR part:operative))) norms",
    "fields as alternatives": "session:71 OR session:77 OR year:2013 OR part:x",
    "only exclusions": "-norms -rules -session:71",
    "a field in quotes": '"session:71"',
    "a number alone": "71",
    "a symbol not held": "A/RES/99/999",
    "a symbol of nought": "0/0",
    "a symbol of huge numbers": "99999999999/99999999999",
    "a symbol in small letters": "a/res/71/28#op1?x=1",
}

FILTERS = ("session", "part", "stage", "committee", "vote", "sponsor", "opening", "subject")
FILTERS += ("lang", "year", "date", "symbol", "cites", "title", "text", "same")

# As they stand in the address.
ADDRESSES = {
    "a lone surrogate": "q=%ED%A0%80norms",
    "a pair of surrogates": "q=%ED%A0%BD%ED%B9%82",
    "an overlong slash": "q=%C0%AF%E0%80%AF",
    "an overlong NUL": "q=%C0%80norms",
    "bytes of Latin-1": "q=Pr%E9sident%FF%FE",
    "beyond Unicode": "q=%F4%90%80%80",
    "an unfinished character": "q=norms%E2%82",
    "an unfinished escape": "q=norms%",
    "an escape that is none": "q=%zz%u0041%x",
    "escaped twice": "q=%2522norms%2522",
    "NUL in a name": "q%00=norms&%00=1",
    "no value": "q",
    "no name": "=norms",
    "only signs": "&&&===&;;;?",
    "semicolons": "q=norms;session=71;page=2",
    "q as an array": "q[]=norms&q[0]=rules&q[a][b]=c",
    "q twice": "q=norms&q=rules",
    "q a thousand times": "&".join(["q=norms"] * 1_000),
    "a filter 900 times": "q=norms&" + "&".join(["session=71"] * 900),
    "900 sessions": "q=norms&" + "&".join(f"session={n}" for n in range(900)),
    "900 dates": "q=norms&" + "&".join(f"date=19{n:03}" for n in range(900)),
    "900 titles": "q=norms&" + "&".join(f"title=word{n}" for n in range(900)),
    "900 symbols": "q=norms&" + "&".join(f"symbol=A/RES/71/{n}" for n in range(900)),
    "900 openings": "q=norms&" + "&".join(f"opening=word{n}" for n in range(900)),
    "900 wrong values": "q=norms&" + "&".join(f"part=x{n}" for n in range(900)),
    "900 sponsors": "q=norms&"
    + "&".join(f"sponsor=Country {n}".replace(" ", "+") for n in range(900)),
    "a thousand names": "&".join(f"p{n}=1" for n in range(1_000)),
    "two thousand names": "&".join(f"p{n}=1" for n in range(2_000)),
    "a name of 10,000 letters": "a" * 10_000 + "=1",
    "a value of 10,000 letters": "q=norms&session=" + "7" * 10_000,
    "an address of 60,000 letters": "q=norms&x=" + "y" * 60_000,
    "another address within": "q=norms&next=//evil.example/&url=http://evil.example",
    "names of the database": "q=norms&resolution__published_at__isnull=1&order_by=password",
    "names of Python": "q=norms&__class__=x&self=1&request=2&address=3",
    "synonyms of every kind": "q=norms&synonyms=0&synonyms=2&synonyms=x",
    "the text of one": "q=norms&text=../../x",
    "the text of none": "q=norms&text=A/RES/1/1",
    "same as none": "q=norms&same=999999999999999999",
    "same as too many digits": "q=norms&same=99999999999999999999",
    "same as below nought": "q=norms&same=-1",
    "same as many": "q=norms&" + "&".join(f"same={n}" for n in range(1, 90)),
    "old names": "q=norms&outcome=recorded&language=fr&outcome=x",
    "every filter wrong": "q=norms&session=x&part=x&stage=x&committee=x&vote=x&sponsor=x"
    "&opening=%21&subject=x&lang=x&year=x&date=x&symbol=%21&cites=x&title=%21&text=%21&same=x",
    "every filter empty": "q=norms&session=&part=&stage=&committee=&vote=&sponsor=&opening="
    "&subject=&lang=&year=&date=&symbol=&cites=&title=&text=&same=&page=&sort=&format=",
    "every filter of ranges": "&".join(
        f"{name}=1..9&{name}=..&{name}=9..1&{name}=a..z" for name in FILTERS
    ),
    "filters without words": "session=71&part=operative",
    "filters that leave nothing": "q=norms&session=1&year=1946&part=annex&lang=zh",
    "only what is not stated": "q=norms&session=none&year=none&sponsor=none&subject=none",
}

PAGES = ("0", "-1", "2", "500", "501", "999999999", "9" * 400, "1.5", "1e3", "0x1", "x", "", "%20")
PAGES += ("٣", "²", "１", "%00", "1%00", "last", "1,2", "+1", "%2B1", "NaN", "--1", "1%0A", "[]")
SORTS = ("", "x", "best,newest", "-pk", "password", "%00", "BEST", "oldest%20", "[]", "x" * 5_000)
FORMATS = ("", "x", "html", "CSV", "pdf", "json", "csv%00", "../csv", "__class__", "x" * 5_000)
GARBAGE = {
    "a NUL": "%00",
    "a quote": "'%22--",
    "a surrogate": "%ED%A0%80",
    "5,000 letters": "x" * 5_000,
    "5,000 digits": "9" * 5_000,
    "unseen": "%E2%80%AE%E2%80%8B",
    "ranges": "1..9..2..-3",
    "other digits": "%D9%A7%D9%A1",
    "markup": "%3Cscript%3E",
    "signs": "%28%5B%7B%2A%2B%3F%5C",
}
# Searches whose answers are also files and feeds.
IN_FILES = ("NUL", "every control character", "private use", "marks without end", "script")
IN_FILES += ("line ends", "every sign", "10,000 words", "a symbol not held", "only exclusions")
IN_FILES += ("an unknown language", "SQL", "homoglyphs", "lang:all", "the of", "norms")


def queries() -> Iterator[tuple[str, str]]:
    """Yield the name and the query string of every search, each name once."""
    yield from (
        (f"typed: {name}", f"q={quote_plus(text, errors='surrogatepass')}")
        for name, text in TYPED.items()
    )
    yield from (
        (f"address: {name}", quote(text, safe="%&=;[]?+:/.,-_'*"))
        for name, text in ADDRESSES.items()
    )
    for name, values in (("page", PAGES), ("sort", SORTS), ("format", FORMATS)):
        for value in values:
            yield (
                f"{name}: {value[:12]} ({len(value)})",
                f"q=norms&{name}={quote(value, safe='%,')}",
            )
    yield "page twice", "q=norms&page=1&page=2"
    yield "format twice", "q=norms&format=csv&format=atom"
    for filter_ in FILTERS:
        for name, value in GARBAGE.items():
            yield f"{filter_}: {name}", f"q=norms&{filter_}={value}"
    for format_ in ("csv", "jsonl", "atom"):
        for name in IN_FILES:
            typed = quote_plus(TYPED.get(name, name))
            yield f"{format_}: {name}", f"q={typed}&format={format_}&page=x"


# Headers as a test client and a server take them.
HEADERS = {
    "cookies of rubbish": {"Cookie": "theme=%00; theme=<script>; =; a; " + "x=y; " * 200},
    "a session of rubbish": {"Cookie": "session=" + "'" * 300 + "; csrf=x; sessionid=.."},
    "a long agent": {"User-Agent": "x" * 5_000},
    "no agent": {"User-Agent": ""},
    "languages of rubbish": {"Accept-Language": "xx-" * 1_000 + ";q=9, *;q=a, ../../etc"},
    "accepts nothing": {"Accept": "image/png;q=0, nonsense"},
    "a match of rubbish": {"If-None-Match": 'W/"x", *, "' + '","' * 500},
    "a date of rubbish": {"If-Modified-Since": "Thu, 99 Foo 99999 99:99:99 GMT"},
    "a range of bytes": {"Range": "bytes=0-0,-1,99999999999-"},
    "forwarded": {"X-Forwarded-For": "' OR 1=1 --", "X-Forwarded-Proto": "gopher"},
    "another method": {"X-HTTP-Method-Override": "DELETE"},
    "from elsewhere": {"Referer": "javascript:alert(1)", "Origin": "null"},
    "a type": {"Content-Type": "application/json"},
    "asks for an upgrade": {"Upgrade": "h2c", "HTTP2-Settings": "AAMAAABkAARAAAAA"},
}
METHODS = ("HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "NORMS")


# What random strings are made of: the signs and words of the language, what is unseen or turns
# the direction of writing, and words that texts have.
SIGNS = (
    *'"-()|&!:*<>',
    *(" or ", " and ", " not ", " OR ", " AND ", " NOT ", "\0", "\u200d", "\u202e", "\U00010348"),
    *("“", "”", "«", " ", "  ", ",", "..", "/", "\\", "'", "%", "_", "\u0301", "\u00ad", "\ufdfa"),
)
WORDS = (
    *("norms", "states", "security", "the", "of", "capacity-building", "cyber", "ICTs", "71/28"),
    *(
        "A/RES/71/28",
        "х",
        "норм",
        "国际",
        "安全",
        "الأمن",
        "É",
        "İ",
        "ß",
        "x" * 70,
        "7",
        "2018..2023",
    ),
    *("7", "2018..2023", " NEAR ", " NEAR/5 ", " NEAR/0 ", " NEAR/99999999999 ", "inter*", "a*"),
)
FIELDS = tuple(
    f"{name}:"
    for name in (
        *("session", "year", "date", "symbol", "sponsor", "committee", "stage", "part", "opening"),
        *("cites", "vote", "lang", "title", "subject", "outcome", "unknown"),
    )
)


def random_searches(seed: int, count: int) -> Iterator[str]:
    """Yield strings of the language's own signs and words, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311
    for _ in range(count):
        pieces = chance.choice(((SIGNS,), (SIGNS, WORDS), (SIGNS, WORDS, FIELDS), (WORDS, FIELDS)))
        length = chance.choice((3, 8, 20, 60))
        yield "".join(chance.choice(chance.choice(pieces)) for _ in range(length))
