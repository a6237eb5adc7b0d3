"""Tracked changes find the paragraphs and notes that their lines have become."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from resolutions.ingest.document import Line, TrackedChange
from resolutions.ingest.tree import Node, Structure


def place(
    changes: Iterable[TrackedChange], built: Structure, notes: Iterable[Line]
) -> tuple[TrackedChange, ...]:
    """
    Return the changes with `anchor` or `note` set.

    A change in the masthead, in furniture, or in a line that was joined to
    another has neither.
    """
    tops = [*built.nodes, *(node for annex in built.annexes for node in annex.nodes)]
    anchors = {node.line.number: node.anchor for node in _every(tops)}
    marks = {line.number: line.note for line in notes}
    return tuple(
        replace(change, anchor=anchors.get(change.number, ""), note=marks.get(change.number, ""))
        for change in changes
    )


def _every(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _every(node.children)
