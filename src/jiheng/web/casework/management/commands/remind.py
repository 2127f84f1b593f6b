"""``jiheng manage remind``: the daily step. Idempotent: run by a timer each morning, or by hand as often as one likes."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jiheng.web.casework import daily, flows


class Command(BaseCommand):
    """Reminds, escalates, closes what the flow says is closed by time."""

    help = "每日一次：到期提醒、逾期告知上级、按流程规定逾期办结（重复运行不会重复办理）"

    def add_arguments(self, parser: CommandParser) -> None:
        """The day, for a morning that was missed."""
        parser.add_argument("--on", default="", help="按哪一天计算（例如 2026-04-30），默认当天")

    def handle(self, *_args: Any, on: str = "", **_options: Any) -> None:
        """Run, and say what was done."""
        try:
            day = datetime.date.fromisoformat(on) if on else flows.today()
        except ValueError as error:
            raise CommandError(f"日期「{on}」应写成 2026-04-30 的样子。", returncode=2) from error
        done = daily.run(day)
        told = f"提醒 {done['reminded']} 件，告知上级 {done['escalated']} 件，逾期办理 {done['acted']} 件，补建 {done['started']} 件。"
        self.stdout.write(f"{day}：{told}")
