"""The paragraphs of a text and its contents: a text has hundreds, too many for a template."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from resolutions.markup import NOTHING, filled, joined
from resolutions.parallel import query_for
from resolutions.reading import PlacedNote, PlacedParagraph
from resolutions.vocabulary import Language, ParagraphKind

register = template.Library()

BEFORE = '<span id="{}"></span>'
HEADING = '<div class="para heading{}" id="{}">{}<h3 class="para-heading">{}</h3>{}</div>'
PARAGRAPH = (
    '<div class="para {}{}{}" id="{}"><span class="pmarks">{}'
    '<a class="plabel" href="#{}"><span class="vh">Link to {}: </span>{}</a>{}</span>'
    "{}{}</div>"
)
WORDS = '<p class="ptext">{}{}</p>'
# Reached by keyboard, for on a small screen it is wider than its place.
TABLE = (
    '<div class="ptext ptext--table scroll" tabindex="0" role="region" aria-label="Table, {}">{}'
    '<table class="tbl">{}</table></div>'
)
CITE = '<a class="pcite" href="cite/?paragraph={}">Cite<span class="vh"> {}</span></a>'
NUMBER = '<span class="num">{}{}</span> '
ASIDE = '<div class="aside">{}{}</div>'
TOLD = '<p class="gutter gutter--{}" lang="en" dir="ltr">{}</p>'
LINK = '<a href="{}">{}</a>'
STANDING = (
    '<p class="gutter" lang="en" dir="ltr"><a href="paragraphs/{}/{}">In {} texts{}'
    '<span class="vh">: the history of {}</span></a></p>'
)
NOTES = '<ul class="notes" aria-label="Notes on {}">{}</ul>'
NOTE = '<li class="fn" id="{}"><span>{}</span> <span>{}</span></li>'
ITEM = '<li><a href="#{}">{}</a></li>'
ITEM_HEADING = '<span class="toc__heading">{}</span>'
ITEM_PARAGRAPH = '<span class="n">{}</span><span>{}</span>'


@register.simple_tag(takes_context=True)
def text_paragraph(context, paragraph: PlacedParagraph) -> SafeString:
    """
    One paragraph with its notes, and what it was in an earlier text, beside it.

    Of the context it takes `gutter`, `carried`, `choice` and `pairing`.
    """
    before = joined(filled(BEFORE, old) for old in paragraph.before)
    notes = notes_of(paragraph)
    gutter, carried = context.get("gutter"), context.get("carried")
    is_alone = not context.get("pairing")
    told = gutter.beside.get(paragraph.anchor) if gutter and is_alone else None
    style = f" para--{told.style}" if told else ""
    if paragraph.is_heading:
        said = beside(told) if told and told.style != "same" else NOTHING
        aside = filled(ASIDE, said, notes) if said or notes else NOTHING
        return filled(HEADING, style, paragraph.anchor, before, paragraph.html, aside)
    aside = NOTHING
    if (gutter and gutter.base) or notes or carried:
        shown = context["choice"].shown
        language = shown.language if shown else Language.ENGLISH
        said = joined([beside(told), history(paragraph, carried, language)]) if is_alone else ""
        aside = filled(ASIDE, said, notes)
    return filled(
        PARAGRAPH,
        *(paragraph.kind, style),
        *(f" sub sub-{paragraph.depth}" if paragraph.depth else "", paragraph.anchor, before),
        *(paragraph.anchor, paragraph.name, paragraph.label),
        filled(CITE, paragraph.anchor, paragraph.name) if is_alone else NOTHING,
        *(words_of(paragraph), aside),
    )


def words_of(paragraph: PlacedParagraph) -> SafeString:
    number = number_of(paragraph)
    if paragraph.is_table:
        return filled(TABLE, paragraph.name, number, paragraph.html)
    return filled(WORDS, number, paragraph.html)


def number_of(paragraph: PlacedParagraph) -> SafeString:
    if not paragraph.number or paragraph.kind == ParagraphKind.PREAMBULAR:
        return NOTHING
    return filled(NUMBER, paragraph.number, "" if paragraph.depth else ".")


def beside(told) -> SafeString:
    """What a paragraph was in an earlier text."""
    if told is None:
        return NOTHING
    return filled(
        TOLD, told.style, filled(LINK, told.href, told.words) if told.href else told.words
    )


def history(paragraph: PlacedParagraph, carried, language: str) -> SafeString:
    """In how many texts a paragraph stands, where it is more than one."""
    standing = carried.get(paragraph.anchor) if carried else None
    if standing is None:
        return NOTHING
    since = f" since {standing.since}" if standing.since else ""
    asked = query_for(language)
    return filled(STANDING, paragraph.anchor, asked, standing.texts, since, paragraph.name)


def notes_of(paragraph: PlacedParagraph) -> SafeString:
    if not paragraph.notes:
        return NOTHING
    return filled(NOTES, paragraph.label, text_notes(paragraph.notes))


@register.simple_tag
def text_notes(notes: Iterable[PlacedNote]) -> SafeString:
    return joined(filled(NOTE, note.id, note.mark, note.html) for note in notes)


@register.simple_tag
def text_contents(paragraphs: Iterable[PlacedParagraph]) -> SafeString:
    """The paragraphs of a part by their first words, each leading to its place."""
    return joined(
        filled(
            ITEM,
            each.anchor,
            filled(ITEM_HEADING, each.head)
            if each.is_heading
            else filled(ITEM_PARAGRAPH, each.short_label, each.head),
        )
        for each in paragraphs
    )
