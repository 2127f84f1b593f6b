"""Writes the pages of the rule kinds and of the formula catalogue, from the code, the golden cases and the standard."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from ruamel.yaml import YAML

from jiheng.model import RuleInputs
from jiheng.regulation import load_formulas
from jiheng.scoring.rules.kind import Missing, RuleKind, load_rule, rule_kinds

#: How many golden cases of a kind the page shows.
SHOWN = 6
RULES_HEAD = """# 评分规则

<!-- 由 docs/generate.py 从程序和 tests/scoring/golden 生成，请勿手改。 -->

评分规则是数据：写明用哪一种规则（`kind`）和它的数字（`parameters`）。每一种规则都给出得分和得分依据，并能说出自己的评分标准；有反算的，还能说出要得多少分须做到多少。
数字写整数，或写在引号里；百分数可以直接写 `60%`。用法见[计分](howto/scoring.md)。

| 名称 | 规则 | 例子 |
| --- | --- | --- |
"""
FORMULAS_HEAD = """# 公式目录

<!-- 由 docs/generate.py 从 src/jiheng/standards/cn/formulas.yaml 生成，请勿手改。 -->

比率的分子、分母和陷阱。指标写明 `formula`，就从案卷里同名的数算出比率，单位自动换算。
分母为 0 时没有比率，不记 0%，也不记 100%。依据后面注明可靠程度。

"""
BETTER = {
    "higher": "越高越好",
    "lower": "越低越好",
    "near_one": "接近 100% 为好",
    "not_above_one": "不超过 100% 为好",
    "not_negative": "不小于 0 为好",
    "not_positive": "不大于 0 为好",
    "near_zero": "接近 0 为好",
}


#: What the parameters mean; a name means the same in every kind.
PARAMETERS = {
    "above": "超过目标值时：full 满分，deviation 按偏离度，proportional 目标 ÷ 实际，nothing 不得分",
    "bands": "各档：at_least、above、at_most、below 为界，points 或 share 为得分",
    "beyond": "偏离过大时得分值的比例",
    "denominator": "分母数的是什么（印在评分标准里）",
    "direction": "方向：at_least、at_most、exactly；不写时看目标值",
    "each": "每个不符合的要点扣几分（写了就不写 share）",
    "floor": "比率低于多少不得分",
    "full_from": "比率达到多少得满分",
    "items": "各项：name、points（负数为减分）、most（该项最多加减几分）",
    "least": "最低（得分值的比例；加减分项为分数，负数）",
    "levels": "各档：name、also（别的叫法），points、share 或 low 与 high",
    "limit": "界限",
    "line": "及格线",
    "lost": "每次（每步）扣几分",
    "most": "最高（得分值的比例；加减分项和发生次数为分数）",
    "name": "叫什么（印在评分标准和依据里）",
    "numerator": "分子数的是什么（印在评分标准里）",
    "of": "看什么：value 数值本身，completion 完成率",
    "otherwise": "未达到时得分值的比例",
    "magnitude": "是否不论正负，只看大小",
    "parts": "各分项：name、share、rule、target、veto",
    "per_day": "每晚一天扣几分",
    "plain_numbers": "界限是否不是百分数",
    "points": "评价要点：text、share、veto；可以写在指标里",
    "rate_decimals": "比率先取整到百分数的几位小数；不写就不取整",
    "rule": "里面的规则",
    "step": "一步多大",
    "steps": "threshold_slide：proportional 按比例，full 不足一步不扣，started 不足一步按一步；check_list：允许扣的程度",
}


def write_rules(target: Path, golden: Path) -> None:
    """``scoring-rules.md``: every kind with its parameters and its golden cases from the folder ``golden``."""
    rows = "\n".join(f"| [`{name}`](#{name}) | {kind.title} | {kind.example} |" for name, kind in rule_kinds().items())
    parts = [RULES_HEAD + rows + "\n", *(_section(name, kind, golden) for name, kind in rule_kinds().items())]
    (target / "scoring-rules.md").write_text("\n".join(parts), "utf-8")


def _section(name: str, kind: type[RuleKind], golden: Path) -> str:
    cases = list(YAML(typ="safe", pure=True).load((golden / f"{name}.yaml").read_text("utf-8")))
    lines = [f"## {kind.title} {{ #{name} }}", "", f"`kind: {name}`", ""]
    if kind.model_fields:
        rows = [f"| `{key}` | {PARAMETERS[key]} | {_default(field)} |" for key, field in kind.model_fields.items()]
        lines += ["| 参数 | 含义 | 不写时 |", "| --- | --- | --- |", *rows, ""]
    lines += [f"印作：{load_rule(cases[0]['rule']).describe(Decimal(cases[0]['weight']))}", ""]
    for case in cases[:SHOWN]:
        lines += [f"- {case['name']}。{_outcome(case)}"]
    return "\n".join([*lines, ""])


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "必须写"
    default = field.default
    if default is None or default in ("", ()):
        return "没有"
    return {True: "是", False: "否"}.get(default, str(default)) if isinstance(default, bool) else f"`{default}`"


def _outcome(case: dict[str, Any]) -> str:
    rule, weight = load_rule(case["rule"]), Decimal(case["weight"])
    inputs = RuleInputs.model_validate(case["inputs"])
    found = rule.score(weight, inputs)
    if isinstance(found, Missing):
        return f"不计分：{found.text}。"
    needed = rule.inverse(weight, Decimal(case["needed"]["points"]), inputs) if "needed" in case else None
    return f"依据：{found.trace.sentence}。{f'反算：{needed.text}。' if needed else ''}"


def write_formulas(target: Path) -> None:
    """``formulas.md``: the catalogue."""
    lines = ["| 名称 | 公式 | 方向 | 注意 | 依据 |", "| --- | --- | --- | --- | --- |"]
    for entry in load_formulas("cn").values():
        basis = f"（{entry.basis}）" if entry.basis else ""
        text = entry.text.replace("|", "\\|")
        source = entry.citation.text if entry.citation else ""
        lines.append(f"| {entry.name}{basis}<br>`{entry.id}` | {text} | {BETTER[entry.better]} | {entry.trap} | {source} |")
    (target / "formulas.md").write_text(FORMULAS_HEAD + "\n".join(lines) + "\n", "utf-8")
