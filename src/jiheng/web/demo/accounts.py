"""The accounts of the sample county, one for each role. Open in demo mode only; their password is no secret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiheng.web.people.models import Role

PASSWORD: Final = "Chenglan-2025"  # noqa: S105 - shown on the sign-in page of a demonstration
FINANCE: Final = "澄岚县财政局"
EVALUATOR: Final = "云岭衡正评价公司"
#: Belongs to no department: the business office of the finance authority does what a department would.
DIRECT: Final = "澄岚县科学技术协会"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person to try: sign-in name, role, where, and what they see."""

    username: str
    role: Role
    organisation: str
    does: str | Promise

    @property
    def name(self) -> str:
        """Called by what they are: nobody is meant."""
        return f"{self.organisation.removeprefix('澄岚县')}{self.role.label}"


AGENCY: Final = "澄岚县防汛抗旱服务中心"
DEPARTMENT: Final = "澄岚县水利局"

ACCOUNTS: Final[tuple[Account, ...]] = (
    Account(username="agency.preparer", role=Role.PREPARER, organisation=AGENCY, does=_("填报、提交、改正本单位的表，申请调整目标")),
    Account(username="agency.reviewer", role=Role.REVIEWER, organisation=AGENCY, does=_("审核本单位的表，确认复核得分或提出异议")),
    Account(username="department.preparer", role=Role.PREPARER, organisation=DEPARTMENT, does=_("填报部门整体支出的表")),
    Account(
        username="department.reviewer", role=Role.REVIEWER, organisation=DEPARTMENT, does=_("审核本部门及所属单位的表，退回并写明理由")
    ),
    Account(username="department.approver", role=Role.APPROVER, organisation=DEPARTMENT, does=_("督促逾期的单位，指派评价人员")),
    Account(username="finance.reviewer", role=Role.REVIEWER, organisation=FINANCE, does=_("业务科室：初审绩效目标")),
    Account(username="finance.rechecker", role=Role.RECHECKER, organisation=FINANCE, does=_("绩效科室：批复、预警、抽查复核、规定期限")),
    Account(username="finance.approver", role=Role.APPROVER, organisation=FINANCE, does=_("暂缓拨付，指派评价人员和专家")),
    Account(username="evaluator", role=Role.EVALUATOR, organisation=EVALUATOR, does=_("复核指派给自己的卷宗")),
    Account(username="expert", role=Role.EXPERT, organisation=FINANCE, does=_("只看指派给自己的卷宗")),
    Account(username="inspector", role=Role.INSPECTOR, organisation=FINANCE, does=_("看全县和审计记录，不能改动")),
    Account(username="administrator", role=Role.ADMINISTRATOR, organisation=FINANCE, does=_("管单位、人员和邀请，不看业务资料")),
)
