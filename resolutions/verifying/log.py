"""What checks found, kept: how old the last look is, and how it ended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from resolutions.models import Verification
from resolutions.verifying.check import Check, NotLooked, Remark

# Of what is wrong, so many sentences are kept.
KEPT = 100
# Who keeps archives looks at every file so often at least.
DUE = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Standing:
    """How all checks stand: when the one that was longest ago ended, and what is wrong."""

    oldest: datetime | None
    never: tuple[str, ...]
    wrong: int

    @property
    def is_due(self) -> bool:
        return bool(self.never) or self.oldest < timezone.now() - DUE

    @property
    def is_well(self) -> bool:
        return not self.wrong and not self.is_due


def made(check: Check) -> Iterator[str]:
    """Make a check and keep what it found; yield each sentence, and return the record."""
    began, found, problems = timezone.now(), 0, check.find()
    kept: list[str] = []
    while True:
        try:
            sentence = next(problems)
        except StopIteration as end:
            looked_at = end.value or ""
            break
        except NotLooked as reason:
            found, looked_at = None, str(reason)
            break
        yield sentence
        if not isinstance(sentence, Remark):
            found += 1
            kept += [sentence] if len(kept) < KEPT else []
    return Verification.objects.create(
        check_name=check.name,
        began_at=began,
        ended_at=timezone.now(),
        found=found,
        looked_at=looked_at[:300],
        findings=kept,
    )


def last(checks: Iterable[Check]) -> dict[str, Verification]:
    """The last record of each check that could look, by its name."""
    names = [check.name for check in checks]
    looked = Verification.objects.filter(check_name__in=names).exclude(found=None)
    newest = looked.order_by("check_name", "-ended_at", "-pk").distinct("check_name")
    return {record.check_name: record for record in newest}


def standing(checks: Iterable[Check]) -> Standing:
    checks = list(checks)
    known = last(checks)
    return Standing(
        oldest=min((record.ended_at for record in known.values()), default=None),
        never=tuple(check.name for check in checks if check.name not in known),
        wrong=sum(record.found for record in known.values()),
    )
