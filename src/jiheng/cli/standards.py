"""Standards shown: which there are, what one of them says on a day beside its parent, its frames, formulas and flows."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from jiheng.cli import flows
from jiheng.cli.standards_action import EVIDENCE, StandardsAction
from jiheng.model import Citation, Frame, FrameIndicator, RuleSpec, amounts
from jiheng.process import UnknownFlow
from jiheng.regulation import (
    BrokenStandard,
    Formula,
    Parameter,
    UnknownFrame,
    UnknownStandard,
    WrongFile,
    frame_names,
    lineage,
    load_formulas,
    load_frame,
    load_standard,
    standard_names,
)
from jiheng.regulation.loading import documents_of
from jiheng.scoring.frame_rules import ready_frame, spec_of
from jiheng.scoring.library_advice import CATEGORY_NAMES
from jiheng.scoring.rules.kind import load_rule, rule_kinds

_BETTER = {
    "higher": "越高越好",
    "lower": "越低越好",
    "near_one": "接近 100% 为好",
    "not_above_one": "不超过 100% 为好",
    "not_negative": "不小于 0 为好",
    "not_positive": "不大于 0 为好",
    "near_zero": "接近 0 为好",
}
_NATURES = {
    "execution": "预算执行",
    "quantitative": "定量指标",
    "qualitative": "定性指标",
    "satisfaction": "满意度",
    "yes_no": "是否达成",
    "check_list": "评价要点",
}
_KEYS = {key.value: name.removesuffix("指标") for key, name in CATEGORY_NAMES.items()}
_SCOPES = {"project": "项目", "department": "部门整体"}
#: How much of a long list or table a cell shows.
_SHOWN: Final = 100
#: A table so short stands one entry a line.
_LINES: Final = 6


#: What a user may have written wrong.
WRONG: Final = (UnknownStandard, UnknownFrame, UnknownFlow, BrokenStandard, WrongFile)


def run(console: Console, action: StandardsAction, name: str, standard: str, at: datetime.date | None, *, as_json: bool = False) -> None:
    """Do what ``jiheng standards`` was asked.

    Raises:
        UnknownStandard, UnknownFrame, UnknownFlow, BrokenStandard, WrongFile: see there.
    """
    if action is StandardsAction.FLOWS:
        flows.run(console, name, standard, at, as_json=as_json)
    elif as_json:
        console.out(as_text(name or standard, at), highlight=False)
    elif action is StandardsAction.LIST:
        listing(console)
    elif action is StandardsAction.SHOW:
        show(console, name or standard, at)
    elif action is StandardsAction.FRAMES:
        frames(console, name or standard)
    elif action is StandardsAction.FRAME:
        frame(console, name, standard)
    elif action is StandardsAction.FORMULAS:
        formulas(console, name or standard)
    else:
        rules(console)


def listing(console: Console) -> None:
    """Print all standards with their lineage."""
    table = Table(box=None, pad_edge=False)
    for heading in ("名称", "标题", "继承"):
        table.add_column(heading)
    for name in standard_names():
        table.add_row(name, load_standard(name).title, " ← ".join(reversed(lineage(name))))
    console.print(table)


def show(console: Console, name: str, at: datetime.date | None) -> None:
    """Print the resolved standard; values that differ from the parent stand beside the parent's."""
    standard = load_standard(name, at)
    chain = lineage(name)
    parent = load_standard(chain[-2], at) if len(chain) > 1 else None
    day = at.isoformat() if at else "最新"
    console.print(f"[bold]{standard.title}（{name}）[/bold]　适用日期：{day}")
    table = Table(show_lines=False)
    for heading in ("参数", "值", *((f"上级 {parent.name}",) if parent else ()), "施行", "依据", "证据"):
        table.add_column(heading, overflow="fold", no_wrap=heading in ("施行", "证据"))
    own_count = 0
    for key in sorted(standard.parameters, key=lambda key: (parent is not None and standard.parameters[key].standard != name, key)):
        parameter = standard.parameters[key]
        above = parent.parameters.get(key) if parent else None
        own = parent is not None and parameter.standard == name
        own_count += own
        name_ = f"[bold]{parameter.description}[/bold]" if own else parameter.description
        cells = [f"{name_}\n[dim]{key}[/dim]", escape(_said(parameter))]
        if parent:
            cells.append(escape(_said(above)) if above and own else ("同左" if above else "—"))
        since = parameter.since.isoformat() if parameter.since else ""
        table.add_row(*cells, since, *_source(parameter.citation))
    console.print(table)
    if parent:
        console.print(f"本级自定 {own_count} 项（粗体），其余 {len(standard.parameters) - own_count} 项沿用上级。")
    _documents(console, name)
    console.print(f"指标体系：{'、'.join(frame_names(name)) or '（无）'}。用 jiheng standards frame 名称 看一套。")


def _documents(console: Console, name: str) -> None:
    """The documents a standard cites, its own first, with how sure we are of each."""
    table = Table(title="引用的文件", title_justify="left", box=None, pad_edge=False)
    for heading in ("文件", "文号", "证据"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "证据")
    ordered = {key: None for level in reversed(lineage(name)) for key in _own_documents(level)}
    documents = [documents_of(name)[key] for key in ordered]
    for entry in documents:
        table.add_row(escape(str(entry["title"])), escape(str(entry.get("number", ""))), EVIDENCE[_mark(entry)])
    console.print(table)
    marks = Counter(_mark(entry) for entry in documents)
    words = "；".join(f"{said} {marks[mark]} 件" for mark, said in EVIDENCE.items() if marks[mark])
    console.print(f"共 {len(documents)} 件：{words}。")


def _own_documents(level: str) -> list[str]:
    above = lineage(level)[:-1]
    known = documents_of(above[-1]) if above else {}
    return [key for key in documents_of(level) if key not in known]


def _mark(entry: Mapping[str, Any]) -> str:
    return str(entry.get("evidence", "from_memory"))


def frames(console: Console, standard: str) -> None:
    """Print the frames of a standard and its ancestors."""
    table = Table(box=None, pad_edge=False)
    for heading in ("名称", "对象", "标题", "一级指标与分值", "指标数", "施行", "依据", "证据"):
        table.add_column(heading, overflow="fold")
    for name in frame_names(standard):
        frame = load_frame(name, standard)
        levels = "、".join(f"{level} {_plain(weight)}" for level, weight in frame.level1_weights.items())
        since = frame.since.isoformat() if frame.since else ""
        count = str(len(frame.inside)) + (f"＋{len(frame.outside)}" if frame.outside else "")
        source = _source(frame.citations[frame.cite]) if frame.cite else ("", "")
        table.add_row(name, _SCOPES[frame.scope.value], frame.title, levels, count, since, *source)
    console.print(table)


def frame(console: Console, name: str, standard: str) -> None:
    """Print one frame: its indicators with weights, rules as sentences, sources."""
    found = ready_frame(name, standard)
    console.print(f"[bold]{found.title}（{name}）[/bold]")
    if found.cite:
        console.print(f"依据：{found.citations[found.cite].text}")
    if found.weights_cite:
        console.print(f"分值依据：{found.citations[found.weights_cite].text}")
    if found.note:
        console.print(found.note)
    table = Table(show_lines=True)
    for heading in ("编号", "一级", "二级", "三级", "分值", "评分标准", "数据来源", "依据"):
        table.add_column(heading, overflow="fold")
    for indicator in found.indicators:
        cells = (indicator.level1, indicator.level2, indicator.name, _weight(indicator), _rule(indicator))
        table.add_row(indicator.id, *cells, indicator.evidence_source, _rule_source(indicator, found))
    console.print(table)
    console.print(f"合计 {_plain(found.total_weight)} 分{'，另有加减分项' if found.outside else ''}。")


def formulas(console: Console, standard: str) -> None:
    """Print the formula catalogue with the traps of each."""
    table = Table(show_lines=True)
    for heading in ("名称", "公式", "方向", "注意", "依据", "证据"):
        table.add_column(heading, overflow="fold")
    for entry in load_formulas(standard).values():
        table.add_row(_formula_name(entry), entry.text, _BETTER[entry.better], entry.trap, *_source(entry.citation))
    console.print(table)


def rules(console: Console) -> None:
    """Print the rule kinds with an example of each."""
    table = Table(box=None, pad_edge=False)
    for heading in ("名称", "规则", "例子"):
        table.add_column(heading, overflow="fold")
    for name, kind in rule_kinds().items():
        table.add_row(name, kind.title, kind.example)
    console.print(table)


def as_text(standard: str, at: datetime.date | None) -> str:
    """The resolved standard as JSON: parameters with their citations, frames, formulas."""
    resolved = load_standard(standard, at)
    parameters = {
        key: {
            "value": entry.value,
            "unit": entry.unit,
            "description": entry.description,
            "since": entry.since.isoformat() if entry.since else None,
            "standard": entry.standard,
            "citation": entry.citation.model_dump(),
        }
        for key, entry in sorted(resolved.parameters.items())
    }
    content = {
        "standard": standard,
        "title": resolved.title,
        "lineage": list(lineage(standard)),
        "at": at.isoformat() if at else None,
        "parameters": parameters,
        "frames": [load_frame(name, standard).model_dump(mode="json") for name in frame_names(standard)],
        "formulas": [entry.model_dump(mode="json") for entry in load_formulas(standard).values()],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=str)


def _weight(indicator: FrameIndicator) -> str:
    return "百分外" if indicator.outside else _plain(indicator.weight)


def _rule(indicator: FrameIndicator) -> str:
    spec = spec_of(indicator)
    described = load_rule(spec).describe(indicator.weight) if spec is not None else "（按打分口径）"
    return described + (f"（公式：{indicator.formula}）" if indicator.formula else "")


def _rule_source(indicator: FrameIndicator, frame_: Frame) -> str:
    key = indicator.rule.cite if indicator.rule is not None else None
    return EVIDENCE[frame_.citations[key].evidence] if key else ""


def _formula_name(entry: Formula) -> str:
    return f"{entry.name}{f'（{entry.basis}）' if entry.basis else ''}\n{entry.id}"


def _source(citation: Citation | None) -> tuple[str, str]:
    return (f"{citation.document}{citation.article}", EVIDENCE[citation.evidence]) if citation is not None else ("", "")


def _said(parameter: Parameter) -> str:
    if isinstance(parameter.value, dict) and all(_is_rule(value) for value in parameter.value.values()):
        return "；".join(f"{_NATURES.get(key, key)}：{_rule_text(value)}" for key, value in parameter.value.items())
    if (
        isinstance(parameter.value, dict)
        and len(parameter.value) <= _LINES
        and not any(isinstance(value, dict | list) for value in parameter.value.values())
    ):
        return "\n".join(_text({key: value}, "") for key, value in parameter.value.items())
    return _shortened(_text(parameter.value, parameter.unit), parameter.value)


def _shortened(text: str, value: object) -> str:
    """Lists of words and patterns are for machines; the beginning says what they are."""
    if not isinstance(value, dict | list) or len(text) <= _SHOWN:
        return text
    return f"{text[:_SHOWN]}……（共 {len(value)} 项，--json 看全部）"


def _is_rule(value: object) -> bool:
    return isinstance(value, dict) and value.get("kind") in rule_kinds()


def _rule_text(value: dict[str, Any]) -> str:
    kind = rule_kinds()[str(value["kind"])]
    try:
        return load_rule(RuleSpec.model_validate(value)).describe(Decimal(10)).rstrip("。")
    except ValueError:
        return kind.title


def _plain(value: Decimal) -> str:
    return amounts.text(value, None)


def _text(value: Any, unit: str) -> str:
    if value is None:
        return "（已废止）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return "；".join(f"{_KEYS.get(k, k)}：{_text(v, '')}" for k, v in value.items())
    if isinstance(value, list):
        return "、".join(_text(item, "") for item in value)
    return f"{value} {unit}".strip() if unit and unit != "ratio" else str(value)
