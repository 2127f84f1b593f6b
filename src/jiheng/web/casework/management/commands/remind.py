"""``jiheng manage remind``: the daily step. Idempotent. Workers do it by themselves; by hand for a missed day."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jiheng.web.casework import flows
from jiheng.web.daily import DAILY, told


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
        done: Counter[str] = sum((part.run(day) for part in DAILY), Counter())
        self.stdout.write(f"{day}：{told(done)}")
