"""Number formats: what a person sees in the cell."""

from __future__ import annotations

import pytest

from jiheng.documents.number_formats import BUILT_IN, as_iso, exact, is_date, plain, shown, shown_text

_SHOWN = [
    ("0.95899999999999996", "0.00%", "95.90%"),
    ("0.5", "0%", "50%"),
    ("-0.05", "0.0%", "-5.0%"),
    ("1234567.891", "#,##0.00", "1,234,567.89"),
    ("999.995", "#,##0.00", "1,000.00"),
    ("2.345", "0.00", "2.35"),
    ("-0.001", "0.00", "0.00"),
    ("-5", "0.00", "-5.00"),
    ("30.5", "#,##0.##", "30.5"),
    ("5", "#.##", "5."),
    ("0", "#", ""),
    ("3", "000", "003"),
    ("1234567", "000-0000", "123-4567"),
    ("12345678", "0.00,,", "12.35"),
    ("12345", "0!.0,", "1.2"),
    ("-1234.5", "#,##0.00_);[Red](#,##0.00)", "(1,234.50)"),
    ("0", BUILT_IN[43], "-"),
    ("1234.5", BUILT_IN[43], "1,234.50"),
    ("-1234.5", BUILT_IN[43], "-1,234.50"),
    ("1.23", "0.00;;", "1.23"),
    ("-1.23", "0.00;;", ""),
    ("7", "[$¥-804]#,##0.00", "¥7.00"),
    ("95", '0.00"分"', "95.00分"),
    ("3628.92", "#,##0.00\\ 万元", "3,628.92 万元"),
    ("100", '[>=90]"优";[<60]"差";0', "优"),
    ("50", '[>=90]"优";[<60]"差";0', "差"),
    ("70", '[>=90]"优";[<60]"差";0', "70"),
    ("-3", "[<0]-0.0;0", "-3.0"),
    ("12", "@", "12"),
    ("-12", "@", "-12"),
    ("12345.678", "0.00E+00", "1.23E+04"),
    ("9.999", "0.0E+00", "1.0E+01"),
    ("12345.678", "##0.0E+0", "12.3E+3"),
    ("0.00012", "0.0E-00", "1.2E-04"),
    ("0.333333333333333", "General", "0.333333333"),
    ("123456789012", "General", "1.23457E+11"),
    ("1.5E-10", "General", "1.5E-10"),
    ("-5", 'General"分"', "-5分"),
    ("1e300", "0.00", "1E+300"),
    ("1.5", "# ?/?", "1.5"),
    ("45352", 'yyyy"年"m"月"d"日"', "2024年3月1日"),
    ("45352", "yyyy\\-mm\\-dd;@", "2024-03-01"),
    ("45352.35417", "yyyy/m/d h:mm", "2024/3/1 8:30"),
    ("45352", "[$-F800]dddd, mmmm dd, yyyy", "2024年3月1日"),
    ("45352", '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二○二四年三月一日"),
    ("45276", '[DBNum1]yyyy"年"m"月"d"日"', "二○二三年十二月十六日"),
    ("45352", "aaaa", "星期五"),
    ("45352", "ddd d-mmm-yy mmmm", "周五 1-Mar-24 3月"),
    ("45352", "e/m/d", "2024/3/1"),
    ("0.75", "h:mm AM/PM", "6:00 PM"),
    ("0.25", '上午/下午h"时"mm"分"', "上午6时00分"),
    ("1.5", "[h]:mm:ss", "36:00:00"),
    ("0.0104166667", "mm:ss.0", "15:00.0"),
    ("-45", "yyyy/m/d", "-45"),
    ("59", "yyyy/m/d", "1900/2/28"),
    ("123456", "[DBNum2][$-804]General", "壹拾贰万叁仟肆佰伍拾陆"),
    ("10010", "[DBNum1]General", "一万○一十"),
    ("100000001", "[DBNum1]0", "一亿○一"),
    ("1234.5", "[DBNum2]0.00", "壹仟贰佰叁拾肆.伍零"),
    ("0", "[DBNum1]0", "○"),
]


@pytest.mark.parametrize(("stored", "code", "text"), _SHOWN, ids=[f"case{number}" for number in range(len(_SHOWN))])
def test_a_number_shows_as_its_format_says(stored, code, text):
    assert shown(exact(stored), code) == text


def test_dates_count_from_1904_where_the_workbook_says_so():
    assert shown(exact("43890"), "yyyy/m/d", date1904=True) == "2024/3/1"
    assert as_iso(exact("43890"), date1904=True) == "2024-03-01"


def test_the_full_value_of_a_date_is_iso():
    assert as_iso(exact("45352")) == "2024-03-01"
    assert as_iso(exact("45352.5")) == "2024-03-01 12:00:00"
    assert as_iso(exact("0.5")) == "12:00:00"
    assert as_iso(exact("-1")) == "-1"


def test_date_formats_are_told_from_number_formats():
    assert is_date("yyyy/m/d;@")
    assert is_date("[h]:mm")
    assert not is_date('0.00"月"')
    assert not is_date("General")


def test_plain_numbers_have_no_exponent_and_no_trailing_zeros():
    assert [plain(exact(text)) for text in ("1e3", "0.10", "100", "1e-7")] == ["1000", "0.1", "100", "0.0000001"]


def test_text_shows_as_the_fourth_section_says():
    assert shown_text("甲", "0.00") == "甲"
    assert shown_text("甲", BUILT_IN[43]) == "甲"
    assert shown_text("甲", '0;0;0;"项目："@') == "项目：甲"
    assert shown_text("甲", ";;;") == ""
