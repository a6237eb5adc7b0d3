"""Words and small pieces that many templates share."""

from functools import cache

from django import template
from django.urls import reverse
from django.utils.html import format_html

from resolutions import wording
from resolutions.markup import filled
from resolutions.vocabulary import Committee, Stage
from resolutions.voting.roll_call import WORDS

register = template.Library()

THEMES = ("light", "dark")
page_url = cache(reverse)
DEFINITE = {value: f"the {label}" for value, label in Committee.choices} | {
    Committee.PLENARY: "plenary"
}
_GLYPH = '<svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">{}</svg>'
_CIRCLE = '<circle cx="8" cy="8" r="6.5"/>'
# ● adopted, ◐ revised, ○ draft, and dotted by its style a working text.
GLYPHS = {stage: filled(_GLYPH, filled(_CIRCLE)) for stage in Stage.values} | {
    Stage.ADOPTED: filled(_GLYPH, filled('<circle class="full" cx="8" cy="8" r="7"/>')),
    Stage.REVISED: filled(_GLYPH, filled(_CIRCLE + '<path d="M8 1.5a6.5 6.5 0 0 1 0 13z"/>')),
}
SQUARE = filled(_GLYPH, filled('<rect x="2" y="2" width="12" height="12"/>'))


@register.tag
def once(parser, token):
    """Around what is the same on every page: addresses and files of ours are looked up once."""
    inside = parser.parse(("endonce",))
    parser.delete_first_token()
    return Once(inside)


class Once(template.Node):
    """Renders what is inside at the first page of a process, and then keeps it."""

    def __init__(self, inside: template.NodeList):
        self.nodelist, self.rendered = inside, None

    def render(self, context):
        if self.rendered is None:
            self.rendered = self.nodelist.render(context)
        return self.rendered


@register.simple_tag(takes_context=True)
def theme(context):
    """The theme that the visitor chose, or "" to follow the device."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme", "") if request else ""
    return chosen if chosen in THEMES else ""


@register.simple_tag(takes_context=True)
def nav_link(context, name, words):
    """A link of the main menu, marked when the page is its own or below it."""
    href, here = page_url(name), getattr(context.get("request"), "path", "")
    current = "page" if here == href else "true" if here.startswith(href) else ""
    attribute = filled(' aria-current="{}"', current) if current else ""
    return filled('<a href="{}"{}>{}</a>', href, attribute, words)


@register.filter
def day(when):
    """<time>5 December 2016</time>"""
    if not when:
        return ""
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), wording.day(when))


@register.filter
def glyph(stage):
    """The sign of a stage, or a square for what has none because it is no resolution."""
    return GLYPHS.get(stage, SQUARE)


@register.filter
def status(text):
    """The stage of a text or else its kind, as a glyph and a word."""
    if not text.stage:
        return filled('<span class="status">{}</span>', text.get_kind_display())
    words = text.get_stage_display()
    return filled('<span class="status {}">{}{}</span>', text.stage, glyph(text.stage), words)


@register.filter
def thousands(number):
    """355,095"""
    return f"{number:,}"


@register.filter
def ordinal(number):
    """74th"""
    return wording.ordinal(number)


@register.filter
def session_name(text):
    """74th session (2019)"""
    return wording.session_name(text.session, text.session_kind) if text.session else ""


@register.filter
def in_body(vote):
    """the First Committee; plenary"""
    return DEFINITE[vote.body]


@register.filter
def choice_words(choice):
    """in favour, against, abstained, not voting"""
    return WORDS[choice]


@register.filter
def main_vote(text):
    """The vote that a list shows: the plenary's, or else the committee's; None if there is none."""
    votes = sorted(text.votes.all(), key=lambda vote: vote.body != Committee.PLENARY)
    return votes[0] if votes else None


@register.filter
def sources_of(sponsorships):
    """Where these sponsorships are recorded, other than in the text itself; each once."""
    return list(dict.fromkeys(each.source for each in sponsorships if each.source))


@register.filter
def first_sponsors(text):
    """The first few sponsorships of a text loaded `for_list`, how many more, and of how many."""
    first, count = text.first_sponsorships, text.sponsor_count or 0
    return {"first": first, "more": count - len(first), "count": count}
