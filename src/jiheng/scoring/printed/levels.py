"""Words of graded opinions in printed rules: 优、良、中、差, 较好, 基本符合, 部分达成."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Rank(StrEnum):
    """Where a word stands in its scale."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


_QUALITY: Final = (
    r"(?:显著|明显|充分|健全|合理|完善|规范|有效|满意|符合|达到|达成|实现|完成|到位|科学|清晰|明确|高|相关|具备|落实|达标|完整|及时|好|"
    r"合规|匹配|提升|改善|体现)"
)
_MIDDLE: Final = (
    rf"良好|良|中等|中|合格|一般|较为?{_QUALITY}|比较{_QUALITY}|基本(?:上)?{_QUALITY}|部分{_QUALITY}|大部分{_QUALITY}|"
    rf"不够{_QUALITY}|有所{_QUALITY}|尚可"
)
_BOTTOM: Final = rf"不合格|很差|较差|极差|差|较低|低|无效|不{_QUALITY}|未(?:能|全部)?{_QUALITY}|没有{_QUALITY}|无{_QUALITY}|不好"
_TOP: Final = rf"优秀|优|很好|好|非常满意|(?:完全|全部|全面|非常|十分|很|已)?{_QUALITY}"
_AROUND: Final = (
    r"(?:年度|全年|预期|既定|设定|绩效|总体|阶段性|指标|目标|效果|效益|要求|计划|标准|规定|作用|程度|情况|评价|的|任务|值|"
    r"并|且|具有|一定|较差|满意度?)*"
)
_LEVEL: Final = re.compile(
    rf"(?P<before>[\u4e00-\u9fffA-Za-z()、]{{0,20}}?)(?:(?P<bottom>{_BOTTOM})|(?P<middle>{_MIDDLE})|(?P<top>{_TOP})){_AROUND}(?:\([^()]{{0,30}}\))?"
)


def level_of(text: str) -> tuple[str, Rank] | None:
    """The word of a level that a clause names, with its rank; None when the clause says anything else as well."""
    match = _LEVEL.fullmatch(text)
    if match is None:
        return None
    rank = next(rank for rank in (Rank.BOTTOM, Rank.MIDDLE, Rank.TOP) if match[rank.value])
    return match[rank.value], rank
