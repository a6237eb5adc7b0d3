"""
Settings, read from the environment.

Fit for production as they stand: DEBUG is off, and SITE_URL alone says whether the archive is
reached by HTTPS, which turns on redirects, HSTS and cookies that travel by HTTPS only.
"""

import os
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from config import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.directory("DATA_DIR", BASE_DIR / "var")

DEBUG = environment.boolean("DEBUG", False)
HOST = environment.text("HOST", "127.0.0.1")
PORT = environment.integer("PORT", 8000, least=1, most=65535)
# Half the cores for pages; PostgreSQL and the system have the rest.
WORKERS = environment.integer("WORKERS", max(1, (os.cpu_count() or 1) // 2), least=1, most=12)
# Where it listens everywhere, the address to show is the machine's own.
OWN_HOST = "127.0.0.1" if HOST in ("0.0.0.0", "::") else environment.bracketed(HOST)  # noqa: S104
SITE_URL, SITE_HOST, HTTPS = environment.site("SITE_URL", f"http://{OWN_HOST}:{PORT}")

SECRET_KEY = environment.secret_key("SECRET_KEY", DATA_DIR)
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", [SITE_HOST, "localhost", "127.0.0.1", "[::1]"])
if HTTPS and (DEBUG or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        "SITE_URL is a public address: unset DEBUG and name the hosts in ALLOWED_HOSTS."
    )

# Application
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "axes",
    "config",
    "resolutions",
]
MIDDLEWARE = [
    "config.middleware.security_headers",
    "config.middleware.Intake",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Safe beside what visitors send: Django masks its tokens and pads what it compresses.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.signing_in.sessions_end",
    "config.signing_in.codes_first",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.Lacking",
    "config.middleware.signed_changes",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database
DATABASES = {
    "default": {
        **environment.database("DATABASE_URL"),
        # A connection for each thread of the server, kept and tried before use: a pool would
        # cost a hand-over on every request and is slower to notice that the server is back.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
}
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 2)
# How often a query of search is asked on a connection before it is planned once for all.
DATABASES["default"]["OPTIONS"].setdefault("prepare_threshold", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Caches. The key of texts compared is their words and the program that compared them, so that an
# entry is never out of date: it is kept in a folder that only this account may read, outlasts a
# restart, and serves all processes. About 25 kB each.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "comparisons": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "comparisons",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 1_000},
    },
    "pictures": {  # of pages, a tenth of a megabyte each
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pictures",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 60},
    },
}

# Language and time
LANGUAGE_CODE = "en-gb"
USE_I18N = False  # pages are in English only, and looking for translations takes a twentieth
TIME_ZONE = "UTC"
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = DATA_DIR / "originals"  # never below an address
STATICFILES_DIRS = [BASE_DIR / "static"]
FILE_UPLOAD_HANDLERS = [
    "resolutions.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "resolutions.uploads.NamelessFile",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 10
STORAGES = {
    "originals": environment.originals("ORIGINALS"),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Publishing by somebody who has not worked on the text
FOUR_EYES = environment.boolean("FOUR_EYES", False)

# One-time codes of those who publish or make accounts; others may set them up too
ONE_TIME_CODES = environment.boolean("ONE_TIME_CODES", False)

# Security
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "object-src": [CSP.NONE],
}
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]  # asked for on the machine itself
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# The proxy that speaks HTTPS must set this header itself, whatever its client sent.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_AGE = 30 * 60  # after the last request; readers have no session
SESSION_SAVE_EVERY_REQUEST = True
LONGEST_SESSION = 12 * 60 * 60
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "resolutions.views.editing.keeping.token_refused"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if HTTPS else []
X_FRAME_OPTIONS = "DENY"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Five failures with one name from one address: others can still sign in by that name, so that
# nobody is kept out by somebody else who types it. Kept in the database, for all workers.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
FAILURES_OF_AN_ADDRESS = 20
FAILURES_IN_ALL = 1_000
AXES_HANDLER = "config.failures.Failures"
AXES_COOLOFF_TIME = timedelta(minutes=5)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "config.signing_in.client_address"
AXES_LOCKOUT_CALLABLE = "config.signing_in.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
PROXIES = environment.integer("PROXIES", 0, least=0, most=9)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]

# One line an event
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
    },
    "loggers": {
        name: {"handlers": ["console"], "level": "WARNING", "propagate": False}
        for name in ("axes", "botocore", "django")
    },
    "root": {"handlers": ["console"], "level": "INFO"},
}
