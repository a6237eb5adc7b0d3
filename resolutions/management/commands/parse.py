"""Read files and print what they hold, without a database."""

import json
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from resolutions.ingest import limits
from resolutions.ingest.contract import as_json
from resolutions.ingest.document import Dropped, ParsedParagraph, ParsedResolution, Refused
from resolutions.ingest.sandbox import Sandbox


class Command(BaseCommand):
    help = "Read documents and print them: a summary, or with --json one line a file."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", metavar="FILE")
        parser.add_argument(
            "--json", action="store_true", help="One JSON object a line, one a file."
        )
        parser.add_argument("--list", metavar="FILE", help="A text file with one path a line.")
        parser.add_argument(
            "--explain", action="store_true", help="Say which rule made what, and what was dropped."
        )

    def handle(self, *args, files, list, json, explain, **options):
        write = self.write_json if json else self.write_summary
        if not files and not list:
            raise CommandError("Name the files to read, or a list of them with --list.")
        refused = 0
        with Sandbox() as sandbox:
            for path in [*files, *(_listed(list) if list else ())]:
                try:
                    document = sandbox.parse(_bytes(path))
                except Refused as refusal:
                    refused += 1
                    self.write_refusal(path, refusal, json)
                else:
                    write(path, document, explain)
        if refused:
            raise SystemExit(1)

    def write_json(self, path: str, document: ParsedResolution, explain: bool) -> None:
        self._line({"file": path, "document": as_json(document)})

    def write_refusal(self, path: str, refusal: Refused, as_line: bool) -> None:
        if as_line:
            self._line({"file": path, "error": {"code": refusal.code, "message": refusal.message}})
        else:
            self.stderr.write(f"{path}: {refusal.message}")

    def _line(self, value: dict) -> None:
        self.stdout.write(json.dumps(value, ensure_ascii=False))
        self.stdout.flush()

    def write_summary(self, path: str, document: ParsedResolution, explain: bool) -> None:
        head = document.masthead
        self.stdout.write(f"{path} ({document.format})")
        self.stdout.write(f"  {head.symbol or 'no symbol'}: {head.title or 'no title'}")
        self.stdout.write(f"  {document.kind}; {_counts(document)}")
        if explain:
            self.explain(document)
        for warning in document.warnings:
            place = f" [{warning.anchor}]" if warning.anchor else ""
            self.stdout.write(f"  warning ({warning.code}): {warning.message}{place}")

    def explain(self, document: ParsedResolution) -> None:
        """Say which rule made each part of the document, and which took what out of it."""
        for field, text in _masthead(document):
            self.stdout.write(f"  masthead ({field}): {text}")
        for paragraph in document.paragraphs:
            self._explain(paragraph, depth=1)
        for annex in document.annexes:
            self.stdout.write(f"  {annex.label or 'Annex'}: {annex.title}")
            for paragraph in annex.paragraphs:
                self._explain(paragraph, depth=2)
        for note in document.notes:
            self.stdout.write(f"  note {note.mark}: {_short(note.text)}")
        for dropped in document.dropped:
            if _field(dropped) is None:
                self.stdout.write(f"  dropped ({dropped.rule}): {_short(dropped.text)}")

    def _explain(self, paragraph: ParsedParagraph, depth: int) -> None:
        rule = paragraph.rule or "as marked up"
        self.stdout.write(f"{'  ' * depth}{paragraph.anchor} ({rule}): {_short(paragraph.text)}")
        for child in paragraph.children:
            self._explain(child, depth + 1)


def _masthead(document: ParsedResolution) -> Iterator[tuple[str, str]]:
    """What was read from the masthead, cell by cell, with the field that each cell filled."""
    for dropped in document.dropped:
        if field := _field(dropped):
            yield field, _short(dropped.text)
    for sponsor in document.masthead.sponsors:
        behalf = f", for {sponsor.on_behalf_of}" if sponsor.on_behalf_of else ""
        yield "sponsor", f"{sponsor.printed} = {sponsor.slug or 'not known'}{behalf}"
    yield "formula", document.formula or "none"
    yield "language", document.language


def _field(dropped: Dropped) -> str | None:
    """The field that a cell of the masthead filled; None for text that says nothing of it."""
    field = dropped.rule.removeprefix("masthead-")
    return None if field in (dropped.rule, "text", "tail", "furniture", "label") else field


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"


_SHORT = 80


def _listed(path: str) -> list[str]:
    try:
        lines = _bytes(path).decode("utf-8", errors="surrogateescape").splitlines()
    except Refused as refusal:
        raise CommandError(f"{path}: {refusal.message}") from None
    return [line for line in lines if line.strip()]


def _bytes(path: str) -> bytes:
    """Read a file, or as much of it as shows that it is too large."""
    try:
        if Path(path).exists() and not Path(path).is_file():
            raise Refused("no-file", "This is not a file; name the files one by one.")
        with Path(path).open("rb") as stream:
            return stream.read(limits.FILE_BYTES + 1)
    except FileNotFoundError:
        raise Refused("no-such-file", "There is no such file; check its path.") from None
    except (OSError, ValueError):
        raise Refused(
            "unreadable-file", "The file could not be opened; check that it may be read."
        ) from None


def _counts(document: ParsedResolution) -> str:
    kinds = [paragraph.kind for paragraph in document.paragraphs]
    return (
        f"{kinds.count('preambular')} preambular and {kinds.count('operative')} operative"
        f" paragraphs, {len(document.notes)} notes, {len(document.annexes)} annexes,"
        f" {len(document.masthead.sponsors)} sponsors"
    )
