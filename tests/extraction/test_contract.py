"""The promised JSON of extract."""

from __future__ import annotations

import json

from sketches import document

from jiheng.extraction import extract, to_contract
from jiheng.regulation.labels import load_labels

FORM = """
| 项目名称 | 甲项目 | < | < | < | < | < |
| 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| 年度资金总额 | 1,200.50 | 1,000.00 | 900元 | 10 | 0.9 | 9.00分 |
| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |
| 产出指标 | 里程 | ≥60公里 | 58公里 | 50 | 48.33 | 雨季 |
| 产出指标 | 完工 | 2023年12月底前 | 2023年11月 | 20 | 20 | |
| 效益指标 | 环境 | 改善 | 改善 | 20 | 20 | |
| 总分 | < | < | < | 100 | 97.33 | |
"""


def test_figures_are_decimal_strings_as_printed() -> None:
    source = document("项目支出绩效自评表", "（2023年度）", FORM)
    shown = to_contract(extract(source, load_labels("cn")), source)
    assert json.loads(json.dumps(shown)) == shown
    (record,) = shown["records"]
    assert (record["type"], record["scope"]) == ("self_evaluation_form", "project")
    assert (record["fiscal_year"], record["project"]) == (2023, "甲项目")
    funds = record["funds"][0]
    assert (funds["initial_budget"], funds["adjusted_budget"], funds["executed"]) == ("1200.50", "1000.00", "900元")
    assert (funds["weight"], funds["execution_rate"], funds["score"]) == ("10", "0.9", "9.00")
    first, second, third = record["indicators"]
    assert first["target"] == {"raw": "≥60公里", "direction": "at_least", "value": "60", "unit": "公里"}
    assert first["actual"]["value"] == "58" and first["deviation_reason"] == "雨季"
    assert second["target"]["value"] == "2023-12" and third["target"] == {"raw": "改善", "direction": None, "value": None, "unit": None}
    assert (record["total_weight"], record["total_score"]) == ("100", "97.33")


def test_tables_and_unread_cells_have_locations() -> None:
    strange = FORM.replace("| 项目资金（万元） |", "| 神秘栏 | 某值 | < | < | < | < | < |\n| 项目资金（万元） |")
    source = document("# 收入支出总表", "| 甲 | 乙 |\n| 1 | 2 |", "项目支出绩效自评表", strange)
    shown = to_contract(extract(source, load_labels("cn")), source)
    assert shown["tables"][0]["title"] == "收入支出总表" and shown["tables"][0]["rows"] == [["甲", "乙"], ["1", "2"]]
    assert shown["tables"][0]["location"]["file"] == "form.docx"
    assert [(place["label"], place["row"], place["column"]) for place in shown["unread"]] == [("神秘栏", 2, 1), ("某值", 2, 2)]
