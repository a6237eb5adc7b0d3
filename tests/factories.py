"""Rows for tests. Every function saves what it returns and takes fields by name."""

from datetime import date
from itertools import count

from django.contrib.auth.models import Group, User
from django.utils import timezone
from django.utils.text import slugify

from resolutions.models import (
    Ballot,
    Citation,
    Note,
    NoteReference,
    Paragraph,
    Resolution,
    Sponsor,
    Sponsorship,
    VoteSession,
)
from resolutions.vocabulary import (
    ActorKind,
    DocumentKind,
    Holding,
    Language,
    ParagraphKind,
    Part,
    Stage,
    VoteKind,
)

numbers = count(1)
PARTS = {"pp": Part.PREAMBLE, "op": Part.OPERATIVE, "an": Part.ANNEX}
KINDS = {"pp": ParagraphKind.PREAMBULAR, "op": ParagraphKind.OPERATIVE, "an": ParagraphKind.ANNEX}


def make_resolution(symbol="", *, published=True, **fields):
    """An adopted resolution with a symbol of its own, public unless `published` is false."""
    if symbol == "":
        symbol = f"A/RES/71/{next(numbers) + 100}"
    defaults = {
        "title": "Developments in the field of information and telecommunications",
        "adopted_on": date(2016, 12, 5),
        "published_at": timezone.now() if published else None,
    }
    if fields.get("kind", DocumentKind.RESOLUTION) == DocumentKind.RESOLUTION:
        defaults["stage"] = Stage.ADOPTED
    fields = defaults | fields
    dated = fields.get("adopted_on") or fields.get("issued_on")
    fields.setdefault("year", dated.year if dated else None)
    return Resolution.objects.create(symbol=symbol, **fields)


def make_text(symbol="", paragraphs=(), **fields):
    """A resolution whose text is held; `paragraphs` are (anchor, text) in reading order."""
    resolution = make_resolution(symbol, holding=Holding.FULL_TEXT, **fields)
    for anchor, text in paragraphs:
        make_paragraph(resolution, anchor, text)
    resolution.versions.create(
        language=Language.ENGLISH,
        paragraph_count=len(paragraphs),
        source="Test",
        stored_at=timezone.now(),
    )
    return resolution


def make_paragraph(resolution, anchor="pp1", text="Recalling its resolutions,", **fields):
    """A paragraph of the kind, part, number and parent that its anchor tells."""
    above, _, point = anchor.rpartition("-")
    parent = resolution.paragraphs.filter(anchor=above).first() if above else None
    defaults = {
        "order": resolution.paragraphs.count() + 1,
        "kind": KINDS[anchor[:2]] if parent is None else ParagraphKind.SUBPARAGRAPH,
        "part": PARTS[anchor[:2]],
        "parent": parent,
        "opening": "" if parent else text.split()[0],
        "number": f"({point})" if parent else anchor[2:] if anchor.startswith("op") else "",
    }
    return Paragraph.objects.create(
        resolution=resolution, anchor=anchor, text=text, **(defaults | fields)
    )


def make_note(paragraph, text="A/70/174.", position=None, **fields):
    """A footnote of the paragraph's text, referred to at `position` or else at its end."""
    resolution = paragraph.resolution
    order = resolution.notes.count() + 1
    note = Note.objects.create(
        resolution=resolution, text=text, **({"order": order, "mark": str(order)} | fields)
    )
    refer(paragraph, note, position)
    return note


def refer(paragraph, note, position=None):
    position = len(paragraph.text) if position is None else position
    return NoteReference.objects.create(note=note, paragraph=paragraph, position=position)


def make_citation(place, words, symbol, cited=None, **fields):
    """A citation of `symbol` where `words` stand in a paragraph or note."""
    start = place.text.index(words)
    holder = {"resolution": place.resolution, "language": place.language}
    holder |= {"paragraph" if isinstance(place, Paragraph) else "note": place}
    return Citation.objects.create(
        start=start, end=start + len(words), symbol=symbol, cited=cited, **holder, **fields
    )


def make_sponsor(name="", **fields):
    """A Member State since 1945."""
    name = name or f"State {next(numbers)}"
    defaults = {
        "slug": slugify(name),
        "short": name[:60],
        "sort_name": slugify(name).replace("-", " "),
        "kind": ActorKind.MEMBER,
        "iso3": name[:3].upper(),
        "admitted": date(1945, 10, 24),
    }
    return Sponsor.objects.create(name=name, **(defaults | fields))


def sponsor_text(resolution, *sponsors, **fields):
    """Put the sponsors at the head of a text."""
    start = resolution.sponsorships.count() + 1
    return Sponsorship.objects.bulk_create(
        Sponsorship(
            **{"resolution": resolution, "sponsor": sponsor, "printed": sponsor.name} | fields,
            order=order,
        )
        for order, sponsor in enumerate(sponsors, start)
    )


def make_user(username, role, **fields):
    """A member of staff of a role, which `make_roles` has made."""
    user = User.objects.create_user(username, is_staff=True, **fields)
    user.groups.add(Group.objects.get(name=role))
    return user


def make_vote(resolution, ballots=(), **fields):
    """A recorded vote; `ballots` are (sponsor, letter)."""
    defaults = {
        "kind": VoteKind.RECORDED,
        "date": date(2016, 12, 5),
        "source": "Test record",
    }
    vote = VoteSession.objects.create(resolution=resolution, **(defaults | fields))
    Ballot.objects.bulk_create(
        Ballot(vote=vote, sponsor=sponsor, choice=letter, printed=sponsor.name)
        for sponsor, letter in ballots
    )
    return vote
