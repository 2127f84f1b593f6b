"""基础数据采集表与报告不符，或填写不全。

## 查什么
采集表的项目性质、法人类型、问题与建议、自评结论、地址、单位、签字人、日期，与报告其他地方对照：性质「新建」而报告说「经常性项目」；行政机关勾选「事业法人」；问题填「无」而评价发现问题；表头已注万元而单元格又写万元。

## 为什么
采集表是被评价单位盖章的原始资料。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
data_form: {项目性质: 1.新建□2.续建☑, 问题与建议: 公示不及时}
paragraphs: [该项目属于经常性项目。]
problems: [公示不及时]
===
# 一行一个数的采集表，单位写在格里
data_form: {县级财政安排资金: 108万元, 实际到位资金: 108万元, 实际支出资金: 102.6万元, 举办培训: 85场}
```
```yaml 应报告
data_form: {项目性质: 1.新建☑2.续建□}
paragraphs: [该项目属于经常性项目，实施单位应总结经验。]
---
经常性
===
data_form: {法人类型: □企业法人；☑事业法人, 单位名称: 青禾县科学技术局}
---
机关法人
===
data_form: {填报时间: 2024年6月29日}
---
星期六
===
data_form: {申报金额: 35万元, 到位金额: 35万元, 实际使用金额: 35万元, 单位名称: 青禾县科技馆}
---
不应重复写单位
```

## 怎么改
与被评价单位核实后更正。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import sentences
from jiheng.checks.wording import squeezed
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    Severity,
    read_date,
)
from jiheng.regulation import Standard


@check("EVR213", severity=Severity.QUESTION)
def data_form_contradicts(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Each labelled cell with what is known of it."""
    for label, value in report.data_form.items():
        path = f"/data_form/{label}"
        text = squeezed(value)
        if "性质" in label:
            yield from _nature(report, path, text)
        elif "法人" in label and re.search(r"[☑√■✓]\s*事业法人|事业法人\s*[☑√■✓]", text):
            agency = next((squeezed(v) for k, v in report.data_form.items() if "单位名称" in k or "填报单位" in k), report.agency or "")
            if re.search(r"(?:局|委员会|厅|委|人民政府)$", agency):
                yield _finding(
                    path, "☑事业法人", "机关法人", f"「{agency}」是行政机关，应为机关法人，采集表勾选「事业法人」。请核实。", "事业法人"
                )
        elif re.search(r"问题", label) and re.fullmatch(r"无[。]?|没有", text) and report.problems:
            if "需要说明" not in label:
                yield _finding(
                    path,
                    f"{label}：无",
                    f"评价发现 {len(report.problems)} 个问题",
                    f"采集表「{label}」填「无」，评价发现 {len(report.problems)} 个问题（{'、'.join(p.title for p in report.problems)}）。",
                    "",
                    Severity.NOTE,
                )
        elif "结论" in label and re.search(r"基本(?:达成|完成|实现)", text):
            whole = [said for said in report.score_statements if said.completion is not None]
            if whole and all(said.completion is not None and said.completion.value >= 100 for said in whole):
                yield _finding(
                    path,
                    text[-16:],
                    "完成率 100%",
                    f"采集表「{label}」写「{text[-16:]}」，报告各指标完成率都是 100%，说法不一。",
                    text[-16:],
                    Severity.NOTE,
                )
        elif "地址" in label and len(text) <= 6 and re.search(r"[县市区州]$", text):
            yield _finding(path, f"{label} {text}", "详细地址", f"采集表「{label}」只写「{text}」，应填详细地址。", "", Severity.NOTE)
        elif re.search(r"时间|日期", label):
            yield from _weekend(path, label, text)
    yield from _people_and_units(report)


def _nature(report: EvaluationReport, path: str, text: str) -> Iterator[Said]:
    fresh = re.search(r"新建\s*[☑√■✓]|[☑√■✓]\s*新[建增]", text)
    for place, words in sentences(report):
        match = re.search(r"[^，。；]{0,8}(?:经常性|延续性|持续性|常年性)项目", words)
        if fresh is not None and match is not None:
            yield Relation(expression="项目性质前后一致", stated="新建", computed=match[0][-5:], outcome=Outcome.FAILS, paths=(path, place))
            yield Finding(
                message=f"采集表项目性质勾选「新建」，报告称「{match[0]}」，前后不一。请核实。",
                advice="与被评价单位核实后更正。",
                stated="新建",
                expected=match[0],
                paths=(place, path),
                quotes={place: match[0]},
            )
            return


def _weekend(path: str, label: str, text: str) -> Iterator[Said]:
    day = read_date(text)
    date = day.first if day is not None and day.day else None
    if date is not None and date.weekday() >= 5 and "填" in label:
        yield _finding(
            path,
            text,
            "工作日",
            f"采集表「{label}」{text}是{'星期六' if date.weekday() == 5 else '星期日'}，不是工作日。",
            text,
            Severity.NOTE,
        )


def _people_and_units(report: EvaluationReport) -> Iterator[Said]:
    chiefs = {
        label: squeezed(value)
        for label, value in report.data_form.items()
        if re.search(r"单位负责人|项目负责人|填报人|复核人|审核人", label) and value.strip()
    }
    pair = [(one, other) for one in chiefs for other in chiefs if one < other and chiefs[one] == chiefs[other]]
    if pair:
        one, other = sorted(pair[0], key=list(report.data_form).index)
        yield _finding(
            f"/data_form/{one}",
            f"{one}与{other}",
            "分别签字",
            f"采集表「{one}」与「{other}」是同一人，职责没有分离。",
            "",
            Severity.NOTE,
            f"/data_form/{other}",
        )
    sums = [(label, squeezed(value)) for label, value in report.data_form.items() if re.search(r"金额|资金$", label)]
    doubled = [(label, value) for label, value in sums if re.fullmatch(r"[\d,.]+万元", value)]
    # 别的数也带着单位（54人、85场）的，是一行一个数的采集表，单位本来就写在格里
    listed = any(re.fullmatch(r"[\d,.]+(?!万?元)[\u4e00-\u9fff]{1,3}", squeezed(value)) for value in report.data_form.values())
    if len(doubled) > 2 and len(doubled) == len(sums) and not listed:
        label, value = doubled[0]
        yield _finding(
            f"/data_form/{label}",
            value,
            value.removesuffix("万元"),
            f"采集表资金各栏单元格写「{value}」，表头已注（万元）的，不应重复写单位。",
            "",
            Severity.NOTE,
        )


def _finding(
    path: str, stated: str, expected: str, message: str, quote: str, severity: Severity = Severity.QUESTION, other: str = ""
) -> Finding:
    return Finding(
        severity=severity,
        message=message,
        advice="与被评价单位核实后更正。",
        stated=stated,
        expected=expected,
        paths=(path, other) if other else (path,),
        quotes={path: quote} if quote else {},
    )
