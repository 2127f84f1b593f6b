"""What the flow asks of a report and its reviews, looked up: nobody is asked to type what the workspace knows."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from jiheng.web.evaluations.models import Evaluation
from jiheng.web.reviews.models import Minutes, Opinion, Side, Slip, SlipAnswer, SlipKind
from jiheng.web.reviews.rounds import round_of
from jiheng.web.reviews.versions import compared, final_version, findings, is_current, latest, reviewed_version

#: So many changed places are named in the log that a step keeps; the page shows them all.
_NAMED: Final = 40


def clean_check(evaluation: Evaluation) -> int | None:
    """How many findings bar the newest version; None where there is none yet, or the case moved on since."""
    version = latest(evaluation)
    if version is None or not is_current(version, evaluation):
        return None
    return sum(one.bars for one in findings(version))


def unanswered_opinions(evaluation: Evaluation) -> int:
    """How many opinions that were sent still wait for an answer."""
    return Opinion.objects.filter(evaluation=evaluation, sent_at__isnull=False, withdrawn_at__isnull=True, decision="").count()


def minutes(evaluation: Evaluation) -> int:
    """How many minutes the joint review of this round has."""
    return Minutes.objects.filter(evaluation=evaluation, round=round_of(evaluation.way)).count()


def sealed_slip(evaluation: Evaluation) -> tuple[str, ...]:
    """The scans of the slip on which the unit sealed that it agrees to the version that is to be final: who signed, when, digest."""
    number = final_version(evaluation)
    if number is None:
        return ()
    rows = Slip.objects.filter(evaluation=evaluation, report__number=number, answer=SlipAnswer.SCAN)
    return tuple(
        _("{slip}，{signer} {day}，扫描件 sha256:{digest}").format(
            slip=slip, signer=slip.signer, day=slip.answered_on, digest=slip.scan.digest if slip.scan else ""
        )
        for slip in rows.filter(kind=SlipKind.REPORT, side=Side.AGENCY).select_related("scan")
    )


def change_log(evaluation: Evaluation) -> str | None:
    """What was changed since the joint review, from the comparison of the two versions; None without a version that was reviewed."""
    before, after = reviewed_version(evaluation), latest(evaluation)
    if before is None or after is None:
        return None
    if before.number == after.number:
        return _("会审后没有修改报告（第 {number} 版）。").format(number=before.number)
    changes = compared(before, after)
    head = _("第 {after} 版与会审的第 {before} 版相比，").format(after=after.number, before=before.number)
    if not changes:
        return head + _("没有修改。")
    told = "；".join(one.place for one in changes[:_NAMED])
    more = _("等") if len(changes) > _NAMED else ""
    return head + _("改动 {count} 处：{told}{more}。").format(count=len(changes), told=told, more=more)
