"""``jiheng manage load_demo``: the sample county into an empty workspace, in demo mode only."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from jiheng.web.acting import Refused
from jiheng.web.demo.loading import load


class Command(BaseCommand):
    """Loads the county."""

    help = "在空的工作区装入示例县（仅演示模式）"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load, or say why not."""
        if not settings.DEMO:
            raise CommandError("示例县只能在演示模式装入：请设置 JIHENG_DEMO=1，或用 jiheng serve --demo。", returncode=1)
        try:
            count = load(furnished=True)
        except Refused as error:
            raise CommandError(str(error), returncode=1) from error
        self.stdout.write(f"已装入示例县：{count} 份卷宗。")
