"""What of a publication is to be read: which files, in which order, with which facts."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from resolutions.ingest.document import Refused
from resolutions.ingest.holdings.extract import Row, rows_in
from resolutions.ingest.holdings.filenames import FileName, file_name
from resolutions.ingest.holdings.places import Item

# Facts are taken from the text that comes first.
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "de")
_EXTRACT = re.compile(r"(?:.*/)?data_extract/[\w-]+\.json")
# A publication is the same whether it lies in a clone, a zip or a folder of zips.
_ROOT = re.compile(r"(?:.*?/)?(?=(?:[\w-]*session|data_extract)/)")
_PARTS = re.compile(r"(?P<kind>[A-Z]*)-?(?P<session>\d+)")


@dataclass(frozen=True, slots=True)
class Planned:
    """A file to be read; `facts` are the lines about its resolutions, where it is to give them."""

    item: Item
    name: FileName
    gives_facts: bool
    rows: tuple[Row, ...] = ()

    @property
    def beside(self) -> bytes:
        return b"\n".join(row.raw for row in self.rows)


@dataclass(slots=True)
class Plan:
    """
    The files in the order of reading; the lines of the extract that no file goes with.

    `refused` are (name, reason). `left_out` counts the files that are not asked for.
    """

    files: list[Planned] = field(default_factory=list)
    records: list[Row] = field(default_factory=list)
    refused: list[tuple[str, Refused]] = field(default_factory=list)
    left_out: int = 0
    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def symbols_for(self, planned: Planned, read: list[str | None]) -> list[str | None]:
        """
        The symbols under which the resolutions of a file are to be held.

        What is printed counts, unless it is nothing, or what another file in the
        same language is named for: some heads were copied from a neighbour.
        """
        named = planned.name.symbols
        if len(read) != len(named):
            return read
        return [
            name if symbol is None or self._is_another(symbol, planned) else symbol
            for symbol, name in zip(read, named, strict=True)
        ]

    def _is_another(self, symbol: str, planned: Planned) -> bool:
        if symbol in planned.name.symbols:
            return False
        return (symbol, planned.name.language) in self.names


def plan(
    items: Iterable[Item],
    *,
    sessions: Collection[str] = (),
    languages: Collection[str] = (),
    chosen: Callable[[Row], bool] | None = None,
) -> Plan:
    """
    Choose from the files of a publication.

    `sessions` are as in symbols ("75", "ES-11"), and all if empty. `chosen` says of
    a line of the extract whether its resolutions are wanted; those without a line
    are not, then.
    """
    made, files, rows = Plan(), [], {}
    for item in map(_from_root, items):
        if _EXTRACT.fullmatch(item.name):
            _read_extract(item, rows, made)
        elif name := file_name(item.name):
            files.append((item, name))
    wanted = _chooser(sessions, rows, chosen)
    asked_for = [
        (item, name)
        for item, name in files
        if wanted(name.symbols) and (not languages or name.language in languages)
    ]
    made.left_out = len(files) - len(asked_for)
    _arrange(made, asked_for, rows)
    covered = {row.raw for planned in made.files for row in planned.rows}
    made.records = [
        row
        for row in dict.fromkeys(rows.values())
        if row.raw not in covered and wanted(row.symbols)
    ]
    return made


def _from_root(item: Item) -> Item:
    return replace(item, name=_ROOT.sub("", item.name, count=1))


def _read_extract(item: Item, rows: dict[str, Row], made: Plan) -> None:
    """Take in the lines of a file; of two about one resolution, the last has more in it."""
    try:
        lines = list(rows_in(item.read()))
    except Refused as refusal:
        lines = [refusal]
    for line in lines:
        if isinstance(line, Refused):
            made.refused.append((item.name, line))
        else:
            rows |= dict.fromkeys(line.symbols, line)


def _chooser(
    sessions: Collection[str],
    rows: Mapping[str, Row],
    chosen: Callable[[Row], bool] | None,
) -> Callable[[tuple[str, ...]], bool]:
    def wanted(symbols: tuple[str, ...]) -> bool:
        if sessions and not any(symbol.split("/")[2] in sessions for symbol in symbols):
            return False
        return chosen is None or any(symbol in rows and chosen(rows[symbol]) for symbol in symbols)

    return wanted


def _arrange(made: Plan, files: list[tuple[Item, FileName]], rows: Mapping[str, Row]) -> None:
    taken: set[tuple[str, ...]] = set()
    for item, name in sorted(files, key=lambda file: _place(*file)):
        first = name.symbols not in taken
        taken.add(name.symbols)
        for symbol in name.symbols:
            made.names.setdefault((symbol, name.language), item.name)
        lines = tuple(dict.fromkeys(_rows_of(name, rows))) if first else ()
        made.files.append(Planned(item, name, first, lines))


def _rows_of(name: FileName, rows: Mapping[str, Row]) -> list[Row]:
    """The lines about a file's resolutions; "75_254" may hold 75/254 A to C."""
    found = [rows[symbol] for symbol in name.symbols if symbol in rows]
    if found:
        return found
    lettered = [f"{symbol} {letter}" for symbol in name.symbols for letter in "ABCDE"]
    return [rows[symbol] for symbol in lettered if symbol in rows]


def _place(item: Item, name: FileName) -> tuple:
    """
    Resolutions in order, the languages of each together.

    Of two files of one text a reissue comes first, then one that lies in its own folder.
    """
    parts = _PARTS.fullmatch(name.session)
    number, _, letter = name.symbols[0].rpartition("/")[2].partition(" ")
    rank = LANGUAGES.index(name.language) if name.language in LANGUAGES else len(LANGUAGES)
    reissued = re.search(r"re-?is\w+", item.name, re.IGNORECASE) is not None
    return (
        *(parts["kind"], int(parts["session"]), int(number), letter),
        *(rank, not reissued, item.name),
    )
