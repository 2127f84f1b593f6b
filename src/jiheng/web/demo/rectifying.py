"""Rectifications of the sample county: one under way, one closed, one overdue, through the same actions people use."""

from __future__ import annotations

import datetime
from typing import Any, Final

from jiheng.process import Fact
from jiheng.web.casework import flows
from jiheng.web.demo.accounts import AGENCY
from jiheng.web.demo.people import Loader
from jiheng.web.dossiers.models import Dossier, DossierKind
from jiheng.web.files.receiving import Received, receive_bytes
from jiheng.web.people.models import Person
from jiheng.web.rectifications import daily
from jiheng.web.rectifications.actions.answer_item import answer_item
from jiheng.web.rectifications.actions.judge_item import judge_item
from jiheng.web.rectifications.actions.open_rectification import open_rectification
from jiheng.web.rectifications.actions.save_item import save_item
from jiheng.web.rectifications.actions.take_rectification_step import take_rectification_step
from jiheng.web.rectifications.models import Item, Rectification, Verdict

_ASKED: Final = (
    {"problem": "项目资金拨付晚于合同约定", "requirement": "按合同进度付清，说明晚付的原因，改进拨付审批。"},
    {"problem": "部分绩效指标没有写明目标值", "requirement": "补写目标值，下一年度申报时逐项量化。"},
)
_DONE: Final[dict[str, Any]] = {"measure": "已经付清，审批由三级改为两级，十日内办结。", "progress": "done", "responsible": "单位负责人"}
#: How many days ago each was issued, and how far it came.
_ISSUED: Final = (("under_way", 6), ("closed", 60), ("overdue", 40))


def rectify(loader: Loader, year: int) -> None:
    """Three notices of the finance authority about dossiers of the year; the first to the agency that people try."""
    rows = Dossier.objects.filter(fiscal_year=year, kind=DossierKind.PROJECT, awaits_record=False).select_related("organisation")
    tried = rows.filter(organisation__name=AGENCY).order_by("pk")
    others = rows.exclude(organisation__name=AGENCY).order_by("pk")
    today = flows.today()
    for (end, days), dossier in zip(_ISSUED, [*tried[:1], *others[: len(_ISSUED)]], strict=False):
        _notice(loader, dossier, end, today - datetime.timedelta(days=days))
    daily.run(today)


def _notice(loader: Loader, dossier: Dossier, end: str, day: datetime.date) -> None:
    row = open_rectification(loader.finance_person, dossier, loader.finance, on=day)
    for asked in _ASKED:
        save_item(loader.finance_person, row, None, asked)
    _step(loader.finance_person, row, "issue", day)
    if end == "overdue":
        return
    agency = loader.preparer(dossier.organisation)
    items = list(Item.objects.filter(rectification=row).select_related("rectification__dossier__organisation"))
    received = receive_bytes("拨款凭证（示例）".encode(), "拨款凭证.txt")
    for item in items if end == "closed" else items[:1]:
        answer_item(agency, item, _DONE, [received] if isinstance(received, Received) else [], seen=item.version)
    if end == "closed":
        _step(agency, row, "answer", day + datetime.timedelta(days=20))
        for item in Item.objects.filter(rectification=row).select_related("rectification__dossier__organisation"):
            judge_item(loader.finance_person, item, Verdict.ACCEPTED, "", seen=item.version)
        _step(loader.finance_person, row, "accept", day + datetime.timedelta(days=25), comment="全部销号。")


def _step(person: Person, row: Rectification, name: str, on: datetime.date, **said: Fact) -> None:
    take_rectification_step(person, row, name, seen=row.version, said=said, confirmed=True, on=on)
