"""
Descents of paragraphs become rows: all of them, or those that a change of texts touches.

Only published texts are traced, so that nothing unpublished shows. `prints` keeps the words of
texts as numbers and notices what has changed, `descents` traces, `families` joins.
"""

from resolutions.archive.tracing.descents import is_due, retrace, trace_all, trace_texts

__all__ = ["is_due", "retrace", "trace_all", "trace_texts"]
