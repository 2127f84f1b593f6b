"""What the indicator library proposes for an indicator as people wrote it: class, direction, unit and a measurable wording.

It proposes only where something is amiss (a target in words, a sign or unit missing, another class) and the library has an indicator
very like it; it is advice and never a fault.
"""

from __future__ import annotations

from jiheng.model import Direction, IndicatorCategory, IndicatorSubcategory, Target, amounts
from jiheng.regulation import LibraryIndicator, Standard, load_library
from jiheng.regulation.indicators import nearest

CATEGORY_NAMES = {
    IndicatorCategory.PROCESS: "过程",
    IndicatorCategory.COST: "成本指标",
    IndicatorCategory.OUTPUT: "产出指标",
    IndicatorCategory.BENEFIT: "效益指标",
    IndicatorCategory.SATISFACTION: "满意度指标",
}
SUBCATEGORY_NAMES = {
    IndicatorSubcategory.QUANTITY: "数量",
    IndicatorSubcategory.QUALITY: "质量",
    IndicatorSubcategory.TIMELINESS: "时效",
    IndicatorSubcategory.ECONOMIC_COST: "经济成本",
    IndicatorSubcategory.SOCIAL_COST: "社会成本",
    IndicatorSubcategory.ECOLOGICAL_COST: "生态环境成本",
    IndicatorSubcategory.ECONOMIC: "经济效益",
    IndicatorSubcategory.SOCIAL: "社会效益",
    IndicatorSubcategory.ECOLOGICAL: "生态效益",
    IndicatorSubcategory.SUSTAINABILITY: "可持续影响",
    IndicatorSubcategory.SATISFACTION: "服务对象满意度",
}
#: What an output is by its nature. Whether something is an output or an effect is for the project to say.
_BY_NATURE = (
    IndicatorSubcategory.QUANTITY,
    IndicatorSubcategory.QUALITY,
    IndicatorSubcategory.TIMELINESS,
    IndicatorSubcategory.SATISFACTION,
)


def class_of(entry: LibraryIndicator) -> str:
    """The class of an entry in words: 产出指标／数量."""
    return "／".join(filter(None, (CATEGORY_NAMES.get(entry.category, ""), SUBCATEGORY_NAMES.get(entry.subcategory, ""))))


def proposal(
    name: str, subcategory: IndicatorSubcategory | None, target: Target | None, direction: Direction | None, standard: Standard
) -> tuple[str, LibraryIndicator] | None:
    """What is amiss, and the entry to go by; None when nothing is or the library knows no such indicator."""
    entry = nearest(name, load_library(standard.name), least=float(standard.number("library_likeness_least")))
    if entry is None:
        return None
    amiss = []
    if target is not None and target.words and entry.is_measurable:
        amiss.append(f"指标值「{target.raw.strip()}」没有数字，不好衡量")
    if target is not None and target.figure is not None and target.direction is None and direction is None and target.upper is None:
        amiss.append(f"指标值「{target.raw.strip()}」没有方向")
    if target is not None and target.figure is not None and not target.figure.unit and entry.unit:
        amiss.append(f"指标值「{target.raw.strip()}」没有计量单位")
    sure = nearest(name, load_library(standard.name), least=float(standard.number("library_class_likeness_least"))) is entry
    if sure and subcategory in _BY_NATURE and entry.subcategory in _BY_NATURE and subcategory is not entry.subcategory:
        amiss.append(f"归在「{SUBCATEGORY_NAMES[subcategory]}」，指标库中同类指标归在「{class_of(entry)}」")
    return ("；".join(amiss), entry) if amiss else None


def wording(entry: LibraryIndicator, target: Target | None = None) -> str:
    """How the entry is written, as advice; a target that has its number keeps it and gets what it lacks."""
    unit = f"，计量单位「{entry.unit}」" if entry.unit else ""
    how = f"方向 {entry.direction.symbol}{unit}，指标值写作「{_measurable(entry, target)}」，证据用{entry.evidence_source}"
    return f"可参照指标库「{entry.name}」：{class_of(entry)}，{how}"


def _measurable(entry: LibraryIndicator, target: Target | None) -> str:
    if target is None or target.figure is None or target.upper is not None or target.words:
        return entry.target
    sign = (target.direction or entry.direction).symbol
    return f"{sign}{amounts.text(target.figure.value, None)}{target.figure.unit or entry.unit}"
