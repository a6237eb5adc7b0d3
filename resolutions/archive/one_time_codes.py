"""One-time codes beside the password: by the clock (RFC 6238), and some on paper."""

import base64
import hashlib
import hmac
import secrets
import struct
import time
from datetime import timedelta
from urllib.parse import quote, urlencode

from django.db import transaction
from django.utils import timezone

from resolutions.archive.enciphering import decipher, encipher
from resolutions.models import OneTimeKey

STEP = 30  # seconds that a code is shown
DIGITS = 6
DRIFT = 1  # steps that a clock may be wrong
ON_PAPER = 8
MOST_FAILURES = 5
PAUSE = timedelta(minutes=5)
ISSUER = "Cyber Norms Archive"


class TooOften(Exception):
    """So many wrong codes were given lately that none is looked at for some minutes."""


def code_at(key: str, step: int) -> str:
    """Return the code that a key has at a step of time."""
    digest = hmac.digest(base64.b32decode(key), struct.pack(">Q", step), hashlib.sha1)
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def begin(user) -> OneTimeKey:
    """Give somebody a new key, which counts once a code of it was given."""
    key = encipher(secrets.token_bytes(20))
    with transaction.atomic():
        OneTimeKey.objects.filter(user=user, confirmed_at=None).delete()
        return OneTimeKey.objects.get_or_create(user=user, defaults={"key": key})[0]


def key_of(held: OneTimeKey) -> str | None:
    """Return the key as it is typed into authenticators; None where SECRET_KEY is another."""
    key, _ = decipher(held.key)
    return base64.b32encode(key).decode() if key else None


def address_of(held: OneTimeKey) -> str:
    """Return the address that authenticators read a key from."""
    label = quote(f"{ISSUER}:{held.user.get_username()}")
    return f"otpauth://totp/{label}?{urlencode({'secret': key_of(held), 'issuer': ISSUER})}"


def confirm(user, code: str) -> list[str]:
    """Have a key count if the code is of it; return codes for paper, or none. Raises TooOften."""
    if not accept(user, code):
        return []
    OneTimeKey.objects.filter(user=user, confirmed_at=None).update(confirmed_at=timezone.now())
    return renew_paper(user)


def renew_paper(user) -> list[str]:
    """Make the codes for paper anew; those before are void. They are not kept, only their sums."""
    codes = [base64.b32encode(secrets.token_bytes(10)).decode() for _ in range(ON_PAPER)]
    OneTimeKey.objects.filter(user=user).update(recovery=[_sum(code) for code in codes])
    return ["-".join(code[n : n + 4] for n in range(0, 16, 4)) for code in codes]


@transaction.atomic
def accept(user, code: str) -> bool:
    """Whether a code is right; it is used up then. Raises TooOften."""
    held = OneTimeKey.objects.select_for_update().get(user=user)
    now = timezone.now()
    if held.failed_at and now - held.failed_at > PAUSE:
        held.failures = 0
    if held.failures >= MOST_FAILURES:
        raise TooOften
    if right := _take(held, "".join(code.split()).replace("-", "").upper()):
        held.failures = 0
    else:
        held.failures, held.failed_at = held.failures + 1, now
    held.save()
    return right


def _take(held: OneTimeKey, code: str) -> bool:
    now, key = int(time.time()) // STEP, _current_key(held)
    for step in range(now - DRIFT, now + DRIFT + 1) if key else ():
        is_it = hmac.compare_digest(code_at(key, step).encode(), code.encode())
        if is_it and step > held.last_step:
            held.last_step = step
            return True
    if held.confirmed_at and _sum(code) in held.recovery:
        held.recovery.remove(_sum(code))
        return True
    return False


def _current_key(held: OneTimeKey) -> str | None:
    """Return the key, enciphered anew where SECRET_KEY has changed since."""
    key, is_old = decipher(held.key)
    if key and is_old:
        held.key = encipher(key)
    return key_of(held) if key else None


def _sum(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
