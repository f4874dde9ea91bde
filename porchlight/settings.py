"""All settings. Each comes from the environment, has a safe default, and fails loudly when off."""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from porchlight.environment import (
    SettingError,
    cores,
    env_bool,
    env_contact,
    env_int,
    env_list,
    env_path,
    env_text,
    env_tiles,
    package_folder,
    secret_file,
    secret_key_file,
)
from porchlight.sqlite_gate import choose_sqlite

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env_path("PORCHLIGHT_DATA_DIR", BASE_DIR / "data")
KEYS_DIR = DATA_DIR / "keys"
os.umask(0o077)  # whatever this process writes is its owner's alone
KEYS_DIR.mkdir(parents=True, exist_ok=True)
SQLITE_IS_SAFE = choose_sqlite()
SQLITE_MAY_USE_WAL = SQLITE_IS_SAFE and env_bool("PORCHLIGHT_SQLITE_WAL", default=True)

DEBUG = env_bool("PORCHLIGHT_DEBUG", default=False)
SECRET_KEY = secret_file("PORCHLIGHT_SECRET_KEY", KEYS_DIR / "session.key", n_bytes=48)
ROOT_KEY = secret_key_file("PORCHLIGHT_ROOT_KEY", KEYS_DIR / "root.key")
PUSH_KEY = secret_key_file("PORCHLIGHT_PUSH_KEY", KEYS_DIR / "push.key")
ALLOWED_HOSTS = env_list("PORCHLIGHT_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
# Behind a proxy that speaks HTTPS: cookies become Secure and __Host-, and the scheme is believed.
HTTPS = env_bool("PORCHLIGHT_HTTPS", default=False)
PROXIES = env_int("PORCHLIGHT_PROXIES", default=0, low=0, high=2)
# Processes that serve pages; one more core is used by one more of them.
WEB_PROCESSES = env_int("PORCHLIGHT_PROCESSES", default=min(4, cores()), low=1, high=32)
# The listings as feeds and as HSDS, for anybody and for other directories.
FEEDS = env_bool("PORCHLIGHT_FEEDS", default=True)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
# Where whoever runs a push service can reach the host. Blank: nothing is pushed to any phone.
PUSH_CONTACT = env_contact("PORCHLIGHT_PUSH_CONTACT", ALLOWED_HOSTS[0] if HTTPS else "")
PUSH_TEST_SINK = ""  # tests alone name one: a push service on this machine

ROOT_URLCONF = "porchlight.urls"
WSGI_APPLICATION = "porchlight.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "porchlight.people",
    "porchlight.people.keystore",
    "porchlight.outbox",
    "porchlight.circles",
    "porchlight.checkins",
    "porchlight.practices",
    "porchlight.directory",
    "porchlight.sharing",
    "porchlight.together",
    "porchlight.reach",
    "porchlight.web",
]

MIDDLEWARE = [
    "porchlight.web.middleware.SecurityHeaders",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "porchlight.web.form_tokens.FormTokens",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "porchlight.web.middleware.PersonOnRequest",
    "porchlight.web.app_lock.middleware.LockedVisits",
    "django_htmx.middleware.HtmxMiddleware",
    "porchlight.web.middleware.KindRefusals",
    "porchlight.circles.invitations.carried_yes.CarriedYes",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "porchlight.web.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "porchlight.web.templatetags.fixed",
            ],
        },
    }
]


# Pictures of a map come from the host's own choice of server, or there are none.
TILES = env_tiles("PORCHLIGHT_TILES", "PORCHLIGHT_TILES_CREDIT")

# --- Data -------------------------------------------------------------------------------------


def _sqlite(path: Path) -> dict[str, object]:
    # TRUNCATE: with FULL, its commit is on disk; DELETE's is not until the folder is written too.
    journal = "WAL" if SQLITE_MAY_USE_WAL else "TRUNCATE"
    pragmas = [
        f"journal_mode={journal}",
        "synchronous=FULL",
        "secure_delete=ON",
        "trusted_schema=OFF",
        "mmap_size=0",
        "cache_size=-4000",
    ]
    return {
        "ENGINE": "porchlight.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": ";".join(f"PRAGMA {pragma}" for pragma in pragmas),
        },
    }


def _main_database() -> dict[str, object]:
    url = env_text("DATABASE_URL")
    if not url:
        return _sqlite(DATA_DIR / "porchlight.sqlite3")
    if not url.startswith(("postgres://", "postgresql://")):
        raise SettingError(
            "DATABASE_URL is for PostgreSQL. Write postgresql://name:word@host:5432/porchlight, "
            "or leave it out to use SQLite."
        )
    parsed = dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    return {**parsed, "ENGINE": "porchlight.postgresql"}


DATABASES = {"default": _main_database(), "keystore": _sqlite(KEYS_DIR / "keystore.sqlite3")}
DATABASE_ROUTERS = ["porchlight.people.keystore.router.KeystoreRouter"]

# --- People -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["porchlight.people.signing_in.NameAndPassphrase"]
PASSWORD_HASHERS = ["porchlight.people.signing_in.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"

# Passkeys and codes from an app: the models and ceremonies of django-allauth, on pages of our own.
# A passkey belongs to one host name for good, so it is never taken from the request.
PASSKEY_HOST = env_text("PORCHLIGHT_PASSKEY_HOST", ALLOWED_HOSTS[0].lstrip("."))
HOSTS_NEED_SECOND_STEP = env_bool("PORCHLIGHT_HOSTS_NEED_SECOND_STEP", default=False)
MFA_ADAPTER = "porchlight.people.second_step.adapter.SealedSecrets"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TRUST_ENABLED = False
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_TOTP_ISSUER = "Porchlight"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"email"}  # one has to be named; none of its pages has an address here
ACCOUNT_SIGNUP_FIELDS = ["email*"]

SESSION_ENGINE = "porchlight.people.sessions.store"
SESSION_COOKIE_NAME = "__Host-visit" if HTTPS else "visit"
CSRF_COOKIE_NAME = "__Host-form" if HTTPS else "form"
LANGUAGE_COOKIE_NAME = "language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_FAILURE_VIEW = "porchlight.web.views.stale_form"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
# Nothing is uploaded anywhere.
FILE_UPLOAD_HANDLERS: list[str] = []
DATA_UPLOAD_MAX_NUMBER_FILES = 0

# --- Words, days and pages --------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
# Leaflet comes from a locked package whose app is not switched on: only its files are wanted.
LEAFLET_DIR = package_folder("leaflet") / "static" / "leaflet"
STATICFILES_DIRS = [BASE_DIR / "static", ("leaflet", LEAFLET_DIR)]
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # our files are for our own pages
STORAGES = {
    "staticfiles": {"BACKEND": "porchlight.web.one_sheet.OneSheetStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["porchlight", "default", "thread", "nudge"],
    }
}
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "discreet": {"()": "porchlight.logs.Discreet"},
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "plain" if DEBUG else "discreet",
        }
    },
    "loggers": {"waitress.queue": {"level": "ERROR"}},  # a request that waits is nothing to tell
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
