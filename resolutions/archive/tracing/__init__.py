"""
Descents of paragraphs become rows: all of them, or those that a change of texts touches.

Only published texts are traced, so that nothing unpublished shows. `prints` keeps the words of
texts as numbers and notices what has changed, `reach` tells which paragraphs of other texts
that touches, `counterparts` compares each text with the one before it in its line, `descents`
traces, `families` joins. `checking` holds it all against tracing anew.
"""

from resolutions.archive.tracing.checking import Checked, check
from resolutions.archive.tracing.descents import (
    is_due,
    texts_behind,
    trace_all,
    trace_texts,
    waiting_texts,
)
from resolutions.archive.tracing.following import follow, retrace, trace_waiting

__all__ = [
    "Checked",
    "check",
    "follow",
    "is_due",
    "retrace",
    "texts_behind",
    "trace_all",
    "trace_texts",
    "trace_waiting",
    "waiting_texts",
]
