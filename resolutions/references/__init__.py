"""How a text, or a place in it, is cited: in styles, in files and in the head of its page."""

from resolutions.references.pinpoints import Pinpoint, pinpoint
from resolutions.references.styles import Reference, references
from resolutions.references.works import Work, work

__all__ = ["Pinpoint", "Reference", "Work", "pinpoint", "references", "work"]
