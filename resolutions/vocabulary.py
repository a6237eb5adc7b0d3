"""The field's own words: the choices that models, readers and pages share."""

from django.db.models import TextChoices


class Stage(TextChoices):
    """How far a resolution had come when this text of it was written."""

    WORKING = "working", "Working text"
    DRAFT = "draft", "Draft"
    REVISED = "revised", "Revised draft"
    ADOPTED = "adopted", "Adopted"


class DocumentKind(TextChoices):
    """What a document is. Only resolutions have a stage."""

    RESOLUTION = "resolution", "Resolution"
    DECISION = "decision", "Decision"
    REPORT = "report", "Report"


class Series(TextChoices):
    """The run of yearly resolutions that a text belongs to."""

    ICT_SECURITY = "ict-security", "ICT security"
    CYBERCRIME = "cybercrime", "Cybercrime"
    CULTURE = "cybersecurity-culture", "Culture of cybersecurity"
    SCIENCE = "science-technology", "Science and technology"
    AI_MILITARY = "ai-military", "AI in the military domain"
    RECALLED = "recalled", "Recalled by the series"


# Texts of no series that the archive follows.
OUTSIDE_SERIES = ("", Series.RECALLED)


class Holding(TextChoices):
    FULL_TEXT = "full-text", "Full text"
    CATALOGUE = "catalogue", "Catalogue record"


class Committee(TextChoices):
    FIRST = "first", "First Committee"
    SECOND = "second", "Second Committee"
    THIRD = "third", "Third Committee"
    FOURTH = "fourth", "Fourth Committee"
    FIFTH = "fifth", "Fifth Committee"
    SIXTH = "sixth", "Sixth Committee"
    PLENARY = "plenary", "Plenary"


class ParagraphKind(TextChoices):
    PREAMBULAR = "preambular", "Preambular paragraph"
    OPERATIVE = "operative", "Operative paragraph"
    SUBPARAGRAPH = "subparagraph", "Subparagraph"
    HEADING = "heading", "Heading"
    ANNEX = "annex", "Annex paragraph"


class Part(TextChoices):
    """The part of a text that a paragraph stands in; subparagraphs take their parent's."""

    PREAMBLE = "preamble", "Preamble"
    OPERATIVE = "operative", "Operative part"
    ANNEX = "annex", "Annex"


class Language(TextChoices):
    """The official languages, by ISO 639-1 code."""

    ARABIC = "ar", "Arabic"
    CHINESE = "zh", "Chinese"
    ENGLISH = "en", "English"
    FRENCH = "fr", "French"
    RUSSIAN = "ru", "Russian"
    SPANISH = "es", "Spanish"


def english_first(language: str) -> tuple[bool, str]:
    """Sort languages by their codes, English before the others."""
    return language != Language.ENGLISH, language


class Origin(TextChoices):
    """How the archive knows a masthead field."""

    PRINTED = "printed", "Printed in the source"
    COMPUTED = "computed", "Computed"
    EDITOR = "editor", "Supplied by an editor"


class ActorKind(TextChoices):
    MEMBER = "member", "Member State"
    FORMER = "former", "Former Member State"
    OBSERVER = "observer", "Observer"
    GROUP = "group", "Group of States"
    OFFICE = "office", "Chair or bureau"


class RegionalGroup(TextChoices):
    AFRICAN = "african", "African States"
    ASIA_PACIFIC = "asia-pacific", "Asia-Pacific States"
    EASTERN_EUROPEAN = "eastern-european", "Eastern European States"
    GRULAC = "grulac", "Latin American and Caribbean States"
    WEOG = "weog", "Western European and other States"


class SponsorRole(TextChoices):
    ORIGINAL = "original", "Original sponsor"
    ADDITIONAL = "additional", "Additional sponsor"
    WITHDRAWN = "withdrawn", "Withdrawn sponsor"


class VoteKind(TextChoices):
    RECORDED = "recorded", "Recorded vote"
    WITHOUT_VOTE = "without-vote", "Adopted without a vote"
    NOT_RECORDED = "not-recorded", "Vote not recorded by State"


class BallotChoice(TextChoices):
    """The UN Digital Library's letters."""

    IN_FAVOUR = "Y", "in favour"
    AGAINST = "N", "against"
    ABSTAINING = "A", "abstaining"
    NOT_VOTING = "X", "not voting"


class ImportOutcome(TextChoices):
    """What became of an item that an import read."""

    STORED = "stored", "Stored"
    PASSED_OVER = "passed-over", "Passed over"
    REFUSED = "refused", "Refused"


class UploadState(TextChoices):
    """How far a file has come since somebody sent it."""

    RECEIVED = "received", "Waiting to be read"
    READING = "reading", "Being read"
    REFUSED = "refused", "Could not be read"
    READ = "read", "Read"
    PUBLISHED = "published", "Published"
    DELETED = "deleted", "Deleted by its uploader"


class ManuscriptState(TextChoices):
    """What becomes of a text under work."""

    OPEN = "open", "Being worked on"
    PUBLISHED = "published", "Published"
    SET_ASIDE = "set-aside", "Set aside"


class NoticeKind(TextChoices):
    """What the archive tells readers of its own doings."""

    CORRECTION = "correction", "Corrected"
    WITHDRAWAL = "withdrawal", "Withdrawn"
    RESTORATION = "restoration", "Restored"


class DescentKind(TextChoices):
    """What became of an earlier paragraph in a later one."""

    SAME = "same", "Same words"
    CHANGED = "changed", "Words changed"
    SPLIT = "split", "Part of a paragraph that was split"
    MERGED = "merged", "Merged with another"
    REUSED = "reused", "Wording reused"


# Kinds of descent by which a paragraph is still the same one; wording reused makes another.
SAME_FAMILY = (DescentKind.SAME, DescentKind.CHANGED, DescentKind.SPLIT, DescentKind.MERGED)


class Verdict(TextChoices):
    """What an editor says of a descent."""

    CONFIRMED = "confirmed", "Confirmed"
    REJECTED = "rejected", "Rejected"
    WITHDRAWN = "withdrawn", "Withdrawn"  # nothing is ruled any more
