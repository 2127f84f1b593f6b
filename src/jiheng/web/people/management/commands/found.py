"""``jiheng manage found``: the first finance authority, and the link for its first administrator."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from jiheng.web.acting import Refused
from jiheng.web.people.actions.found import found


class Command(BaseCommand):
    """Begins an empty installation."""

    help = "建立第一个财政部门，给出第一位管理员的开通链接"

    def add_arguments(self, parser: CommandParser) -> None:
        """Name and code of the authority, name of the administrator."""
        parser.add_argument("name", help="财政部门名称")
        parser.add_argument("--code", default="1", help="单位代码")
        parser.add_argument("--administrator", default="系统管理员", help="管理员姓名")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make both, print the link."""
        try:
            organisation, token = found(name=options["name"], code=options["code"], administrator=options["administrator"])
        except Refused as error:
            raise CommandError(str(error), returncode=1) from error
        link = reverse("accept_invitation", args=[token])
        self.stdout.write(f"已建立「{organisation}」。请管理员打开此链接开通账号（只能用一次）：\n{link}")
