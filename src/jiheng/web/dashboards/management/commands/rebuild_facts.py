"""``jiheng manage rebuild_facts``: the figures of the charts, taken from the records anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from jiheng.web.dashboards.facts import rebuild


class Command(BaseCommand):
    """Needed after the standard's sectors were changed, or after rows were added past the workspace."""

    help = "按已保存的表重新生成统计数"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """All dossiers."""
        self.stdout.write(f"已重新生成 {rebuild()} 份卷宗的统计数。")
