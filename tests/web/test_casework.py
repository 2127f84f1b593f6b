"""Cases: opened with the dossier, sealed when handed in."""

from __future__ import annotations

from county_at_hand import County

from jiheng.web import policy
from jiheng.web.casework.models import Case
from jiheng.web.dossiers.models import FormKind, Stage
from jiheng.web.policies import driving


def test_a_dossier_opens_with_the_case_of_its_stage(county: County) -> None:
    case = Case.objects.get(dossier=county.dossier())
    assert (case.flow, case.state, case.waits_for_label, case.is_filling) == ("self_evaluation", "filling", "单位经办人", True)


def test_a_preparer_fills_what_is_theirs_and_due(county: County) -> None:
    dossier = county.dossier(stage=Stage.MONITORING)
    for name, form, expected in (
        ("agency", FormKind.MONITORING_FORM, True),
        ("agency", FormKind.OBJECTIVE_FORM, True),
        ("agency", FormKind.SELF_EVALUATION_FORM, False),
        ("foreign", FormKind.MONITORING_FORM, False),
        ("reviewer", FormKind.MONITORING_FORM, False),
    ):
        assert (form in policy.forms_to_fill(county[name], dossier)) is expected


def test_a_person_is_called_as_the_standard_calls_them(county: County) -> None:
    dossier = county.dossier()
    found = {name: sorted(policy.duties(person, dossier)) for name, person in county.people.items()}
    assert {name: duties for name, duties in found.items() if duties} == {
        "agency": ["agency.preparer"],
        "reviewer": ["department.reviewer"],
        "approver": ["department.approver"],
        "finance": ["finance_authority.performance_office"],
    }


def test_where_the_agency_has_no_reviewer_its_department_stands_in(county: County) -> None:
    dossier = county.dossier()
    found = {name: sorted(driving.duties(person, dossier)) for name, person in county.people.items()}
    assert {name: duties for name, duties in found.items() if duties} == {
        "agency": ["agency.preparer"],
        "reviewer": ["agency.reviewer", "department.reviewer"],
        "approver": ["department.approver"],
        "finance": ["finance_authority.performance_office"],
    }
