"""The hits of a page of results: thirty of them, which templates take half of its time for."""

from collections.abc import Iterable, Iterator
from datetime import date

from django import template
from django.http import QueryDict
from django.utils.safestring import SafeString

from resolutions.finding.filters import USUAL
from resolutions.hits import Hit, TextHits
from resolutions.markup import NOTHING, filled, joined
from resolutions.models import Paragraph, Resolution
from resolutions.parallel import RIGHT_TO_LEFT
from resolutions.redlines import compare_url
from resolutions.results import changed
from resolutions.search.highlight import Piece
from resolutions.templatetags.archive import day, session_name, status

register = template.Library()

GROUP = """<article class="hitdoc">
  <h2><a href="{}"><b>{}</b> <span>{}</span></a></h2>
  <p class="eyebrow">{}</p>
  <ol class="hits">{}</ol>{}
</article>"""
LEFTWARDS = filled(' dir="rtl"')
ALL_IN = '<p class="hits-all"><a href="{}">All {} paragraphs in {}</a></p>'


@register.simple_tag(takes_context=True)
def text_groups(context, groups: Iterable[TextHits]) -> SafeString:
    """One article for each text: what it is, its best hits, and the way to all of them."""
    address = context["request"].GET
    return joined(_group(group, address) for group in groups)


def _group(group: TextHits, address: QueryDict) -> SafeString:
    text, rest = group.text, NOTHING
    if group.left:
        href = changed(address, text=text.address, page=None)
        rest = filled(ALL_IN, href, group.count, text.label)
    items = joined(_item(hit, address) for hit in group.hits)
    facts = joined(_facts(text), " ")
    return filled(GROUP, text.get_absolute_url(), text.label, text.title, facts, items, rest)


def _facts(text: Resolution) -> Iterator[SafeString]:
    yield status(text)
    if text.session:
        yield filled("<span>{}</span>", session_name(text))
    if text.dated:
        yield filled("<span>{}</span>", day(text.dated))
    elif text.year:
        yield filled("<span>{}, undated</span>", text.year)


@register.simple_tag(takes_context=True)
def hit_items(context, hits: Iterable[Hit]) -> SafeString:
    """One item of a list for each paragraph: its label, its excerpt, and where else it stands."""
    address = context["request"].GET
    return joined(_item(hit, address) for hit in hits)


def _item(hit: Hit, address: QueryDict) -> SafeString:
    found = hit.paragraph
    return filled(
        '<li><a class="plabel" href="{}">{}</a><p lang="{}"{}>{}</p>{}</li>',
        *(found.get_absolute_url(), found.label, found.language),
        LEFTWARDS if found.language in RIGHT_TO_LEFT else NOTHING,
        joined(map(_piece, hit.pieces)),
        filled("<small>{}</small>", _elsewhere(hit, address)) if hit.elsewhere else NOTHING,
    )


def _piece(piece: Piece) -> str:
    if piece.marked:
        return filled("<mark>{}</mark>", piece.text)
    return filled('<span class="lead">{}</span>', piece.text) if piece.opening else piece.text


def _elsewhere(hit: Hit, address: QueryDict) -> SafeString:
    """Same wording, apart from the opening words, in A/RES/71/28 PP15 and 12 more."""
    likeness = "Same" if hit.same_words else "Nearly the same"
    apart = "" if hit.same_opening else ", apart from the opening words,"
    further = NOTHING
    if hit.further:
        href = changed(address, same=str(hit.paragraph.pk), page=None)
        further = filled(' and <a href="{}">{} more</a>', href, hit.further)
    links = joined(map(_link, hit.elsewhere), ", ")
    said = filled("{} wording{} in {}{} · ", likeness, apart, links, further)
    return said + _compare(hit)


def _compare(hit: Hit) -> SafeString:
    """The way to the text beside the first other one, the older before the newer."""
    texts = (hit.paragraph.resolution, hit.elsewhere[0].resolution)
    old, new = sorted(texts, key=lambda text: (text.year or 0, text.dated or date.min))
    language = hit.paragraph.language
    href = compare_url(old, new, **({} if language == USUAL else {"lang": language}))
    labels = f"{old.label} and {new.label}"
    return filled('<a href="{}">Compare<span class="vh"> {}</span></a>', href, labels)


def _link(paragraph: Paragraph) -> SafeString:
    words = f"{paragraph.resolution.label} {paragraph.label}"
    return filled('<a href="{}">{}</a>', paragraph.get_absolute_url(), words)
