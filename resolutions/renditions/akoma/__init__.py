"""
A document as Akoma Ntoso 3.0, in the way of the United Nations' own files (AKN4UN).

What is written, `ingest.readers.akn` reads again to the same paragraphs, anchors, notes
and masthead.
"""

from lxml import etree

from resolutions.ingest.document import ParsedResolution
from resolutions.renditions.akoma.body import annexes, main_body, preamble, split
from resolutions.renditions.akoma.elements import NAMESPACE, Ids
from resolutions.renditions.akoma.head import Names, meta, preface
from resolutions.renditions.akoma.inline import Notes

__all__ = ["write"]


def write(document: ParsedResolution) -> bytes:
    """Return the XML of a document, in UTF-8."""
    names = Names.of(document)
    ids, notes = Ids(), Notes(document.notes)
    draft = document.kind != "resolution"
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})
    name = "resolutionDraft" if draft else "resolution"
    statement = etree.SubElement(root, f"{{{NAMESPACE}}}statement", name=name)
    statement.append(preface(document, notes))
    before, after = split(document.paragraphs)
    if before or document.formula:
        statement.append(preamble(document.formula, before, ids, notes))
    statement.append(main_body(after, ids, notes))
    if document.annexes:
        statement.append(annexes(document, names, ids, notes))
    # The metadata come first, and name paragraphs by the identifiers that these were given.
    eids = {each.get("wId"): each.get("eId") for each in statement.iter() if each.get("wId")}
    statement.insert(0, meta(document, names, eids))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)
