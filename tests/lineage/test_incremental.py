"""Texts published one by one, in any order, end where tracing all of them at once ends."""

import contextlib
import itertools
import random

import pytest
from django.db import connection

from resolutions.archive.bulk.texts import delete_texts
from resolutions.archive.tracing import check, trace_all, trace_texts, trace_waiting
from resolutions.models import Descent, Family, Resolution, TextPrint
from tests.factories import make_paragraph, make_text

pytestmark = pytest.mark.django_db

WORDS = [start + end for start in "bdfklmprst" for end in ("ash", "elm", "ivy", "oak")]


class Writer:
    """Invents texts that copy paragraphs from one another, change words, and join halves."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)  # noqa: S311
        self.pool = [self.words(length) for length in (4, 7, 12, 18, 25, 25, 40)]

    def words(self, count: int) -> list[str]:
        return [self.chance.choice(WORDS) for _ in range(count)]

    def paragraph(self) -> str:
        words = list(self.chance.choice(self.pool))
        match self.chance.randrange(5):
            case 0:
                words[self.chance.randrange(len(words))] = "other"
            case 1:
                words += self.chance.choice(self.pool)[:15]
            case 2:
                words = self.words(20)
        self.pool.append(words)
        return " ".join(words)

    def paragraphs(self) -> list[tuple[str, str]]:
        return [(f"op{n}", self.paragraph()) for n in range(1, self.chance.randrange(3, 8))]

    def text(self, number: int) -> Resolution:
        year = 1990 + self.chance.randrange(25)
        title = self.chance.choice(["Trees", "Rivers", f"Matter {'ABCD'[number % 4]}"])
        head = {"year": year, "adopted_on": None, "title": title, "published_at": None}
        return make_text(f"A/RES/{year - 1945}/{number}", self.paragraphs(), **head)


def show(text: Resolution, published: bool) -> None:
    now = text.created_at if published else None
    Resolution.objects.filter(pk=text.pk).update(published_at=now)
    assert trace_texts([text.pk])


def rewrite(text: Resolution, paragraphs: list[tuple[str, str]]) -> None:
    delete_texts([(text.pk, "en")])
    for anchor, words in paragraphs:
        make_paragraph(text, anchor, words)
    trace_texts([text.pk])


def traced() -> tuple[set, list]:
    fields = ("earlier", "later", "kind", "score", "kept", "added", "removed", "opens_otherwise")
    families = [
        (sorted(family.members.values_list("paragraph", "first")), family.texts, family.since)
        for family in Family.objects.all()
    ]
    return set(Descent.objects.values_list(*fields)), sorted(families)


@pytest.mark.usefixtures("low_thresholds")
@pytest.mark.parametrize("seed", range(6))
def test_any_order_leads_to_the_same(seed):
    writer = Writer(seed)
    texts = [writer.text(number) for number in range(12)]
    for text in writer.chance.sample(texts, len(texts)):
        show(text, published=True)
    for text in writer.chance.sample(texts, 2):
        show(text, published=False)
    rewrite(texts[3], writer.paragraphs())
    show(texts[3], published=True)
    change_head(texts[4], title=f"{texts[5].title} of {writer.pool[3][0]} and {writer.pool[3][1]}")
    change_head(texts[6], title=texts[7].title)
    change_head(texts[8], year=texts[9].year)
    change_head(texts[10], revises=texts[11])
    assert len(traced()[0]) > 10
    assert [each.language for each in check() if each.is_exact] == ["en"]
    assert_as_if_traced_at_once()


def change_head(text: Resolution, **fields) -> None:
    Resolution.objects.filter(pk=text.pk).update(**fields)
    assert trace_texts([text.pk])


def assert_as_if_traced_at_once() -> None:
    bit_by_bit = traced()
    TextPrint.objects.all().delete()
    Descent.objects.all().delete()
    Family.objects.all().delete()
    trace_all()
    assert bit_by_bit == traced()


class BrokenOff(Exception):
    """As if the process were killed."""


@contextlib.contextmanager
def broken_off_before(statement: int):
    """Nothing of a transaction is left that a later statement would have ended."""
    counted = itertools.count(1)

    def execute(execute, sql, params, many, context):
        if next(counted) == statement:
            raise BrokenOff
        return execute(sql, params, many, context)

    with connection.execute_wrapper(execute), contextlib.suppress(BrokenOff):
        yield


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(5))
def test_wherever_it_is_broken_off_it_goes_on_to_the_same(seed):
    writer = Writer(seed)
    texts = [writer.text(number) for number in range(8)]
    for text in texts:
        now = writer.chance.choice([None, text.created_at])
        Resolution.objects.filter(pk=text.pk).update(published_at=now)
    trace_all()
    for text in writer.chance.sample(texts, 4):
        text.refresh_from_db()
        now = None if text.is_published else text.created_at
        Resolution.objects.filter(pk=text.pk).update(published_at=now)
        TextPrint.objects.filter(text=text.pk).update(is_traced=False)
        with broken_off_before(writer.chance.randrange(6, 60)):
            trace_waiting()
    trace_waiting()
    assert_as_if_traced_at_once()
