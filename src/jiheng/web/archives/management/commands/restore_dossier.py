"""``jiheng manage restore_dossier FILE``: a dossier out of its package, into this installation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jiheng.web.acting import Refused
from jiheng.web.archives.actions.restore_dossier import restore_dossier


class Command(BaseCommand):
    """Verifies the package, then restores all of it or nothing."""

    help = "由归档包恢复卷宗：先核验，再恢复单位、年度、人员（停用账号）、各版填报表、资料和办理记录"

    def add_arguments(self, parser: CommandParser) -> None:
        """The package."""
        parser.add_argument("file", help="归档的 zip")

    def handle(self, *_args: Any, file: str, **_options: Any) -> None:
        """Restore, and say what came back."""
        path = Path(file)
        if not path.is_file():
            raise CommandError(f"找不到「{file}」。", returncode=2)
        try:
            restored = restore_dossier(path)
        except Refused as error:
            raise CommandError(str(error), returncode=1) from error
        dossier = restored.dossier
        told = f"填报表 {dossier.records.count()} 版，资料 {dossier.documents.count()} 份"
        self.stdout.write(f"已恢复「{dossier}」（{dossier.organisation}）：{told}。清单摘要 sha256:{restored.digest}")
