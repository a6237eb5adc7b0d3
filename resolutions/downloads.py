"""The hits of a search for programs: every one in rank order, or the newest as a feed."""

import json
from collections.abc import Iterator
from itertools import batched, count

from django.http import HttpResponse
from django.utils import feedgenerator

from resolutions.exports import attachment, csv_response
from resolutions.hits import excerpts, load
from resolutions.models import Paragraph, Resolution

NAMES = ("rank", "symbol", "anchor", "language", "score", "text", "query", "archive")
AT_ONCE = 5_000
MOST = 10_000
IN_FEED = 50
AUTHOR = "Cyber Norms Archive"


def rows(request, results) -> Iterator[tuple]:
    """Yield the hits in rank order, each with the query and the archive's version."""
    found, version = results.answer, version_of(results)
    order = found.order("best")[:MOST]
    scores = found.scores[order].tolist()
    query = request.GET.urlencode()
    labels: dict[int, str] = {}
    ranks = count(1)
    for some in batched(zip(found.keys(order).tolist(), scores, strict=True), AT_ONCE):
        held = plain_rows([key for key, _ in some])
        wanted = {text for text, *_ in held.values()} - labels.keys()
        labels |= {pk: text.label for pk, text in Resolution.objects.in_bulk(wanted).items()}
        for key, score in some:
            if key in held:
                text, anchor, language, words = held[key]
                rank = next(ranks)
                yield rank, labels[text], anchor, language, round(score, 4), words, query, version


def plain_rows(keys: list[int]) -> dict[int, tuple]:
    """Read of paragraphs what a row has; none that was withdrawn in this moment."""
    found = Paragraph.objects.published().filter(pk__in=keys).order_by()
    rows = found.values_list("pk", "resolution", "anchor", "language", "text")
    return {key: rest for key, *rest in rows}


def version_of(results) -> str:
    """Name the state of the archive that was searched: equal as long as nothing changed."""
    segments, changes, last = results.answer.knowledge.key
    return "-".join(map(str, [*segments[-1:], changes, last or 0]))


def csv_file(request, results) -> HttpResponse:
    return csv_response("hits.csv", NAMES, rows(request, results))


def jsonl_file(request, results) -> HttpResponse:
    response = attachment("application/jsonl; charset=utf-8", "hits.jsonl")
    for row in rows(request, results):
        response.write(json.dumps(dict(zip(NAMES, row, strict=True)), ensure_ascii=False) + "\n")
    return response


def feed(request, results) -> HttpResponse:
    """The newest hits as an Atom feed."""
    found = results.answer
    here = request.build_absolute_uri
    atom = feedgenerator.Atom1Feed(
        title=results.headline,
        link=here("?" + without_format(request)),
        description=None,
        feed_url=here(),
        author_name=AUTHOR,  # a feed without one is not valid
    )
    keys = found.keys(found.order("newest")[:IN_FEED]).tolist()
    paragraphs = load(results.search, keys)
    pieces = excerpts(results.search, found, list(paragraphs.values()))
    for key in keys:
        if paragraph := paragraphs.get(key):
            link = here(paragraph.get_absolute_url())
            atom.add_item(
                title=f"{paragraph.resolution.label} {paragraph.label}",
                link=link,
                description="".join(piece.text for piece in pieces[paragraph.pk]),
                unique_id=link,
                updateddate=paragraph.resolution.updated_at,
            )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml")


def without_format(request) -> str:
    rest = request.GET.copy()
    rest.pop("format", None)
    return rest.urlencode()


def problems(request) -> list[str]:
    """Say what is wrong with the format that an address asks for."""
    if request.GET.get("format", "") in ("", "html", *FORMATS):
        return []
    return [f"A search can be had as {', '.join(FORMATS)} or as this page."]


FORMATS = {"csv": csv_file, "jsonl": jsonl_file, "atom": feed}
