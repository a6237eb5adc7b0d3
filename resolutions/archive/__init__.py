"""
The only writer: what is read or known of a document becomes rows.

Every function here is one transaction; `bulk` and `imports` store in batches of one
each. Nothing becomes public but by `publish`, or with an import that is to publish.
"""

from resolutions.archive.links import link_citations
from resolutions.archive.originals import keep_original
from resolutions.archive.publication import publish, restore, withdraw
from resolutions.archive.store import describe, store

__all__ = ["describe", "keep_original", "link_citations", "publish", "restore", "store", "withdraw"]
