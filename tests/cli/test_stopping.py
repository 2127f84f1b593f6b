"""Ways in which a run ends early."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress

import pytest

from jiheng.cli import stopping
from jiheng.cli.main import run
from jiheng.cli.stopping import INTERRUPTED, Interruption


def _swallowed(interruption: Interruption) -> None:
    before = signal.getsignal(signal.SIGINT)
    interruption.listen()
    try:
        with suppress(KeyboardInterrupt):  # as Python does with what a destructor raises
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_wish_to_stop_that_was_swallowed_is_heeded_at_the_next_file() -> None:
    interruption = Interruption()
    interruption.heed()
    _swallowed(interruption)
    with pytest.raises(KeyboardInterrupt):
        interruption.heed()


def test_a_wish_swallowed_to_the_end_still_decides_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    interruption = Interruption()
    _swallowed(interruption)
    monkeypatch.setattr(sys.modules["jiheng.cli.main"], "interruption", interruption)  # the package names a function so
    assert run(["--version"]) == INTERRUPTED
    assert capsys.readouterr().err == "已中断。\n"


def test_nothing_is_wished_at_the_start() -> None:
    assert not stopping.interruption.is_wished
