"""How much of a thing the readers accept, and the sentence that refuses more."""

from resolutions.ingest.document import Refused

MIB = 1024 * 1024

FILE_BYTES = 25 * MIB
TOO_LARGE = (
    f"The file is larger than {FILE_BYTES // MIB} MiB; leave out its pictures, or send it in parts."
)
TEXT_BYTES = 5 * MIB
LINE_BYTES = 1 * MIB
LINES = 100_000
PRINTED_LINES = 60_000
PARAGRAPHS = 10_000
# Those without text among them: so many are counted before any is read.
SOURCE_PARAGRAPHS = 50_000
PARAGRAPH_CHARACTERS = 100_000
MARKDOWN_MARKS = 200_000
HTML_NODES = 200_000
NOTES = 5_000
CITATIONS = 20_000
CHANGES = 20_000
TITLE_CHARACTERS = 2_000
LIST_DEPTH = 4

# Zip archives, such as Word's; counted while unpacking.
ARCHIVE_ENTRIES = 2_000
ARCHIVE_BYTES = 100 * MIB
ARCHIVE_RATIO = 100
ARCHIVE_RATIO_ABOVE = 1 * MIB
PART_BYTES = 50 * MIB

XML_DEPTH = 256
XML_NODES = 2_000_000
XML_ATTRIBUTES = 1_000

# One record of the library: the longest, of votes by 193 States, take up a twentieth of it.
RECORD_BYTES = 2 * MIB
RECORD_TOO_LARGE = (
    f"A record of the file is larger than {RECORD_BYTES // MIB} MiB, as no record of the library"
    " is; export the records anew as MARCXML."
)

PDF_PAGES = 500
PDF_OBJECTS = 100_000
PDF_OBJECTS_PER_PAGE = 50_000
PDF_STREAM = 64 * MIB
PDF_STREAMS = 256 * MIB

# The process that reads a file. With the worker that starts it and the command
# around them, no file takes more than ten seconds and 512 MiB, on a busy machine either.
PARSE_SECONDS = 6
PARSE_CPU_SECONDS = 5
PARSE_MEMORY = 320 * MIB
OUTPUT_BYTES = 16 * MIB


TOO_MANY_PARAGRAPHS = (
    "too-many-paragraphs",
    "The document has more than 10,000 paragraphs; split it into its documents.",
)


def check_size(size: int, limit: int, code: str, sentence: str) -> None:
    """Refuse what is larger than `limit`; `sentence` says of what and what to do."""
    if size > limit:
        raise Refused(code, sentence)
