"""A vote, ballot or sponsor that does not belong to a public text is taken back, and put back."""

from collections.abc import Collection

from django.core import serializers
from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.base import DeserializationError
from django.db import DataError, IntegrityError, connection, transaction
from django.utils import timezone
from psycopg.errors import ForeignKeyViolation, UniqueViolation

from resolutions.archive.acting import acting
from resolutions.archive.publication import tell
from resolutions.editing import Impossible
from resolutions.models import Ballot, Resolution, Sponsorship, VoteSession, Withdrawal
from resolutions.vocabulary import NoticeKind

Row = VoteSession | Ballot | Sponsorship
MODELS = {model._meta.model_name: model for model in (VoteSession, Ballot, Sponsorship)}
# Why a row cannot be put back, by what the database says.
REFUSED = {
    ForeignKeyViolation: "The vote it belongs to was taken back: put that back first.",
    UniqueViolation: "Something else is in its place by now.",
}
OUTDATED = (
    "It was kept in a form that this version of the archive does not read, and stays as it was "
    "kept. Enter it anew."
)
MOST_WORDS, MOST_LABEL = 300, 650  # together in a notice


def rows_of(text: Resolution) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what can be taken back of a text, by headings, as names and labels; four queries."""
    sponsors = text.sponsorships.select_related("sponsor")
    votes = text.votes.prefetch_related("ballots__sponsor")
    found = [("Sponsors", list(sponsors)), ("Votes", list(votes))]
    found += [(label_of(vote), list(vote.ballots.all())) for vote in votes]
    return [
        (heading, [(f"{row._meta.model_name}-{row.pk}", label_of(row)) for row in rows])
        for heading, rows in found
        if rows
    ]


def named(text: Resolution, name: str) -> Row:
    """Return the row of a text that has a name in `rows_of`; raise Impossible if there is none."""
    kind, _, key = name.partition("-")
    model = MODELS.get(kind)
    if model and key.isascii() and key.isdecimal() and len(key) < 18:
        owner = "vote__resolution" if model is Ballot else "resolution"
        if row := model.objects.filter(**{owner: text}, pk=int(key)).first():
            return row
    raise Impossible("Choose what is to be taken from the pages.")


def label_of(row: Row) -> str:
    """Say what a row is, for editors and in notices."""
    if isinstance(row, Sponsorship):
        return f"{row.printed}, {row.get_role_display().lower()}"
    if isinstance(row, Ballot):
        return f"{row.sponsor.name}: {row.get_choice_display().lower()}"
    paragraph = f" on {row.anchor}" if row.anchor else ""
    return f"{row}{paragraph}, as in {row.source}"


@transaction.atomic
def take_back(text: Resolution, name: str, words: str, author: str) -> Withdrawal:
    """
    Take a row from the pages, counts, files and search, for a reason that readers are told.

    It is kept whole, with its ballots if it is a vote.
    """
    Resolution.objects.select_for_update().get(pk=text.pk)
    row = named(text, name)
    words = " ".join(words.split())
    if not 0 < len(words) <= MOST_WORDS:
        raise Impossible(f"Say in a sentence why, in {MOST_WORDS} characters at most.")
    hanging = list(row.ballots.all()) if isinstance(row, VoteSession) else []
    label = label_of(row)
    if isinstance(row, Ballot):
        label = f"{label} ({label_of(row.vote)})"
    label = label[:MOST_LABEL]
    taken = Withdrawal.objects.create(
        resolution=text,
        model=row._meta.model_name,
        row=row.pk,
        rows=serializers.serialize("python", [row, *hanging]),
        label=label,
        words=words,
        author=author,
    )
    if text.is_published:
        tell(text, NoticeKind.CORRECTION, f"Taken back: {label}. {words}", author)
    with acting(author, words):
        row.delete()
    return taken


@transaction.atomic
def put_back(text: Resolution, number: int, author: str) -> None:
    """
    Put a row back, as it was, that was taken from the pages of a text.

    All of it or nothing: Impossible is raised where a row of that form, or in that place,
    cannot stand any more.
    """
    found = Withdrawal.objects.select_for_update().filter(resolution=text, restored_at=None)
    taken = found.filter(pk=number).first()
    if taken is None:
        raise Impossible("That was put back already.")
    try:
        with transaction.atomic(), acting(author, f"Put back: {taken.label}"):
            for each in serializers.deserialize("python", taken.rows):
                each.save(force_insert=True)
            connection.check_constraints()  # else only at the end of the transaction
    except (DeserializationError, FieldDoesNotExist, DataError, IntegrityError) as error:
        raise Impossible(REFUSED.get(type(error.__cause__), OUTDATED)) from error
    taken.restored_by, taken.restored_at = author, timezone.now()
    taken.save(update_fields=["restored_by", "restored_at"])
    if text.is_published:
        tell(text, NoticeKind.CORRECTION, f"Put back: {taken.label}.", author)


def taken_back(model: type[Row], texts: Collection[int], *fields: str) -> set[tuple]:
    """Return some fields of the rows of a kind that texts had; no import brings these back."""
    rows = Withdrawal.objects.filter(
        resolution__in=texts, restored_at=None, model=model._meta.model_name
    ).values_list("rows", flat=True)
    return {tuple(first["fields"][name] for name in fields) for first, *_ in rows}
