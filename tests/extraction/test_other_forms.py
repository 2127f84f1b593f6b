"""Declarations of objectives and monitoring forms: the same family, other columns."""

from __future__ import annotations

from sketches import only, read, row

from jiheng.model import MonitoringForm, ObjectiveForm


def test_a_project_objective_form_with_period_and_annual_sets() -> None:
    extraction = read(
        "项目支出绩效目标申报表",
        "（2024年度）",
        """
        | 填报单位（盖章）：云溪县水务局 | < | < | < | 单位：万元 | < | < | < |
        | 项目名称 | 饮水安全 | < | < | 项目编码 | 5101 | < | < |
        | 主管部门及代码 | 云溪县水务局 | < | < | 实施单位 | 云溪县供水站 | < | < |
        | 项目属性 | 延续项目 | < | < | 项目期 | 2023年1月-2025年12月 | < | < |
        | 项目资金⏎（万元） | 中期资金总额： | < | 900 | 年度资金总额： | < | 300 | < |
        | ^ | 其中：财政拨款 | < | 800 | 其中：财政拨款 | < | 260 | < |
        | ^ | 其他资金 | < | 100 | 其他资金 | < | 40 | < |
        | 总体目标 | 中期目标（2023年—2025年） | < | < | 年度目标 | < | < | < |
        | ^ | 覆盖全县 | < | < | 覆盖三个乡 | < | < | < |
        | 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值 |
        | ^ | 产出指标 | 数量指标 | 新建水厂 | ≥6座 | 数量指标 | 新建水厂 | ≥2座 |
        | ^ | 效益指标 | 社会效益指标 | 受益人口 | ≥9万人 | 社会效益指标 | 受益人口 | ≥3万人 |
        """,
    )
    record = only(extraction)
    assert isinstance(record, ObjectiveForm) and extraction.type == "objective"
    assert (record.project, record.attribute, record.money_unit, record.fiscal_year) == ("饮水安全", "延续项目", "万元", 2024)
    assert record.starts_on and record.starts_on.year == 2023 and record.ends_on and record.ends_on.month == 12
    assert [(f.label, f.initial_budget and f.initial_budget.text) for f in record.period_funds] == [
        ("中期资金总额：", "900"), ("其中：财政拨款", "800"), ("其他资金", "100"),
    ]  # fmt: skip
    assert [(f.label, f.initial_budget and f.initial_budget.text) for f in record.funds] == [
        ("年度资金总额：", "300"), ("其中：财政拨款", "260"), ("其他资金", "40"),
    ]  # fmt: skip
    assert (record.period_objective, record.expected_objective) == ("覆盖全县", "覆盖三个乡")
    assert [(i.category, i.name, i.target and i.target.raw) for i in record.period_indicators] == [
        ("产出指标", "新建水厂", "≥6座"), ("效益指标", "受益人口", "≥9万人"),
    ]  # fmt: skip
    assert [(i.category, i.subcategory, i.target and i.target.raw) for i in record.indicators] == [
        ("产出指标", "数量指标", "≥2座"), ("效益指标", "社会效益指标", "≥3万人"),
    ]  # fmt: skip
    assert extraction.unread == ()


def test_period_and_annual_indicators_one_under_the_other() -> None:
    extraction = read(
        "项目绩效目标表",
        """
        | 项目名称 | 集镇改造 | < | < | < |
        | 项目单位 | 坝上镇 | 项目负责人 | 张三 | < |
        | 项目立项情况 | 项目立项的依据 | 上级文件 | < | < |
        | ^ | 项目申报的可行性 | 可行 | < | < |
        | 项目绩效目标 | 长期目标 | < | 年度目标 | < |
        | ^ | 改善环境 | < | 改造立面 | < |
        | 长期绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值 |
        | ^ | 产出指标 | 数量指标 | 改造面积 | 8000平方米 |
        | 年度绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值 |
        | ^ | 产出指标 | 数量指标 | 改造面积 | 3000平方米 |
        """,
    )
    record = only(extraction)
    assert isinstance(record, ObjectiveForm)
    assert [i.target and i.target.raw for i in record.period_indicators] == ["8000平方米"]
    assert [i.target and i.target.raw for i in record.indicators] == ["3000平方米"]
    assert record.fields["项目立项的依据"] == "上级文件" and record.fields["项目申报的可行性"] == "可行"
    assert extraction.unread == ()


def test_a_department_objective_form_with_tasks() -> None:
    extraction = read(
        "部门整体支出绩效目标申报表",
        "（2024年度）",
        """
        | 部门（单位）名称 | 白鹿市审计局 | < | < | < | < |
        | 年度主要任务 | 任务名称 | 主要内容 | 预算金额（万元） | < | < |
        | ^ | ^ | ^ | 总额 | 财政拨款 | 其他资金 |
        | ^ | 预算执行审计 | 审计十个部门 | 120 | 120 | 0 |
        | ^ | 经济责任审计 | 审计八人 | 80 | 70 | 10 |
        | ^ | 金额合计 | < | 200 | 190 | 10 |
        | 年度总体目标 | 目标1：完成审计项目18个 | < | < | < | < |
        | ^ | 目标2：促进增收节支 | < | < | < | < |
        | 年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | < |
        | ^ | 产出指标 | 数量指标 | 审计项目 | ≥18个 | < |
        | ^ | 满意度指标 | 服务对象满意度指标 | 满意度 | ≥90% | < |
        """,
    )
    record = only(extraction)
    assert isinstance(record, ObjectiveForm) and record.scope == "department"
    assert [(t.label, t.initial_budget and t.initial_budget.text, t.marks.get("fiscal")) for t in record.tasks] == [
        ("预算执行审计", "120", "120"), ("经济责任审计", "80", "70"), ("金额合计", "200", "190"),
    ]  # fmt: skip
    assert record.expected_objective == "目标1：完成审计项目18个\n目标2：促进增收节支"
    assert len(record.indicators) == 2 and extraction.unread == ()


def test_a_monitoring_form_with_two_header_rows() -> None:
    extraction = read(
        "# 项目支出绩效目标执行监控表",
        "（2023年度）",
        """
        | 项目名称 | 学生营养改善 | < | < | < | < | < | < | < | < | < | < | < | < | < | < |
        | 主管部门及代码 | 清河县教育局 | < | < | < | 实施单位 | 清河县学生资助中心 | < | < | < | < | < | < | < | < | < |
        | 项目资金（万元） | < | 年初预算数 | < | 1～7月执行数 | < | < | 1～7月执行率 | < | < | 全年预计执行数 | < | < | < | < | < |
        | 年度资金总额： | < | 600 | < | 300 | < | < | 50% | < | < | 600 | < | < | < | < | < |
        | 其中：本年一般公共预算拨款 | < | 600 | < | 300 | < | < | 50% | < | < | 600 | < | < | < | < | < |
        | 年度总体目标 | 保障学生营养 | < | < | < | < | < | < | < | < | < | < | < | < | < | < |
        |绩效指标|一级指标|二级指标|三级指标|年度指标值|1～7月执行情况 | 全年预计完成情况 | 偏差原因分析 |<|<|<|<|<| 完成目标可能性 |<|<|
        | ^ | ^ | ^ | ^ | ^ | ^ | ^ | 经费保障 | 制度保障 | 人员保障 | 硬件条件保障 | 其他 | 原因说明 | 确定能 | 有可能 | 完全不可能 |
        | ^ | 产出指标 | 数量指标 | 受益学生 | ≥5000人 | 4900人 | 5000人 | √ | | | | | 转学 | √ | | |
        | ^ | ^ | 质量指标 | 供餐达标率 | 100% | 100% | 100% | | | | | | | √ | | |
        """,
    )
    record = only(extraction)
    assert isinstance(record, MonitoringForm) and extraction.type == "monitoring"
    assert record.cutoff_month == 7
    funds = record.funds[0]
    assert funds.executed and funds.executed.text == "300" and funds.expected_execution and funds.expected_execution.text == "600"
    assert funds.execution_rate and funds.execution_rate.text == "50%"
    first = record.indicators[0]
    assert row(record, 0) == "产出指标/数量指标/受益学生/≥5000人/4900人///转学"
    assert first.expected and first.expected.raw == "5000人" and first.causes and first.causes.funding and not first.causes.staff
    assert first.likelihood == "certain"
    assert record.expected_objective == "保障学生营养"
    assert extraction.unread == ()


def test_a_province_with_its_own_operator_columns_in_a_declaration() -> None:
    extraction = read(
        """
        | 部门预算项目绩效目标表（2025年度） | < | < | < | < | < | < | < |
        | 单位名称 | 项目名称 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 权重 |
        | 气象局 | 人工增雨 | 保障农时 | 产出指标 | 数量指标 | 作业次数 | ≥20次 | 40 |
        """,
    )
    assert len(extraction.records) + len(extraction.tables) == 1


def test_labels_of_the_levels_that_begin_above_the_other_labels_of_the_header() -> None:
    """Without rules a wrapped label begins higher than its neighbours and reaches down to their row."""
    extraction = read(
        "项目支出绩效运行监控表",
        """
        | 项目名称 | 村卫生室建设 | < | < | < | < |
        | 一级指标 | 二级指标 | < | < | < | 偏差原因分析 |
        | ^ | ^ | 三级指标 | 年度指标值 | 1-7月执行情况 | ^ |
        | 产出指标 | 数量指标 | 改扩建卫生室 | ≥35个 | 22个 | |
        | 效益指标 | 社会效益指标 | 服务人口 | ≥39800人 | 25233人 | |
        """.replace("| 二级指标 | < | < | < |", "| 二级指标 | | | |"),
    )
    record = only(extraction)
    assert [(row.category, row.subcategory, row.name) for row in record.indicators] == [
        ("产出指标", "数量指标", "改扩建卫生室"), ("效益指标", "社会效益指标", "服务人口"),
    ]  # fmt: skip
