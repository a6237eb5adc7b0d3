"""
Hostile and awkward files of every format, made by the functions of these modules.

Each module has `READ`, what a person could read and so must the archive, and
`REFUSED`; both lead from a file's name to a function that makes its bytes. The same
bytes come out each time. `python -m tests.ingest.hostile.make FOLDER` writes them all.
"""
