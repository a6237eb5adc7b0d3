"""Fields: their results are text, their instructions are not."""

from lxml import etree

from resolutions.ingest.readers.docx.names import W

_BEGIN, _SEPARATE, _END = "begin", "separate", "end"
# Marks in text that is removed pair up among themselves, or not at all.
_REMOVED = etree.XPath(
    ".//w:del//w:fldChar | .//w:moveFrom//w:fldChar", namespaces={"w": W.strip("{}")}
)


class Fields:
    """
    Where the reading of a story stands among fields within fields.

    A story whose fields do not pair up is read as if it had none, lest all
    that follows a lost end be taken for an instruction.
    """

    def __init__(self, story: etree._Element):
        self._paired = _is_paired(story)
        self._in_result: list[bool] = []

    @property
    def hidden(self) -> bool:
        """What comes now is an instruction."""
        return not all(self._in_result)

    def pass_mark(self, mark: etree._Element) -> None:
        """Go by a `w:fldChar`."""
        kind = mark.get(W + "fldCharType")
        if not self._paired:
            return
        if kind == _BEGIN:
            self._in_result.append(False)
        elif kind == _SEPARATE and self._in_result:
            self._in_result[-1] = True
        elif kind == _END and self._in_result:
            self._in_result.pop()


def _is_paired(story: etree._Element) -> bool:
    depth, removed = 0, set(_REMOVED(story))
    for mark in story.iter(W + "fldChar"):
        if mark in removed:
            continue
        kind = mark.get(W + "fldCharType")
        depth += (kind == _BEGIN) - (kind == _END)
        if depth < 0 or (kind == _SEPARATE and not depth):
            return False
    return not depth
