"""Text output of ``check``: by form and row, what stands, what should stand, how we know, what to do; coverage and verdict at the end.

Proofs and doubts are told in full at their row; hints stand below their form in one line each (in full with ``--verbose``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from jiheng.assessment import DocumentAssessment, DossierAssessment, LocatedFinding, Location
from jiheng.cli.wording import DOCUMENT_TYPES, SEVERITIES, STATES, VERDICTS, percent, verdict_counts
from jiheng.documents import Unreadable
from jiheng.model import CheckState, Outcome, Severity

_STYLE = {Severity.MUST_FIX: "bold red", Severity.QUESTION: "yellow", Severity.NOTE: "cyan"}
_SIGN = {Severity.MUST_FIX: "✗", Severity.QUESTION: "?", Severity.NOTE: "·"}
_VERDICT_STYLE = {"must_fix": "bold red", "question": "bold yellow", "clean": "bold green"}
#: From so many findings on, what must be fixed is listed once more at the end.
_LONG = 12
_UNREAD = 5
_RULE = 100
#: A row with longer cells is prose: its beginning tells nothing beside the words quoted from it.
_PROSE = 60


class TextOutput:
    """Prints each document as soon as it is assessed."""

    def __init__(self, console: Console, *, verbose: bool = False) -> None:
        self._console, self._verbose = console, verbose
        self._documents = 0
        self._unreadable: list[Unreadable] = []
        self._severities: Counter[Severity] = Counter()
        self._verdicts: Counter[str] = Counter()

    def add(self, assessed: DocumentAssessment) -> None:
        """Print one document."""
        self._documents += 1
        self._verdicts[assessed.verdict] += 1
        self._severities.update(_severity(found) for found in assessed.open_findings)
        if assessed.verdict == "not_checkable" and not assessed.findings and not assessed.extraction.unread:
            self._nothing(assessed)
            return
        self._head(assessed)
        for section, findings in _grouped((found.location.section, found) for found in assessed.findings):
            self._section(section, findings)
        self._foot(assessed)

    def add_unreadable(self, bad: Unreadable) -> None:
        """Print why a file could not be read."""
        self._unreadable.append(bad)
        self._line(0, f"[bold red]读不出[/bold red] {escape(bad.error)}\n")

    def add_dossiers(self, dossiers: Sequence[DossierAssessment]) -> None:
        """Print what does not agree between documents, and how many relations between them hold."""
        if not any(dossier.findings or dossier.relations for dossier in dossiers):
            return
        self._line(0, "[bold]跨文件核对[/bold]")
        for dossier in dossiers:
            self._severities.update(_severity(found) for found in dossier.open_findings)
            year = f"{dossier.fiscal_year}年度" if dossier.fiscal_year else ""
            outcomes = Counter(located.relation.outcome for located in dossier.relations)
            words = " · ".join(part for part in (dossier.subject, year, f"{len(dossier.documents)} 个文件") if part)
            self._line(0, f"[bold]{escape(words)}[/bold] [dim]{_counts(dossier.findings)}[/dim]")
            for found in dossier.findings:
                self._finding(found, 2, names=[Path(file).name for file in dossier.documents_of(found)])
            held, rounded, failed = (outcomes[outcome] for outcome in (Outcome.HOLDS, Outcome.ROUNDING, Outcome.FAILS))
            self._line(2, f"[dim]关系 {held} 条成立，{rounded} 条差在尾数，{failed} 条不成立。[/dim]")
        self._line(0, "")

    def say(self, text: str) -> None:
        """Print a line about the run."""
        self._line(0, escape(text))

    def finish(self) -> Path | None:
        """Print the sum over several files."""
        if self._documents + len(self._unreadable) > 1:
            counts = "，".join(f"{name} {self._severities[severity]} 处" for severity, name in SEVERITIES.items())
            self._line(0, f"[bold]共核对 {self._documents} 个文件：{counts}。[/bold]")
            for verdict, words in VERDICTS.items():
                if self._verdicts[verdict]:
                    self._line(2, f"{words}：{self._verdicts[verdict]} 个")
            if self._unreadable:
                self._line(0, f"[bold red]另有 {len(self._unreadable)} 个文件读不出：[/bold red]")
                for bad in self._unreadable:
                    self._line(2, escape(bad.path))
        return None

    def _nothing(self, assessed: DocumentAssessment) -> None:
        """A file that holds no form: two lines are enough."""
        kind = DOCUMENT_TYPES.get(assessed.type, "")
        self._line(0, f"[bold]{escape(assessed.path)}[/bold]")
        words = f"{VERDICTS['not_checkable']}{f'（{kind}）' if kind else ''}。"
        self._line(2, f"[dim]{escape(words + ''.join(assessed.notices))}[/dim]\n")

    def _head(self, assessed: DocumentAssessment) -> None:
        facts = (
            DOCUMENT_TYPES.get(assessed.type, ""),
            f"{assessed.fiscal_year}年度" if assessed.fiscal_year else "",
            assessed.agency or "",
            f"{len(assessed.extraction.records)} 张表",
        )
        wide = self._console.width if self._console.is_terminal else _RULE
        rule = "─" * max(wide - cell_len(assessed.path) - 1, 3)
        self._line(0, f"[bold]{escape(assessed.path)}[/bold] [dim]{rule}[/dim]")
        self._line(0, f"[dim]{escape(' · '.join(fact for fact in facts if fact))}[/dim]")
        for notice in assessed.notices:
            self._line(0, f"[magenta]注意：{escape(notice)}[/magenta]")

    def _section(self, section: str, findings: Sequence[LocatedFinding]) -> None:
        self._console.print()
        self._line(0, f"[bold]{escape(section or '全文')}[/bold] [dim]{_counts(findings)}[/dim]")
        short = [found for found in findings if _severity(found) is Severity.NOTE and not self._verbose]
        full = [found for found in findings if found not in short]
        for _, row in _grouped((_row_key(found), found) for found in full):
            self._row(row)
        for found in short:
            label = _own_label(found)
            self._finding_head(found, 2, f"{label}：" if label and not found.finding.message.startswith("「") else "")

    def _row(self, findings: Sequence[LocatedFinding]) -> None:
        indent = 2
        label = next((label for label in map(_own_label, findings) if label), "")
        if label:
            self._line(indent, f"[underline]{escape(label)}[/underline]")
            indent += 2
        row = findings[0].location.row_text
        quotes = {found.location.quote.strip() for found in findings}
        cells = [cell.strip() for cell in row.split("\t") if cell.strip()]
        if cells and (quotes & set(cells) or max(map(len, cells)) <= _PROSE):
            shown = [
                f"[not dim bold]{escape(_cut(cell, 40))}[/not dim bold]" if cell in quotes else escape(_cut(cell, 40)) for cell in cells
            ]
            self._line(indent, f"[dim]{' │ '.join(shown)}[/dim]")
        for found in findings:
            self._finding(found, indent)

    def _finding_head(self, found: LocatedFinding, indent: int, label: str = "") -> None:
        severity = _severity(found)
        style = _STYLE[severity] if found.state == "open" else "dim"
        state = f"（{STATES[found.state]}{'：' + found.note if found.note else ''}）" if found.state != "open" else ""
        if found.state == "open" and found.note:
            state = f"（{found.note}）"
        sign = f"{_SIGN[severity]} {SEVERITIES[severity]} {found.finding.code}"
        self._line(indent, f"[{style}]{sign}[/{style}] {escape(label + found.finding.message + state)}")

    def _finding(self, found: LocatedFinding, indent: int, names: Sequence[str] = ()) -> None:
        finding = found.finding
        self._finding_head(found, indent)
        if names:
            self._line(indent + 2, f"[dim]文件：{escape('、'.join(dict.fromkeys(names)))}[/dim]")
        where = _where(found.location)
        if where:
            self._line(indent + 2, f"[dim]原文：{escape(where)}[/dim]")
        if finding.trace:
            self._line(indent + 2, f"[dim]算法：{escape(finding.trace)}[/dim]")
        if finding.advice:
            self._line(indent + 2, f"[dim]怎么改：[/dim]{escape(finding.advice)}")
        if self._verbose:
            related = [words for words in dict.fromkeys(map(_related, found.related)) if words]
            if related:
                self._line(indent + 2, f"[dim]另见：{escape('；'.join(related))}[/dim]")
            if finding.citations:
                self._line(indent + 2, f"[dim]依据：{escape('；'.join(citation.text for citation in finding.citations))}[/dim]")

    def _foot(self, assessed: DocumentAssessment) -> None:
        coverage = assessed.coverage
        outcomes = Counter(located.relation.outcome for located in assessed.relations)
        self._console.print()
        must_fix = [found for found in assessed.open_findings if _severity(found) is Severity.MUST_FIX]
        if must_fix and len(assessed.findings) >= _LONG:
            self._line(0, f"[bold red]必须改的 {len(must_fix)} 处：[/bold red]")
            for section, findings in _grouped((found.location.section, found) for found in must_fix):
                listed = "；".join(f"{_own_label(found) or '全表'}（{found.finding.code}）" for found in findings)
                self._line(2, f"{escape(section or '全文')}：{escape(listed)}")
        if coverage.figures or outcomes.total():
            self._line(
                0,
                f"核对：{coverage.figures} 个数字，已核对 {coverage.checked} 个（{percent(coverage.checked, coverage.figures)}），"
                f"未读懂 {coverage.unread} 处，无从核对 {coverage.not_checkable} 个；关系 {outcomes[Outcome.HOLDS]} 条成立，"
                f"{outcomes[Outcome.ROUNDING]} 条差在尾数，{outcomes[Outcome.FAILS]} 条不成立。",
            )
        if any(states[CheckState.INTERNAL_ERROR] for states in assessed.states.values()):
            self._line(0, "[red]有检查自身出错，结果不完整，见上面的「注意」。[/red]")
        unread = assessed.extraction.unread
        for source in unread[:_UNREAD]:
            where = " ".join(part for part in (source.section, source.label) if part)
            self._line(2, f"[dim]未读懂：{escape(where)}「{escape(_cut(source.place.quote, 60))}」[/dim]")
        if len(unread) > _UNREAD:
            self._line(2, f"[dim]……另有 {len(unread) - _UNREAD} 处未读懂，用 --format html 或 xlsx 看全部。[/dim]")
        style = _VERDICT_STYLE.get(assessed.verdict, "bold")
        self._line(0, f"[{style}]结论：{VERDICTS[assessed.verdict]}。[/{style}]{verdict_counts(assessed)}\n")

    def _line(self, indent: int, markup: str) -> None:
        """One line of markup; on a terminal its continuation lines are indented too, in a pipe it stays one line."""
        if self._console.is_terminal:
            self._console.print(Padding(markup, (0, 0, 0, indent)))
        else:
            self._console.print(" " * indent + markup, soft_wrap=True)


def _grouped(
    keyed: Iterable[tuple[tuple[object, ...] | str, LocatedFinding]],
) -> list[tuple[str, list[LocatedFinding]]]:
    """Findings by key, in the order in which the keys first come."""
    groups: dict[tuple[object, ...] | str, list[LocatedFinding]] = {}
    for key, found in keyed:
        groups.setdefault(key, []).append(found)
    return [(key if isinstance(key, str) else "", findings) for key, findings in groups.items()]


def _severity(found: LocatedFinding) -> Severity:
    return found.finding.severity or Severity.QUESTION


def _counts(findings: Sequence[LocatedFinding]) -> str:
    counts = Counter(_severity(found) for found in findings if found.state == "open")
    return "，".join(f"{name} {counts[severity]}" for severity, name in SEVERITIES.items() if counts[severity])


def _row_key(found: LocatedFinding) -> tuple[object, ...]:
    return found.location.row_text, _own_label(found), found.location.place.row if found.location.row_text else None


def _own_label(found: LocatedFinding) -> str:
    """The row's name; nothing when it only repeats the title of the form."""
    label = found.location.label.split(" / ")[0]
    return "" if label and label in (found.location.table_title, found.location.section, found.location.section.split("：")[0]) else label


def _where(location: Location) -> str:
    """Page, line or cell, the column and what stands there: what the row's heading does not say already."""
    parts = (location.spot, location.label.partition(" / ")[2])
    quote = location.quote if location.quote and location.quote != location.row_text else ""
    where = " ".join(part for part in parts if part)
    return where + (f"「{_cut(quote)}」" if quote else "")


def _related(location: Location) -> str:
    quote = f"「{_cut(location.quote, 30)}」" if location.quote and location.quote != location.row_text else ""
    return location.words + quote if location.words else ""


def _cut(text: str, most: int = 120) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
