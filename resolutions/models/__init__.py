"""What the archive holds: documents, their text, the actors behind them, and votes."""

from resolutions.models.actors import Sponsor, SponsorName, Sponsorship
from resolutions.models.documents import Resolution, SourceFile
from resolutions.models.history import (
    ACTIONS,
    AnchorChange,
    ChangeRecord,
    FormerSymbol,
    Notice,
    Seal,
    Verification,
    Withdrawal,
    called,
)
from resolutions.models.imports import ImportedItem, LanguageVersion
from resolutions.models.lineage import (
    Descent,
    DescentRuling,
    Family,
    FamilyMember,
    TextPrint,
)
from resolutions.models.manuscripts import Manuscript, Upload, Version
from resolutions.models.people import HouseRule, OneTimeKey
from resolutions.models.searching import SearchChange, SearchPosting, SearchSegment, Synonyms
from resolutions.models.subjects import Subject
from resolutions.models.text import Citation, CitedDocument, Note, NoteReference, Paragraph
from resolutions.models.votes import Ballot, VoteSession

__all__ = [
    "ACTIONS",
    "AnchorChange",
    "Ballot",
    "ChangeRecord",
    "Citation",
    "CitedDocument",
    "Descent",
    "DescentRuling",
    "Family",
    "FamilyMember",
    "FormerSymbol",
    "HouseRule",
    "ImportedItem",
    "LanguageVersion",
    "Manuscript",
    "Note",
    "NoteReference",
    "Notice",
    "OneTimeKey",
    "Paragraph",
    "Resolution",
    "Seal",
    "SearchChange",
    "SearchPosting",
    "SearchSegment",
    "SourceFile",
    "Sponsor",
    "SponsorName",
    "Sponsorship",
    "Subject",
    "Synonyms",
    "TextPrint",
    "Upload",
    "Verification",
    "Version",
    "VoteSession",
    "Withdrawal",
    "called",
]
