"""Reading settings from the environment: a bad value stops the start with one sentence."""

import contextlib
import importlib.util
import os
import re
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.core.exceptions import ImproperlyConfigured

DATABASE_KEYS = {"dbname": "NAME", "user": "USER", "password": "PASSWORD"} | {
    key: key.upper() for key in ("host", "port")
}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def boolean(name: str, default: bool) -> bool:
    value = text(name).lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    if value == "":
        return default
    raise ImproperlyConfigured(f"{name} is {value!r}: set it to 1 or 0.")


def integer(name: str, default: int, least: int, most: int) -> int:
    value = text(name, str(default))
    if value.isascii() and value.isdigit() and least <= int(value) <= most:
        return int(value)
    raise ImproperlyConfigured(f"{name} is {value!r}: set it to a number from {least} to {most}.")


def words(name: str, default: list[str]) -> list[str]:
    """Values separated by commas or spaces."""
    return text(name).replace(",", " ").split() or default


def directory(name: str, default: Path) -> Path:
    return Path(text(name, str(default))).expanduser().resolve()


def site(name: str, default: str) -> tuple[str, str, bool]:
    """The site's own address: its origin, its host, and whether it is reached by HTTPS."""
    value = text(name, default).rstrip("/")
    with contextlib.suppress(ValueError):  # of urlsplit, for brackets that do not close
        parts = urlsplit(value)
        if parts.scheme in ("http", "https") and parts.hostname and not (parts.path or parts.query):
            return value, bracketed(parts.hostname), parts.scheme == "https"
    raise ImproperlyConfigured(
        f"{name} is {value!r}: set it to the address readers use, such as https://archive.example."
    )


def bracketed(host: str) -> str:
    """The host as it stands in an address: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def database(name: str) -> dict:
    """
    Django's database settings from a PostgreSQL URL (any that libpq understands).

    Without one, an address where no server listens: some commands need none.
    """
    url = text(name, "postgresql://archive@/archive?host=/nonexistent")
    scheme, colon, _ = url.partition("://")
    if colon and scheme not in ("postgresql", "postgres"):
        # Not in libpq's words: they repeat the value, and with it the password.
        raise ImproperlyConfigured(
            f"{name} names a database of the kind {scheme!r}, and the archive needs PostgreSQL: "
            "write it as postgresql://user:password@host:5432/name."
        )
    try:
        parts = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise ImproperlyConfigured(
            f"{name} is not the address of a PostgreSQL database ({str(error).strip()}): "
            "write it as postgresql://user:password@host:5432/name."
        ) from error
    own = {DATABASE_KEYS[key]: value for key, value in parts.items() if key in DATABASE_KEYS}
    options = {key: value for key, value in parts.items() if key not in DATABASE_KEYS}
    return {"ENGINE": "config.database", **own, "OPTIONS": options}


def originals(name: str) -> dict:
    """Where originals are kept: in MEDIA_ROOT, or in a bucket as s3://bucket/prefix."""
    value = text(name)
    if not value:
        modes = {"file_permissions_mode": 0o440, "directory_permissions_mode": 0o750}
        return {"BACKEND": "config.originals.Originals", "OPTIONS": modes}
    parts = urlsplit(value)
    if parts.scheme != "s3" or not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", parts.netloc):
        raise ImproperlyConfigured(
            f"{name} is {value!r}: write it as s3://bucket/prefix, or unset it to keep originals "
            "in DATA_DIR."
        )
    if importlib.util.find_spec("boto3") is None:
        raise ImproperlyConfigured(
            f"{name} needs the packages of requirements-s3.txt: install them, as `make run` does."
        )
    options = {"bucket": parts.netloc, "prefix": parts.path}
    return {"BACKEND": "config.object_store.ObjectStore", "OPTIONS": options}


def secret_key(name: str, data_dir: Path) -> str:
    """The key from the environment, or one made on first use and kept in the data directory."""
    if key := text(name):
        if len(key) < 50 or len(set(key)) < 5 or key.startswith("django-insecure-"):
            raise ImproperlyConfigured(
                f"{name} is too weak: set it to 50 or more random characters, or unset it to "
                "have one made and kept in DATA_DIR."
            )
        return key
    path = data_dir / "secret-key"
    try:
        if not path.exists():
            _write_key(path)
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{path} cannot be used ({error.strerror}): set {name}, or set DATA_DIR to a folder "
            "that you may write to."
        ) from error


def _write_key(path: Path) -> None:
    """Write the key whole and once, also when two processes start together."""
    path.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600, exist_ok=False)
    draft.write_text(secrets.token_urlsafe(64))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
