"""Whether all that the archive holds is as it was put in: each check compares two records of it."""

from resolutions.verifying.check import Check, NotLooked, Problems, Remark
from resolutions.verifying.files import originals, readings
from resolutions.verifying.tables import database_files
from resolutions.verifying.texts import (
    citations,
    counts,
    history,
    notes,
    paragraphs,
    says,
    search_index,
    versions,
)

__all__ = ["CHECKS", "Check", "NotLooked", "Problems", "Remark", "says"]

CHECKS = (
    Check("originals", "every original is there, with the bytes supplied, and no other", originals),
    Check("readings", "every original gives the text that was read from it", readings),
    Check("paragraphs", "every paragraph has the words it was stored with", paragraphs),
    Check("versions", "what the public reads is the version that was published", versions),
    Check("history", "what was recorded is as it was sealed", history),
    Check("counts", "every text has as many paragraphs as were counted", counts),
    Check("notes", "every footnote mark stands in its paragraph", notes),
    Check("citations", "every citation stands where the text says so", citations),
    Check("search", "the index of search holds every paragraph as it is", search_index),
    Check("tables", "the tables and indexes of the database are whole", database_files),
)
