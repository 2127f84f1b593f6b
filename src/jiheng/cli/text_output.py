"""Text output of ``check``: by form and row, what stands, what should stand, how we know, what to do; coverage and verdict at the end."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from jiheng.assessment import DocumentAssessment, LocatedFinding
from jiheng.cli.wording import DOCUMENT_TYPES, SEVERITIES, STATES, VERDICTS, percent, verdict_counts
from jiheng.documents import Unreadable
from jiheng.model import CheckState, Outcome, Severity

_STYLE = {Severity.MUST_FIX: "bold red", Severity.QUESTION: "yellow", Severity.NOTE: "cyan"}
_SIGN = {Severity.MUST_FIX: "✗", Severity.QUESTION: "?", Severity.NOTE: "·"}


class TextOutput:
    """Prints each document as soon as it is assessed."""

    def __init__(self, console: Console, *, verbose: bool = False) -> None:
        self._console, self._verbose = console, verbose
        self._documents = 0
        self._unreadable = 0
        self._severities: Counter[Severity] = Counter()

    def add(self, assessed: DocumentAssessment) -> None:
        """Print one document."""
        self._documents += 1
        self._head(assessed)
        for section, findings in groupby(assessed.findings, key=lambda found: found.location.section):
            if section:
                self._console.print(f"\n[bold]{escape(section)}[/bold]")
            for label, rows in groupby(findings, key=_row_label):
                self._row(label, list(rows))
        self._foot(assessed)

    def add_unreadable(self, bad: Unreadable) -> None:
        """Print why a file could not be read."""
        self._unreadable += 1
        self._console.print(f"[bold red]读不出[/bold red] {escape(bad.error)}")

    def finish(self) -> Path | None:
        """Print the sum over several files."""
        if self._documents + self._unreadable > 1:
            counts = "，".join(f"{SEVERITIES[s]} {self._severities[s]} 处" for s in Severity)
            bad = f"，{self._unreadable} 个文件读不出" if self._unreadable else ""
            self._console.print(f"\n[bold]共 {self._documents} 个文件{bad}：{counts}。[/bold]")
        return None

    def _head(self, assessed: DocumentAssessment) -> None:
        facts = (
            DOCUMENT_TYPES.get(assessed.type, ""),
            f"{assessed.fiscal_year}年度" if assessed.fiscal_year else "",
            assessed.agency or "",
            f"{len(assessed.extraction.records)} 张表",
        )
        self._console.rule(f"[bold]{escape(assessed.path)}[/bold]", align="left")
        self._console.print(escape(" · ".join(fact for fact in facts if fact)), style="dim")
        for notice in assessed.notices:
            self._console.print(f"注意：{escape(notice)}", style="magenta")

    def _row(self, label: str, findings: list[LocatedFinding]) -> None:
        if label:
            self._console.print(f"  [underline]{escape(label)}[/underline]")
        row = findings[0].location.row_text
        if row:
            shown = " │ ".join(cell.strip() for cell in row.split("\t") if cell.strip())
            self._console.print(f"    [dim]{escape(_cut(shown))}[/dim]")
        for found in findings:
            self._finding(found)

    def _finding(self, found: LocatedFinding) -> None:
        finding = found.finding
        severity = finding.severity or Severity.QUESTION
        if found.state == "open":
            self._severities[severity] += 1
        state = f"（{STATES[found.state]}{'：' + found.note if found.note else ''}）" if found.state != "open" else ""
        where = found.location.words
        style = _STYLE[severity] if found.state == "open" else "dim"
        self._console.print(f"    [{style}]{_SIGN[severity]} {SEVERITIES[severity]} {finding.code}[/{style}] {escape(finding.message)}{escape(state)}")
        if where:
            self._console.print(f"      [dim]位置：{escape(where)}[/dim]")
        if found.location.quote and found.location.quote != found.location.row_text:
            self._console.print(f"      [dim]原文：「{escape(_cut(found.location.quote))}」[/dim]")
        if finding.trace:
            self._console.print(f"      [dim]算法：{escape(finding.trace)}[/dim]")
        if finding.advice:
            self._console.print(f"      怎么改：{escape(finding.advice)}")
        if self._verbose and finding.citations:
            self._console.print(f"      [dim]依据：{escape('；'.join(citation.text for citation in finding.citations))}[/dim]")

    def _foot(self, assessed: DocumentAssessment) -> None:
        coverage = assessed.coverage
        outcomes = Counter(located.relation.outcome for located in assessed.relations)
        kept = f"{outcomes[Outcome.HOLDS]} 条成立，{outcomes[Outcome.ROUNDING]} 条差在尾数，{outcomes[Outcome.FAILS]} 条不成立"
        self._console.print(
            f"\n核对：{coverage.figures} 个数字，已核对 {coverage.checked} 个（{percent(coverage.checked, coverage.figures)}），"
            f"未读懂 {coverage.unread} 处，无从核对 {coverage.not_checkable} 个；关系 {kept}。"
        )
        failed = sum(states[CheckState.INTERNAL_ERROR] for states in assessed.states.values())
        if failed:
            self._console.print(f"[red]有 {failed} 次检查自身出错，结果不完整。[/red]")
        for source in assessed.extraction.unread[:10]:
            self._console.print(f"  [dim]未读懂：{escape(source.section)} {escape(source.label)}「{escape(_cut(source.place.quote, 60))}」[/dim]")
        if len(assessed.extraction.unread) > 10:
            self._console.print(f"  [dim]……另有 {len(assessed.extraction.unread) - 10} 处未读懂，见 --format json 或 extract。[/dim]")
        style = {"must_fix": "bold red", "question": "bold yellow", "clean": "bold green"}.get(assessed.verdict, "bold")
        self._console.print(f"[{style}]结论：{VERDICTS[assessed.verdict]}[/{style}] {verdict_counts(assessed)}\n")


def _row_label(found: LocatedFinding) -> str:
    return found.location.label.split(" / ")[0]


def _cut(text: str, most: int = 120) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
