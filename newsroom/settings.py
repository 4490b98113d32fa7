"""Settings of the newsroom, read from the environment (deploy/newsroom.env shows the variables)."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from newsroom import databases, environment
from newsroom.operation import logs

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"
TESTING = sys.argv[1:2] == ["test"]

# Where it answers

DEBUG = environment.read("DEBUG", environment.switch, default=False)
SITE_URL = environment.read("SITE_URL", environment.address, default="http://127.0.0.1:8000")
IS_HTTPS = SITE_URL.startswith("https:")

_LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
_host = urlsplit(SITE_URL).hostname
ALLOWED_HOSTS = environment.read(
    "ALLOWED_HOSTS",
    environment.hosts,
    default=_LOCAL_HOSTS if DEBUG or _host in ("localhost", "127.0.0.1", "::1") else [_host],
)
CSRF_TRUSTED_ORIGINS = environment.read(
    "CSRF_TRUSTED_ORIGINS", environment.addresses, default=[SITE_URL]
)
WEBSUB_HUB = environment.read("WEBSUB_HUB", environment.web_address, default="")

SECRET_KEY = environment.secret_key(stored_in=VAR / "secret-key")
if SECRET_KEY is None:
    if not (DEBUG or TESTING):
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it, or SECRET_KEY_FILE, to a long random text; "
            "or set DEBUG=1 to work on this machine only."
        )
    SECRET_KEY = "insecure-and-only-for-debugging"  # noqa: S105
elif not (DEBUG or TESTING):
    SECRET_KEY = environment.long_enough(SECRET_KEY)
# Keys from before: what was signed or encrypted with one can still be read.
SECRET_KEY_FALLBACKS = environment.read(
    "SECRET_KEY_FALLBACKS", environment.items, default=[], secret=True
)

# What it is made of

INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "authors.apps.AuthorsConfig",
    "funding.apps.FundingConfig",
    "articles.apps.ArticlesConfig",
    "newsroom.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_prose_editor",
    "js_asset",
    "csp",
]
MIDDLEWARE = [
    "newsroom.operation.request_ids.name_requests",
    # Around all others: what they answer themselves, as a redirect to TLS or a style sheet, is an
    # answer as well.
    "csp.middleware.CSPMiddleware",
    "newsroom.headers.say_headers",
    "newsroom.operation.probes.answer_probes",
    "newsroom.operation.hosts.refuse_other_hosts",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.compression.compress",
    "newsroom.refusals.log_refusals",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.negotiation.LanguageOfWhoAsks",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "newsroom.faults.OnlyReading",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsroom.signin.sessions.slide",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
# The desk says in words what Django's own fields say in icons: templates/admin/widgets/.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.reader.frame.frame",
            ]
        },
    }
]

# Data

TAGGIT_TAGS_FROM_STRING = "articles.models.tagging.split_tags"
TAGGIT_STRING_FROM_TAGS = "articles.models.tagging.join_tags"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": environment.read(
        "DATABASE_URL",
        databases.database,
        default=databases.sqlite_file(VAR / "newsroom.sqlite3"),
        secret=True,
    )
}
# Everything can be read and nothing be changed: the database itself refuses it.
READ_ONLY = environment.read("READ_ONLY", environment.switch, default=False)
if READ_ONLY:
    databases.only_read(DATABASES["default"])

# Counts that all processes share, such as those of wrong passwords. A migration makes the table.
CACHES = {
    "default": {
        "BACKEND": "newsroom.signin.counts.Counts",
        "LOCATION": "newsroom_cache",
        "KEY_FUNCTION": "newsroom.signin.limits.nameless_key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Words and time

USE_TZ = True
TIME_ZONE = environment.read("TIME_ZONE", environment.time_zone, default="Europe/Warsaw")
FORMAT_MODULE_PATH = ["newsroom.formats"]
LANGUAGES = environment.read(
    "LANGUAGES", environment.languages, default=environment.languages("en,pl,uk,be,ru,de")
)
LANGUAGES = [(code, _(name)) for code, name in LANGUAGES]
LANGUAGE_CODE = environment.read("LANGUAGE_CODE", str.lower, default=LANGUAGES[0][0])
if LANGUAGE_CODE not in dict(LANGUAGES):
    raise ImproperlyConfigured(
        f"LANGUAGE_CODE is {LANGUAGE_CODE!r}: expected one of LANGUAGES, "
        f"which are {', '.join(dict(LANGUAGES))}."
    )
LOCALE_PATHS = [BASE_DIR / "locale"]

# Mail. Without an address of a server nothing is mailed: commands print instead.

MAIL = environment.read("EMAIL_URL", environment.mail, default=environment.Mail(), secret=True)
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.ssl, MAIL.starttls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.read("EMAIL_FROM", str, default="newsroom@localhost")

# Files

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = environment.read("STATIC_ROOT", Path, default=VAR / "static").absolute()
MEDIA_URL = "/media/"
MEDIA_ROOT = environment.read("MEDIA_ROOT", Path, default=VAR / "media").absolute()
# A web server in front serves uploads faster; without one we do it ourselves.
SERVE_MEDIA = environment.read("SERVE_MEDIA", environment.switch, default=not IS_HTTPS)
# Of the text in a form; an uploaded file is measured by the form that takes it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
STORAGES = {
    "default": {"BACKEND": "newsroom.kit.whole_files.WholeFiles"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "newsroom.static_files.StaticFiles"
    },
}
# Otherwise every test client would walk through all static files once.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG or TESTING
# Styles and scripts are for pages of the site.
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Safety. Readers of a site with an https:// address are kept on it.

SECURE_SSL_REDIRECT = IS_HTTPS
if environment.read("TRUST_X_FORWARDED_PROTO", environment.switch, default=False):
    # Only for a proxy that always sets the header itself: anyone else can forge it.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = environment.read(
    "HSTS_SECONDS", environment.seconds, default=31_536_000 if IS_HTTPS else 0
)
# A newsroom may live beside other sites of the same domain, and browsers forget a
# preloaded domain only after months: both are for the owner of the domain to promise.
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.read(
    "HSTS_INCLUDE_SUBDOMAINS", environment.switch, default=False
)
SECURE_HSTS_PRELOAD = environment.read("HSTS_PRELOAD", environment.switch, default=False)
# What /.well-known/security.txt tells; without it, the contact address of the masthead.
SECURITY_CONTACT = environment.read("SECURITY_CONTACT", environment.reporting)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
CSRF_FAILURE_VIEW = "newsroom.desk.not_taken.wrong_token"

# Signing in. Who comes in at which address is told by `newsroom.signin`.

DESK_PATH = environment.read("DESK_PATH", environment.path, default="desk/")
# How many proxies stand in front, each of which adds to X-Forwarded-For.
PROXIES = environment.read("PROXIES", environment.number, default=0)
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTHENTICATION_BACKENDS = ["newsroom.signin.backend.StaffBackend"]
SESSION_ENGINE = "newsroom.signin.store"
# Without work a session ends after this time, and whatever is done after the longer one.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_LONGEST = 14 * 24 * 60 * 60
# Invitations; links for a forgotten password end sooner (newsroom/signin/links.py).
PASSWORD_RESET_TIMEOUT = 7 * 24 * 60 * 60
ACCOUNT_ADAPTER = "newsroom.signin.adapter.DoorAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "newsroom.signin.links.LinkTokens"  # noqa: S105
ACCOUNT_FORMS = {"reset_password": "newsroom.signin.forms.ForgottenForm"}
# "key" is the name that was typed. The count of `lock_out` is one less than that of the account.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,60/h/ip,5/15m/key",
    "lock_out": "4/15m/key",
    "reset_password": "10/h/ip,3/h/key",
}
MFA_ADAPTER = "newsroom.signin.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A code typed while the next one came up, or by a clock that is half a minute off, is right.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "add_webauthn": "newsroom.signin.forms.AddPasskeyForm",
    "authenticate": "newsroom.signin.forms.CodeForm",
    "reauthenticate": "newsroom.signin.forms.ConfirmByCodeForm",
}

# What operators are told

# Only for a proxy that always sets the header itself.
TRUST_X_REQUEST_ID = environment.read("TRUST_X_REQUEST_ID", environment.switch, default=False)
METRICS_TOKEN = environment.read("METRICS_TOKEN", str, default="", secret=True)
SLOW_QUERY_MS = environment.read("SLOW_QUERY_MS", environment.number, default=0)
SENTRY_DSN = environment.read("SENTRY_DSN", environment.sentry, default="", secret=True)
LOG_FORMAT = environment.read("LOG_FORMAT", environment.log_format, default="line")
LOGGING = logs.settings(LOG_FORMAT)

if TESTING:
    TEST_RUNNER = "tests.runner.Runner"
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    LOGGING["loggers"]["django"]["level"] = "ERROR"
    LOGGING["loggers"]["newsroom.refusals"] = {"level": "ERROR"}
    databases.for_tests(DATABASES["default"])
