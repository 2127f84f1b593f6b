"""The layouts of the provinces: one reader for all of them, driven by labels."""

from __future__ import annotations

from sketches import form, money, read, row

from jiheng.model import Direction, SelfEvaluationForm


def test_the_national_form() -> None:
    record = form(
        "# 项目支出绩效自评表",
        "（2023年度）",
        """
        | 项目名称 | 乡村道路养护 | < | < | < | < | < | < | < |
        | 主管部门 | 云溪县交通运输局 | < | < | 实施单位 | 云溪县公路段 | < | < | < |
        | 项目资金⏎（万元） |  | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
        | ^ | 年度资金总额 | < | 100.00 | 120.00 | 90.00 | 10 | 75.00% | 7.50 |
        | ^ | 其中：当年财政拨款 | < | 100.00 | 100.00 | 80.00 | — | 80.00% | — |
        | ^ | 上年结转资金 | < |  | 20.00 | 10.00 | — |  | — |
        | ^ | 其他资金 | < |  |  |  | — |  | — |
        | 年度总体目标 | 预期目标 | < | < | < | 实际完成情况 | < | < | < |
        | ^ | 养护道路60公里。 | < | < | < | 已养护道路58公里。 | < | < | < |
        | 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度⏎指标值 | 实际⏎完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
        | ^ | 产出指标⏎（50分） | 数量指标 | 养护里程 | ≥60公里 | 58公里 | 20 | 19.33 | 雨季停工 |
        | ^ | ^ | ^ | 清理边沟 | ≥30公里 | 30公里 | 30 | 30 |  |
        | ^ | 效益指标（30分） | 社会效益指标 | 通行条件 | 明显改善 | 达成 | 30 | 30 |  |
        | ^ | 满意度指标（10分） | 服务对象满意度指标 | 群众满意度 | ≥90% | 93% | 10 | 10 |  |
        | 总分 | < | < | < | < | < | 100 | 96.83 |  |
        """,
    )
    assert (record.title, record.fiscal_year, record.project, record.money_unit) == ("项目支出绩效自评表", 2023, "乡村道路养护", "万元")
    assert (record.supervising_department, record.implementing_agency) == ("云溪县交通运输局", "云溪县公路段")
    assert money(record, 0) == "年度资金总额/100.00/120.00/90.00/10/75.00%/7.50"
    assert money(record, 2) == "上年结转资金//20.00/10.00///"
    assert (record.expected_objective, record.actual_objective) == ("养护道路60公里。", "已养护道路58公里。")
    assert row(record, 0) == "产出指标/数量指标/养护里程/≥60公里/58公里/20/19.33/雨季停工"
    assert row(record, 1) == "产出指标/数量指标/清理边沟/≥30公里/30公里/30/30/"
    assert len(record.indicators) == 4
    assert [entry.points.text for entry in record.category_points] == ["50", "30", "10"]
    assert record.total_weight and record.total_score and record.total_score.text == "96.83"


def test_sichuan_with_operator_and_unit_columns() -> None:
    record = form(
        """
        | 附件2 | < | < | < | < | < | < | < | < | < | < | < |
        | 2022年部门预算项目支出绩效自评表 | < | < | < | < | < | < | < | < | < | < | < |
        | 主管部门 | 某市民政局 | < | < | 实施单位（盖章） | 某市福利院 | < | < | < | < | < | < |
        | 项目基本情况 | 1.项目年度目标完成情况 | 年度目标 | < | < | < | 年度目标完成情况 | < | < | < | < | < |
        | ^ | ^ | 供养老人200名 | < | < | < | 供养老人205名 | < | < | < | < | < |
        | 项目名称 | 集中供养 | < | < | < | < | < | < | < | < | < | < |
        | 预算执行情况（10分） | 年度预算数（万元） | 年初预算 | 调整后预算数 | 预算执行数 | < | 预算执行率 | < | 权重 | 得分 | 原因 | < |
        | ^ | 总额 | 300 | 310 | 310 | < | 100% | < | 10 | 10 |  | < |
        | ^ | 其中：财政资金 | 300 | 310 | 310 | < | 100% | < | / | / |  | < |
        | ^ | 单位资金 | 0 | 0 | 0 | < | 0 | < | / | / |  | < |
        | 绩效指标（90分） | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析 | < |
        | ^ | 产出指标 | 数量指标 | 供养人数 | ≥ | 200 | 人 | 205 | 50 | 50 |  | < |
        | ^ | ^ | 质量指标 | 护理达标率 | ＝ | 100 | % | 98 | 10 | 9.8 | 人手不足 | < |
        | ^ | 效益指标 | 社会效益指标 | 生活质量 | 定性 | 提升 |  | 提升 | 30 | 30 |  | < |
        | 合计 | < | < | < | < | < | < | < | 100 | 99.8 |  | < |
        | 评价结论 | 总体良好 | < | < | < | < | < | < | < | < | < | < |
        | 存在问题 | 护理人员不足 | < | < | < | < | < | < | < | < | < | < |
        | 改进措施 | 招聘 | < | < | < | < | < | < | < | < | < | < |
        | 项目负责人：张三 | < | < | < | < | < | 财务负责人：李四 | < | < | < | < | < |
        """,
    )
    assert (record.project, record.fiscal_year, record.money_unit) == ("集中供养", 2022, "万元")
    assert money(record, 0) == "总额/300/310/310/10/100%/10"
    first, second, third = record.indicators
    assert first.target and first.target.direction == "at_least" and first.target.unit == "人"
    assert first.actual and first.actual.unit == "人"
    assert second.target and second.target.unit == "%" and second.actual and second.actual.figure and second.actual.figure.text == "98%"
    assert third.target and third.target.words == "提升" and third.target.direction is None
    assert (record.conclusion, record.problems, record.improvement) == ("总体良好", "护理人员不足", "招聘")
    assert record.fields["项目负责人"] == "张三" and record.fields["财务负责人"] == "李四"
    assert (record.expected_objective, record.actual_objective) == ("供养老人200名", "供养老人205名")


def test_anhui_with_points_before_the_target_and_template_placeholders() -> None:
    record = form(
        """
        | 绩效目标自评表 | < | < | < | < | < | < | < |
        | （2019年度） | < | < | < | < | < | < | < |
        | 项目名称 | 特困供养 | < | < | < | < | < | < |
        | 主管部门 | [155]青石县民政局 | < | < | < | < | < | < |
        | 资金情况（万元） |  | < | 全年预算数（A） | 全年执行数（B） | 分值 | 执行率（B/A） | 得分 |
        | ^ | 年度资金总额： | < | 30 | 27 | 10 | 90% | 9 |
        | ^ | 其中：本年财政拨款 | < | 30 | 27 |  |  |  |
        | ^ | 其他资金 | < |  |  |  |  |  |
        | 年度总体目标 | 年初设定目标 | < | < | 年度总体目标完成情况综述 | < | < | < |
        | ^ | 救助困难群众 | < | < | 救助87人次 | < | < | < |
        | 一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值 | 全年实际值 | 得分 | 未完成原因及拟采取的改进措施 |
        | 产出指标（50分） | 数量指标 | ★★★供养人数（按月平均）（≥**人） | 25 | >=4754人 | 4604人 | 24.2 | 动态管理 |
        | | | 临时救助标准（<**元/户·年）——一户一年最高5300元 | 25 | <=5300元/户 | 5830元/户 | 25 | |
        | 效益指标（30分） | 社会效益指标 | ★受益人口≥**人 | 30 | >=80人 | 87人 | 30 | |
        | 满意度指标（10分） | 服务对象满意度指标 | 指标1：满意度（≥**%） | 10 | >=95% | 96% | 10 | |
        | 总分 | < | < | 100 | | | 98.2 | |
        """,
    )
    assert [i.name for i in record.indicators] == ["供养人数（按月平均）", "临时救助标准", "受益人口", "满意度"]
    assert record.indicators[0].marks["name"].endswith("（≥**人）") and record.indicators[1].name_unit == "元/户·年"
    assert row(record, 1) == "产出指标/数量指标/临时救助标准/<=5300元/户/5830元/户/25/25/"
    assert money(record, 0) == "年度资金总额：//30/27/10/90%/9"
    assert record.total_weight and record.total_weight.text == "100" and record.total_score and record.total_score.text == "98.2"


def test_hunan_with_level_names_and_a_sign_row() -> None:
    record = form(
        "项目支出绩效自评表",
        "填报单位（盖章）：洞庭县农业农村局　　填表日期：2023年3月5日　　单位：万元",
        """
        | 项目支出名称 | 高标准农田 | < | < | < | < | < | < |
        | 主管部门 | 洞庭县农业农村局 | < | < | 实施单位 | 洞庭县农业农村局 | < | < |
        | 项目资金（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
        | | 年度资金总额 | 500 | 520 | 520 | 10分 | 100% | 10 |
        | | 其中：当年财政拨款 | 500 | 520 | 520 | - | - | - |
        | | 上年结转资金 | | | | - | - | - |
        | | 其他资金 | | | | - | - | - |
        | 年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | < |
        | | 建设农田5000亩 | < | < | 建成农田5000亩 | < | < | < |
        | 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
        | | 产出指标（50分） | 数量指标 | 建设面积 | 5000亩 | 5000亩 | 20 | 20 |
        | | | 质量指标 | 验收合格率 | 100% | 1 | 10 | 10 |
        | | | 时效指标 | 完成时间 | 2022年12月底前 | 2022年12月 | 10 | 10 |
        | | | 成本指标 | 亩均投资 | ≤1000元/亩 | 1000元/亩 | 10 | 10 |
        | | 效益指标（30分） | 经济效益指标 | 亩均增收 | ≥100元 | 120元 | 15 | 15 |
        | | | 生态效益指标 | | | | | |
        | | | 可持续影响指标 | 耕地质量 | 提升 | 提升 | 15 | 15 |
        | | 满意度指标（10分） | 服务对象满意度 | 农户满意度 | ≥90% | 95% | 10 | 10 |
        | 总分 | < | < | < | < | < | 100 | 100 |
        | 填表人：王五 | < | 填报日期：2023.3.5 | < | 联系电话：0900-1234567 | < | 单位负责人签字： | < |
        """,
    )
    assert (record.project, record.implementing_agency) == ("高标准农田", "洞庭县农业农村局")
    assert len(record.indicators) == 7
    assert row(record, 1) == "产出指标/质量指标/验收合格率/100%/1/10/10/"
    assert record.indicators[1].actual and record.indicators[1].actual.unit == ""
    assert row(record, 5).startswith("效益指标/可持续影响指标/耕地质量")
    assert record.indicators[2].target and record.indicators[2].target.date
    assert record.fields["填表人"] == "王五" and record.filled_on and record.filled_on.year == 2023


def test_what_stands_in_the_column_of_signs_and_is_none_takes_no_number_away() -> None:
    record = form(
        "项目支出绩效自评表",
        "",
        """
        | 项目名称 | 高标准农田 | < | < | < | < | < | < |
        | 实施单位 | 洞庭县农业农村局 | < | < | < | < | < | < |
        | 一级指标 | 二级指标 | 三级指标 | 指标符号 | 指标值 | 实际完成值 | 分值 | 得分 |
        | 产出指标 | 数量指标 | 建设面积 | V | 18500亩 | 18600亩 | 50 | 50 |
        | 效益指标 | 经济效益指标 | 亩均增收 | ≥ | 100元 | 120元 | 40 | 40 |
        """,
    )
    first, second = record.indicators
    assert first.target and first.target.figure and first.target.figure.with_unit == "18500 亩" and first.target.direction is None
    assert first.marks["sign"] == "V"
    assert second.target and second.target.direction is Direction.AT_LEAST


def test_shanxi_numbered_indicators_with_explanations_and_several_goals() -> None:
    record = form(
        "",
        """
        | 平川县项目支出绩效自评表 | < | < | < | < | < | < | < |
        | (2021年度) | < | < | < | < | < | < | < |
        | 项目名称 | 基本公共卫生服务 | < | < | < | < | < | < |
        | 主管部门 | 平川县卫生健康局 | < | < | 实施单位 | 城关镇卫生院 | < | < |
        | 项目资金(元) | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
        | ^ | 年度资金总额 | 0 | 2,074,538.00 | 2,074,538.00 | 10 | 100% | 10 |
        | ^ | 其中:当年财政拨款 | | 2,074,538.00 | 2,074,538.00 | — | 100% | — |
        | 年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | < |
        | ^ | 目标1：建档38508人 | < | < | 目标1：建档37442人 | < | < | < |
        | ^ | 目标2：讲座12次 | < | < | 目标2：讲座96次 | < | < | < |
        | 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
        | ^ | 产出指标 | 数量指标 | 指标1:居民健康档案 | 38508人 | 37442人 | 3 | 3 |
        | ^ | ^ | ^ | 指标2:发放健康教育资料 | 不少于12 种 | 14种 | 1 | 1 |
        | ^ | ^ | ^ | …… | | | | |
        | ^ | ^ | 质量指标 | 指标1:体检率 | 70.00% | 71.2% | 46 | 46 |
        | ^ | 效益指标 | 经济效益指标 | 指标1: | | | | |
        | ^ | ^ | 社会效益指标 | 指标1:健康水平 | 提高 | 提高 | 30 | 30 |
        | ^ | 满意度指标 | 满意度指标 | 指标1:满意度 | ≥80% | 85% | 10 | 10 |
        | 总分 | < | < | < | < | < | 100 | 100 |
        """,
    )
    assert record.money_unit == "元" and record.funds[0].adjusted_budget and str(record.funds[0].adjusted_budget.value) == "2074538.00"
    assert record.expected_objective == "目标1：建档38508人\n目标2：讲座12次"
    assert record.actual_objective == "目标1：建档37442人\n目标2：讲座96次"
    assert [i.name for i in record.indicators] == ["居民健康档案", "发放健康教育资料", "体检率", "健康水平", "满意度"]
    assert record.indicators[1].target and record.indicators[1].target.direction == "at_least"


def test_gansu_with_group_points_in_columns_and_scoring_standard() -> None:
    record = form(
        "2024年度市级预算项目支出绩效自评表",
        """
        | 项目名称 | 祁连山监测 | < | < | 项目编码 | 62000024 | < | < | < | < |
        | 主管部门及代码 | 303-河西市林草局 | < | < | 项目单位 | 河西市监测站 | < | < | < | < |
        | 预算执行情况（万元） | 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率% | 分值 | 得分 | 备注 | < |
        | ^ | 资金总额 | 40 | 40 | 38 | 95 | 10 | 9.5 | | < |
        | ^ | 其中：省级补助 | 40 | 40 | 38 | 95 | | | | < |
        | 一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 指标值 | 完成值 | 评分标准 | 分值 | 得分 |
        | 产出指标 | 60 | 数量指标 | 40 | 监测点位 | ≥20个 | 20个 | 按比例得分 | 40 | 40 |
        | ^ | ^ | 时效指标 | 20 | 按时报送 | 及时 | 及时 | 酌情 | 20 | 18 |
        | 效益指标 | 30 | 生态效益指标 | 30 | 监测覆盖 | ≥80% | 82% | 按比例得分 | 30 | 30 |
        | 合计 | < | < | < | < | < | < | < | 100 | 97.5 |
        """,
    )
    assert record.project_code == "62000024" and record.supervising_department == "303-河西市林草局"
    assert money(record, 0) == "资金总额/40/40/38/10/95%/9.5"
    assert [(p.category, p.subcategory, p.points.text) for p in record.category_points] == [
        ("产出指标", None, "60"), ("产出指标", "数量指标", "40"), ("产出指标", "时效指标", "20"),
        ("效益指标", None, "30"), ("效益指标", "生态效益指标", "30"),
    ]  # fmt: skip
    assert record.indicators[0].scoring_standard == "按比例得分" and record.indicators[1].score and record.indicators[1].score.text == "18"


def test_central_transfer_payments_with_amounts_in_pairs() -> None:
    record = form(
        "转移支付区域绩效目标自评表",
        "(2020年度)",
        """
        | 转移支付名称 | 水利发展资金 | < | < | < | < | < | < |
        | 中央主管部门 | 水利部 | < | < | < | < | < | < |
        | 地方主管部门 | 江源省水利厅 | < | < | 实施单位 | 江源省水利厅 | < | < |
        | 项目资金（万元） | 预算数： | < | 1000 | 执行数： | < | 900 | < |
        | ^ | 其中：中央补助 | < | 800 | 其中：中央补助 | < | 720 | < |
        | ^ | 地方资金 | < | 200 | 地方资金 | < | 180 | < |
        | 年度总体目标 | 年初设定目标 | < | < | 全年实际完成情况 | < | < | < |
        | ^ | 治理河道 | < | < | 已治理 | < | < | < |
        | 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年实际完成值 | 未完成原因和改进措施 | < |
        | ^ | 产出指标 | 数量指标 | 治理河长 | 50公里 | 45公里 | 汛期影响 | < |
        | 说明 | 无 | < | < | < | < | < | < |
        """,
    )
    assert [(f.label.rstrip("："), f.adjusted_budget and f.adjusted_budget.text, f.executed and f.executed.text) for f in record.funds] == [
        ("预算数", "1000", "900"), ("其中：中央补助", "800", "720"), ("地方资金", "200", "180"),
    ]  # fmt: skip
    assert record.funds[0].kind == "total"
    assert row(record, 0) == "产出指标/数量指标/治理河长/50公里/45公里///汛期影响"


def test_funds_turned_by_a_quarter() -> None:
    record = form(
        "专项资金绩效自评表（2022年度）",
        """
        | 项目名称 | 校园修缮 | < | < | < | < |
        | 资金情况（万元） | | 资金总额 | 财政拨款 | 上级资金 | 其他资金 |
        | ^ | 全年预算数 | 100 | 80 | 15 | 5 |
        | ^ | 全年执行数 | 95 | 80 | 10 | 5 |
        | 年度目标 | 预期目标 | < | 修缮校舍 | < | < |
        | ^ | 实际完成情况 | < | 修缮完成 | < | < |
        | 一级指标 | 二级指标 | 指标名称 | 目标值 | 完成值 | 得分 |
        | 产出 | 数量 | 修缮面积（平方米） | 2000 | 2000 | 50 |
        """,
    )
    assert [money(record, n) for n in range(4)] == ["资金总额//100/95///", "财政拨款//80/80///", "上级资金//15/10///", "其他资金//5/5///"]
    assert (record.expected_objective, record.actual_objective) == ("修缮校舍", "修缮完成")
    assert record.indicators[0].target and record.indicators[0].target.unit == "平方米"


def test_guangdong_with_category_rows_of_their_own_and_remarks_below() -> None:
    record = form(
        "项目支出绩效自评表",
        """
        | 项目名称 | 渔港整治 | < | < | < | < | < |
        | 预算单位 | 南澳县渔政大队 | < | < | 项目负责人 | 赵六 | < |
        | 项目资金（万元） | 预算数 | 执行数 | 执行率 | 分值 | 得分 | 备注 |
        | 年度资金总额 | 60.00 | 60.00 | 100.00% | 10 | 10 | |
        | 指标名称 | 计量单位 | 年度目标值 | 实际完成值 | 分值 | 得分 | 未达标原因 |
        | 一、产出指标（60分） | < | < | < | < | < | < |
        | 疏浚土方 | 立方米 | 30000 | 29000 | 40 | 38.67 | 台风 |
        | 及时完工率 | % | 100 | 100 | 20 | 20 | |
        | 二、效益指标（30分） | < | < | < | < | < | < |
        | 停泊渔船 | 艘 | 120 | 150 | 30 | 30 | |
        | 总分 | < | < | < | 100 | 98.67 | |
        | 自评等级 | 优 | < | < | < | < | < |
        | 注：1.各项分值合计100分。2.本表一式三份。 | < | < | < | < | < | < |
        """,
    )
    assert row(record, 0) == "产出指标//疏浚土方/30000/29000/40/38.67/台风"
    assert row(record, 2).startswith("效益指标//停泊渔船")
    assert record.indicators[0].target and record.indicators[0].target.unit == "立方米"
    assert record.grade == "优" and record.fields["注"].startswith("注：1.")
    assert [p.points.text for p in record.category_points] == ["60", "30"]


def test_a_department_form_with_tasks_and_new_categories() -> None:
    record = form(
        "# 部门整体支出绩效自评表",
        "（2023年度）",
        """
        | 部门（单位）名称 | 白鹿市文化局 | < | < | < | < | < | < |
        | 部门年度主要任务 | 任务名称 | 主要内容 | 预算数（万元） | 执行数（万元） | 执行率 | 分值 | 得分 |
        | ^ | 公共文化服务 | 免费开放场馆 | 200 | 190 | 95% | 5 | 4.75 |
        | ^ | 文物保护 | 修缮古建 | 100 | 100 | 100% | 5 | 5 |
        | ^ | 金额合计 | | 300 | 290 | 96.67% | 10 | 9.75 |
        | 年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | < |
        | ^ | 建设文化强市 | < | < | 完成全部任务 | < | < | < |
        | 一级指标 | 二级指标 | 三级指标 | 预期指标值 | 实际完成指标值 | 分值权重 | 得分 | 偏差原因 |
        | 运行成本 | 经济成本指标 | 公用经费 | ≤50万元 | 48万元 | 10 | 10 | |
        | 履职效能 | 数量指标 | 开放场馆 | ≥8个 | 8个 | 40 | 40 | |
        | 社会效应 | 社会效益指标 | 服务人次 | ≥30万人次 | 28万人次 | 30 | 28 | 闭馆维修 |
        | 满意度 | 服务对象满意度 | 观众满意度 | ≥90% | 92% | 10 | 10 | |
        | 总计 | < | < | < | < | 100 | 97.75 | |
        """,
    )
    assert record.scope == "department" and record.implementing_agency == "白鹿市文化局"
    assert [(t.label, t.adjusted_budget and t.adjusted_budget.text, t.executed and t.executed.text) for t in record.tasks] == [
        ("公共文化服务", "200", "190"), ("文物保护", "100", "100"), ("金额合计", "300", "290"),
    ]  # fmt: skip
    assert [i.category_key for i in record.indicators] == ["cost", "output", "benefit", "satisfaction"]


def test_a_department_form_by_nature_and_source() -> None:
    record = form(
        """
        | 2022年度部门整体支出绩效自评表 | < | < | < | < | < | < |
        | 预算单位：金沙县档案馆 | < | < | < | < | < | 单位：万元 |
        | 年度预算执行情况 | 按收入性质分 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分 |
        | ^ | 资金总额 | 210 | 220 | 219 | 99.55% | 9.95 |
        | ^ | 其中：一般公共预算 | 210 | 220 | 219 | | |
        | ^ | 按支出性质分 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分 |
        | ^ | 基本支出 | 150 | 155 | 155 | 100% | |
        | ^ | 项目支出 | 60 | 65 | 64 | 98.46% | |
        | 年度目标 | 做好档案收集 | < | < | 完成收集任务 | < | < |
        | 一级指标 | 二级指标 | 三级指标 | 计划完成值 | 实际完成值 | 分值 | 得分 |
        | 产出指标 | 数量指标 | 收集档案 | 2000卷 | 2100卷 | 50 | 50 |
        """,
    )
    assert record.money_unit == "万元" and record.implementing_agency == "金沙县档案馆"
    assert [f.kind for f in record.funds] == ["total", "current_appropriation", "basic_expenditure", "project_expenditure"]
    assert (record.expected_objective, record.actual_objective) == ("做好档案收集", "完成收集任务")


def test_yunnan_with_repeated_headers_and_level_one_repeated_after_a_page() -> None:
    record = form(
        "项目支出绩效自评表",
        """
        | 项目名称 | 野生动物收容 | < | < | < | < | < | < | < |
        | 主管部门 | 临水区林草局 | < | < | < | 实施单位 | 临水区林草局 | < | < |
        | 项目资金（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | < |
        | 年度资金总额 | < | | 32.4 | 31.69 | 10 | 97.80% | 9 | < |
        | 其中：当年财政拨款 | < | | 32.4 | 31.69 | 10 | 97.80% | 9 | < |
        | 年度总体目标 | 预期目标 | < | < | < | 实际完成情况 | < | < | < |
        | | 建收容所1间 | < | < | < | 建成1间 | < | < | < |
        | 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
        | | 产出指标 | 数量指标 | 收容所 | ≥200平方米 | 204.46平方米 | 10 | 10 | 无 |
        | | | 时效指标 | 完工时限 | 2023年12月 | 2023年10月 | 40 | 40 | 无 |
        | 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
        | | | 质量指标 | 验收率 | 100% | 100% | 10 | 10 | 无 |
        | | 效益指标 | 社会效益指标 | 务工岗位 | ≥5个 | 5个 | 20 | 20 | 无 |
        | | 效益指标 | | 增收 | ≥8400元 | 8400元 | 10 | 10 | 无 |
        | 总分 | < | < | < | < | < | < | 99 | |
        """,
    )
    assert row(record, 2) == "产出指标/质量指标/验收率/100%/100%/10/10/无"
    assert row(record, 4) == "效益指标/社会效益指标/增收/≥8400元/8400元/10/10/无"
    assert record.total_weight is None and record.total_score and record.total_score.text == "99"


def test_hubei_with_points_behind_the_names_and_causes_below_the_total() -> None:
    record = form(
        "2022年度农村公路养护项目自评表",
        """
        | 项目名称 | 农村公路养护 | < | < | < | < | < |
        | 预算执行情况（万元）（20分） | | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分×执行率） | < |
        | ^ | 年度财政资金总额 | 200.00 | 180.00 | 90.00% | 18.00 | < |
        | 年度目标1：（80分） | 一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分 |
        | ^ | 产出指标（40分） | 数量指标 | 养护里程（20分） | ≥100公里 | 102公里 | 20 |
        | ^ | ^ | 质量指标 | 验收合格率（20分） | 100% | 98% | 19.6 |
        | 总分 | 57.6 | < | < | < | < | < |
        | 偏差大或目标未完成原因分析 | 个别路段返工 | < | < | < | < | < |
        | 改进措施及结果应用方案 | 加强验收 | < | < | < | < | < |
        """,
    )
    assert [(row.name, row.weight.text if row.weight else "") for row in record.indicators] == [("养护里程", "20"), ("验收合格率", "20")]
    assert record.funds[0].kind.value == "total" and (record.problems, record.improvement) == ("个别路段返工", "加强验收")


def test_chongqing_with_the_score_in_the_head_and_targets_adjusted_within_the_year() -> None:
    record = read(
        "2023年度项目绩效自评表",
        """
        | 项目名称 | 文化活动补助 | 项目编码 | 50010123T000001 | 自评总分（分） | 97.5 | < |
        | 部门资金（万元） | | 年初预算数 | 全年（调整）预算数 | 全年执行数 | 执行率权重（分） | 执行率得分（分） |
        | ^ | 总金额 | 50.00 | 40.00 | 36.00 | 10 | 9 |
        | 绩效指标 | 指标名称 | 年初指标值 | 调整指标值 | 全年完成值 | 指标权重（分） | 指标得分（分） |
        | ^ | 开展活动场次 | 20场 | 18场 | 18场 | 90 | 88.5 |
        """,
    ).records[0].record  # fmt: skip
    assert isinstance(record, SelfEvaluationForm) and record.total_score is not None and record.total_score.text == "97.5"
    (row,) = record.indicators
    assert row.target is not None and row.target.raw == "18场" and record.project_code == "50010123T000001"
    assert record.funds[0].weight is not None and record.funds[0].score is not None


def test_signatures_beside_the_merged_side_label_below_the_total_are_no_indicator() -> None:
    record = form(
        "项目支出绩效自评表",
        """
        | 项目名称 | 水利维修 | 预算年度 | 2022 | < | < | < |
        | 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 |
        | ^ | 产出指标 | 数量指标 | 水闸数量 | 5座 | 5座 | 100 |
        | 总分 | < | < | < | < | < | 100 |
        | 填表人： | 王某 | 填报日期： | 2023-03-01 | 联系电话： | 0731-80000000 | < |
        """,
    )
    assert len(record.indicators) == 1 and record.fiscal_year == 2022


def test_sources_and_natures_in_pairs_below_the_columns_of_the_total() -> None:
    record = read(
        "部门整体支出绩效自评表（2023年度）",
        """
        | 部门名称 | 甲县司法局 | < | < | < | < | < |
        | 年度预算申请（万元） | | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
        | ^ | 年度资金总额 | 500.00 | 475.00 | 10 | 95.00% | 9.50 |
        | ^ | 其中：一般公共预算 | 500.00 | < | 其中：基本支出 | 400.00 | < |
        """,
    ).records[0].record  # fmt: skip
    assert isinstance(record, SelfEvaluationForm)
    assert [row.kind.value for row in record.funds] == ["total"]
    assert record.fields == {"其中：一般公共预算": "500.00", "其中：基本支出": "400.00"}


def test_columns_of_rates_are_read_and_a_rate_of_the_whole_is_no_score() -> None:
    record = form(
        "# 项目支出绩效自评表",
        "（2023年度）",
        """
        | 项目名称 | 乡村道路养护 | < | < | < | < | < | < | < | < |
        | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 偏差度 | 分值 | 得分 | 得分率 | 备注 |
        | 投入目标 | 资金管理 | 资金到位率 | 100% | 100% | 0 | 50 | 50 | 100% |  |
        | 产出指标 | 数量指标 | 养护里程 | ≥60公里 | 58公里 | -3.33% | 50 | 48.33 | 96.66% | 雨季停工 |
        | 总分 | < | < | < | < | < | 100 | 98.33 | 98.33% |  |
        """,
    )
    first, second = record.indicators
    assert (first.category_key, second.category_key) == ("decision", "output")
    assert second.deviation and second.deviation.text == "-3.33%" and second.score_rate and second.score_rate.text == "96.66%"
    assert record.total_score and record.total_score.text == "98.33" and record.fields["总分 得分率"] == "98.33%"


def test_a_core_indicator_is_a_flag_a_level_or_the_name() -> None:
    flag = form(
        "# 项目支出绩效自评表",
        """
        | 项目名称 | 乡村道路养护 | < | < | < | < | < | < |
        | 一级指标 | 二级指标 | 三级指标 | 核心指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
        | 投入和管理目标 | 投入管理 | 资金到位率 | 否 | 100% | 100% | 50 | 50 |
        | 产出目标 | 数量 | 养护里程 | 是 | 60公里 | 60公里 | 50 | 50 |
        """,
    )
    level = form(
        "# 项目支出绩效自评表",
        """
        | 项目名称 | 乡村道路养护 | < | < | < | < | < | < |
        | 一级指标 | 二级指标 | 核心指标 | 指标名称 | 年度指标值 | 实际完成值 | 分值 | 得分 |
        | 产出指标 | 数量指标 | 道路养护 | 养护里程 | 60公里 | 60公里 | 50 | 50 |
        | ^ | ^ | ^ | 清理边沟 | 30公里 | 30公里 | 50 | 50 |
        """,
    )
    name = form(
        "# 项目支出绩效自评表",
        """
        | 项目名称 | 乡村道路养护 | < | < | < | < | < |
        | 一级指标 | 二级指标 | 核心指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
        | 产出指标 | 数量指标 | 养护里程 | 60公里 | 60公里 | 100 | 100 |
        """,
    )
    assert [row.marks["core_indicator"] for row in flag.indicators] == ["否", "是"]
    assert [row.category_key for row in flag.indicators] == ["management", "output"]
    assert [(row.name, row.marks["core_indicator"]) for row in level.indicators] == [("养护里程", "道路养护"), ("清理边沟", "道路养护")]
    assert name.indicators[0].name == "养护里程" and name.indicators[0].subcategory == "数量指标"


def test_the_year_of_a_form_stands_behind_any_label_of_years() -> None:
    for label in ("预算年度", "自评年度", "年度"):
        record = form(
            "# 项目支出绩效自评表",
            f"""
            | 项目名称 | 乡村道路养护 | < | < | {label} | 2023 | < |
            | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
            | 产出指标 | 数量指标 | 养护里程 | 60公里 | 60公里 | 100 | 100 |
            """,
        )
        assert record.fiscal_year == 2023 and record.fields[label] == "2023"


def test_labels_of_more_places() -> None:
    record = form(
        "# 项目支出绩效自评表",
        "（2023年度）",
        """
        | 项目名称 | 乡村道路养护 | < | < | 项目业主 | 云溪县公路段 | < | < | < |
        | 业务主管科室 | 建管科 | < | < | 项目实施时间 | 2023年1月至2023年12月 | < | < | < |
        | 资金情况 | 资金来源 | < | 批复数 | 实际到位数 | 拨付金额 | < | 支出实现率 | < |
        | ^ | 合计 | < | 100 | 100 | 90 | < | 90% | < |
        | 一级指标 | 二级指标 | 三级指标 | 预期当年实现值 | 业绩值 | 满分分值 | 得分 | 达成率 | 得分说明 |
        | 产出指标 | 完成数量 | 养护里程 | 60公里 | 60公里 | 100 | 100 | 100% | 按期完成 |
        | 评分合计 | < | < | < | < | 100 | 100 | < | < |
        | 存在问题及改进措施 | 雨季停工较多 | < | < | < | < | < | < | < |
        """,
    )
    assert money(record, 0) == "合计/100/100/90//90%/"
    assert row(record, 0).startswith("产出指标/完成数量/养护里程/60公里/60公里/100/100")
    assert record.indicators[0].note == "按期完成" and record.indicators[0].completion_rate
    assert (record.implementing_agency, record.problems) == ("云溪县公路段", "雨季停工较多")
