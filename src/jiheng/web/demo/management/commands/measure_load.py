"""``jiheng manage measure_load``: how long pages take with many people at once, on the data of ``load_bulk``."""

from __future__ import annotations

import random
import statistics
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from jiheng.web.demo.load import measure, visitors
from jiheng.web.people.models import Person
from jiheng.web.serving import THREADS

#: Padded by hand: a Han character is as wide as two letters.
_NAMES: Final = {
    "list": "卷宗列表", "dossier": "卷宗页  ", "form": "已存的表", "fill": "填表页  ",
    "home": "首页    ", "bureau": "统计分析", "findings": "资料与问题",
}  # fmt: skip


class Command(BaseCommand):
    """Starts a server of its own, visits it, prints medians and 95th percentiles."""

    help = "测量许多人同时使用时列表、卷宗和表的快慢（先 load_bulk；仅演示模式）"

    def add_arguments(self, parser: CommandParser) -> None:
        """How many, how long."""
        parser.add_argument("--users", type=int, default=20, help="同时使用的人数")
        parser.add_argument("--rounds", type=int, default=8, help="每人每种页面打开几次")
        parser.add_argument("--pause", type=float, default=1.0, help="两次打开之间约停几秒；0 为不停")
        parser.add_argument("--workers", type=int, default=2, help="服务的进程数")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Measure and tell."""
        if not settings.DEMO:
            raise CommandError("只能在演示模式测量：请设置 JIHENG_DEMO=1。", returncode=1)
        users = options["users"]
        few = max(users // 10, 1)
        groups = (("bulk.finance", few), ("bulk.reviewer.", 2 * few), ("bulk.preparer.", users))
        people = [person for prefix, most in groups for person in Person.objects.filter(username__startswith=prefix).order_by("pk")[:most]]
        if len(people) < users:
            raise CommandError("人数不够：请先用 load_bulk 装入数据。", returncode=1)
        guests = visitors(people[:users], random.Random(1))  # noqa: S311 - whose turn it is
        measured = measure(guests, rounds=options["rounds"], pause=options["pause"], workers=options["workers"])
        server = f"{connection.vendor}；服务进程 {options['workers']} 个，每个 {THREADS} 线程；{users} 人，间隔约 {options['pause']} 秒"
        self.stdout.write(server)
        for kind, seconds in measured.seconds.items():
            steps = statistics.quantiles(seconds, n=20, method="inclusive")
            times = f"中位 {steps[9] * 1000:6.0f} ms  p95 {steps[18] * 1000:6.0f} ms  处理器 {measured.alone[kind] * 1000:5.0f} ms"
            self.stdout.write(f"{_NAMES[kind]} {len(seconds):5} 次  {times}")
        count = sum(len(seconds) for seconds in measured.seconds.values())
        each = measured.processor / count * 1000
        self.stdout.write(
            f"服务进程用处理器 {measured.processor:.1f} 秒，每次 {each:.0f} ms；历时 {measured.lasted:.0f} 秒；失败 {measured.failures} 次"
        )
