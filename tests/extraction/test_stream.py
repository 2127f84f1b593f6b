"""Forms in text dumps: one invented form in every layout, label variant and column order is read back field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from jiheng.documents.content import Limits
from jiheng.documents.text import read_text
from jiheng.extraction.stream import StreamReading, extract_stream
from jiheng.model import ObjectiveForm, SelfEvaluationForm
from jiheng.regulation.labels import load_labels

Row = list[str]

_HEAD: list[Row] = [
    ["项目名称", "青禾乡农村道路养护", "", "", "", "", "", "", ""],
    ["主管部门", "青禾县交通运输局", "", "", "实施单位", "青禾县公路养护站", "", "", ""],
]
_FUNDS: list[Row] = [
    ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分", ""],
    ["", "年度资金总额", "120.00", "100.00", "80.00", "10", "80.00%", "8.00", ""],
    ["", "其中：当年财政拨款", "90.00", "70.00", "50.00", "—", "—", "—", ""],
    ["", "其他资金", "30.00", "30.00", "30.00", "—", "—", "—", ""],
]
_OBJECTIVES: list[Row] = [
    ["年度总体目标", "预期目标", "", "", "实际完成情况", "", "", "", ""],
    ["", "养护乡道36公里，修补桥涵4座。", "", "", "养护乡道30公里，修补桥涵4座。", "", "", "", ""],
]
_COLUMNS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
_INDICATORS: list[Row] = [
    ["产出指标（50分）", "数量指标", "养护乡道里程", "≥36公里", "30公里", "20", "16.67", "汛期较长，两个路段停工，已安排次年补做。"],
    ["", "", "修补桥涵座数", "=4座", "4座", "10", "10", ""],
    ["", "质量指标", "工程验收合格率", "100%", "100%", "10", "10", ""],
    ["", "时效指标", "完工时间", "2023年11月底前", "2023年10月", "10", "10", ""],
    ["效益指标（30分）", "社会效益指标", "改善群众出行条件", "明显改善", "达成预期指标", "30", "30", ""],
    ["满意度指标（10分）", "服务对象满意度指标", "沿线群众满意度", "≥90%", "95%", "10", "10", ""],
]
_TOTAL: Row = ["总分", "", "", "", "", "", "100", "94.67", ""]


def _rows(order: Iterable[int] = range(8), header: tuple[str, ...] = _COLUMNS) -> list[Row]:
    columns = list(order)
    body = [["", *(line[column] for column in columns)] for line in [list(header), *_INDICATORS]]
    body[0][0] = "绩效指标"
    return [*_HEAD, *_FUNDS, *_OBJECTIVES, *body, _TOTAL]


def _merged(row: Row) -> Row:
    """What a copy of the table gives when merged and empty cells vanish."""
    return [cell for cell in row if cell]


_LAYOUTS: dict[str, Callable[[list[Row]], str]] = {
    "tab": lambda rows: "\n".join("\t".join(row) for row in rows),
    "pipe": lambda rows: "\n".join(" | ".join(row) + " |" for row in rows),
    "pipe_dropped": lambda rows: "\n".join(" | ".join(_merged(row)) + " |" for row in rows),
    "markdown": lambda rows: "\n".join("| " + " | ".join(row) + " |" for row in [rows[0], ["---"] * 9, *rows[1:]]),
    "cell_lines": lambda rows: "\n".join("\n".join(_merged(row)) for row in rows),
    "cell_lines_blank": lambda rows: "\n\n".join("\n\n".join(_merged(row)) for row in rows),
    "cell_lines_pipe": lambda rows: "\n".join("\n".join(f"{cell} |" if cell else "|" for cell in row) + "|" for row in rows),
    "row_lines": lambda rows: "\n".join(" ".join(_merged(row)) for row in rows),
    "one_line": lambda rows: " ".join(" ".join(_merged(row)) for row in rows),
}


def _read(text: str, encoding: str = "utf-8") -> StreamReading:
    document = read_text(text.encode(encoding), "a.txt", Limits())
    return extract_stream(document.blocks, load_labels("cn"))


def _form(text: str, encoding: str = "utf-8") -> SelfEvaluationForm:
    record = _read(text, encoding).records[0].record
    assert isinstance(record, SelfEvaluationForm)
    return record


def _dump(layout: str, rows: list[Row], title: str = "项目支出绩效自评表\n（2023年度）") -> str:
    joint = " " if layout == "one_line" else "\n"
    return title.replace("\n", joint) + joint + _LAYOUTS[layout](rows)


def _facts(form: SelfEvaluationForm) -> list[tuple[object, ...]]:
    return [
        (
            row.category,
            row.subcategory,
            row.name,
            row.target.raw if row.target else None,
            row.actual.raw if row.actual else None,
            row.weight.raw if row.weight else None,
            row.score.raw if row.score else None,
            row.deviation_reason,
        )
        for row in form.indicators
    ]


def _expected() -> list[tuple[object, ...]]:
    facts: list[tuple[object, ...]] = []
    category, subcategory = "", ""
    for line in _INDICATORS:
        category = line[0].partition("（")[0] or category
        subcategory = line[1] or subcategory
        facts.append((category, subcategory, *line[2:7], line[7] or None))
    return facts


@pytest.mark.parametrize("layout", list(_LAYOUTS))
def test_every_layout_gives_back_every_indicator(layout: str) -> None:
    assert _facts(_form(_dump(layout, _rows()))) == _expected()


@pytest.mark.parametrize("layout", list(_LAYOUTS))
def test_every_layout_gives_back_head_funds_objectives_and_total(layout: str) -> None:
    form = _form(_dump(layout, _rows()))
    assert [form.project, form.supervising_department, form.implementing_agency] == [_HEAD[0][1], _HEAD[1][1], _HEAD[1][5]]
    assert (form.fiscal_year, form.money_unit) == (2023, "万元")
    amounts = [(row.initial_budget, row.adjusted_budget, row.executed) for row in form.funds]
    assert [[figure.raw if figure else None for figure in row] for row in amounts] == [line[2:5] for line in _FUNDS[1:]]
    total = form.funds[0]
    assert [figure.raw for figure in (total.weight, total.execution_rate, total.score) if figure] == ["10", "80.00%", "8.00"]
    assert (form.expected_objective, form.actual_objective) == (_OBJECTIVES[1][1], _OBJECTIVES[1][4])
    assert form.total_weight is not None
    assert form.total_score is not None
    assert (form.total_weight.raw, form.total_score.raw) == ("100", "94.67")


@pytest.mark.parametrize("layout", list(_LAYOUTS))
def test_points_before_targets_are_read_by_the_header(layout: str) -> None:
    order = (0, 1, 2, 5, 3, 4, 6, 7)
    header = ("一级指标", "二级指标", "三级指标", "年度目标值", "全年实际值", "权重", "自评得分", "未完成原因及拟采取的改进措施")
    assert _facts(_form(_dump(layout, _rows(order, header)))) == _expected()


@pytest.mark.parametrize("layout", ["tab", "cell_lines", "one_line"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_encodings_change_nothing(layout: str, encoding: str) -> None:
    assert _facts(_form(_dump(layout, _rows()), encoding)) == _expected()


def test_rows_that_lost_their_leading_blanks_are_read_by_content() -> None:
    rows = _rows()
    lost = {9: 1, 11: 2, 12: 1}
    shifted = [[*row[lost.get(place, 0) :], *[""] * lost.get(place, 0)] for place, row in enumerate(rows)]
    assert _facts(_form(_dump("tab", shifted))) == _expected()


def test_numbered_names_lose_their_numbers() -> None:
    rows = _rows()
    for number, row in enumerate(rows[9:-1], 1):
        row[3] = f"指标{number}：{row[3]}"
    assert [fact[2] for fact in _facts(_form(_dump("one_line", rows)))] == [fact[2] for fact in _expected()]


def test_a_cell_broken_over_lines_is_one_cell() -> None:
    text = _dump("cell_lines", _rows()).replace("汛期较长，两个路段停工，", "汛期较长，两个路段停工，\n")
    assert _facts(_form(text)) == _expected()


def test_two_forms_in_one_file_stay_apart() -> None:
    second = _dump("tab", _rows()).replace("青禾乡农村道路养护", "红柳村饮水管网改造")
    read = _read(_dump("tab", _rows()) + "\n\n" + second + "\n\n说明：以上为自评。\n").records
    records = [item.record for item in read if isinstance(item.record, SelfEvaluationForm)]
    assert [record.project for record in records] == ["青禾乡农村道路养护", "红柳村饮水管网改造"]
    assert all(len(record.indicators) == 6 for record in records)


def test_values_keep_their_line_and_their_characters() -> None:
    sources = _read(_dump("row_lines", _rows())).records[0].sources
    place = sources.by_path["/indicators/0/score"].place
    assert (place.line, place.quote) == (12, "16.67")
    assert sources.by_path["/indicators/0/score"].label == "养护乡道里程 / 得分"


def test_traditional_labels_are_understood() -> None:
    text = (
        "項目支出績效自評表（2022年度）\n項目名稱 | 河堤加固 |\n主管部門 | 水利局 | 實施單位 | 河道站 |\n"
        "一級指標 | 二級指標 | 三級指標 | 年度指標值 | 實際完成值 | 分值 | 得分 |\n"
        "產出指標 | 數量指標 | 加固堤防長度 | ≥2公里 | 2公里 | 50 | 50 |\n"
    )
    form = _form(text)
    assert form.implementing_agency == "河道站"
    assert form.indicators[0].name == "加固堤防長度"


_RUN_TOGETHER = (
    "项目支出绩效自评表（2023年度）项目名称青禾乡农村道路养护主管部门青禾县交通运输局实施单位青禾县公路养护站"
    "项目资金（万元）年初预算数全年预算数全年执行数分值执行率得分年度资金总额120.00100.0080.001080.00%8.00"
    "年度总体目标养护乡道36公里。绩效指标一级指标二级指标三级指标分值年度指标值全年实际值得分未完成原因及改进措施"
    "产出指标（40分）数量指标指标1养护乡道里程20≥36公里36公里20指标2修补桥涵座数10≥4座4座10质量指标工程验收合格率10≥95%98%10"
    "效益指标（50分）社会效益指标沿线群众满意度50≥90%95%50总分10098.00"
)


def test_text_run_together_is_cut_where_arithmetic_settles_it() -> None:
    form = _form(_RUN_TOGETHER)
    assert form.project == "青禾乡农村道路养护"
    total = form.funds[0]
    figures = (total.initial_budget, total.adjusted_budget, total.executed, total.weight, total.execution_rate, total.score)
    assert [figure.raw if figure else None for figure in figures] == ["120.00", "100.00", "80.00", "10", "80.00%", "8.00"]
    assert [fact[2:7] for fact in _facts(form)] == [
        ("养护乡道里程", "≥36公里", "36公里", "20", "20"),
        ("修补桥涵座数", "≥4座", "4座", "10", "10"),
        ("工程验收合格率", "≥95%", "98%", "10", "10"),
        ("沿线群众满意度", "≥90%", "95%", "50", "50"),
    ]
    assert form.total_score is not None
    assert form.total_score.raw == "98.00"


def test_what_nothing_settles_is_named_and_not_guessed() -> None:
    text = (
        "项目绩效目标表（2021年度）项目名称镇区基础设施项目单位青禾镇年度绩效指标一级指标二级指标指标内容指标值备注"
        "产出指标数量指标88100质量指标88100时效指标88100效益指标社会效益指标68100"
    )
    reading = _read(text)
    records = [item.record for item in reading.records]
    assert all(isinstance(record, ObjectiveForm) and not record.indicators for record in records)
    assert reading.unread


def test_declared_amounts_need_no_columns() -> None:
    text = (
        "项目绩效目标申报表（2021年度）项目名称镇区基础设施项目单位青禾镇资金总额106.75万元财政拨款:69.25万元其他资金:37.5万元"
        "年度目标完成街面改造年度绩效指标一级指标二级指标三级指标指标值产出指标数量指标改造街面面积≥3000平方米"
    )
    record = _read(text).records[0].record
    assert isinstance(record, ObjectiveForm)
    funds = record.funds
    assert [(row.label, row.initial_budget.raw if row.initial_budget else None) for row in funds] == [
        ("资金总额", "106.75万元"),
        ("财政拨款", "69.25万元"),
        ("其他资金", "37.5万元"),
    ]


_FLATTENED = (
    "青禾县项目支出绩效自评表 （2021年度） 项目名称 基层健康服务 主管部门 青禾县卫生健康局 年初预算 数 50 "
    "项目资金 （万元） 年度资金总额 实施单位 青禾乡卫生院 全年预算数 全年执行数 分值 执行率 得分 60 48 10 80% 8 其中：当年财政拨款 "
    "年度 总体 目标 "
    "一级 指标 年度 实际 指标值 完成值 指标1：建立居民档案 300人 二级指标 三级指标 分值 得分 280人 3 2.8 "
    "指标2：老年人体检数 500人 450人 2 1.8 "
    "指标3：发放宣传资料 12种 14种 1 1 "
    "指标4：突发事件报告 数 指标5：家庭医生签约率 8例 8例 2 2 700人 630人 2 1.8 质量指标 指标1：随访"
)


def test_a_sheet_flattened_out_of_order_is_read_where_order_is_kept() -> None:
    form = _form(_FLATTENED)
    facts = {fact[2]: fact[3:7] for fact in _facts(form)}
    assert facts["老年人体检数"] == ("500人", "450人", "2", "1.8")
    assert facts["突发事件报告 数"] == ("8例", "8例", "2", "2")
    assert facts["家庭医生签约率"] == ("700人", "630人", "2", "1.8")
    assert "建立居民档案" not in facts
    total = form.funds[0]
    assert [figure.raw for figure in (total.initial_budget, total.adjusted_budget, total.executed) if figure] == ["50", "60", "48"]


def test_funds_that_could_belong_to_several_columns_stay_unread() -> None:
    rows = _rows()
    rows[4] = ["", "其中：当年财政拨款", "90.00", "", "50.00", "", "", "", ""]
    reading = _read(_dump("one_line", rows))
    assert any("列不能确定" in source.label for source in reading.unread)


def test_prose_is_no_form() -> None:
    assert _read("本部门组织开展绩效自评，形成项目支出绩效自评表一个。\n产出指标全部完成，效益指标良好。").records == ()


TASKS = """部门整体支出绩效自评表
（2024年度）
部门名称
澄岚县文化馆
部门资金（万元）

年初预算数
全年预算数
全年执行数
分值
执行率
得分
年度资金总额
100.00
100.00
90.00
10
90%
9
年度主要任务完成情况
任务名称
主要内容
预算数
执行数
送戏下乡
按计划演出
60.00
52.00
馆舍开放
按时开放
40.00
38.00
年度总体目标
预期目标
实际完成情况
演出30场。
演出30场。
绩效指标
一级指标
二级指标
三级指标
年度指标值
实际完成值
分值
得分
产出指标
数量指标
演出场次
≥30场
30场
90
90
总分
100
99
"""


@pytest.mark.parametrize("repeated", [False, True])
def test_the_tasks_of_a_department_are_read_between_money_and_objectives(repeated: bool) -> None:
    text = TASKS
    if repeated:  # merged cells printed twice, the side label before every row
        rows = "任务名称\t任务名称\t主要内容\t预算数\t预算数\t执行数\n年度主要任务完成情况\t送戏下乡\t送戏下乡\t按计划演出\t60.00\t60.00\t52.00\n"
        begin, end = text.index("任务名称"), text.index("馆舍开放")
        text = text[:begin] + rows + text[end:]
    form = _form(text)
    assert [row.label for row in form.funds] == ["年度资金总额"]
    assert [(row.label, str(row.adjusted_budget.value), str(row.executed.value)) for row in form.tasks] == [
        ("送戏下乡", "60.00", "52.00"),
        ("馆舍开放", "40.00", "38.00"),
    ]


_DECLARED: list[Row] = [
    ["项目名称", "青禾乡农村道路养护", "", "", ""],
    ["项目资金（万元）", "实施期资金总额", "300.00", "年度资金总额", "100.00"],
    ["", "其中：财政拨款", "240.00", "其中：财政拨款", "80.00"],
    ["", "其他资金", "60.00", "其他资金", "20.00"],
    ["总体目标", "年度总体目标", "", "", ""],
    ["", "养护乡道36公里，修补桥涵4座。", "", "", ""],
    ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值"],
    ["", "产出指标", "数量指标", "养护乡道里程", "≥36公里"],
    ["", "", "", "修补桥涵座数", "=4座"],
    ["", "效益指标", "社会效益指标", "受益人口", "≥5000人"],
]
#: The same money with the year's part of the appropriation left blank, and with the two totals below each other.
_ONE_BLANK = [[cell if cell != "80.00" else "" for cell in row] for row in _DECLARED]
_BELOW = [_DECLARED[0], *(["", *row[1:3]] for row in _DECLARED[1:4]), *(["", *row[3:5]] for row in _DECLARED[1:4]), *_DECLARED[4:]]


@pytest.mark.parametrize("name", [name for name in _LAYOUTS if name != "one_line"])
@pytest.mark.parametrize("rows", [_DECLARED, _BELOW, _ONE_BLANK], ids=["beside", "below", "one_blank"])
def test_money_of_the_period_stands_apart_from_that_of_the_year(name: str, rows: list[Row]) -> None:
    reading = _read("项目支出绩效目标申报表\n（2024年度）\n单位：万元\n" + _LAYOUTS[name](rows))
    (record,) = [extracted.record for extracted in reading.records]
    assert isinstance(record, ObjectiveForm)
    year = ["100.00", "20.00"] if rows is _ONE_BLANK else ["100.00", "80.00", "20.00"]
    assert [row.initial_budget.raw for row in record.period_funds if row.initial_budget] == ["300.00", "240.00", "60.00"]
    assert [row.initial_budget.raw for row in record.funds if row.initial_budget] == year


@pytest.mark.parametrize("layout", ["tab", "pipe_dropped", "cell_lines", "one_line"])
def test_columns_of_rates_and_of_core_indicators_take_nothing_from_their_neighbours(layout: str) -> None:
    rates = ["-16.67%", "0", "0", "0", "0", "5.56%"]
    header = ["", *_COLUMNS[:3], "核心指标", *_COLUMNS[3:5], "偏差度", *_COLUMNS[5:7], "得分率", "偏差原因"]
    rows = [[*row, "", "", ""] for row in (*_HEAD, *_FUNDS, *_OBJECTIVES)] + [header]
    for number, line in enumerate(_INDICATORS):
        rate = "83.35%" if number == 0 else "100%"
        rows.append(["", *line[:3], "是" if number % 2 else "否", *line[3:5], rates[number], *line[5:7], rate, line[7]])
    form = _form(_dump(layout, [*rows, ["总分", *[""] * 7, "100", "94.67", "", ""]]))
    assert _facts(form) == _expected()
    assert [row.marks["core_indicator"] for row in form.indicators] == ["否", "是"] * 3
    assert [row.deviation.raw for row in form.indicators if row.deviation] == rates
    assert form.indicators[0].score_rate and form.indicators[0].score_rate.text == "83.35%"
    assert form.total_score and form.total_score.text == "94.67"


@pytest.mark.parametrize("layout", ["tab", "pipe", "cell_lines", "cell_lines_pipe", "row_lines"])
def test_what_nobody_filled_in_is_no_indicator_and_takes_nothing_from_the_next(layout: str) -> None:
    rows = _rows()
    first = next(number for number, row in enumerate(rows) if "养护乡道里程" in row)
    left = [["", "", "", name, "", "", "", "", ""] for name in ("指标2：", "……")]
    for number in range(len(_INDICATORS), 0, -1):
        rows[first + number : first + number] = left
    reading = _read(_dump(layout, rows))
    form = reading.records[0].record
    assert isinstance(form, SelfEvaluationForm) and _facts(form) == _expected() and reading.unread == ()


def test_the_last_word_of_a_level_on_a_line_of_its_own_is_no_name() -> None:
    broken = [[cell.replace("社会效益指标", "社会效益\n指标") for cell in row] for row in _rows()]
    rows = [
        [f"指标1：{cell}" if cell == "改善群众出行条件" else "" if cell in ("明显改善", "达成预期指标") else cell for cell in row]
        for row in broken
    ]
    form = _form(_dump("row_lines", rows))
    (row,) = [row for row in form.indicators if "出行" in row.name]
    assert (row.subcategory, row.name, row.target, row.score and row.score.text) == ("社会效益指标", "改善群众出行条件", None, "30")


def test_running_numbers_are_neither_points_nor_the_value_of_a_label() -> None:
    header = ["序号", "一级指标", "二级指标", "三级指标", "指标分值", "指标解释", "指标说明及评分标准", "自评得分"]
    rows: list[Row] = [
        ["单位", "", "", "", "", "", "", ""],
        header,
        ["1", "规划（15分）", "工作计划（15分）", "计划完整性", "9", "计划是否完整。", "完整得满分。", "9"],
        ["2", "", "", "计划明确性", "6", "计划是否明确。", "明确得满分。", "5"],
        ["3", "执行（85分）", "资金使用（85分）", "使用合规性", "85", "是否合规。", "合规得满分。", "80"],
    ]
    form = _form(_dump("pipe", rows, "2023年度部门整体支出绩效评价自评表"))
    assert [(row.name, row.weight and row.weight.text, row.score and row.score.text) for row in form.indicators] == [
        ("计划完整性", "9", "9"),
        ("计划明确性", "6", "5"),
        ("使用合规性", "85", "80"),
    ]
    assert form.implementing_agency is None and form.total_score is None and form.indicators[1].scoring_standard == "明确得满分。"


@pytest.mark.parametrize("dots", ["…", ".", "。"])
def test_dots_before_the_page_of_a_contents_line_are_read_once(dots: str) -> None:
    """Were every way to part them tried, this would not end."""
    contents = f"{dots * 80}3\n"
    assert _facts(_form(contents + _dump("pipe", _rows()))) == _expected()
