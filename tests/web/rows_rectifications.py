"""The rows of rectifications in the table of policy, and rectifications for tests: a draft, an issued one, an answered one."""

from __future__ import annotations

from county_at_hand import County

from jiheng.process import Fact
from jiheng.web.dossiers.models import Dossier
from jiheng.web.files.receiving import Received, receive_bytes
from jiheng.web.rectifications.actions.answer_item import answer_item
from jiheng.web.rectifications.actions.judge_item import judge_item
from jiheng.web.rectifications.actions.open_rectification import open_rectification
from jiheng.web.rectifications.actions.save_item import save_item
from jiheng.web.rectifications.actions.take_rectification_step import take_rectification_step
from jiheng.web.rectifications.models import Evidence, Item, Rectification, Verdict

#: Columns as in test_policy_table. The notice was issued by the finance authority: its agency and those above it see it.
TABLE = """
GET  rectifications                 302    200    200     200      200     200      200     200      200        200
GET  rectification_register         302    200    200     200      200     200      200     200      200        200
GET  new_rectification              302    403    404     200      403     200      403     404      403        404
POST new_rectification              302    403    404     200      403     302      403     404      403        404
GET  rectification                  302    200    404     200      200     200      404     404      200        404
GET  rectification_step             302    200    404     403      403     403      404     404      403        404
POST rectification_step             302    302    404     403      403     403      404     404      403        404
GET  add_rectification_item         302    403    404     403      403     200      404     404      403        404
POST add_rectification_item         302    403    404     403      403     200      404     404      403        404
GET  rectification_item             302    200    404     403      403     403      404     404      403        404
POST rectification_item             302    302    404     403      403     403      404     404      403        404
POST remove_rectification_item      302    403    404     403      403     302      404     404      403        404
GET  rectification_evidence         302    200    404     200      200     200      404     404      200        404
GET  rectification_paper            302    200    404     200      200     200      404     404      200        404
"""
ASKED = {
    "problem": "资金拨付不及时",
    "requirement": "按合同进度拨付，三个月内付清。",
    "amount": None,
    "due_on": None,
    "responsible": "张某",
}
DONE = {"measure": "已付清全部款项。", "progress": "done", "finished_on": None, "recovered": None, "reason": "", "responsible": "张某"}


def written(county: County, dossier: Dossier, *problems: str, by: str = "finance", place: str = "finance") -> Rectification:
    """A draft with these problems, or one."""
    row = open_rectification(county[by], dossier, county.places[place])
    for problem in problems or (ASKED["problem"],):
        save_item(county[by], row, None, {**ASKED, "problem": problem})
    return fresh(row)


def fresh(row: Rectification) -> Rectification:
    """As it stands now."""
    return Rectification.objects.select_related("dossier__organisation", "issuer").get(pk=row.pk)


def step(county: County, row: Rectification, who: str, name: str, **said: Fact) -> Rectification:
    """Somebody takes a step."""
    now = fresh(row)
    return take_rectification_step(county[who], now, name, seen=now.version, said=said, confirmed=True)


def issued(county: County, dossier: Dossier, *problems: str) -> Rectification:
    """An issued notice."""
    return step(county, written(county, dossier, *problems), "finance", "issue")


def paper(name: str = "付款凭证.txt") -> Received:
    """A file that shows something."""
    found = receive_bytes("付款凭证".encode(), name)
    assert isinstance(found, Received)
    return found


def answered(county: County, row: Rectification) -> Rectification:
    """Every item that is still open answered with a paper, and handed in."""
    for item in items(row):
        if item.verdict != Verdict.ACCEPTED:
            answer_item(county["agency"], item, DONE, [paper()], seen=item.version)
    return step(county, row, "agency", "answer")


def judged(county: County, row: Rectification, *verdicts: Verdict) -> None:
    """A verdict on each item."""
    for item, verdict in zip(items(row), verdicts, strict=True):
        judge_item(county["finance"], item, verdict, "凭证缺一张" if verdict == Verdict.RETURNED else "", seen=item.version)


def items(row: Rectification) -> list[Item]:
    """Its items, fresh."""
    found = Item.objects.filter(rectification=row, removed_at__isnull=True)
    return list(found.select_related("rectification__dossier__organisation", "rectification__issuer"))


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    row = issued(county, dossier)
    [item] = items(row)
    answer_item(county["agency"], item, DONE, [paper()], seen=item.version)
    answer = {**{name: value or "" for name, value in DONE.items()}, "seen": item.version}
    return {
        "rectification_register": (["xlsx"], {}),
        "new_rectification": ([dossier.pk], {"issuer": county.places["finance"].pk, "title": "整改通知"}),
        "rectification": ([row.pk], {}),
        "rectification_step": ([row.pk, "answer"], {"seen": row.version}),
        "add_rectification_item": ([row.pk], {"problem": "问题", "requirement": "要求"}),
        "rectification_item": ([item.pk], answer),
        "remove_rectification_item": ([item.pk], {"seen": item.version}),
        "rectification_evidence": ([Evidence.objects.get().pk], {}),
        "rectification_paper": ([row.pk, "notice", "docx"], {}),
    }
