"""How a paragraph, picture or box stands on the page."""

import re
from dataclasses import dataclass

from lxml import etree

from resolutions.ingest.readers.docx.names import PIC, VAL, WP, V, W, integer, is_on

# In twentieths of a point: no page is so wide that such a text stands on it.
_OFF_LEFT, _OFF_RIGHT = -12_000, 20_000
_POINT = 20
# In the unit of drawings, 360,000 to the centimetre.
_CENTIMETRE = 360_000
_OFF_PAGE = 56 * _CENTIMETRE
# A picture larger than a letterhead may be one of text.
_WIDE, _HIGH = 8 * _CENTIMETRE, 3 * _CENTIMETRE
_POINTS_TO_UNITS = 12_700

_VML_SIZE = re.compile(r"(?:^|;)\s*(width|height):\s*(\d{1,5})(?:\.\d{0,9})?pt")
_VML_UNSEEN = re.compile(r"visibility:\s*hidden|(?:margin-)?(?:left|top):\s*-\d{4}")


@dataclass(slots=True)
class Layout:
    """`indent` is in points; `shaded` means a ground that is not white."""

    indent: float = 0.0
    centred: bool = False
    shaded: bool = False
    page_before: bool = False
    unseen: bool = False


def layout(properties: list[etree._Element | None]) -> Layout:
    """Sum up what speaks of a paragraph, the weakest first."""
    left, first, result = 0, 0, Layout()
    for element in (element for each in properties if each is not None for element in each):
        if element.tag == W + "ind":
            left = integer(element.get(W + "left", element.get(W + "start")), left)
            first = integer(element.get(W + "firstLine"), first)
            if (hanging := integer(element.get(W + "hanging"))) is not None:
                first = -hanging
        elif element.tag == W + "jc":
            result.centred = element.get(VAL) == "center"
        elif element.tag == W + "pageBreakBefore":
            result.page_before = is_on(element)
        elif element.tag == W + "shd":
            result.shaded = is_shaded(element)
        elif element.tag == W + "framePr":
            result.unseen = abs(integer(element.get(W + "x"), 0)) >= _OFF_RIGHT
    result.indent = (left + first) / _POINT
    result.unseen = result.unseen or not _OFF_LEFT < left < _OFF_RIGHT
    return result


def is_shaded(shading: etree._Element | None) -> bool:
    """Tell whether a `w:shd` gives a ground on which white text shows."""
    if shading is None:
        return False
    return shading.get(W + "fill", "auto").upper() not in ("AUTO", "FFFFFF")


def is_unseen(graphic: etree._Element) -> bool:
    """Tell whether a drawing is hidden or stands off the page."""
    properties = next(graphic.iter(WP + "docPr"), None)
    if properties is not None and properties.get("hidden") in ("1", "true"):
        return True
    offsets = (integer(offset.text, 0) for offset in graphic.iter(WP + "posOffset"))
    if any(abs(offset) > _OFF_PAGE for offset in offsets):
        return True
    return any(_VML_UNSEEN.search(style) for style in _vml_styles(graphic))


def may_picture_text(graphic: etree._Element) -> bool:
    """Tell whether a picture is as large as one of a page or table would be."""
    if next(graphic.iter(PIC + "pic", V + "imagedata"), None) is None:
        return False
    for extent in graphic.iter(WP + "extent"):
        if integer(extent.get("cx"), 0) >= _WIDE and integer(extent.get("cy"), 0) >= _HIGH:
            return True
    for style in _vml_styles(graphic):
        size = {side: int(points) * _POINTS_TO_UNITS for side, points in _VML_SIZE.findall(style)}
        if size.get("width", 0) >= _WIDE and size.get("height", 0) >= _HIGH:
            return True
    return False


def _vml_styles(graphic: etree._Element) -> list[str]:
    shapes = graphic.iter(V + "shape", V + "rect", V + "roundrect", V + "group")
    return [shape.get("style", "") for shape in shapes]
