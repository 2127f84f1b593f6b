"""The reviewer's working paper (核对底稿): findings, the whole ledger, what was not compared and why, what was not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from jiheng.assessment import DocumentAssessment, DossierAssessment, LocatedFinding, LocatedRelation, Location
from jiheng.documents import Unreadable
from jiheng.model import Severity
from jiheng.reports.render.workbook import Column, Sheet, write_workbook
from jiheng.reports.wording import OUTCOMES, SEVERITIES, STATES, VERDICTS

_FINDINGS = (
    Column("序号", 6),
    Column("文件", 24),
    Column("表", 28),
    Column("位置", 30),
    Column("级别", 8),
    Column("编号", 9),
    Column("问题", 60),
    Column("表中所填", 16),
    Column("应为", 16),
    Column("原文", 40),
    Column("算法", 40),
    Column("怎么改", 40),
    Column("依据", 40),
    Column("状态", 12),
    Column("处理意见", 30),
    Column("处理人", 10),
    Column("日期", 12),
)
_RELATIONS = (
    Column("序号", 6),
    Column("文件", 24),
    Column("表", 28),
    Column("位置", 34),
    Column("关系", 56),
    Column("表中所填", 18),
    Column("复算", 18),
    Column("结果", 10),
    Column("检查", 10),
)


def render_workbook(
    assessed: Sequence[DocumentAssessment], unreadable: Sequence[Unreadable], target: Path, dossiers: Sequence[DossierAssessment] = ()
) -> None:
    """Write the working paper of a run."""
    sheets = [
        Sheet("概况", _OVERVIEW, list(_overview(assessed, unreadable))),
        Sheet("问题", _FINDINGS, list(_findings(assessed, dossiers))),
        Sheet("核对关系", _RELATIONS, list(_relations(assessed, dossiers))),
        Sheet("无从核对", _UNCOMPARED, list(_uncompared(assessed))),
        Sheet("未读懂", _UNREAD, list(_unread(assessed))),
    ]
    write_workbook(target, sheets)


_OVERVIEW = (
    Column("文件", 40),
    Column("年度", 8),
    Column("单位", 30),
    Column("表数", 8),
    Column("结论", 20),
    Column("必须改", 8),
    Column("存疑", 8),
    Column("提示", 8),
    Column("数字", 8),
    Column("已核对", 8),
    Column("未读懂", 8),
    Column("无从核对", 10),
    Column("说明", 60),
)
_UNCOMPARED = (Column("文件", 24), Column("表", 28), Column("位置", 30), Column("原文", 24), Column("为什么没有核对", 50))
_UNREAD = (Column("文件", 24), Column("表", 28), Column("位置", 30), Column("原文", 60))


def _overview(assessed: Sequence[DocumentAssessment], unreadable: Sequence[Unreadable]) -> Iterator[list[object]]:
    for document in assessed:
        severities = [found.finding.severity for found in document.open_findings]
        coverage = document.coverage
        yield [
            document.path,
            document.fiscal_year or "",
            document.agency or "",
            len(document.extraction.records),
            VERDICTS[document.verdict],
            *(severities.count(severity) for severity in Severity),
            coverage.figures,
            coverage.checked,
            coverage.unread,
            coverage.not_checkable,
            "；".join(document.notices),
        ]
    for bad in unreadable:
        yield [bad.path, "", "", "", "读不出", "", "", "", "", "", "", "", bad.error]


def _findings(assessed: Sequence[DocumentAssessment], dossiers: Sequence[DossierAssessment]) -> Iterator[list[object]]:
    within = [(document.path, found) for document in assessed for found in document.findings]
    between = [("\n".join(dossier.documents_of(found)), found) for dossier in dossiers for found in dossier.findings]
    for number, (files, found) in enumerate([*within, *between], 1):
        yield [number, files, *_finding(found)]


def _finding(found: LocatedFinding) -> list[object]:
    finding = found.finding
    return [
        found.location.section,
        found.location.words,
        SEVERITIES[finding.severity or Severity.QUESTION],
        finding.code,
        finding.message,
        finding.stated,
        finding.expected,
        found.location.quote,
        finding.trace,
        finding.advice,
        "；".join(citation.text for citation in finding.citations),
        STATES[found.state],
        found.note,
        "",
        "",
    ]


def _relations(assessed: Sequence[DocumentAssessment], dossiers: Sequence[DossierAssessment]) -> Iterator[list[object]]:
    within = [(document.path, located) for document in assessed for located in document.relations]
    between = [(_files(located), located) for dossier in dossiers for located in dossier.relations]
    for number, (files, located) in enumerate([*within, *between], 1):
        relation = located.relation
        first = located.locations[0] if located.locations else None
        yield [
            number,
            files,
            first.section if first else "",
            _where(located.locations),
            relation.expression,
            relation.stated,
            relation.computed,
            OUTCOMES[relation.outcome],
            relation.check,
        ]


def _files(located: LocatedRelation) -> str:
    return "\n".join(dict.fromkeys(place.place.file for place in located.locations))


def _where(locations: Sequence[Location]) -> str:
    return "；".join(dict.fromkeys(place.words for place in locations if place.words))


def _uncompared(assessed: Sequence[DocumentAssessment]) -> Iterator[list[object]]:
    for document in assessed:
        for one in document.uncompared:
            yield [document.path, one.location.section, one.location.words, one.location.quote, one.reason]


def _unread(assessed: Sequence[DocumentAssessment]) -> Iterator[list[object]]:
    for document in assessed:
        for source in document.extraction.unread:
            place = source.place
            where = "，".join(
                part
                for part in (
                    f"工作表「{place.sheet}」" if place.sheet else "",
                    f"第{place.page}页" if place.page else "",
                    f"第{place.line}行" if place.line else "",
                    source.label,
                )
                if part
            )
            yield [document.path, source.section, where, place.quote]
