"""The score tree on the terminal: levels with their sums, every indicator with its points and why, what is missing, total and grade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from jiheng.cli.wording import SEVERITIES
from jiheng.model import Severity, amounts
from jiheng.scoring.case import CaseLine, CaseScore, LevelSum
from jiheng.scoring.case_changes import Difference
from jiheng.scoring.case_file import PlacedCase
from jiheng.scoring.rules.kind import Needed
from jiheng.scoring.rules.operand import points_text, share_text

_SIGNS = {Severity.MUST_FIX: "✗", Severity.QUESTION: "?", Severity.NOTE: "·"}


def show_score(
    score: CaseScore, read: PlacedCase, changes: Sequence[Difference] | None, console: Console, *, verbose: bool = False
) -> None:
    """Print the tree; with ``changes`` what they change comes first."""
    subject = read.case.subject
    facts = (
        subject.name,
        f"{subject.fiscal_year}年度",
        subject.agency,
        f"标准 {score.standard}（{score.at.isoformat()}）",
        read.frame.title,
    )
    console.print(f"[bold]{escape(score.title)}[/bold]", soft_wrap=True)
    console.print(f"[dim]{escape(' · '.join(fact for fact in facts if fact))}[/dim]\n", soft_wrap=True)
    if changes is not None:
        _differences(changes, console)
    for level in score.levels:
        _level(level, score, console, verbose=verbose)
    outside = [line for line in score.lines if line.indicator.outside]
    if outside:
        console.print(f"[bold]加减分项　{_signed(score.outside)}[/bold]")
        _lines(outside, console, verbose=verbose)
    _total(score, console)
    _faults(read, console, verbose=verbose)


def _level(level: LevelSum, score: CaseScore, console: Console, *, verbose: bool) -> None:
    console.print(f"[bold]{escape(level.name)}　{_of(level)}[/bold]")
    lines = [line for line in score.lines if line.indicator.level1 == level.name and not line.indicator.outside]
    parts = {part.name: part for part in level.parts}
    for name in dict.fromkeys(line.indicator.level2 for line in lines):
        part = parts.get(name)
        if part is not None:
            console.print(Padding(f"{escape(name)}　{_of(part)}", (0, 0, 0, 2), expand=False))
        _lines([line for line in lines if line.indicator.level2 == name], console, verbose=verbose)


def _of(level: LevelSum) -> str:
    rate = f"，得分率 {share_text(level.rate)}" if level.rate is not None else ""
    missing = f"，[red]{level.missing} 项不能计分[/red]" if level.missing else ""
    return f"{points_text(level.score)} / {points_text(level.weight)}{rate}{missing}"


def _lines(lines: Sequence[CaseLine], console: Console, *, verbose: bool) -> None:
    for line in lines:
        indicator = line.indicator
        points = f"[{_style(line)}]{points_text(line.score)}[/]" if line.score is not None else "[red]不能计分[/red]"
        weight = "" if indicator.outside else f" / {points_text(indicator.weight)}"
        hand = "（评价人给分）" if line.by_hand else ""
        console.print(Padding(f"{escape(indicator.id)} {escape(indicator.name)}　{points}{weight}{hand}", (0, 0, 0, 4), expand=False))
        for words in _why(line, verbose=verbose):
            console.print(Padding(f"[dim]{escape(words)}[/dim]", (0, 0, 0, 8), expand=False))


def _style(line: CaseLine) -> str:
    return "green" if not line.lost or line.indicator.outside else "yellow"


def _why(line: CaseLine, *, verbose: bool) -> Iterator[str]:
    if line.score is None:
        yield f"缺：{line.missing}"
    if line.trace is not None:
        yield line.trace.sentence
        if verbose:
            yield from (f"· {step.sentence}" for step in line.trace.steps)
    if verbose and line.rule_text:
        yield f"评分标准（{line.rule_title}）：{line.rule_text}"
    if line.reason and (line.lost or line.indicator.outside):
        yield f"扣分原因：{line.reason}"
    if verbose:
        links = (("佐证", line.evidence), ("问题", line.problems))
        words = "；".join(f"{name} {'、'.join(ids)}" for name, ids in links if ids)
        if words:
            yield words


def _signed(value: Decimal) -> str:
    return f"{'+' if value > 0 else ''}{points_text(value)}"


def _total(score: CaseScore, console: Console) -> None:
    grade = f"　等级「{score.grade}」" if score.grade else ""
    console.print(f"\n[bold]总分 {amounts.text(score.total, score.decimals)} / {points_text(score.full_marks)}{grade}[/bold]")
    for step in score.trace.steps:
        console.print(Padding(f"[dim]{escape(step.sentence)}[/dim]", (0, 0, 0, 2), expand=False))
    if score.missing:
        span = f"{amounts.text(score.lowest, score.decimals)}—{amounts.text(score.highest, score.decimals)}"
        more = "" if score.grade else "，等级未定"
        console.print(f"[red]还有 {len(score.missing)} 项不能计分，总分可能在 {span} 之间{more}：[/red]")
        for line in score.missing:
            words = f"{line.indicator.id} {line.indicator.name}（{points_text(line.weight)} 分）：{line.missing}"
            console.print(Padding(escape(words), (0, 0, 0, 2), expand=False))


def _faults(read: PlacedCase, console: Console, *, verbose: bool) -> None:
    told = [fault for fault in read.faults if fault.code != "CAS108" and (verbose or fault.severity is not Severity.NOTE)]
    hidden = sum(fault.severity is Severity.NOTE for fault in read.faults) if not verbose else 0
    if told:
        console.print("\n[bold]案例中请核实之处[/bold]")
    for fault in told:
        line = read.placed.line(fault.place)
        where = f"第 {line} 行　" if line else ""
        words = f"{_SIGNS[fault.severity]} {where}{fault.problem}。{fault.remedy}。"
        console.print(Padding(f"{escape(words)} [dim]{fault.code}（{SEVERITIES[fault.severity]}）[/dim]", (0, 0, 0, 2), expand=False))
    if hidden:
        console.print(f"[dim]另有 {hidden} 条提示，加 --verbose 显示。[/dim]")


def _differences(changes: Sequence[Difference], console: Console) -> None:
    if not changes:
        console.print("[bold]假设的改动不影响得分。[/bold]\n")
        return
    table = Table(title="假设的改动带来的差别", title_justify="left", box=None, pad_edge=False)
    for heading in ("项目", "原来", "现在", "差"):
        table.add_column(heading, overflow="fold", no_wrap=heading != "项目")
    table.add_column("为什么", overflow="fold", ratio=1)
    for change in changes:
        gain = "" if change.gain is None else _signed(change.gain)
        table.add_row(escape(change.name), change.before, change.after, gain, escape(change.trace))
    console.print(table)
    console.print()


def show_needed(needed: Sequence[Needed], console: Console) -> None:
    """Print what some points need."""
    for need in needed:
        console.print(f"[bold]反推[/bold]　{escape(need.text)}。", soft_wrap=True)
