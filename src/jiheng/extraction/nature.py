"""What a document is as a whole: its type, whose it is, and of which year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from jiheng.documents.content import Document, Paragraph, Table
from jiheng.extraction.results import DocumentType
from jiheng.model import AnyForm, MonitoringForm, ObjectiveForm, Scope, SelfEvaluationForm
from jiheng.regulation.labels import FormLabels, compact

#: How many lines from the beginning can be cover and title.
_COVER: Final = 40
_ACCOUNTS: Final = re.compile(r"(?:部门|单位)?决算(?:公开|情况说明|说明|信息公开)|(?:部门|单位)决算$|决算报告")
_REPORT: Final = re.compile(r"绩效(?:自)?评价(?:工作)?报告|重点评价报告|绩效评价.{0,12}报告")
_SELF_REPORT: Final = re.compile(r"自评(?:价)?(?:工作)?报告")
_OWNER: Final = re.compile(r"^(?P<agency>[^\d（）()：:，,。]{3,40}?)(?:20\d\d年度?)(?:部门|单位|本级)?.{0,16}(?:决算|绩效|预算|自评|目标)")
_ORGANISATION: Final = re.compile(r"(?:局|委|委员会|厅|部|院|中心|政府|办|办公室|所|站|队|学校|大学|学院|中学|小学|协会|联合会|集团|公司|馆|社|团|处|会|台|法院|检察院|街道|镇|乡)$")


def _cover(document: Document) -> list[str]:
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            lines.extend(compact(cell.text) for cell in block.cells if cell.row < 2 and cell.text.strip())
        elif block.text.strip():
            lines.append(compact(block.text))
        if len(lines) >= _COVER:
            break
    return [line for line in lines if len(line) <= 60]


def document_type(document: Document, records: Sequence[AnyForm], labels: FormLabels) -> DocumentType:
    """The type by its cover lines, then by the forms in it."""
    del labels
    cover = _cover(document)
    headings = [compact(b.text) for b in document.blocks if isinstance(b, Paragraph) and 0 < len(b.text) <= 60]
    if any(_ACCOUNTS.search(line) for line in cover) and sum("决算" in line for line in headings) >= 3:
        return DocumentType.FINAL_ACCOUNTS
    if any(_REPORT.search(line) and not _SELF_REPORT.search(line) for line in cover[:12]):
        return DocumentType.EVALUATION_REPORT
    kinds = Counter(type(record) for record in records)
    if kinds:
        return {
            SelfEvaluationForm: DocumentType.SELF_EVALUATION,
            ObjectiveForm: DocumentType.OBJECTIVE,
            MonitoringForm: DocumentType.MONITORING,
        }[kinds.most_common(1)[0][0]]
    return DocumentType.EVALUATION_REPORT if any(_REPORT.search(line) for line in cover) else DocumentType.UNKNOWN


def agency_of(document: Document, records: Sequence[AnyForm]) -> str | None:
    """Whose document it is: by its title, its department form, or what most of its forms name."""
    cover = _cover(document)
    for number, line in enumerate(cover[:12]):
        found = _OWNER.match(line)
        if found and _ORGANISATION.search(found["agency"]):
            return str(found["agency"])
        if _ORGANISATION.search(line) and 4 <= len(line) <= 30 and any(re.match(r"20\d\d年", later) for later in cover[number + 1 : number + 3]):
            return line
    for record in records:
        if record.scope is Scope.DEPARTMENT and record.implementing_agency:
            return record.implementing_agency
    named = Counter(record.implementing_agency or record.supervising_department for record in records)
    named.pop(None, None)
    return named.most_common(1)[0][0] if named else None


def fiscal_year_of(document: Document, records: Sequence[AnyForm]) -> int | None:
    """The year of its forms, else the first year its cover names."""
    years = Counter(record.fiscal_year for record in records if record.fiscal_year)
    if years:
        return years.most_common(1)[0][0]
    for line in _cover(document)[:12]:
        found = re.search(r"(20\d\d)年", line)
        if found:
            return int(found[1])
    return None
