"""
Whole holdings as their publishers lay them out: many files, and lists of facts beside them.

Pure, like the rest of `ingest`: nothing here knows the database or the settings.
"""
