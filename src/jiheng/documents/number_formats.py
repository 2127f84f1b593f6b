"""Spreadsheet number formats: a stored number and its format code to the text a person sees.

Covers what budget paper uses: decimals, thousands, percent, scaling, sections with conditions, currency, literals, scientific, dates and
times, Chinese numerals ([DBNum1], [DBNum2]). Not here: column widths (#### and numbers cut to fit) and fractions (shown as General).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

#: Formats that files name by number only; 27–36 and 50–58 as Excel in Chinese shows them.
BUILT_IN: Final[dict[int, str]] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "¥#,##0;¥-#,##0", 6: "¥#,##0;[Red]¥-#,##0", 7: "¥#,##0.00;¥-#,##0.00",
    8: "¥#,##0.00;[Red]¥-#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 23: "General",
    37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 42: '_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 44: '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

_TOKEN: Final = re.compile(
    r'"(?P<literal>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]|(?P<meridiem>AM/PM|A/P|上午/下午)'
    r"|(?P<general>General|G/通用格式)|(?P<exponent>E[+-]0+)|(?P<date>y+|e+|m+|d+|h+|s+(?:\.0+)?|a{3,4})|(?P<digits>[0#?,.]+)|(?P<other>.)",
    re.I | re.S,
)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
#: Formats that follow the settings of the machine, as one in Chinese shows them.
_SYSTEM_DATES: Final = {"[$-f800]": 'yyyy"年"m"月"d"日"', "[$-f400]": "h:mm:ss"}
_WEEKDAYS: Final = "一二三四五六日"
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PLAIN: Final = "○一二三四五六七八九"
_FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
_MOST_DIGITS: Final = 11
#: For numbers above zero, below zero, zero, and for text.
_SECTIONS: Final = 4
#: Fifteen significant digits say nothing about decimals here.
_BEYOND: Final = Decimal("1e18")
_LEAP_DAY: Final = 60
#: Largest day number Excel knows (9999-12-31).
_LAST_DAY: Final = 2_958_466


@dataclass(frozen=True, slots=True)
class _Section:
    marks: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None
    is_date: bool
    is_elapsed: bool
    numerals: str


def exact(value: float | str | Decimal) -> Decimal:
    """The number as Excel knows it: fifteen significant digits, so 0.95899999999999996 is 0.959."""
    return Decimal(f"{float(value):.15g}")


def plain(value: Decimal) -> str:
    """A number as digits, without exponent and without trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_date(code: str) -> bool:
    """Whether the format shows a date or a time."""
    return _sections(code)[0].is_date


def shown(value: Decimal, code: str, *, date1904: bool = False) -> str:
    """The number as its format shows it; surrounding padding removed."""
    sections = _sections(code)
    if abs(value) >= _BEYOND:
        return _general(value)
    section, magnitude = _choose(sections, value)
    if section.is_date:
        text = _dated(section, value, date1904)
        return (_general(value) if text is None else text).strip()
    return _counted(section, magnitude).strip()


def shown_text(text: str, code: str) -> str:
    """A text cell as its format shows it: only the fourth section says anything about text."""
    parts = _sections(code)
    if len(parts) < _SECTIONS:
        return text
    marks = parts[-1].marks
    if marks and all(mark in ("@", " ") for _, mark in marks):
        return text  # padding only
    return "".join(text if kind == "other" and mark == "@" else mark for kind, mark in marks if kind in ("literal", "other"))


def moment(value: Decimal, *, date1904: bool = False) -> datetime | None:
    """The date and time a day number stands for, to the second; None outside the calendar."""
    days = value + 1462 if date1904 else value
    if not 0 <= days < _LAST_DAY:
        return None
    first = 31 if days < _LEAP_DAY else 30  # Excel counts a 29 February 1900 that never was
    start = datetime(1899, 12, first)  # noqa: DTZ001 (sheets know no time zones)
    seconds = (days * 86_400).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return start + timedelta(seconds=int(seconds))


def as_iso(value: Decimal, *, date1904: bool = False) -> str:
    """A day number as an ISO date, with the time when it is not midnight, or a time alone; outside the calendar as a plain number."""
    when = moment(value, date1904=date1904)
    if when is None:
        return plain(value)
    if 0 < value < 1:
        return when.time().isoformat()
    return when.date().isoformat() if value == value.to_integral_value() else when.isoformat(sep=" ")


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    for system, date in _SYSTEM_DATES.items():
        if code.lower().startswith(system):
            code = date
    parts: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "other"
        mark = match[kind]
        if kind == "other" and mark == ";":
            parts.append([])
        else:
            parts[-1].append((kind, mark))
    return tuple(_section(part) for part in parts[:_SECTIONS])


def _section(marks: list[tuple[str, str]]) -> _Section:
    kept: list[tuple[str, str]] = []
    condition: tuple[str, Decimal] | None = None
    numerals, is_elapsed = "", False
    for kind, mark in marks:
        if kind == "bracket":
            found = _CONDITION.fullmatch(mark.strip())
            if found:
                condition = found[1], Decimal(found[2])
            elif mark.startswith("$"):
                kept.append(("literal", mark[1:].partition("-")[0]))
            elif mark.upper() in ("DBNUM1", "DBNUM2"):
                numerals = _PLAIN if mark[-1] == "1" else _FORMAL
            elif re.fullmatch(r"h+|m+|s+", mark, re.I):
                kept.append(("elapsed", mark.lower()))
                is_elapsed = True
        elif kind in ("escaped", "literal"):
            kept.append(("literal", mark))
        elif kind == "space":
            kept.append(("literal", " "))
        elif kind != "fill":
            kept.append((kind, mark))
    has_dates = is_elapsed or any(kind == "date" for kind, _ in kept)
    has_digits = any(kind == "general" or (kind == "digits" and any(c in "0#?" for c in mark)) for kind, mark in kept)
    return _Section(tuple(kept), condition, has_dates and not has_digits, is_elapsed, numerals)


def _choose(sections: tuple[_Section, ...], value: Decimal) -> tuple[_Section, Decimal]:
    """The section for a number and the number it shows: a section for nothing but negatives writes its own sign."""
    numeric = sections[:3]
    for section in numeric:
        if section.condition and _holds(section.condition, value):
            return section, abs(value) if section.condition[0] in ("<", "<=") and section.condition[1] <= 0 else value
    if any(section.condition for section in numeric):
        return next((s for s in reversed(numeric) if not s.condition), numeric[0]), value
    if value < 0 and len(numeric) > 1:
        return numeric[1], abs(value)
    if value == 0 and len(numeric) > 2:
        return numeric[2], value
    return numeric[0], value


def _holds(condition: tuple[str, Decimal], value: Decimal) -> bool:
    sign, bound = condition
    return {
        "<": value < bound, "<=": value <= bound, ">": value > bound, ">=": value >= bound, "=": value == bound, "<>": value != bound,
    }[sign]  # fmt: skip


def _general(value: Decimal) -> str:
    """What a wide column shows for General: at most eleven characters of number."""
    if value and not Decimal("1e-9") <= abs(value) < Decimal("1e11"):
        mantissa, _, power = f"{value:.5E}".partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{power[0]}{int(power[1:]):02d}"
    whole = len(str(int(abs(value))))
    return plain(value.quantize(Decimal(1).scaleb(-max(_MOST_DIGITS - 1 - whole, 0)), rounding=ROUND_HALF_UP))


def _counted(section: _Section, value: Decimal) -> str:
    marks = section.marks
    if any(kind == "other" and mark == "/" for kind, mark in marks) and any("?" in t or "#" in t for k, t in marks if k == "digits"):
        return _general(value)
    value *= Decimal(100) ** sum(mark.count("%") for kind, mark in marks if kind == "other")
    filled = _filled(marks, value)
    sign = ""
    out: list[str] = []
    for number, (kind, mark) in enumerate(marks):
        text = filled.get(number, "")
        if kind == "general" or mark == "@":
            text = _general(abs(value))
        if kind in ("general", "digits") or mark == "@":
            sign = sign or ("-" if value < 0 and re.search("[1-9]", text) else "")
            out.append(_numerals(text, section.numerals) if section.numerals else text)
        elif kind in ("literal", "date", "other"):
            out.append(mark)
    return sign + "".join(out)


def _filled(marks: tuple[tuple[str, str], ...], value: Decimal) -> dict[int, str]:
    """What each run of digit places shows, by mark number. Literals may stand between places: ``0!.0,`` shows 12345 as 1.2."""
    places = [number for number, (kind, _) in enumerate(marks) if kind == "digits"]
    if not places:
        return {}
    exponent = next((mark for kind, mark in marks if kind == "exponent"), None)
    pattern = "".join(marks[number][1] for number in places)
    text = _scientific(value, pattern, exponent) if exponent else _digits(value, pattern)
    filled: dict[int, str] = {}
    for number in reversed(places[1:]):
        width = sum(c in "0#?." for c in marks[number][1])
        filled[number], text = (text[-width:], text[:-width]) if width else ("", text)
    filled[places[0]] = text
    return filled


def _digits(value: Decimal, pattern: str) -> str:
    bare = pattern.rstrip(",")
    whole, _, fraction = bare.partition(".")
    scale = len(pattern) - len(bare) + len(whole) - len(whole.rstrip(","))
    grouped = "," in whole.rstrip(",")
    fraction = fraction.replace(",", "")
    rounded = abs(value).scaleb(-3 * scale).quantize(Decimal(1).scaleb(-len(fraction)), rounding=ROUND_HALF_UP)
    left, _, right = f"{rounded:f}".partition(".")
    left = left.lstrip("0").rjust(whole.count("0"), "0")
    if grouped:
        left = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", left)
    keep = len(fraction.rstrip("#?"))
    while len(right) > keep and right.endswith("0"):
        right = right[:-1]
    return f"{left}.{right}" if right or "." in bare else left


def _scientific(value: Decimal, pattern: str, exponent: str) -> str:
    whole = pattern.partition(".")[0]
    step = max(len(whole), 1)
    power = 0 if value == 0 else (value.adjusted() // step) * step if step > 1 else value.adjusted()
    mantissa = _digits(value.scaleb(-power), pattern)
    if step == 1 and mantissa.partition(".")[0] == "10":
        power += 1
        mantissa = _digits(value.scaleb(-power), pattern)
    width = len(exponent) - 2
    sign = "-" if power < 0 else "+" if exponent[1] == "+" else ""
    return f"{mantissa}E{sign}{str(abs(power)).rjust(width, '0')}"


def _dated(section: _Section, value: Decimal, date1904: bool) -> str | None:
    when = moment(value, date1904=date1904)
    if when is None:
        return None
    noon = any(kind == "meridiem" for kind, _ in section.marks)
    out: list[str] = []
    marks = section.marks
    for number, (kind, mark) in enumerate(marks):
        if kind == "elapsed":
            per = {"h": 3600, "m": 60, "s": 1}[mark[0]]
            out.append(str(int(value * 86_400) // per).rjust(len(mark), "0"))
        elif kind == "meridiem":
            out.append(("上午" if when.hour < 12 else "下午") if "午" in mark else mark.split("/")[when.hour >= 12])
        elif kind == "date":
            part = _date_part(mark.lower(), when, noon=noon, is_minute=_is_minute(marks, number))
            out.append(_date_numerals(part, mark[0].lower()) if section.numerals and part.isdigit() else part)
        elif kind in ("literal", "other", "digits"):
            out.append("" if mark == "@" else mark)
    return "".join(out)


def _is_minute(marks: tuple[tuple[str, str], ...], number: int) -> bool:
    """``m`` means minutes right after hours or right before seconds."""
    clock = ("date", "elapsed")
    before = next((t for k, t in reversed(marks[:number]) if k in clock), "")
    after = next((t for k, t in marks[number + 1 :] if k in clock), "")
    return before[:1].lower() == "h" or after[:1].lower() == "s"


def _date_part(mark: str, when: datetime, *, noon: bool, is_minute: bool) -> str:
    letter, width = mark[0], len(mark)
    if letter == "y":
        return f"{when.year % 100:02d}" if width <= 2 else f"{when.year:04d}"
    if letter == "e":
        return f"{when.year:04d}"
    if letter == "a":
        return ("星期" if width == 4 else "") + _WEEKDAYS[when.weekday()]
    if letter == "m" and not is_minute:
        return _MONTHS[when.month - 1] if width == 3 else f"{when.month}月" if width == 4 else str(when.month).rjust(width, "0")
    if letter == "d" and width > 2:
        return ("星期" if width == 4 else "周") + _WEEKDAYS[when.weekday()]
    hour = (when.hour % 12 or 12) if noon else when.hour
    number = {"d": when.day, "h": hour, "m": when.minute, "s": when.second}[letter]
    if letter == "s" and "." in mark:
        return f"{number:02d}.{'0' * (width - mark.index('.') - 1)}"
    return str(number).rjust(width, "0")


def _date_numerals(text: str, letter: str) -> str:
    if letter in "ye":
        return "".join(_PLAIN[int(c)] for c in text)
    return re.sub("^一十", "十", _chinese(int(text), _PLAIN))


def _numerals(text: str, digits: str) -> str:
    """A plain number in Chinese numerals, as [DBNum1] and [DBNum2] show it."""
    whole, point, fraction = text.replace(",", "").partition(".")
    try:
        number = int(Decimal(whole or "0"))
    except InvalidOperation:
        return text
    return _chinese(number, digits) + (("." + "".join(digits[int(c)] for c in fraction)) if point else "")


def _chinese(number: int, digits: str) -> str:
    units = ("", "拾", "佰", "仟") if digits is _FORMAL else ("", "十", "百", "千")
    if number == 0:
        return digits[0]
    groups: list[str] = []
    for big in ("", "万", "亿", "万亿"):
        number, group = divmod(number, 10_000)
        text = "".join(digits[int(c)] + (units[3 - i] if c != "0" else "") for i, c in enumerate(f"{group:04d}"))
        text = re.sub(f"{digits[0]}+", digits[0], text).rstrip(digits[0])
        groups.append(text + big if text else (digits[0] if number else ""))
        if not number:
            break
    return re.sub(f"{digits[0]}+", digits[0], "".join(reversed(groups))).strip(digits[0])
