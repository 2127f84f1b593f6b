"""Frames made ready to score: which rule each indicator has, and whether every rule of a frame can be applied.

An indicator without a rule of its own is scored by a *profile*: the usual rule for its nature (``2020-proportional``,
``2021-core-indicator``), which is data of the standard like every rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from jiheng.model import Frame, FrameIndicator, IndicatorCategory, RuleSpec
from jiheng.regulation import PlacedYaml, Standard, UnknownFormula, frame_file, load_formula, load_frame
from jiheng.scoring.rules.kind import WrongRule, load_rule

Nature = Literal["execution", "quantitative", "qualitative", "satisfaction", "yes_no", "check_list"]
"""What kind of indicator a profile has a rule for."""

#: A check list takes its points from the indicator.
_POINTS_FROM_INDICATOR: Final = "check_list"


def nature_of(indicator: FrameIndicator) -> Nature:
    """The nature of an indicator, by what it is made of; never by the words of its name."""
    if indicator.formula is not None and indicator.formula.startswith("execution_rate"):
        return "execution"
    if indicator.level1_key is IndicatorCategory.SATISFACTION or (indicator.formula or "").startswith("satisf"):
        return "satisfaction"
    if indicator.points:
        return "check_list"
    if indicator.formula is not None or (indicator.target is not None and indicator.target.figure is not None):
        return "quantitative"
    return "qualitative"


def profile_spec(standard: Standard, profile: str, nature: Nature) -> RuleSpec | None:
    """The rule a profile has for a nature; None when it has none.

    Raises:
        UnknownParameter: the standard has no such profile on its day.
    """
    rules: Mapping[str, Any] = standard.parameter(profile).value
    found = rules.get(nature)
    return RuleSpec.model_validate(found) if found is not None else None


def spec_of(indicator: FrameIndicator, standard: Standard | None = None, profile: str | None = None) -> RuleSpec | None:
    """The rule of an indicator as data: its own, or that of the profile (the standard's usual one) for its nature; None without either.

    Raises:
        UnknownParameter: the standard has no such profile on its day.
    """
    spec = indicator.rule
    if spec is None and standard is not None:
        usual = standard.parameters.get("default_scoring_profile")
        name = profile or (str(usual.value) if usual is not None else None)
        spec = profile_spec(standard, name, nature_of(indicator)) if name is not None else None
    if spec is not None and spec.kind == _POINTS_FROM_INDICATOR and "points" not in spec.parameters and indicator.points:
        points = [point.model_dump() for point in indicator.points]
        return spec.model_copy(update={"parameters": {**spec.parameters, "points": points}})
    return spec


def check_rules(frame: Frame, placed: PlacedYaml, below: str = "", *, standard: str = "cn") -> None:
    """Nothing, when every rule of a frame can be applied and every formula exists.

    Raises:
        WrongFile: one cannot; the text names file, line, place and remedy.
    """
    for index, indicator in enumerate(frame.indicators):
        place = f"{below}/indicators/{index}"
        if indicator.formula is not None:
            try:
                load_formula(indicator.formula, standard)
            except UnknownFormula as error:
                raise placed.wrong(f"{place}/formula", str(error).rstrip("。")) from error
        spec = spec_of(indicator)
        if spec is None:
            continue
        try:
            load_rule(spec, f"{place}/rule")
        except WrongRule as error:
            raise placed.wrong(error.place, error.problem, error.remedy) from error


def ready_frame(name: str, standard: str = "cn") -> Frame:
    """A frame of a standard with all its rules checked.

    Raises:
        UnknownFrame, UnknownStandard, WrongFile: see there.
    """
    frame = load_frame(name, standard)
    check_rules(frame, frame_file(name, standard), standard=standard)
    return frame
