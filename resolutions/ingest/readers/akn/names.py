"""Names of Akoma Ntoso elements, whatever edition of the namespace they are in."""

from lxml import etree


class _Names(dict):
    def __missing__(self, tag) -> str:
        name = self[tag] = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        return name


# Names by tag, without the namespace; "" for what is no element. Called for every
# element of a file, so a look-up and not a function.
NAME = _Names()


def name_of(element: etree._Element) -> str:
    """The element's name without its namespace; "" for what is no element."""
    return NAME[element.tag]


def children(element: etree._Element | None, *names: str) -> list[etree._Element]:
    """The children that bear one of these names; none of None."""
    return [] if element is None else [each for each in element if NAME[each.tag] in names]


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child that bears one of these names."""
    return next(iter(children(element, *names)), None)


def descendants(element: etree._Element | None, *names: str) -> list[etree._Element]:
    """All elements below one that bear one of these names, in reading order."""
    return [] if element is None else list(element.iter(*(f"{{*}}{name}" for name in names)))


def parts(document: etree._Element, *names: str) -> list[etree._Element]:
    """
    The parts of a document that bear one of these names, without those of its annexes.

    In a file that had to be repaired they may stand inside each other.
    """
    return [
        each
        for each in descendants(document, *names)
        if not any(name_of(above) == "attachments" for above in each.iterancestors())
    ]
