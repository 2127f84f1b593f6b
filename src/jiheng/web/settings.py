"""Django's settings, from the environment. Nothing here is secret; the secret lies in the data folder."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from jiheng.web.environment import data_folder, database, flag, secret_key, whole, words

HERE = Path(__file__).resolve().parent
DATA = data_folder()
SECRET_KEY = secret_key(DATA)
DEBUG = False
#: The sample county with an account for each role shown on the sign-in page. Never for real data.
DEMO = flag("JIHENG_DEMO")
#: Whether people reach us by https, ourselves or through a proxy that sets X-Forwarded-Proto.
HTTPS = flag("JIHENG_HTTPS")
#: Whose rules hold here: the standard that flows, checks and calendars come from (``jiheng standards``).
STANDARD = (words("JIHENG_STANDARD") or ["cn"])[0]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *words("JIHENG_HOSTS")]

INSTALLED_APPS = [
    "jiheng.web.people",
    "jiheng.web.dossiers",
    "jiheng.web.assignments",
    "jiheng.web.casework",
    "jiheng.web.filling",
    "jiheng.web.files",
    "jiheng.web.jobs",
    "jiheng.web.findings",
    "jiheng.web.spotchecks",
    "jiheng.web.surveys",
    "jiheng.web.evaluations",
    "jiheng.web.reviews",
    "jiheng.web.fieldwork",
    "jiheng.web.dashboards",
    "jiheng.web.exchange",
    "jiheng.web.complaints",
    "jiheng.web.portal",
    "jiheng.web.rectifications",
    "jiheng.web.results",
    "jiheng.web.archives",
    "jiheng.web.audit",
    "jiheng.web.home",
    "jiheng.web.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",  # widget templates beside our own field template
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "jiheng.web.middleware.answer_health",
    "jiheng.web.middleware.log_requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "jiheng.web.middleware.limit_sessions",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # every page asks who you are, unless it says otherwise
    "allauth.account.middleware.AccountMiddleware",
    "jiheng.web.middleware.ask_for_second_factor",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "jiheng.web.urls"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,  # after ours: those of allauth
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "jiheng.web.context.workspace",
            ],
        },
    }
]
FORM_RENDERER = "jiheng.web.rendering.Renderer"
WSGI_APPLICATION = "jiheng.web.wsgi.application"

DATABASES = {"default": database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Counters of failed attempts must be the same for every process: they lie in the database.
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    # Drawn pages of the portal: each process has its own, good for one edition, whose number stands in the database.
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 2000}},
    # Sums of a person's dossiers, good until the next deed (jiheng.web.remembered).
    "sums": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "sums", "OPTIONS": {"MAX_ENTRIES": 500}},
}

LANGUAGE_CODE = "zh-hans"  # the source is Chinese; other languages come through gettext
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [HERE / "static"]
#: Files of others: nobody but the account that runs us reads them.
_PRIVATE = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "complaints": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "complaints", **_PRIVATE}},
    "publications": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "publications", **_PRIVATE}},
    "published": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "published", **_PRIVATE}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Who is there.
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "jiheng.web.people.accounts.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name"]},
    },
    {"NAME": "jiheng.web.people.passwords.LongEnough"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "jiheng.web.people.passwords.SeveralKinds"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "jiheng.web.people.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # a closed network: links are handed over, not mailed
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "jiheng.web.people.accounts.display"
# By name about as allauth has it, for wrong codes too, and wider than the lock-out below. By address wide: a whole office may share one.
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "120/m/ip,10/10m/key"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "绩衡"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off
MFA_ALLOW_UNVERIFIED_EMAIL = True
#: Who must have a second factor: ``privileged`` roles, ``all`` people, or ``off``.
SECOND_FACTOR = "off" if DEMO else (words("JIHENG_SECOND_FACTOR") or ["privileged"])[0]

# Lock-out: five wrong passwords for one name close it for half an hour, wherever they come from; a right one clears the count.
AXES_FAILURE_LIMIT = whole("JIHENG_FAILURES", 5)
AXES_COOLOFF_TIME = timedelta(minutes=whole("JIHENG_LOCKOUT_MINUTES", 30))
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "jiheng.web.people.accounts.attempted_name"
AXES_LOCKOUT_CALLABLE = "jiheng.web.people.accounts.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_IPWARE_PROXY_COUNT = None

# How long a sign-in lasts: idle, and at all.
IDLE_LIMIT = timedelta(minutes=whole("JIHENG_IDLE_MINUTES", 30))
SESSION_LIMIT = timedelta(hours=whole("JIHENG_SESSION_HOURS", 12))
INVITATION_LIMIT = timedelta(days=whole("JIHENG_INVITATION_DAYS", 7))
SESSION_COOKIE_NAME = "jiheng_session"
SESSION_COOKIE_AGE = int(SESSION_LIMIT.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "jiheng.web.errors.forgery"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in words("JIHENG_HOSTS")] if HTTPS else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # signs inside the style sheet, the picture of the second factor
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000  # a form filled in without scripts posts each of its cells
#: Files that people hand in: how large one may be, and how many come at once.
UPLOAD_BYTES = whole("JIHENG_UPLOAD_MEGABYTES", 200) * 2**20
UPLOAD_FILES = whole("JIHENG_UPLOAD_FILES", 200)
DATA_UPLOAD_MAX_NUMBER_FILES = UPLOAD_FILES + 1  # one more than we take, so that the page can say so itself

#: So many requests a minute for each token of a program.
API_REQUESTS = whole("JIHENG_API_REQUESTS", 600)
#: Complaints of the public: files with one, how large each may be, how many complaints and look-ups one address may make in an hour.
COMPLAINT_FILES = whole("JIHENG_COMPLAINT_FILES", 5)
COMPLAINT_FILE_BYTES = whole("JIHENG_COMPLAINT_FILE_MEGABYTES", 10) * 2**20
COMPLAINTS_AN_HOUR = whole("JIHENG_COMPLAINTS_AN_HOUR", 20)
#: How many proxies in front of us add to X-Forwarded-For; without any, the header is not believed.
PROXIES = int(os.environ.get("JIHENG_PROXIES") or 0)
#: So many answers to surveys one address may send in a minute, by process: villages and offices share one address.
SURVEY_ANSWERS_A_MINUTE = whole("JIHENG_SURVEY_ANSWERS_A_MINUTE", 300)

#: So many rows are brought in from one list.
IMPORT_ROWS = whole("JIHENG_IMPORT_ROWS", 2000)

#: Long work waits in the same database; `jiheng worker` does it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "jiheng.web.logs.QuietFormatter"}},
    "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["stream"], "level": "WARNING"},
    "loggers": {
        "jiheng.web": {"level": "INFO"},
        "django": {"handlers": ["stream"], "level": "WARNING", "propagate": False},
        "axes": {"level": "ERROR"},
        "django_tasks_db": {"level": "ERROR"},  # says in English that it stops
    },
}
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # one office often has one address: locking it would lock out everybody
