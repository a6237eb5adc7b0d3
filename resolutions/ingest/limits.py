"""How much of a thing the readers accept, and the sentence that refuses more."""

from resolutions.ingest.document import Refused

MIB = 1024 * 1024

TEXT_BYTES = 5 * MIB
LINE_BYTES = 1 * MIB
LINES = 200_000
PARAGRAPHS = 10_000
PARAGRAPH_CHARACTERS = 100_000
NOTES = 5_000
TITLE_CHARACTERS = 2_000
LIST_DEPTH = 4


def check_size(size: int, limit: int, code: str, sentence: str) -> None:
    """Refuse what is larger than `limit`; `sentence` says of what and what to do."""
    if size > limit:
        raise Refused(code, sentence)
