"""Words and small pieces that many templates share."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from resolutions import wording
from resolutions.vocabulary import Committee
from resolutions.voting.roll_call import WORDS

register = template.Library()

THEMES = ("light", "dark")
DEFINITE = {value: f"the {label}" for value, label in Committee.choices} | {
    Committee.PLENARY: "plenary"
}


@register.simple_tag(takes_context=True)
def theme(context):
    """The theme that the visitor chose, or "" to follow the device."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme", "") if request else ""
    return chosen if chosen in THEMES else ""


@register.simple_tag(takes_context=True)
def nav_link(context, name, words):
    """A link of the main menu, marked when the page is its own or below it."""
    href, here = reverse(name), getattr(context.get("request"), "path", "")
    current = "page" if here == href else "true" if here.startswith(href) else ""
    attribute = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<a href="{}"{}>{}</a>', href, attribute, words)


@register.filter
def day(when):
    """<time>5 December 2016</time>"""
    if not when:
        return ""
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), wording.day(when))


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
def ballot_words(ballot):
    """in favour, against, abstained, not voting"""
    return WORDS[ballot.choice]


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
