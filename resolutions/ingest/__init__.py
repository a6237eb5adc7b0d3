"""
Reading: a file's bytes in, a document out.

Pure functions; nothing here knows the database or the settings. `README.md`
beside this file tells the way that a file takes.
"""

from resolutions.ingest.document import ParsedResolution, Refused

__all__ = ["ParsedResolution", "Refused", "parse"]


def parse(data: bytes, name: str = "") -> ParsedResolution:
    """
    Read a resolution or draft from the bytes of a file.

    The same bytes give the same document. `name` is for messages only: the
    content alone says what a file is. Raises `Refused`, and nothing else, for
    what cannot be read.
    """
    # The readers take half a second to load, and most that import this package never read.
    from resolutions.ingest.compose import compose
    from resolutions.ingest.readers import read

    result = read(data)
    return result if isinstance(result, ParsedResolution) else compose(result)
