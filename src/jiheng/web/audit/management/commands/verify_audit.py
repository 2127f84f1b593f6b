"""``jiheng manage verify_audit``: whether the chain of audit entries is whole, and where it first breaks."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jiheng.web.audit.chain import verify


class Command(BaseCommand):
    """Walks the chain; exit code 1 names the first broken entry."""

    help = "核对审计记录链是否完整"

    def add_arguments(self, parser: CommandParser) -> None:
        """The head noted earlier, kept outside the database."""
        parser.add_argument("--head", default="", help="另外保存的链尾摘要，写在「第几条:摘要」里，用来发现整链重写")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Walk, compare, tell."""
        verdict = verify()
        if verdict.broken is not None:
            raise CommandError(f"审计记录第 {verdict.broken} 条：{verdict.reason}此前 {verdict.sound} 条完好。", returncode=1)
        if options["head"]:
            self._compare(str(options["head"]))
        self.stdout.write(f"审计记录共 {verdict.sound} 条，完好。链尾 {verdict.sound}:{verdict.digest}")

    def _compare(self, noted: str) -> None:
        from jiheng.web.audit.models import AuditEntry

        number, _, digest = noted.partition(":")
        found = AuditEntry.objects.filter(sequence=int(number)).first() if number.isdecimal() else None
        if found is None or found.digest != digest:
            raise CommandError(f"审计记录第 {number} 条与另外保存的摘要不一致：此条或此前的记录被整体改写过。", returncode=1)
