"""Two texts compared, or three in a row: pages, and the alignment as JSON."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q
from django.http import JsonResponse, QueryDict
from django.shortcuts import redirect, render

from resolutions.beside import Surroundings, facts_beside
from resolutions.comparing.rows import Comparison, Row
from resolutions.comparisons import compared, passages_of
from resolutions.exports import csv_response
from resolutions.models import FormerSymbol, Resolution
from resolutions.parallel import OWN_NAMES, PREFERRED, RIGHT_TO_LEFT
from resolutions.querysets import ResolutionQuerySet
from resolutions.redlines import (
    Names,
    comparable,
    compare_url,
    counted,
    folded,
    shown_rows,
    title_redline,
    told_rows,
    with_earlier,
)
from resolutions.series import Series, series_of
from resolutions.versions import versions_of
from resolutions.views.addresses import symbol_in
from resolutions.views.appearance import VIEWS
from resolutions.vocabulary import Language

# The parameters that name a text, with what the page calls each.
SIDES = {"base": "Before it", "from": "From", "to": "To"}
NEEDED = ("from", "to")
# Kept when the address is written anew, or another text is chosen.
KEPT = ("lang", "view", "format")


@dataclass
class Asked:
    """What an address asks for: the texts by side, and what is wrong with it."""

    query: QueryDict
    texts: dict[str, Resolution] = field(default_factory=dict)
    withdrawn: dict[str, Resolution] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    status: int = 200

    def __post_init__(self):
        written = {side: self.query.get(side, "").strip() for side in SIDES}
        names = {side: address_name(value) for side, value in written.items() if value}
        found = named(Resolution.objects.published(), names.values())
        missing = set(names.values()) - found.keys()
        if missing:
            self.withdrawn = named(Resolution.objects.published_or_withdrawn(), missing)
        for side, name in names.items():
            if name in found:
                self.texts[side] = found[name]
            elif name in self.withdrawn:
                label = self.withdrawn[name].label
                self.refuse(f"{label} was withdrawn from this archive.", 410)
            else:
                self.refuse(f"{shortened(written[side])} is not in this archive.", 404)
        for text in set(self.texts.values()):
            if not text.has_text:
                self.refuse(f"The words of {text.label} are not in this archive.", 404)
        if "base" in names and len(self.texts) < len(SIDES) and self.status == 200:
            self.refuse("A text before it is shown with two others: from and to.", 400)

    def refuse(self, problem: str, status: int) -> None:
        self.problems.append(problem)
        self.status = max(self.status, status)

    @property
    def is_whole(self) -> bool:
        return self.status == 200 and all(side in self.texts for side in NEEDED)

    @property
    def kept(self) -> dict[str, str]:
        """How a comparison is wished to be shown, whatever its texts."""
        return {name: self.query[name] for name in KEPT if self.query.get(name)}

    @property
    def address(self) -> dict[str, str]:
        """The parameters as they should be written."""
        sides = {side: text.address for side, text in self.texts.items()}
        return sides | self.kept

    @cached_property
    def languages(self) -> list[str]:
        """Those that all the texts are held in, the usual ones first."""
        held = [{each.language for each in text.versions.all()} for text in self.texts.values()]
        return [each for each in PREFERRED if all(each in one for one in held)]

    @cached_property
    def language(self) -> str | None:
        """The language to compare in; None, with a problem told, where there is none."""
        wanted = self.query.get("lang", "")
        if wanted and wanted not in Language:
            self.refuse("A language is one of ar, zh, en, fr, ru and es.", 400)
        elif wanted and wanted not in self.languages:
            name = Language(wanted).label
            self.refuse(f"These texts are not all held in {name}.", 404)
        elif not self.languages:
            self.refuse("These texts are not held in one language.", 404)
        return None if self.problems else wanted or self.languages[0]


def compare_page(request):
    """Compare the texts that the address names; without two, help to choose them."""
    asked = Asked(request.GET)
    wanted = request.GET.get("format", "")
    if wanted not in ("", "json", "csv"):
        asked.refuse("A comparison is given as a page, or as format=json or csv.", 400)
    if request.GET.get("view", "") not in ("", *VIEWS):
        asked.refuse("A comparison is shown inline or split.", 400)
    if not asked.is_whole or asked.language is None:
        return refused(request, asked)
    written = {name: request.GET[name] for name in asked.address}
    if written != asked.address:
        rest = {name: value for name, value in asked.address.items() if name not in NEEDED}
        return redirect(compare_url(asked.texts["from"], asked.texts["to"], **rest), permanent=True)
    sides = {side: passages_of(text, asked.language) for side, text in asked.texts.items()}
    comparison = compared(sides["from"], sides["to"])
    if wanted == "json":
        return JsonResponse(as_data(asked, sides, comparison))
    if wanted == "csv":
        return as_csv(asked, comparison)
    return page(request, asked, sides, comparison)


def page(request, asked: Asked, sides: dict, comparison: Comparison):
    old, new = asked.texts["from"], asked.texts["to"]
    round_old, round_new = (Surroundings.of(text, asked.language) for text in (old, new))
    names = names_of(old, new, round_new.versions)
    rows = shown_rows(comparison, names)
    if "base" in sides:
        step = Names(asked.texts["base"].label, old.label, step="before-")
        rows = with_earlier(rows, shown_rows(compared(sides["base"], sides["from"]), step))
    laid_out = list(folded(rows))
    view = request.GET.get("view") or request.COOKIES.get("view", "")
    context = {
        "old": old,
        "new": new,
        "base": asked.texts.get("base"),
        "names": names,
        "comparison": comparison,
        "sides": (sides["from"], sides["to"]),
        "counts": counted(comparison, names, laid_out),
        "told": told_rows(comparison, names),
        "rows": laid_out,
        "facts": facts_beside(round_old, round_new),
        "title": title_redline(old, new),
        "view": view if view in VIEWS else VIEWS[0],
        "language": asked.language,
        "direction": "rtl" if asked.language in RIGHT_TO_LEFT else "ltr",
        "languages": [(each, OWN_NAMES[each], Language(each).label) for each in asked.languages],
        "swapped": compare_url(new, old, **asked.kept),
        "chooser": chooser(asked, series_of(new, round_new.versions), round_new.versions),
    }
    return render(request, "resolutions/compare.html", context)


def names_of(old: Resolution, new: Resolution, versions: list[Resolution]) -> Names:
    """What the texts are called; rivals are two of one session that are not versions of one."""
    sessions = [(each.session, each.session_kind) for each in (old, new)]
    is_one = bool(old.session) and sessions[0] == sessions[1]
    return Names(old.label, new.label, is_one and old not in versions and old != new)


def refused(request, asked: Asked):
    """Say what is wrong, or what is still to be chosen."""
    if request.GET.get("format") == "json":
        problems = asked.problems or ["Name two texts: from and to."]
        return JsonResponse({"error": " ".join(problems)}, status=max(asked.status, 400))
    text = asked.texts.get("to") or asked.texts.get("from")
    versions = versions_of(text) if text else []
    series = series_of(text, versions) if text else None
    context = {"asked": asked, "chooser": chooser(asked, series, versions)}
    return render(request, "resolutions/compare_choose.html", context, status=asked.status)


def chooser(asked: Asked, series: Series | None, versions: list[Resolution]) -> dict:
    """The form as it is filled in, and texts that the one at its end may be compared with."""
    text = asked.texts.get("to") or asked.texts.get("from")
    return {
        "fields": [(side, SIDES[side], asked.query.get(side, "")[:80]) for side in ("from", "to")],
        "base": asked.query.get("base", "")[:80],
        "text": text,
        "groups": comparable(text, series, versions) if series else [],
    }


def named(texts: ResolutionQuerySet, names: Iterable[str]) -> dict[str, Resolution]:
    """Those of the texts that have these symbols, now or before, or slugs; three queries."""
    former = FormerSymbol.objects.filter(symbol__in=names)
    was = dict(former.values_list("symbol", "resolution"))
    wanted = Q(symbol__in=names) | Q(slug__in=names) | Q(pk__in=was.values())
    found = texts.filter(wanted).prefetch_related("versions")
    before = {name: text for name, pk in was.items() for text in found if text.pk == pk}
    by_name = before | {name: text for text in found for name in (text.slug, text.symbol) if name}
    return {name: by_name[name] for name in names if name in by_name}


def address_name(written: str) -> str:
    """The symbol that is meant, or else a slug."""
    return symbol_in(written) or written.replace("\x00", "")[:80]


def shortened(written: str) -> str:
    return f"{written[:80]}…" if len(written) > 80 else written


def as_csv(asked: Asked, comparison: Comparison):
    old, new = asked.texts["from"], asked.texts["to"]
    names = names_of(old, new, versions_of(new))
    header = (names.old, names.new, "became", "words changed")
    return csv_response("comparison.csv", header, told_rows(comparison, names))


def as_data(asked: Asked, sides: dict, comparison: Comparison) -> dict:
    """The alignment; of three texts in a row also that of the step before."""
    data = {
        side: {"name": text.label, "title": text.title, "address": text.get_absolute_url()}
        for side, text in asked.texts.items()
    }
    data |= {
        "language": asked.language,
        "counts": {str(kind): number for kind, number in comparison.counts.items()},
        "rows": [as_record(row) for row in comparison.rows],
    }
    if "base" in sides:
        before = compared(sides["base"], sides["from"])
        data["rows_before"] = [as_record(row) for row in before.rows]
    return data


def as_record(row: Row) -> dict:
    """Anchors of both sides, several where a paragraph was split or merged."""
    return {
        "old": [passage.anchor for passage in row.old],
        "new": [passage.anchor for passage in row.new],
        "kind": str(row.kind),
        "moved": row.passed,
        "words_changed": row.line.changed,
        "words_kept": row.line.kept,
    }
