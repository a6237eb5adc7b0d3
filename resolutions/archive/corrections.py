"""What an editor corrects in the head of a text."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from resolutions.archive.masthead import PRINTED
from resolutions.archive.store import store
from resolutions.ingest.document import Masthead, ParsedResolution
from resolutions.models import Resolution, SourceFile
from resolutions.vocabulary import Origin


def store_corrected(
    parsed: ParsedResolution,
    corrections: Mapping[str, Any],
    *,
    source: SourceFile | None,
    by: str,
    into: Resolution | None = None,
) -> Resolution:
    """
    Store a text with an editor's corrections in place of what its source prints.

    A field corrected to nothing is emptied, as if the source did not print it.
    `by` says who corrected it. `into` is the document that it is a text of, where that is
    known; otherwise its symbol says so.
    """
    blank = Masthead()
    cleared = {name: getattr(blank, name) for name in {*PRINTED, "committee"} & {*corrections}}
    head = replace(parsed.masthead, **cleared)
    corrected = replace(parsed, masthead=head)
    return store(corrected, source=source, facts=corrections, facts_source=by, into=into)


def amend(resolution: Resolution, corrections: Mapping[str, Any], by: str) -> None:
    """Set fields of a text to what an editor supplies, and note that. Saves nothing."""
    provenance = {**resolution.provenance}
    for name, value in corrections.items():
        setattr(resolution, name, value)
        provenance.pop(name, None)
        if value not in (None, "", []):
            provenance[name] = {"origin": Origin.EDITOR.value, "source": by}
    resolution.provenance = provenance
