"""
What the limited process and the one that asks it have in common.

Requests and answers are frames: eight bytes of length, then as many bytes. A
request is a file; an answer is `Answer` as JSON.
"""

import struct
from dataclasses import dataclass

from resolutions.ingest.document import ParsedResolution, Refused

LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Answer:
    """The document, or the code and message of a refusal; `fault` is for the log alone."""

    document: ParsedResolution | None = None
    code: str = ""
    message: str = ""
    fault: str = ""


def refusal(reason: Refused, fault: str = "") -> Answer:
    return Answer(code=reason.code, message=reason.message, fault=fault)


TOO_SLOW = Refused(
    "too-slow",
    "The file took too long to read; split it into its documents, or save it anew as plain text.",
)
TOO_COMPLEX = Refused(
    "too-complex",
    "The file needs more memory than a document should; save it anew as plain text.",
)
UNREADABLE = Refused(
    "unreadable",
    "The file could not be read; save it anew as a Word document or as plain text.",
)
