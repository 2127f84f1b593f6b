"""The workspace's settings for tests and for the type checker: a fixed secret, a database in memory, a hasher that costs nothing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ["JIHENG_SECRET_KEY"] = "not a secret: tests only"
os.environ["JIHENG_DATA"] = str(Path(tempfile.gettempdir()) / "jiheng-tests")  # named, never written to
os.environ["DATABASE_URL"] = os.environ.get("JIHENG_TEST_DATABASE", "")  # the same tests on PostgreSQL
for name in ("JIHENG_DEMO", "JIHENG_HTTPS", "JIHENG_HOSTS", "JIHENG_SECOND_FACTOR"):
    os.environ.pop(name, None)

from jiheng.web.settings import *  # noqa: E402, F403 - the environment has to be set first

if not os.environ["DATABASE_URL"]:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
    "sums": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "sums"},
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "complaints": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "publications": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "published": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405 - nothing is collected, and each test client would look for it
SECOND_FACTOR = "off"  # the tests of the second factor switch it on
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
