"""What the environment says, and the commands that start the workspace."""

from __future__ import annotations

import os
import runpy
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from jiheng.cli.main import run
from jiheng.web import serving
from jiheng.web.environment import WrongEnvironment, data_folder, database, flag, secret_key, whole, words

pytestmark = pytest.mark.once

SETTINGS = str(Path(serving.__file__).with_name("settings.py"))


def test_without_an_address_the_database_lies_in_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    known = database(tmp_path)
    assert known["NAME"] == str(tmp_path / "jiheng.sqlite3")
    assert known["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_an_address_of_postgresql_is_taken_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://jiheng:p%40ss@db.example:5433/jiheng?sslmode=require")
    known = database(tmp_path)
    assert known["ENGINE"] == "django.db.backends.postgresql"
    assert [known[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == ["jiheng", "jiheng", "p@ss", "db.example", "5433"]
    assert known["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("address", ["mysql://someone:geheim@host/name", "postgres://someone:geheim@host"])
def test_another_database_is_refused_without_telling_the_password(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(WrongEnvironment, match=r"DATABASE_URL=.* 无法使用：请写") as caught:
        database(tmp_path)
    assert "geheim" not in str(caught.value)


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JIHENG_SECRET_KEY")
    secret = secret_key(tmp_path / "data")
    assert len(secret) >= 50
    assert secret_key(tmp_path / "data") == secret
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "data" / "secret").stat().st_mode) == 0o600
    assert secret_key(tmp_path / "other") != secret


def _settings() -> dict[str, Any]:
    """The settings as a process started now would read them."""
    return runpy.run_path(SETTINGS)


def test_over_https_cookies_travel_only_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JIHENG_HTTPS", raising=False)
    plain = _settings()
    assert not plain["SESSION_COOKIE_SECURE"]
    assert plain["DEBUG"] is False
    monkeypatch.setenv("JIHENG_HTTPS", "1")
    monkeypatch.setenv("JIHENG_HOSTS", "jx.example")
    known = _settings()
    assert known["SESSION_COOKIE_SECURE"]
    assert known["CSRF_COOKIE_SECURE"]
    assert known["SECURE_HSTS_SECONDS"] > 0
    assert known["CSRF_TRUSTED_ORIGINS"] == ["https://jx.example"]
    assert "jx.example" in known["ALLOWED_HOSTS"]


def test_in_demo_mode_nobody_needs_a_second_factor_else_the_privileged_do(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _settings()["SECOND_FACTOR"] == "privileged"
    monkeypatch.setenv("JIHENG_DEMO", "1")
    assert _settings()["SECOND_FACTOR"] == "off"


def test_switches_numbers_and_lists(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JIHENG_X", "Yes")
    assert flag("JIHENG_X")
    assert not flag("JIHENG_Y")
    with pytest.raises(WrongEnvironment, match="JIHENG_X=Yes 无法使用：请写正整数"):
        whole("JIHENG_X", 3)
    assert whole("JIHENG_Y", 3) == 3
    monkeypatch.setenv("JIHENG_X", "a.example, b.example,")
    assert words("JIHENG_X") == ["a.example", "b.example"]
    monkeypatch.setenv("JIHENG_DATA", str(tmp_path))
    assert data_folder() == tmp_path


def test_without_the_extra_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    for command in ("serve", "manage"):
        assert run([command]) == 2
        assert "pip install 'jiheng[web]'" in capsys.readouterr().err


def test_without_the_front_end_files_serving_says_how_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serving, "STATIC", tmp_path)
    assert run(["serve"]) == 2
    assert "缺少网页的样式和脚本（bootstrap.min.css、htmx.min.js、echarts.common.min.js）" in capsys.readouterr().err


def test_the_command_line_does_not_load_django_for_anything_else() -> None:
    import subprocess

    code = "import sys; import jiheng.cli.main; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
