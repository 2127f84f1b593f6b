"""Quantities in prose: what is found, what is passed over, and laws that hold for any text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.model import Direction
from jiheng.model.mention_grammar import Period
from jiheng.model.mentions import Change, Mention, flat, mentions, read_numeral


def only(text: str) -> Mention:
    found = mentions(text)
    assert len(found) == 1, [mention.text for mention in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("培训农民80人", "80", "人"),
        ("培训农民 1,280 人次", "1280", "人次"),
        ("走访四个乡镇", "4", "个"),
        ("撰写报告一篇", "1", "篇"),
        ("种植林木二十五亩", "25", "亩"),
        ("带动投资1.03亿元", "1.03", "亿元"),
        ("发放种子550万粒", "550", "万粒"),
        ("投诉率为 0", "0", ""),
        ("合格率达到98.5%", "98.5", "%"),
        ("达标率百分之九十五", "95", "%"),
        ("投入比例为3:1", "3", ":1"),
        ("共40个学时", "40", "学时"),
        ("铺设管道３．５公里", "3.5", "公里"),
        ("补助标准530元/人", "530", "元/人"),
        ("扫描历史档案48318卷", "48318", "卷"),
        ("改造桥梁总长214延米", "214", "延米"),
    ],
)
def test_a_quantity_is_read_with_its_unit(text: str, value: str, unit: str) -> None:
    mention = only(text)
    assert (mention.figure.value, mention.figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "2024年推进农业发展",
        "根据青政发〔2020〕6号文件",
        "（1）加强领导（2）落实责任",
        "一是加强领导；二是落实责任",
        "1.加强领导",
        "第三批科技计划",
        "第五届年会",
        "十四五规划",
        "项目为3年期",
        "8月25日至31日",
        "2023—2025年行动方案",
        "形成一批成果，进一步统一思想",
        "联系电话010-12345678",
        "采用5G网络和200M/S带宽",
        "两区建设、三农工作、一站式服务",
        "自治区党委十届十二次全会",
        "上午9:30-11:00",
    ],
)
def test_numbers_that_count_nothing_are_passed_over(text: str) -> None:
    assert mentions(text) == ()


@pytest.mark.parametrize(
    ("text", "direction", "approximate"),
    [
        ("培训不少于80人", Direction.AT_LEAST, False),
        ("培训80人以上", Direction.AT_LEAST, False),
        ("交易额8亿元以上", Direction.AT_LEAST, False),
        ("投诉不超过10件", Direction.AT_MOST, False),
        ("费用控制在5万元以内", Direction.AT_MOST, False),
        ("培训约80人", None, True),
        ("支持项目25项左右", None, True),
        ("下载6万余篇", None, True),
        ("签约20个协议", None, False),
        ("预约80人", None, False),
    ],
)
def test_bounds_and_rough_numbers_are_told_apart(text: str, direction: Direction | None, approximate: bool) -> None:
    mention = only(text)
    assert (mention.direction, mention.approximate) == (direction, approximate)


def test_the_noun_stands_before_or_after() -> None:
    assert only("达成30个合作意向协议").noun == "合作意向协议"
    assert only("开展农技培训3场").noun == "开展农技培训"
    assert only("择优41家企业推荐参赛").noun == "企业"
    assert only("各区（县）培训3场").noun == "各区县培训"


def test_neighbours_share_the_words_between_them_in_order() -> None:
    first, second = mentions("申报专利25项、培养人员12人")
    assert (first.noun, second.noun) == ("申报专利", "培养人员")
    house, area = mentions("新建收容所1间200平方米")
    assert house.noun == area.noun == "新建收容所"


def test_periods_changes_and_parts_are_marked() -> None:
    assert only("每月制作2期").period is Period.MONTH
    assert only("费用1200元/月").period is Period.MONTH
    assert only("收入增长6%").change is Change.UP
    assert only("费用下降3万元").change is Change.DOWN
    total, part = mentions("共培训85人，其中妇女32人")
    assert total.is_total and part.is_part
    assert only("每村各2人").is_each
    assert only("形成一支队伍").is_weak
    low_high = only("组织30-50人")
    assert low_high.upper is not None and low_high.upper.value == 50


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("二十五", 25), ("两百", 200), ("一百零五", 105), ("三千二百", 3200), ("一〇五", 105)]
)
def test_chinese_numerals_are_read(text: str, value: int) -> None:
    assert read_numeral(text) == value


@pytest.mark.parametrize("text", ["", "甲", "二三", "十百"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    assert read_numeral(text) is None


_TEXT = st.text(
    alphabet="培训人数不少于约共其中每月各一二三十百个场次人％%万亿元〔〕（）(),.，。、：:/-0123456789年月日 号第\n", max_size=80
)


@given(_TEXT)
def test_spans_are_slices_in_order_without_overlap(text: str) -> None:
    end = 0
    for mention in mentions(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= end
        end = mention.end


@given(st.text(max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    mentions(text)
    assert len(flat(text)) == len(text)


@given(st.integers(min_value=0, max_value=10**7), st.sampled_from(["人", "次", "万元", "亩", "公里", "台"]))
def test_a_plain_sentence_gives_back_its_number(number: int, unit: str) -> None:
    mention = only(f"完成任务{number}{unit}，")
    assert (mention.figure.value, mention.figure.unit) == (number, unit)


@given(st.integers(min_value=1, max_value=9999))
def test_a_numeral_reads_as_it_is_written(number: int) -> None:
    assert read_numeral(_written(number)) == number


def _written(number: int) -> str:
    digits, places = "零一二三四五六七八九", ("", "十", "百", "千")
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + digits[digit] + places[place]
        gap = False
    return text
