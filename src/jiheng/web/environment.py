"""What the machine says: folders, database, secret, limits. Read from environment variables, with defaults that work at once."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_ENGINES = {"postgres": "django.db.backends.postgresql", "postgresql": "django.db.backends.postgresql"}


class WrongEnvironment(Exception):
    """A variable of the environment says something that cannot be used."""

    def __init__(self, name: str, value: str, remedy: str) -> None:
        super().__init__(f"环境变量 {name}={value} 无法使用：{remedy}")


def flag(name: str, *, default: bool = False) -> bool:
    """Whether a switch is on: 1, true, yes or on."""
    value = os.environ.get(name, "")
    return value.strip().lower() in {"1", "true", "yes", "on"} if value else default


def whole(name: str, default: int) -> int:
    """A positive whole number."""
    value = os.environ.get(name, "")
    if not value:
        return default
    if not value.isdecimal() or int(value) == 0:
        raise WrongEnvironment(name, value, "请写正整数。")
    return int(value)


def words(name: str) -> list[str]:
    """A list of words parted by commas."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def data_folder() -> Path:
    """Where everything that must survive lies: ``JIHENG_DATA``, else ``jiheng-data`` in the working folder."""
    return Path(os.environ.get("JIHENG_DATA") or "jiheng-data").resolve()


def secret_key(folder: Path) -> str:
    """The installation's own secret; made once and kept in the data folder, readable by its owner only."""
    given = os.environ.get("JIHENG_SECRET_KEY", "")
    if given:
        return given
    file = folder / "secret"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was quicker
            return file.read_text("ascii")
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(48))
    return file.read_text("ascii")


def database(folder: Path) -> dict[str, Any]:
    """Django's settings of the database named by ``DATABASE_URL``: SQLite in the data folder, or PostgreSQL and its kin."""
    url = os.environ.get("DATABASE_URL", "")
    if not url or url.startswith("sqlite:"):
        name = url.removeprefix("sqlite:///") if url else str(folder / "jiheng.sqlite3")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "CONN_MAX_AGE": 60,  # opening a file for each request costs more than most requests
            # Writers queue instead of failing, readers never wait.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 90,  # a long list is stored in one transaction: saves of others wait for it
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-32000;PRAGMA mmap_size=268435456;",
            },
        }
    parts = urlsplit(url)
    engine = _ENGINES.get(parts.scheme)
    if engine is None or not parts.path.strip("/"):
        shown = f"{parts.scheme}://{parts.hostname or ''}{parts.path}"  # never the password
        raise WrongEnvironment("DATABASE_URL", shown, "请写 sqlite:///文件 或 postgres://用户:密码@主机:端口/库名。")
    return {
        "ENGINE": engine,
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
