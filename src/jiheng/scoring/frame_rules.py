"""Frames made ready to score: which rule each indicator has, and whether every rule of a frame can be applied.

A frame may name a *profile*: the usual rule for each nature of indicator (``2020-proportional``, ``2021-core-indicator``), which is data of
the standard like every rule. Without one, an indicator without a rule is not scored.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

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


class UnknownProfile(ValueError):
    """The standard has no such scoring profile on its day."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"没有名为「{name}」的打分口径。可用的有：{'、'.join(known)}。")


def profiles(standard: Standard) -> tuple[str, ...]:
    """The scoring profiles of a standard on its day."""
    natures = set(get_args(Nature))
    values = {name: parameter.value for name, parameter in standard.parameters.items()}
    return tuple(name for name, value in values.items() if isinstance(value, dict) and value and set(value) <= natures)


def profile_spec(standard: Standard, profile: str, nature: Nature) -> RuleSpec | None:
    """The rule a profile has for a nature; None when it has none.

    Raises:
        UnknownProfile: the standard has no such profile on its day.
    """
    known = profiles(standard)
    if profile not in known:
        raise UnknownProfile(profile, known)
    parameter = standard.parameter(profile)
    found = parameter.value.get(nature)
    return RuleSpec.model_validate({**found, "cite": profile}) if found is not None else None


def with_profile(frame: Frame, standard: Standard) -> Frame:
    """The frame, with the rules of its profile for indicators that have none; as it is when it names no profile.

    The source of such a rule is the profile, which joins the frame's ``citations``.

    Raises:
        UnknownProfile: the standard has no such profile on its day.
    """
    if frame.profile is None:
        return frame
    if frame.profile not in profiles(standard):
        raise UnknownProfile(frame.profile, profiles(standard))
    indicators = tuple(
        indicator
        if indicator.rule is not None or indicator.outside
        else indicator.model_copy(update={"rule": profile_spec(standard, frame.profile, nature_of(indicator))})
        for indicator in frame.indicators
    )
    source = standard.parameter(frame.profile).citation
    return frame.model_copy(update={"indicators": indicators, "citations": {**frame.citations, frame.profile: source}})


def spec_of(indicator: FrameIndicator) -> RuleSpec | None:
    """The rule of an indicator as data; a check list without points of its own has the indicator's. None when it has no rule."""
    spec = indicator.rule
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
