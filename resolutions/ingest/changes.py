"""Tracked changes find the paragraphs and notes that their lines have become."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from resolutions.ingest.document import Line, TrackedChange
from resolutions.ingest.labels import label_of
from resolutions.ingest.tree import Node, Structure


def place(
    changes: Iterable[TrackedChange],
    built: Structure,
    notes: Iterable[Line],
    source: Iterable[Line],
) -> tuple[TrackedChange, ...]:
    """
    Return the changes with `anchor` or `note` set, and `typed`.

    A change in the masthead, in furniture, or in a line that was joined to
    another has neither. A paragraph that is gone below the last one stood at its end.
    """
    tops = [*built.nodes, *(node for annex in built.annexes for node in annex.nodes)]
    nodes = {node.line.number: node for node in _every(tops)}
    marks = {line.number: line.note for line in notes}
    last = nodes[max(nodes)] if nodes else None
    first: dict[int, Line] = {}
    for line in source:
        first.setdefault(line.number, line)
    return tuple(_placed(change, nodes, marks, last, first) for change in changes)


def _placed(
    change: TrackedChange,
    nodes: dict[int, Node],
    marks: dict[int, str],
    last: Node | None,
    first: dict[int, Line],
) -> TrackedChange:
    node, mark = nodes.get(change.number), marks.get(change.number, "")
    if node:
        return replace(change, anchor=node.anchor, typed=_typed(node, first.get(change.number)))
    if not mark and last and _is_below(change, last):
        end = {"number": last.line.number, "start": len(last.line.text)}
        return replace(change, anchor=last.anchor, **end)
    return replace(change, note=mark)


def _typed(node: Node, line: Line | None) -> int:
    """The length of the number that was typed before a paragraph, which its text is without."""
    label = line and not line.label and label_of(line.text)
    if not label or node.line.text.startswith(line.text[: label.length]):
        return 0
    return label.length


def _is_below(change: TrackedChange, last: Node) -> bool:
    removes = change.kind in ("deletion", "moved-away") and change.text.endswith("\n")
    return removes and change.number > last.line.number


def _every(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _every(node.children)
