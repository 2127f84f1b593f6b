"""Label variants: which printed label means which field."""

from __future__ import annotations

import pytest

from jiheng.regulation.labels import label_core, load_labels


@pytest.mark.parametrize(
    ("printed", "core"),
    [
        ("（二）年度资金总额（万元）：", "年度资金总额"),
        ("主管部门 （及代码）", "主管部门"),
        ("★执行率（B/A）", "执行率"),
        ("1、项 目 名 称:", "项目名称"),
    ],
)
def test_labels_are_compared_without_what_surrounds_them(printed: str, core: str) -> None:
    assert label_core(printed) == core


@pytest.mark.parametrize(
    ("block", "printed", "meaning"),
    [
        ("head", "主管部门（及代码）：", "supervising_department"),
        ("funds_columns", "2023年度执行数（B）", "executed"),
        ("funds_columns", "1-7月执行率", "execution_rate"),
        ("funds_rows", "本年一般公共预算拨款", "current_appropriation"),
        ("indicator_columns", "全年实际值", "actual"),
        ("indicator_columns", "未完成原因及拟采取的改进措施", "deviation_reason"),
        ("indicator_columns", "全年预计完成情况", "expected"),
        ("categories", "履职效能", "output"),
        ("subcategories", "社会公众或服务对象满意度指标", "satisfaction"),
        ("closing", "下一步改进措施", "improvement"),
        ("head", "一段很长的文字不是标签", None),
    ],
)
def test_variants_find_their_field(block: str, printed: str, meaning: str | None) -> None:
    assert load_labels("cn").block(block).meaning(printed) == meaning


def test_a_lower_standard_inherits_the_labels_of_the_higher_one() -> None:
    assert load_labels("cn-xj").head.meaning("项目名称") == "project"


def test_titles_tell_forms_from_reports() -> None:
    titles = load_labels("cn").titles
    assert titles.within("2023年度项目支出绩效目标自评表") == "self_evaluation"
    assert titles.within("项目支出绩效目标执行监控表") == "monitoring"
    assert titles.within("部门整体绩效目标申报表") == "objective"
    assert titles.within("绩效评价指标体系评分表") == "not_a_form"


def test_a_cell_with_label_and_value_is_split() -> None:
    assert load_labels("cn").head.split("项目名称：道路养护") == ("project", "项目名称", "道路养护")
