"""``jiheng manage load_bulk``: many dossiers into an empty workspace, in demo mode only, for measuring."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jiheng.web.acting import Refused
from jiheng.web.demo.bulk import Size, load
from jiheng.web.upkeep import refresh_wholly


class Command(BaseCommand):
    """Loads agencies × projects × years."""

    help = "在空的工作区装入大量虚构卷宗，用来测量快慢（仅演示模式）"

    def add_arguments(self, parser: CommandParser) -> None:
        """How much."""
        parser.add_argument("--agencies", type=int, default=500, help="单位个数")
        parser.add_argument("--projects", type=int, default=20, help="每个单位每年的项目个数")
        parser.add_argument("--years", type=int, default=3, help="年数")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load, or say why not."""
        if not settings.DEMO:
            raise CommandError("只能在演示模式装入：请设置 JIHENG_DEMO=1。", returncode=1)
        try:
            count = load(Size(agencies=options["agencies"], projects=options["projects"], years=options["years"]))
        except Refused as error:
            raise CommandError(str(error), returncode=1) from error
        refresh_wholly()
        self.stdout.write(f"已装入 {count} 份卷宗。")
