"""
The same questions put to others: bare SQL, SQLite FTS5, tantivy, and Datasette.

Each holds the English paragraphs with the same facts. SQL gives the whole answer of a page:
count, ten facets, best twenty with excerpts. FTS5 and tantivy give the count, five facets
and the best twenty with excerpts; Datasette its own page of a table, as it comes.
"""

import contextlib
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from asking import Site
from django.db import connection

from resolutions.search.query import parse
from resolutions.search.tree import And, Near, Node, Not, Or, Term

FACTS = ("session", "part", "stage", "committee", "year")
ROWS = """
    SELECT p.id, p.text, coalesce(r.session, 0), p.part, r.stage, r.committee, coalesce(r.year, 0)
    FROM resolutions_paragraph p JOIN resolutions_resolution r ON r.id = p.resolution_id
    WHERE p.language = 'en' AND r.published_at IS NOT NULL ORDER BY p.id
"""
Page = Callable[[], int]


class Sql:
    """
    PostgreSQL as one would write it by hand: a narrow table with its vectors and its facts.

    One statement a page. Words are found in any form, phrases as they are.
    """

    name = "bare SQL"
    FACETS = (*FACTS, "vote", "opening", "language")

    def __init__(self, folder: Path):
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS bench_hit")
            cursor.execute(
                """
                CREATE UNLOGGED TABLE bench_hit AS
                SELECT p.id, p.resolution_id, p.part, p.opening, p.language, r.session, r.year,
                    r.stage, r.committee,
                    (SELECT min(kind) FROM resolutions_votesession v
                        WHERE v.resolution_id = r.id AND v.anchor = '') AS vote,
                    ARRAY(SELECT sponsor_id FROM resolutions_sponsorship s
                        WHERE s.resolution_id = r.id) AS sponsors,
                    ARRAY(SELECT subject_id FROM resolutions_resolution_subjects s
                        WHERE s.resolution_id = r.id) AS subjects,
                    to_tsvector('english', p.text) AS formed,
                    to_tsvector('simple', p.text) AS exact
                FROM resolutions_paragraph p
                JOIN resolutions_resolution r ON r.id = p.resolution_id
                WHERE p.language = 'en' AND r.published_at IS NOT NULL
                """
            )
            for name in ("formed", "exact"):
                cursor.execute(f"CREATE INDEX ON bench_hit USING gin ({name})")
            cursor.execute("VACUUM ANALYZE bench_hit")

    def page(self, root: Node) -> Page:
        held = []
        where = sql_of(root, held)
        column, ranked = held[0]
        sets = ", ".join(f"({name})" for name in self.FACETS)
        names = ", ".join(self.FACETS)
        statement = f"""
            WITH hits AS MATERIALIZED (SELECT * FROM bench_hit WHERE {where}),
            best AS (SELECT id, ts_rank_cd({column}, {ranked}) AS score FROM hits
                ORDER BY score DESC, id LIMIT 20)
            SELECT (SELECT count(*) FROM hits),
                (SELECT json_agg(f) FROM (SELECT {names}, count(*) FROM hits
                    GROUP BY GROUPING SETS ({sets})) f),
                (SELECT json_agg(f) FROM
                    (SELECT unnest(sponsors), count(*) FROM hits GROUP BY 1) f),
                (SELECT json_agg(f) FROM
                    (SELECT unnest(subjects), count(*) FROM hits GROUP BY 1) f),
                (SELECT json_agg(ts_headline('english', p.text, {ranked}) ORDER BY score DESC)
                    FROM best JOIN resolutions_paragraph p USING (id))
        """  # noqa: S608

        def ask() -> int:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchone()[0]

        return ask


def sql_of(node: Node, held: list) -> str:
    """Return a condition; `held` takes each (column, query) that is in it."""
    match node:
        case And(parts):
            return "(" + " AND ".join(sql_of(part, held) for part in parts) + ")"
        case Or(parts):
            return "(" + " OR ".join(sql_of(part, held) for part in parts) + ")"
        case Not(part):
            return f"NOT {sql_of(part, [])}"
        case Near(left, right, distance):
            first, last = (" | ".join(tsquery(term) for term in each) for each in (left, right))
            either = " | ".join(
                f"(({a}) <{gap}> ({b}))"
                for gap in range(1, distance + 1)
                for a, b in ((first, last), (last, first))
            )
            return condition("simple" if any(t.exact for t in left) else "english", either, held)
        case Term(_, exact):
            return condition("simple" if exact else "english", tsquery(node), held)
    raise ValueError


def condition(language: str, words: str, held: list) -> str:
    query = f"to_tsquery('{language}', '{words}')"
    held.append(("exact" if language == "simple" else "formed", query))
    return f"{held[-1][0]} @@ {query}"


def tsquery(term: Term) -> str:
    return " <-> ".join(
        re.sub(r"[^\w]", "", w) + (":*" if w.endswith("*") else "") for w in bare(term)
    )


class Fts5:
    name = "SQLite FTS5"

    def __init__(self, folder: Path):
        self.path = folder / "fts5.sqlite"
        self.path.unlink(missing_ok=True)
        self.held = sqlite3.connect(self.path)
        self.held.execute(
            "CREATE TABLE paragraphs (id INTEGER PRIMARY KEY, text, session, part, stage,"
            " committee, year)"
        )
        with connection.cursor() as cursor:
            cursor.execute(ROWS)
            self.held.executemany(
                "INSERT INTO paragraphs VALUES (?,?,?,?,?,?,?)", cursor.fetchall()
            )
        self.held.execute(
            "CREATE VIRTUAL TABLE paragraphs_fts USING fts5"
            "(text, content=paragraphs, content_rowid=id, tokenize='porter unicode61')"
        )
        self.held.execute("INSERT INTO paragraphs_fts(paragraphs_fts) VALUES ('rebuild')")
        self.held.commit()
        self.held.execute("ANALYZE")

    def page(self, root: Node) -> Page:
        words = fts5_of(root)

        def ask() -> int:
            self.held.execute("DROP TABLE IF EXISTS temp.hits")
            self.held.execute(
                "CREATE TEMP TABLE hits AS SELECT rowid AS id FROM paragraphs_fts"
                " WHERE paragraphs_fts MATCH ?",
                [words],
            )
            for fact in FACTS:
                self.held.execute(
                    f"SELECT {fact}, count(*) FROM hits JOIN paragraphs USING (id) GROUP BY 1"  # noqa: S608
                ).fetchall()
            self.held.execute(
                "SELECT rowid, snippet(paragraphs_fts, 0, '<b>', '</b>', '…', 40)"
                " FROM paragraphs_fts WHERE paragraphs_fts MATCH ? ORDER BY rank LIMIT 20",
                [words],
            ).fetchall()
            return self.held.execute("SELECT count(*) FROM hits").fetchone()[0]

        return ask


def fts5_of(node: Node) -> str:
    match node:
        case And(parts):
            wanted = [fts5_of(part) for part in parts if not isinstance(part, Not)]
            unwanted = [fts5_of(part.part) for part in parts if isinstance(part, Not)]
            return f"({' AND '.join(wanted)}){''.join(f' NOT {each}' for each in unwanted)}"
        case Or(parts):
            return "(" + " OR ".join(map(fts5_of, parts)) + ")"
        case Near(left, right, distance):
            return f"NEAR({quoted(left[0])} {quoted(right[0])}, {distance})"
        case Term():
            return quoted(node)
    raise ValueError


def quoted(term: Term) -> str:
    words = bare(term)
    return '"' + " ".join(words).removesuffix("*") + '"' + (" *" if words[-1].endswith("*") else "")


def bare(term: Term) -> list[str]:
    """Return the words of a term; what stands between letters parts words for all of them."""
    return [word for each in term.words for word in re.findall(r"\w+\*?", each)]


class Tantivy:
    name = "tantivy"

    def __init__(self, folder: Path):
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_text_field("text", stored=True, tokenizer_name="en_stem")
        for fact in FACTS:
            schema.add_text_field(fact, fast=True, tokenizer_name="raw")
        self.index = tantivy.Index(schema.build())
        writer = self.index.writer(200_000_000, 1)
        with connection.cursor() as cursor:
            cursor.execute(ROWS)
            for _, text, *facts in cursor.fetchall():
                known = dict(zip(FACTS, map(str, facts), strict=True))
                writer.add_document(tantivy.Document(text=text, **known))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.tantivy = tantivy
        self.counted = {fact: {"terms": {"field": fact, "size": 100}} for fact in FACTS}

    def page(self, root: Node) -> Page:
        if isinstance(root, Term) and len(root.words) == 1 and root.words[0].endswith("*"):
            begins = f"{root.words[0][:-1].lower()}.*"
            query = self.tantivy.Query.regex_query(self.index.schema, "text", begins)
        else:
            query = self.index.parse_query(tantivy_of(root), ["text"])

        def ask() -> int:
            searcher = self.index.searcher()
            found = searcher.search(query, 20, count=True)
            searcher.aggregate(query, self.counted)
            excerpts = self.tantivy.SnippetGenerator.create(
                searcher, query, self.index.schema, "text"
            )
            for _, place in found.hits:
                excerpts.snippet_from_doc(searcher.doc(place)).to_html()
            return found.count

        return ask


def tantivy_of(node: Node) -> str:
    match node:
        case And(parts):
            return "(" + " AND ".join(map(tantivy_of, parts)) + ")"
        case Or(parts):
            return "(" + " OR ".join(map(tantivy_of, parts)) + ")"
        case Not(part):
            return f"(NOT {tantivy_of(part)})"
        case Near(left, right, distance):
            words = [word for side in (left, right) for word in bare(side[0])]
            return f'"{" ".join(words)}"~{distance}'
        case Term():
            words = bare(node)
            return '"' + " ".join(words).removesuffix("*") + '"' + "*" * words[-1].endswith("*")
    raise ValueError


class Datasette:
    """A server of its own, on loopback; the count is not read out of its page."""

    name = "Datasette"

    def __init__(self, folder: Path):
        with contextlib.closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        program = [sys.executable, "-m", "datasette", "serve", str(folder / "fts5.sqlite")]
        limit = ["--setting", "sql_time_limit_ms", "60000"]
        self.process = subprocess.Popen(
            [*program, "--host", "127.0.0.1", "--port", str(port), *limit],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.base = f"http://127.0.0.1:{port}"
        for _ in range(200):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            time.sleep(0.1)
        self.site = Site(self.base)

    def page(self, root: Node) -> Page:
        from urllib.parse import urlencode

        path = f"/fts5/paragraphs?{urlencode({'_search': fts5_of(root), '_searchmode': 'raw'})}"

        def ask() -> int:
            self.site.ask(path)
            return -1

        return ask

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


def questions(plain: dict) -> Iterator[tuple[str, str, Node]]:
    """Yield (kind, typed, tree) for what all of them can be asked."""
    for kind, some in plain.items():
        for typed in some:
            root = parse(typed).words
            if root is not None:
                yield kind, typed, root
