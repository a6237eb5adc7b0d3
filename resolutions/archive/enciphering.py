"""
Small secrets that the database keeps enciphered, so that a copy of it alone tells none.

The key comes from SECRET_KEY; what was enciphered with one of SECRET_KEY_FALLBACKS opens, too.
HKDF (RFC 5869) makes from it and from a number used once what hides one secret, and what proves
that it is unchanged: no more than HMAC is needed for a secret shorter than a digest.
"""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from django.conf import settings

NONCE, MARK, LONGEST = 16, 16, 32
SALT = b"resolutions.archive.enciphering"


def encipher(secret: bytes) -> str:
    """Return a secret of at most 32 bytes as what may be stored."""
    if len(secret) > LONGEST:
        raise ValueError(f"A secret of {len(secret)} bytes is too long.")
    nonce = secrets.token_bytes(NONCE)
    hidden = _hide(settings.SECRET_KEY, nonce, secret)
    mark = _derive(settings.SECRET_KEY, b"mark", nonce + hidden)[:MARK]
    return urlsafe_b64encode(nonce + mark + hidden).decode()


def decipher(stored: str) -> tuple[bytes | None, bool]:
    """Return the secret, None where no key opens it; and whether it is to be enciphered anew."""
    data = urlsafe_b64decode(stored)
    nonce, mark, hidden = data[:NONCE], data[NONCE : NONCE + MARK], data[NONCE + MARK :]
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        if hmac.compare_digest(_derive(key, b"mark", nonce + hidden)[:MARK], mark):
            return _hide(key, nonce, hidden), key != settings.SECRET_KEY
    return None, False


def _hide(key: str, nonce: bytes, data: bytes) -> bytes:
    """Hide a secret, or show what was hidden so."""
    mask = _derive(key, b"mask", nonce)
    return bytes(one ^ other for one, other in zip(data, mask, strict=False))


def _derive(key: str, purpose: bytes, info: bytes) -> bytes:
    extracted = hmac.digest(SALT, key.encode(), "sha256")
    return hmac.digest(extracted, purpose + info + b"\x01", "sha256")
