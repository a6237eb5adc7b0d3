"""
Work on a document as read: values in, values out; no database and no settings.

An editor's every step is one of `operations`, which takes an `Edited` and returns another.
"""

from resolutions.editing.outline import Piece, flatten, rebuild
from resolutions.editing.value import Edited, Impossible, decode, encode

__all__ = ["Edited", "Impossible", "Piece", "decode", "encode", "flatten", "rebuild"]
