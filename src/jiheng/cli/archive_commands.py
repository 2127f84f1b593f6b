"""The commands ``archive`` and ``verify`` as the terminal knows them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from jiheng.cli.usage import Command


def add_archive_commands(app: typer.Typer, console: Callable[[], Console]) -> None:
    """Give the program its two commands about packages."""

    @app.command(cls=Command)
    def archive(
        folder: Annotated[Path, typer.Argument(help="一项一档的文件夹。", metavar="文件夹", show_default=False)],
        output: Annotated[Path, typer.Option("--output", "-o", metavar="文件", help="写到此 zip 文件。")] = Path("归档.zip"),
        subject: Annotated[str, typer.Option(metavar="名称", help="归档的对象；不写时用文件夹的名称。")] = "",
        agency: Annotated[str, typer.Option(metavar="名称", help="单位。")] = "",
        year: Annotated[int | None, typer.Option(min=1995, max=2100, metavar="年度", help="年度。")] = None,
        retention: Annotated[str, typer.Option(metavar="期限", help="保管期限，例如 永久、30年；不写时按标准。")] = "",
        standard: Annotated[str, typer.Option("--standard", "-s", metavar="名称", help="适用标准。")] = "cn",
    ) -> None:
        """把一个文件夹归档成带卷内目录和摘要（SHA-256、SM3）的 zip。"""
        from jiheng.cli.archiving import Wish, run_archive

        wish = Wish(folder=folder, output=output, subject=subject, agency=agency, year=year, retention=retention, standard=standard)
        raise typer.Exit(run_archive(wish, console()))

    @app.command(cls=Command)
    def verify(
        path: Annotated[Path, typer.Argument(help="归档的 zip，或解开它的文件夹。", metavar="归档包", show_default=False)],
        digest: Annotated[str, typer.Option(metavar="sha256:…", help="另行抄存的清单摘要，用来核对清单有没有被整个换过。")] = "",
    ) -> None:
        """核验归档包：每个文件与清单、清单与摘要是否一致。完好退出码 0，不符 1。"""
        from jiheng.cli.archiving import run_verify

        raise typer.Exit(run_verify(path, digest, console()))
