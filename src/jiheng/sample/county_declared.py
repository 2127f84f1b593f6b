"""The objective declarations of the county's departments: the budget of the whole department, its tasks of the year, its indicators."""

from __future__ import annotations

from jiheng.model import FundsKind, FundsRow, ObjectiveForm, Scope
from jiheng.model.amounts import text
from jiheng.sample.county import Department
from jiheng.sample.county_forms import department_self_evaluation, figure

#: What the basic expenditure of a department is for, as a task beside its projects.
_RUNNING = "保障机构正常运转"


def department_objective(department: Department) -> ObjectiveForm:
    """The declaration of a department's whole expenditure: tasks that make up the budget, indicators with weights that add to 90."""
    form = department_self_evaluation(department)
    blank = dict.fromkeys(("actual", "score", "deviation_reason", "completion_rate"))
    later = dict.fromkeys(("adjusted_budget", "executed", "weight", "execution_rate", "score"))
    total, basic, projects = (row.model_copy(update={**later, "marks": {}}) for row in form.funds)
    amounts = {_RUNNING: department.basic.initial} | {project.name: project.total.initial for project in department.projects}
    return ObjectiveForm(
        title="部门整体支出绩效目标申报表",
        scope=Scope.DEPARTMENT,
        fiscal_year=department.year,
        implementing_agency=department.name,
        money_unit="万元",
        funds=(total.model_copy(update={"label": "部门预算总额"}), basic, projects),
        tasks=tuple(
            FundsRow(label=name, kind=FundsKind.OTHER, level=0, initial_budget=figure(text(amount), "万元"))
            for name, amount in amounts.items()
        ),
        expected_objective=form.expected_objective,
        indicators=tuple(row.model_copy(update=blank) for row in form.indicators),
    )
