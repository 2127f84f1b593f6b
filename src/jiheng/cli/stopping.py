"""Ways in which a run ends early, each with one Chinese sentence."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from pathlib import Path
from types import FrameType
from typing import Never

import typer

INTERRUPTED = 130
CLOSED = 141


class Interruption:
    """Ctrl-C, remembered: an exception raised inside a destructor or a callback is swallowed by Python, the wish to stop is not."""

    def __init__(self) -> None:
        self.is_wished = False

    def listen(self) -> None:
        """From now on, in the main thread of a process of its own."""
        signal.signal(signal.SIGINT, self._stop)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.is_wished = True
        raise KeyboardInterrupt

    def heed(self) -> None:
        """Stop here when the wish was lost on its way.

        Raises:
            KeyboardInterrupt: Ctrl-C was pressed.
        """
        if self.is_wished:
            raise KeyboardInterrupt


interruption = Interruption()


def stop(message: str) -> Never:
    """End with the message and the exit code for wrong usage.

    Raises:
        typer.Exit: always.
    """
    typer.echo(message, err=True)
    raise typer.Exit(2)


def not_writable(path: Path, error: OSError) -> str:
    """Why the result cannot be written, and what to do."""
    return f"写不进「{path}」（{reason(error)}）。请用 --output 换一个位置，或关闭正打开着它的程序。"


def reason(error: OSError) -> str:
    """The reason of the operating system in Chinese where it is a common one."""
    common = {
        PermissionError: "没有权限",
        FileNotFoundError: "文件或文件夹不存在",
        IsADirectoryError: "那是一个文件夹",
        NotADirectoryError: "路径中有一段不是文件夹",
        FileExistsError: "已有同名文件",
    }
    full = {28: "磁盘已满", 36: "文件名太长", 30: "磁盘只读"}
    return common.get(type(error)) or full.get(error.errno or 0) or error.strerror or type(error).__name__


def unexpected(error: BaseException, *, debug: bool) -> int:
    """Say in one sentence that the program failed; the exit code."""
    if debug:
        traceback.print_exception(error)
    if isinstance(error, OSError):
        where = f"「{error.filename}」" if error.filename else ""
        typer.echo(f"读写{where}时出错（{reason(error)}）。", err=True)
    elif isinstance(error, MemoryError):
        typer.echo("内存不够。请减少 --jobs，或分批处理。", err=True)
    else:
        typer.echo(f"程序出错（{type(error).__name__}），没有做完。请加 --debug 再运行一次，把显示的内容反馈给维护者。", err=True)
    return 2


def output_closed() -> int:
    """The reader of our output has gone (``| head``): be quiet about it, also at the end of the process."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, sys.stdout.fileno())
    return CLOSED
