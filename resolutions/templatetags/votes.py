"""What pages of votes have by the hundred: States as links, tiles, cells and boxes to tick."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from resolutions.markup import NOTHING, filled, joined
from resolutions.models import Sponsor
from resolutions.voting.roll_call import Voter

register = template.Library()

LINK = '<a href="{}">{}</a>{}'
THEN = ' <span class="muted">(then {})</span>'
TILE = (
    '<li><a class="tile tile--{}" href="{}" aria-label="{}, {}"><span>{}</span><b>{}</b></a></li>'
)
CAST = (
    '<td><span class="key key--{} key--line" aria-hidden="true">{}</span> '
    '<span class="votetable__words">{}</span></td>'
)
NO_CHOICE = '<td><span class="muted">{}</span></td>'
BOX = '<label><input type="checkbox" name="state" value="{}"{}> {}</label>'
CHECKED = filled(" checked")


@register.simple_tag
def state_links(voters: Iterable[Voter]) -> SafeString:
    """States in a row, each leading to its page, with what it was called on the day."""
    return joined(
        (
            filled(
                LINK,
                voter.sponsor.get_absolute_url(),
                voter.sponsor.short or voter.sponsor.name,
                filled(THEN, voter.then) if voter.then else NOTHING,
            )
            for voter in voters
        ),
        ", ",
    )


@register.simple_tag
def state_tiles(voters: Iterable[Voter]) -> SafeString:
    """A tile for each State, with its code and the letter of its choice."""
    return joined(
        filled(
            TILE,
            *(voter.style, voter.sponsor.get_absolute_url(), voter.sponsor.name, voter.words),
            *(voter.sponsor.iso3 or "···", voter.letter),
        )
        for voter in voters
    )


@register.simple_tag
def cast_cells(cast: Iterable[Voter]) -> SafeString:
    """The cells of one vote: the choice of each State compared."""
    return joined(
        filled(CAST, each.choice.lower(), each.letter, each.words)
        if each.choice
        else filled(NO_CHOICE, each.words)
        for each in cast
    )


@register.simple_tag
def state_boxes(states: Iterable[tuple[Sponsor, bool]]) -> SafeString:
    """A box to tick for each State; those chosen are ticked."""
    return joined(
        filled(BOX, actor.slug, CHECKED if chosen else NOTHING, actor.short or actor.name)
        for actor, chosen in states
    )
