"""What the process that reads holdings and the one that asks it have in common."""

from dataclasses import dataclass

from resolutions.ingest.document import ParsedResolution, Refused

# The first byte of a request: with what the metadata record beside the text, or without.
WITH_FACTS, WITHOUT_FACTS = b"F", b"T"


@dataclass(frozen=True, slots=True)
class Answers:
    """The resolutions in a file, or the code and message of a refusal; `fault` is for the log."""

    documents: tuple[ParsedResolution, ...] = ()
    code: str = ""
    message: str = ""
    fault: str = ""


def refused(reason: Refused, fault: str = "") -> Answers:
    return Answers(code=reason.code, message=reason.message, fault=fault)
