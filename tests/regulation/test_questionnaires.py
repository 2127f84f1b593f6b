from __future__ import annotations

from pathlib import Path

import pytest

from jiheng.model.questionnaires import questionnaire_faults
from jiheng.regulation import BrokenStandard, load_formulas
from jiheng.regulation import questionnaires as room
from jiheng.regulation.questionnaires import load_questionnaires

LIBRARY = load_questionnaires()


def test_every_template_can_be_opened_and_counts_a_satisfaction() -> None:
    for template in LIBRARY.templates.values():
        assert list(questionnaire_faults(template.questionnaire)) == []
        counted = [one for one in template.questionnaire.questions if one.is_counted]
        others = [one for one in template.questionnaire.questions if "满意" not in one.text]
        assert counted
        assert all("满意" in one.text for one in counted)
        assert len(counted) >= len([one for one in others if one.kind == "single"]), "EVR149 would find most questions to be others"


def test_templates_scales_and_formulas_are_marked_as_practice() -> None:
    marked = [*LIBRARY.templates.values(), *LIBRARY.scales.values(), *LIBRARY.formulas.values()]
    assert {one.citation.evidence for one in marked} == {"practice"}


def test_every_level_counts_in_every_formula_and_every_formula_is_in_the_catalogue() -> None:
    catalogue = load_formulas("cn")
    assert all(formula.formula in catalogue for formula in LIBRARY.formulas.values())
    for scale in LIBRARY.scales.values():
        assert all(set(level.counts) == set(LIBRARY.formulas) for level in scale.levels)
        assert all(0 <= count <= 1 for level in scale.levels for count in level.counts.values())


def test_a_lower_standard_offers_the_higher_ones_questionnaires() -> None:
    assert load_questionnaires("cn-xj").templates.keys() == LIBRARY.templates.keys()


@pytest.mark.parametrize(
    ("scales", "library", "said"),
    [
        ("cite: practice\nscales: {s: {title: 甲, levels: [{label: 好}]}}", "", "s/levels/0/points"),
        (
            "",
            "_about: {cite: practice}\nt: {title: 甲, respondents: 乙, introduction: '', questions: [{text: 问, scale: none}]}",
            "没有量表「none」",
        ),
        (
            "",
            "_about: {cite: practice}\nt: {title: 甲, respondents: 乙, introduction: '', questions: [{text: 问, kind: single}]}",
            "至少要有两个选项",
        ),
    ],
)
def test_a_library_that_cannot_be_used_names_its_place(
    scales: str, library: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "questionnaires").mkdir()
    for name, text in (("scales", scales), ("library", library)):
        if text:
            (tmp_path / "questionnaires" / f"{name}.yaml").write_text(text, "utf-8")
    monkeypatch.setattr(room, "standard_folder", lambda _name: tmp_path)
    with pytest.raises(BrokenStandard, match=said):
        load_questionnaires.__wrapped__("cn")
