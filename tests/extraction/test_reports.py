"""Reports of invented places in layouts of many kinds: department and project, package, one form, dumps."""

from __future__ import annotations

import pytest
from sketches import read
from test_forms_in_documents import whole

from jiheng.documents import read as read_file
from jiheng.extraction import Extraction, extract
from jiheng.model import EvaluationReport, Figure, ReportPart, Scope, SelfEvaluationForm
from jiheng.regulation.labels import load_labels

DEPARTMENT = (
    "青禾县水务局2022年度部门整体支出绩效评价报告", "评价机构：远山咨询有限公司", "二〇二三年九月",
    "目录", "一、部门概况..........1", "二、综合评价结论......6", "附件...........12",
    "一、部门概况", "（一）部门职能。青禾县水务局负责全县水资源管理和防汛抗旱工作，内设4个科室。", "（二）预算执行情况",
    "2022年年初预算500万元，全年预算520万元，决算支出510万元，预算执行率98.08%。", "表1 2022年部门支出情况表（单位：万元）",
    """
    | 项目 | 年初预算 | < | 全年预算 | < |
    | ^ | 金额 | 占比 | 金额 | 占比 |
    | 基本支出 | 300 | 60% | 310 | 59.62% |
    | 其中：人员经费 | 250 | 50% | 255 | 49.04% |
    | 项目支出 | 200 | 40% | 210 | 40.38% |
    | 合计 | 500 | 100% | 520 | 100% |
    """,
    "表2 项目支出执行情况",
    """
    | 序号 | 项目名称 | 预算金额（万元） | 支出金额（万元） | 执行率 |
    | 1 | 河道整治项目 | 120.5 | 118 | 97.93% |
    | 2 | 防汛物资项目 | 89.5 | 89.5 | 100% |
    | 合计 | < | 210 | 207.5 | 98.81% |
    """,
    "二、综合评价结论",
    "经综合评价，青禾县水务局2022年部门整体支出绩效评价得分86.75分，评价等级为“良”。其中：决策得分13分，管理得分17.5分，履职得分21.25分，产出及效益得分35分。",
    "评价结果分为四个等级：综合得分90分（含）以上为优，80分（含）至90分为良，60分（含）至80分为中，60分以下为差。",
    """
    | 一级指标 | 分值 | 得分 | 得分率（%） |
    | 决策 | 15 | 13 | 86.67 |
    | 管理 | 20 | 17.5 | 87.5 |
    | 履职 | 25 | 21.25 | 85 |
    | 产出及效益 | 40 | 35 | 87.5 |
    | 总分 | 100 | 86.75 | 86.75 |
    """,
    "三、主要成效及经验做法", "（一）注重统筹，形成合力。", "水务局建立联席会议机制，统筹推进各项重点工作。",
    "四、存在的问题",
    "一是预算编制不精准，年中调整较多，影响资金使用效益。二是绩效目标设置不完整，部分指标无法衡量。三是固定资产账实不符。",
    "五、意见建议", "（一）提高预算编制质量", "科学测算项目支出，减少年中调整。", "（二）完善绩效目标", "细化量化指标。",
    "附件1：青禾县水务局部门整体支出绩效评价指标评分表",
    """
    | 一级指标 | 权重 | 二级指标 | 权重 | 三级指标 | 权重 | 指标解释 | 评分标准 | 得分 | 扣分原因 | 备注 |
    | A决策 | 15 | A1目标设定 | 8 | A11绩效目标合理性 | 4 | 考核目标 | 合理得满分 | 3 | 目标不完整 | |
    | ^ | ^ | ^ | ^ | A12绩效指标明确性 | 4 | 考核指标 | 明确得满分 | 3.5 | 部分指标未量化 | |
    | ^ | ^ | A2预算配置 | 7 | A21预算编制 | 7 | 考核预算 | 每偏1%扣0.5分 | 6.5 | 偏差 | |
    | B管理 | 20 | B1预算管理 | 20 | B11预算执行率 | 20 | 执行 | 按比例 | 17.5 | / | |
    """,
    """
    | 一级指标 | 权重 | 二级指标 | 权重 | 三级指标 | 权重 | 指标解释 | 评分标准 | 得分 | 扣分原因 | 备注 |
    | C履职 | 25 | C1职责履行 | 25 | C11重点工作完成率 | 25 | 完成 | 按比例 | 21.25 | 1项未完成 | |
    | D产出及效益 | 40 | D1效益 | 40 | D11群众满意度 | 40 | 满意 | 分档 | 35 | 满意度87% | |
    | 合计 | 100 | | 100 | | 100 | | | 86.75 | | |
    """,
    "附件2：满意度调查问卷统计表",
    "本次共向辖区群众发放问卷120份，回收问卷115份，其中有效问卷112份，综合满意度为87.05%。",
    """
    | 序号 | 调查内容 | 非常满意 | 满意 | 一般 | 不满意 | 满意率 |
    | 1 | 您对河道整治是否满意 | 60 | 40 | 10 | 2 | 89.29% |
    | 2 | 您对供水服务是否满意 | 50 | 45 | 12 | 5 | 84.82% |
    """,
)  # fmt: skip

ONE_FORM = """
| 部门名称 | 青禾县民政局 | < | 评价机构 | 远山会计师事务所 | < | < |
| 委托单位 | 青禾县财政局 | < | 评价组长 | 林远 | < | < |
| 一、基本情况 | 青禾县民政局内设4个科室，编制20人，在职18人，承担社会救助、养老服务等职责，年度工作按计划推进。 | < | < | < | < | < |
| 二、资金情况（万元） | 资金来源 | 计划安排 | 到位资金 | 实际支出 | 结余 | 执行率 |
| ^ | 财政拨款 | 100 | 100 | 90 | 10 | 90% |
| ^ | 其他资金 | 20 | 20 | 20 | 0 | 100% |
| ^ | 合计 | 120 | 120 | 110 | 10 | 91.67% |
| 三、绩效目标 | 保障困难群众基本生活，全年发放救助金不少于2000人次，养老机构检查不少于12次，群众满意度达到90%。 | < | < | < | < | < |
| 四、评价范围 | 对青禾县民政局2023年度部门整体支出开展评价，涵盖基本支出和项目支出的全部资金以及履职情况。 | < | < | < | < | < |
| 五、评价结论 | 评价得分 | 88.5 | < | 评价等级 | 良 | < |
| ^ | 一级指标 | 决策 | 管理 | 履职 | 效益 | 合计 |
| ^ | 得分 | 13.5 | 18 | 22 | 35 | 88.5 |
| ^ | 得分率 | 90% | 90% | 88% | 87.5% | 88.5% |
| 六、存在问题 | 1.预算编制不够细化。部分项目未编制明细。⏎2.资产管理有待加强。盘点不及时。 | < | < | < | < | < |
| 七、建议 | 1.细化预算编制。按项目逐项测算。⏎2.加强资产管理。定期盘点。 | < | < | < | < | < |
| 八、其他需要说明的问题 | 无 | < | < | < | < | < |
"""

PACKAGE = """青禾县图书馆购书项目绩效评价报告

被评价单位：青禾县图书馆
委托方：青禾县财政局
评价机构：远山会计师事务所
主评人：林远
2024年5月

摘要
一、项目概况
青禾县图书馆购书项目预算60万元，实际支出57.6万元，预算执行率96%。
二、评价结论
该项目综合得分91.2分，评价等级为优。

第一部分 项目基本情况
一、项目概况
2023年财政安排购书经费60万元，用于采购图书12000册。
二、绩效目标
图书采购数量，年度指标值为≥12000册；读者满意度，年度指标值为≥90%。
第二部分 评价结论
（一）评价结果
评价组对项目进行了客观评价，最终评分结果为91.2分（满分100分），绩效等级为“优”。评分结果见下表：
{summary}
第三部分 存在的主要问题
（一）采购进度偏慢。合同签订后部分图书未按期到货。
（二）馆藏结构有待优化。少儿类图书占比偏低。
第四部分 改进建议
（一）加快采购进度。提前编制采购计划。
（二）优化馆藏结构。增加少儿类图书。
附件1
购书项目绩效评价指标体系评分表
{annex}
附件2
评价组成员
{team}
附件3
资金支出明细表
单位：元
{payments}
"""
TABLES = {
    "summary": "一级指标\t分值\t得分\t得分率\n决策\t20\t18.5\t92.50%\n过程\t20\t18.7\t93.50%\n"
    "产出\t30\t28\t93.33%\n效益\t30\t26\t86.67%\n"
    "合计\t100\t91.2\t91.20%",
    "annex": "一级指标\t二级指标\t三级指标\t分值\t评价要点\t得分依据\t得分\t扣分原因\n"
    "决策（20分）\t立项（10分）\t立项依据充分性\t10\t依据是否充分\t依据充分\t10\t\n"
    "\t目标（10分）\t目标明确性\t10\t目标是否明确\t部分指标未量化\t8.5\t指标未量化\n过程（20分）\t资金（20分）\t预算执行率\t20\t执行率\t96%\t18.7\t执行率偏低\n"
    "产出（30分）\t数量（30分）\t采购册数\t30\t册数\t11200册\t28\t未完成\n效益（30分）\t满意度（30分）\t读者满意度\t30\t满意度\t88%\t26\t未达标\n合计\t\t\t100\t\t\t91.2\t",
    "team": "序号\t姓名\t职称\t组内职务\t分工\n1\t林远\t注册会计师\t组长\t统筹\n2\t周宁\t会计师\t成员\t资料收集",
    "payments": "日期\t摘要\t收款单位\t金额\n"
    "2023.06.12\t图书采购首付款\t晨光书业有限公司\t288,000.00\n"
    "2023.11.05\t图书采购尾款\t晨光书业有限公司\t288,000.00\n合计\t\t\t576,000.00",
}


def report(extraction: Extraction) -> EvaluationReport:
    record = extraction.records[0].record
    assert isinstance(record, EvaluationReport)
    return record


def shown(*figures: Figure | None) -> list[str | None]:
    return [figure.text if figure is not None else None for figure in figures]


def dump(layout: str) -> EvaluationReport:
    def printed(text: str) -> str:
        rows = [line.split("\t") for line in text.split("\n")]
        if layout == "pipes":
            return "\n".join("| " + " | ".join(row) + " |" for row in rows)
        if layout == "lines":
            return "\n".join(cell for row in rows for cell in row if cell)
        if layout == "single spaces":
            return "\n".join(" ".join(cell for cell in row if cell) for row in rows)
        return text

    text = PACKAGE.format(**{name: printed(table) for name, table in TABLES.items()})
    return report(extract(read_file("report.txt", data=text.encode()), load_labels("cn")))


def test_a_department_report_knows_whose_it_is_and_its_parts() -> None:
    record = report(read(*DEPARTMENT))
    assert (record.scope, record.agency, record.evaluator, record.fiscal_year) == (
        Scope.DEPARTMENT,
        "青禾县水务局",
        "远山咨询有限公司",
        2022,
    )
    assert record.issued_on is not None and (record.issued_on.year, record.issued_on.month) == (2023, 9)
    first = record.contents[0]
    assert (first.number, first.title, *shown(first.page)) == ("一、", "部门概况", "1")
    parts = {heading.number + heading.title: part for heading, part in zip(record.headings, record.heading_parts, strict=True)}
    assert parts["四、存在的问题"] is ReportPart.BODY and parts["附件2：满意度调查问卷统计表"] is ReportPart.ANNEX


def test_weights_behind_every_level_and_codes_in_front_of_names() -> None:
    item = read(*DEPARTMENT).records[0]
    table = next(table for table in report(read(*DEPARTMENT)).score_tables if table.kind == "annex")
    first, second = table.lines[0], table.lines[1]
    assert (first.level1, first.level2, first.level3) == ("决策", "目标设定", "绩效目标合理性")
    assert shown(first.level1_weight, first.level2_weight, first.weight, first.score) == ["15", "8", "4", "3"]
    assert second.level2 == "目标设定" and second.deduction_reason == "部分指标未量化"
    assert len(table.lines) == 7 and table.lines[-1].level == 0 and shown(table.lines[-1].score) == ["86.75"]
    source = item.sources.by_path["/score_tables/1/lines/1/score"]
    assert source.label == "绩效指标明确性 / 得分" and source.row_text.endswith("3.5\t部分指标未量化")


def test_a_verdict_takes_the_parts_of_the_next_sentence_and_the_bands_stand_apart() -> None:
    record = report(read(*DEPARTMENT))
    (verdict,) = record.verdicts
    assert shown(verdict.score) == ["86.75"] and verdict.grade == "良"
    assert [(level.name, level.score.text) for level in verdict.levels] == [
        ("决策", "13"),
        ("管理", "17.5"),
        ("履职", "21.25"),
        ("产出及效益", "35"),
    ]
    assert [(band.grade, *shown(band.low, band.high)) for band in record.grade_bands] == [
        ("优", "90", None), ("良", "80", "90"), ("中", "60", "80"), ("差", None, "60")
    ]  # fmt: skip


def test_tables_of_money_keep_shares_and_projects() -> None:
    arrangement, projects = report(read(*DEPARTMENT)).money_tables
    assert (arrangement.kind, arrangement.unit) == ("arrangement", "万元")
    assert [(row.level, row.name, row.figures["share_2"].text) for row in arrangement.rows][:2] == [
        (1, "基本支出", "59.62%"),
        (2, "其中：人员经费", "49.04%"),
    ]
    assert (projects.kind, projects.unit) == ("projects", "万元") and projects.rows[0].figures["execution_rate"].text == "97.93%"
    assert projects.rows[-1].level == 0


def test_points_are_read_from_headings_and_from_running_text() -> None:
    record = report(read(*DEPARTMENT))
    assert [(point.number, point.title) for point in record.problems] == [
        ("一是", "预算编制不精准"), ("二是", "绩效目标设置不完整"), ("三是", "固定资产账实不符")
    ]  # fmt: skip
    assert [point.title for point in record.suggestions] == ["提高预算编制质量", "完善绩效目标"]
    assert [point.title for point in record.practices] == ["注重统筹，形成合力"]


def test_a_survey_joins_its_sentences_and_its_graded_counts() -> None:
    (survey,) = report(read(*DEPARTMENT)).surveys
    assert shown(survey.issued, survey.returned, survey.valid, survey.satisfaction) == ["120", "115", "112", "87.05%"]
    assert list(survey.questions[0].answers) == ["非常满意", "满意", "一般", "不满意"] and shown(survey.questions[0].rate) == ["89.29%"]


def test_a_report_in_one_form_reads_like_any_other() -> None:
    extraction = read("青禾县民政局2023年度部门整体支出绩效评价报告", ONE_FORM)
    record = report(extraction)
    assert (record.client, record.evaluator, record.lead_evaluator) == ("青禾县财政局", "远山会计师事务所", "林远")
    assert shown(record.verdicts[0].score) == ["88.5"] and record.verdicts[0].grade == "良"
    (table,) = record.score_tables
    assert [(line.level1, *shown(line.score, line.score_rate)) for line in table.lines][1] == ("管理", "18", "90%")
    (money,) = record.money_tables
    assert money.unit == "万元" and [row.name for row in money.rows] == ["财政拨款", "其他资金", "合计"]
    assert set(money.rows[0].figures) == {"initial_budget", "in_place", "executed", "surplus", "execution_rate"}
    assert [point.title for point in record.problems] == ["预算编制不够细化", "资产管理有待加强"]
    place = extraction.records[0].sources.by_path["/score_tables/0/lines/1/score"].place
    assert (place.block, place.row, place.column, place.quote) == (1, 11, 3, "18")


def test_a_scoring_table_of_core_indicators_keeps_deviations_apart_from_scores() -> None:
    report = (
        read(
            "青禾县水务局2022年度部门整体支出绩效评价报告",
            "一、综合评价结论",
            "评价得分95分，等级为优。",
            "附件1：绩效评价指标评分表",
            """
        | 一级指标 | 二级指标 | 核心指标 | 目标值 | 实际值 | 偏离度 | 评分标准 | 权重 | 得分 |
        | 投入目标 | 预算管理 | 资金到位率 | 100% | 100% | 0% | 到位得满分 | 50 | 50 |
        | 产出目标 | 数量 | 河道整治长度 | 20公里 | 18公里 | -10% | 按比例 | 50 | 45 |
        | 合计 | | | | | | | 100 | 95 |
        """,
        )
        .records[0]
        .record
    )
    assert isinstance(report, EvaluationReport)
    lines = report.score_tables[0].lines
    assert [(line.level1_key, line.level3, line.score and line.score.text) for line in lines[:2]] == [
        ("decision", "资金到位率", "50"), ("output", "河道整治长度", "45"),
    ]  # fmt: skip
    assert lines[1].deviation and lines[1].deviation.text == "-10%" and lines[2].score and lines[2].score.text == "95"


@pytest.mark.parametrize("layout", ["tabs", "pipes", "lines", "single spaces"])
def test_a_dump_says_the_same_in_every_layout(layout: str) -> None:
    record = dump(layout)
    assert (record.project, record.agency, record.client) == ("青禾县图书馆购书项目", "青禾县图书馆", "青禾县财政局")
    assert [(item.part, *shown(item.score), item.grade) for item in record.verdicts] == [
        (ReportPart.ABSTRACT, "91.2", "优"), (ReportPart.BODY, "91.2", "优")
    ]  # fmt: skip
    summary = next(table for table in record.score_tables if table.kind == "summary")
    assert [(line.level1, *shown(line.weight, line.score, line.score_rate)) for line in summary.lines][-2:] == [
        ("效益", "30", "26", "86.67%"), ("合计", "100", "91.2", "91.20%")
    ]  # fmt: skip
    assert [point.title for point in record.problems] == ["采购进度偏慢", "馆藏结构有待优化"]
    assert shown(*(payment.amount for payment in record.payments)) == ["288000.00", "288000.00", "576000.00"]
    (targets,) = record.target_lists
    assert [(row.name, row.target and row.target.raw) for row in targets.indicators] == [
        ("图书采购数量", "≥12000册"),
        ("读者满意度", "≥90%"),
    ]


@pytest.mark.parametrize("layout", ["tabs", "pipes", "single spaces"])
def test_a_scoring_annex_of_a_dump_keeps_its_groups(layout: str) -> None:
    annex = next(table for table in dump(layout).score_tables if table.kind == "annex")
    assert [(line.level1, line.level3, *shown(line.weight, line.score)) for line in annex.lines] == [
        ("决策", "立项依据充分性", "10", "10"), ("决策", "目标明确性", "10", "8.5"), ("过程", "预算执行率", "20", "18.7"),
        ("产出", "采购册数", "30", "28"), ("效益", "读者满意度", "30", "26"), ("合计", None, "100", "91.2"),
    ]  # fmt: skip


def test_a_self_evaluation_form_in_an_annex_is_a_record_of_its_own() -> None:
    extraction = read(*DEPARTMENT, "附件3：项目支出绩效自评表", whole("甲项目"))
    assert [item.record.type for item in extraction.records] == ["evaluation_report", "self_evaluation_form"]
    form = extraction.records[1].record
    assert isinstance(form, SelfEvaluationForm) and form.project == "甲项目" and len(form.indicators) == 2


def concluded(sentence: str) -> EvaluationReport:
    opening = "某项目由甲局实施，资金由财政安排，项目按计划推进并完成了各项任务，现将有关情况报告如下，敬请审阅。"
    return report(read("甲项目绩效评价报告", "一、基本情况", opening, "二、评价结论", sentence))


@pytest.mark.parametrize(
    ("sentence", "score", "grade"),
    [
        ("该项目绩效评价综合得分为88.36分，绩效等级为“良”。", "88.36", "良"),
        ("经评价，项目总得分92.5分，评价结果为“优秀”。", "92.5", "优秀"),
        ("最终得分：76分（中）。", "76", "中"),
        ("总分设置为100分，本项目得分93.4分，等级为优。", "93.4", "优"),
        ("评价得分90分，属于“优”等级。", "90", "优"),
        ("2023年度部门整体支出绩效评价结果为优，得分96.5分。", "96.5", "优"),
    ],
)
def test_a_verdict_is_found_in_every_wording(sentence: str, score: str, grade: str) -> None:
    (verdict,) = concluded(sentence).verdicts
    assert shown(verdict.score) == [score] and verdict.grade == grade


@pytest.mark.parametrize("sentence", ["根据评分标准，该指标得3分。", "满意度得分较高，评价为良好的服务态度。"])
def test_the_score_of_one_indicator_and_a_kind_word_are_no_verdict(sentence: str) -> None:
    assert concluded(sentence).verdicts == ()


def test_a_target_with_its_sign_is_read_without_a_word_between() -> None:
    (said,) = concluded("修建田间道路长度：分值7分，目标值≥62公里，实际完成63公里，指标完成率101.61%，不扣分，得7分。").score_statements
    assert (said.target, said.actual, said.completion and said.completion.text) == ("≥62公里", "63公里", "101.61%")


@pytest.mark.parametrize(
    "sentence",
    [
        "划分为四档：90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差。",
        "评价结果分为优、良、中、差四个等级：优（90分≤得分≤100分）、良（80分≤得分＜90分）、中（60分≤得分＜80分）、差（得分＜60分）。",
        "得分90-100（含90）分为优，80-90（含80）分为良，60-80（含60）分为中，60分以下为差。",
        "综合得分≥90分为优；80≤得分＜90为良；60≤得分＜80为中；得分＜60为差。",
        "综合得分90分（含）以上为优，80分（含）至90分为良，60分（含）至80分为中，60分以下为差。",
    ],
)
def test_grade_bands_are_read_in_every_notation(sentence: str) -> None:
    bands = concluded(sentence).grade_bands
    assert [(band.grade, *shown(band.low)) for band in bands] == [("优", "90"), ("良", "80"), ("中", "60"), ("差", None)]
    assert shown(*(band.high for band in bands))[1:] == ["90", "80", "60"]
    assert [(band.low_included, band.high_included) for band in bands[1:]] == [(True, False), (True, False), (True, False)]


def test_a_narrative_on_itself_is_of_its_own_kind() -> None:
    extraction = read(
        "青禾县农业农村局2023年高标准农田项目绩效自评报告", "一、资金情况", "该项目下达资金56万元，实际支出54.6万元，执行率97.5%。",
        "二、存在问题", "（一）进度偏慢。受雨季影响。",
    )  # fmt: skip
    record = report(extraction)
    assert record.kind == "self_evaluation" and record.facts and extraction.type == "self_evaluation"


def test_numbers_of_telephones_are_masked_everywhere() -> None:
    record = concluded("联系人周宁，电话13800000000，综合得分为95分。")
    assert "13800000000" not in record.model_dump_json()
