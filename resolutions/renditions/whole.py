"""A stored text in one language, as the value that readers give and writers take."""

from dataclasses import replace

from resolutions.archive.reading_back import document_of
from resolutions.ingest.document import Masthead, ParsedResolution
from resolutions.models import LanguageVersion, Resolution
from resolutions.vocabulary import Language


def whole_text(text: Resolution, version: LanguageVersion) -> ParsedResolution:
    """
    Return a language version of a text with all that its page says of it.

    Names of the document's own are in the language of the version where it has them.
    Takes the same number of queries for a text of any length.
    """
    document = document_of(text, version.language)
    english = version.language == Language.ENGLISH
    return replace(
        document,
        masthead=masthead_of(text, version, document.masthead),
        formula=version.formula or (text.formula if english else ""),
    )


def masthead_of(text: Resolution, version: LanguageVersion, printed: Masthead) -> Masthead:
    """The head with the facts that the source does not print as well."""
    return replace(
        printed,
        symbol=text.symbol,
        body=text.body,
        committee=text.get_committee_display() or None,
        session=None if text.session_kind else text.session,
        agenda_item=text.agenda_item or None,
        agenda_title=version.agenda_title or text.agenda_title or None,
        title=version.title or text.title,
        distribution=text.distribution or None,
        issued_on=text.issued_on,
        adopted_on=text.adopted_on,
        meeting=text.meeting or None,
        committee_report=text.committee_report or None,
        original_languages=tuple(text.original_languages),
    )
