"""Help pages and usage errors in Chinese.

typer brings its own copy of click since 0.26 and asks for the real one before; what both raise is therefore told apart by the
names of its classes, never by import.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any

import typer.core
from rich.console import Console
from rich.table import Table

HELP_NAMES = {"help_option_names": ["--help", "-h"]}
_HELP_WORDS = "显示这段说明。"


def _console() -> Console:
    return Console(highlight=False, markup=False, emoji=False)


class Command(typer.core.TyperCommand):
    """A command whose help page is Chinese and aligned by the width of Han characters."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page: usage, what it does, arguments, options."""
        formatter.write(_page(self, ctx))


class Group(typer.core.TyperGroup):
    """A group of commands with a Chinese help page."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page: usage, what it does, commands, options."""
        formatter.write(_page(self, ctx))


def _page(command: Any, ctx: Any) -> str:
    commands = [(name, (sub.help or "").split("\n")[0]) for name, sub in getattr(command, "commands", {}).items()]
    parameters = command.get_params(ctx)
    arguments = [parameter for parameter in parameters if parameter.param_type_name == "argument"]
    options = [parameter for parameter in parameters if parameter.param_type_name == "option"]
    console = _console()
    with console.capture() as captured:
        words = [ctx.command_path, *(_metavar(argument, ctx) for argument in arguments), "[选项]", *(("命令 …",) if commands else ())]
        console.print("用法：", " ".join(words), sep="", soft_wrap=True)
        console.print(f"\n  {command.help or ''}\n".replace("\n\n", "\n"), soft_wrap=True)
        for title, rows in (
            ("命令", commands),
            ("参数", [(_metavar(argument, ctx), argument.help or "") for argument in arguments]),
            ("选项", [_option(option) for option in options]),
        ):
            _block(console, title, rows)
    return captured.get()


def _block(console: Console, title: str, rows: Sequence[tuple[str, str]]) -> None:
    if not rows:
        return
    console.print(f"{title}：")
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column()
    for name, words in rows:
        table.add_row(f"  {name}", words)
    console.print(table)
    console.print()


def _metavar(argument: Any, ctx: Any) -> str:
    return str(argument.metavar or argument.make_metavar(ctx))


def _option(option: Any) -> tuple[str, str]:
    names = ", ".join(sorted(option.opts, key=len))
    if "--help" in option.opts:
        return names, _HELP_WORDS
    value = "" if option.is_flag else f" {option.metavar or '值'}"
    default = option.default
    shown = default.value if isinstance(default, Enum) else default
    given = f"［默认：{shown}］" if shown not in (None, False, (), [], "") and not callable(shown) else ""
    return names + value, f"{option.help or ''}{given}"


def is_usage_error(error: BaseException) -> bool:
    """Whether the command line itself was wrong."""
    return "UsageError" in _ancestors(error)


def _ancestors(error: BaseException) -> list[str]:
    return [kind.__name__ for kind in type(error).__mro__]


def usage_message(error: Any) -> str:
    """What is wrong with the command line, and where its help is."""
    context = getattr(error, "ctx", None)
    path = getattr(context, "command_path", "jiheng")
    return f"{''.join(_said(error))}\n用法见：{path} --help"


def _said(error: Any) -> Iterator[str]:
    kinds = _ancestors(error)
    text = str(getattr(error, "message", "") or "")
    quoted = _quoted(text)
    if "NoSuchOption" in kinds:
        yield f"没有选项「{error.option_name}」。"
        near = [name for name in getattr(error, "possibilities", None) or () if name]
        if near:
            yield f"是否要用 {'、'.join(sorted(near))}？"
    elif "MissingParameter" in kinds:
        yield f"缺少{_name(error)}。"
    elif "BadParameter" in kinds:
        yield f"{_name(error)}的值不对：{_wanted(text)}。"
    elif "BadOptionUsage" in kinds:
        needless = "does not take" in text
        yield f"选项 {error.option_name} " + ("后面不带值。" if needless else "后面缺少值。")
    elif text.startswith("No such command"):
        yield f"没有命令「{quoted[0] if quoted else ''}」。"
    elif "unexpected extra argument" in text:
        extra = text.rpartition("(")[2].rstrip(").")
        yield f"多出的参数：{extra}。"
    else:
        yield f"命令写得不对（{text}）。"


def _name(error: Any) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return "参数"
    if parameter.param_type_name == "argument":
        return f"参数「{parameter.metavar or parameter.name}」"
    return f"选项 {max(parameter.opts, key=len)} "


def _wanted(text: str) -> str:
    """What the value should be; typer's words differ between versions."""
    if "not one of" in text:
        return f"应是 {'、'.join(_quoted(text.partition('not one of')[2]))} 之一"
    bound = re.search(r"(greater|less) than or equal to (\d+)", text) or re.search(r"range x?\s*([<>])=(\d+)", text)
    if bound:
        return f"应不{'小' if bound[1] in ('greater', '>') else '大'}于 {bound[2]}"
    if "integer" in text:
        return "应是整数"
    if "number" in text or "float" in text:
        return "应是数字"
    if "%Y-%m-%d" in text or "date" in text:
        return "应写成 2025-12-31 的样子"
    return "请核对写法"


def _quoted(text: str) -> list[str]:
    return re.findall(r"['‘\"]([^'’\"]*)['’\"]", text)
