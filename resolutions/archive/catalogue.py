"""
Facts without texts: catalogue records, who sponsored, who voted how.

Every function adds what is missing and changes nothing that is there, so that
loading twice is loading once and an editor's work stays.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from resolutions import states
from resolutions.archive.actors import actor_keys
from resolutions.archive.withdrawals import taken_back
from resolutions.models import Ballot, Resolution, Sponsor, Sponsorship, VoteSession
from resolutions.vocabulary import BallotChoice, Committee, Origin, SponsorRole

DATES = ("issued_on", "adopted_on", "date")
EMPTY = (None, "", [])
# What tells one record of a vote from another, with what is meant where nothing is said.
VOTE_KEY = {"body": Committee.PLENARY.value, "anchor": "", "source": ""}


def dated(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record with its days as dates."""
    return {
        key: datetime.date.fromisoformat(value) if key in DATES and value else value
        for key, value in record.items()
    }


@transaction.atomic
def add_record(
    facts: Mapping[str, Any], source: str, field_sources: Mapping[str, str] | None = None
) -> tuple[Resolution, bool]:
    """
    Hold a catalogue record, or fill what a held document lacks; say whether it is new.

    `facts` are fields of `Resolution`, `symbol` among them. `source` says where
    they come from, `field_sources` where single fields come from elsewhere.
    """
    facts = dated(facts)
    document = Resolution.objects.filter(symbol=facts["symbol"]).first() or Resolution()
    new = document._state.adding
    missing = {
        name: value
        for name, value in facts.items()
        if value not in EMPTY and (new or getattr(document, name) in EMPTY)
    }
    for name, value in missing.items():
        setattr(document, name, value)
        document.provenance[name] = {
            "origin": Origin.EDITOR.value,
            "source": (field_sources or {}).get(name, source),
        }
    if missing:
        document.save()
    return document, new


@transaction.atomic
def relate(symbol: str, *, revises: str | None = None, became: str | None = None) -> None:
    """Record what a held text revises and what it became, both by symbol or slug."""
    document = Resolution.objects.named(symbol).get()
    links = {"revises": revises, "became": became}
    for name, other in links.items():
        if other and getattr(document, f"{name}_id") is None:
            setattr(document, name, Resolution.objects.named(other).get())
    document.save(update_fields=links)


@transaction.atomic
def add_sponsors(
    document: Resolution, names: Iterable[str], role: SponsorRole, source: str
) -> None:
    """
    Record sponsors by their names as printed, unless the document has any of that role.

    Nor where it had some that an editor took back.
    """
    held = document.sponsorships.filter(role=role).exists()
    if held or (role,) in taken_back(Sponsorship, [document.pk], "role"):
        return
    mentions = [states.mention(name) for name in names]
    actors = actor_keys()
    Sponsorship.objects.bulk_create(
        Sponsorship(
            resolution=document,
            sponsor_id=actors.get(mention.actor.slug) if mention.actor else None,
            printed=mention.printed,
            on_behalf_of=mention.on_behalf_of,
            group_id=actors.get(mention.group.slug) if mention.group else None,
            role=role,
            order=order,
            source=source,
        )
        for order, mention in enumerate(mentions, 1)
    )


@transaction.atomic
def add_vote(document: Resolution, vote: Mapping[str, Any]) -> None:
    """
    Record one vote as one source has it, unless it is held already or was taken back.

    `vote` has the fields of `VoteSession`; `ballots` gives the slugs of actors by
    Y, N and A, `printed` their names where the source has others. Members that
    the source passes over did not vote, provided that its list is `complete`.
    """
    facts = dated(vote)
    ballots, printed = facts.pop("ballots", {}), facts.pop("printed", {})
    complete = facts.pop("complete", False)
    key = {name: facts.pop(name, default) for name, default in VOTE_KEY.items()}
    if tuple(key.values()) in taken_back(VoteSession, [document.pk], *key):
        return
    session, created = VoteSession.objects.get_or_create(resolution=document, **key, defaults=facts)
    if not created:
        return
    if complete:
        cast = {slug for slugs in ballots.values() for slug in slugs}
        day = facts.get("date") or datetime.date(document.year, 12, 31)
        members = {actor.slug for actor in states.members_on(day)}
        ballots = {**ballots, BallotChoice.NOT_VOTING.value: sorted(members - cast)}
        session.not_voting = len(members - cast)
        session.save(update_fields=["not_voting"])
    actors = Sponsor.objects.in_bulk(
        [slug for slugs in ballots.values() for slug in slugs], field_name="slug"
    )
    Ballot.objects.bulk_create(
        Ballot(vote=session, sponsor=actors[slug], choice=choice, printed=printed.get(slug, ""))
        for choice, slugs in ballots.items()
        for slug in slugs
    )
