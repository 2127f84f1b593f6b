"""What a document is as a whole: its type, whose it is, and of which year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from jiheng.documents.content import Document, Paragraph, Table
from jiheng.extraction.results import DocumentType
from jiheng.model import AnyForm, MonitoringForm, ObjectiveForm, Scope, SelfEvaluationForm
from jiheng.regulation.labels import FormLabels, compact

#: How many lines from the beginning can be cover and title.
_COVER: Final = 40
_ACCOUNTS: Final = re.compile(r"(?:部门|单位)?决算(?:公开|情况说明|说明|信息公开)|(?:部门|单位)决算$|决算报告")
#: The title of a report on something with a very long name; a sentence has a stop within.
_LONG_TITLE: Final = re.compile(r"[^，。；：,;:]{1,200}(?:报告|说明|公开|决算)")
_REPORT: Final = re.compile(r"绩效(?:自)?评价(?:工作)?报告|重点评价报告|绩效评价.{0,12}报告")
_SELF_REPORT: Final = re.compile(r"自评(?:价)?(?:工作)?报告")
_OWNER: Final = re.compile(r"^(?P<agency>[^\d（）()：:，,。]{3,40}?)(?:20\d\d年度?)(?:部门|单位|本级)?.{0,16}(?:决算|绩效|预算|自评|目标)")
#: The year first: 2024年度某局部门决算公开.
_DATED_OWNER: Final = re.compile(r"^20\d\d年度?(?P<agency>[^\d（）()：:，,。]{3,40}?)(?:部门|单位)?决算(?:信息)?(?:公开|情况|说明|$)")
_ORGANISATION: Final = re.compile(
    r"(?:局|委|厅|部|院|中心|政府|办|室|所|站|队|学校|大学|中学|小学|集团|公司|馆|社|团|处|会|台|街道|镇|乡)$"
)


def _cover(document: Document) -> list[str]:
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            lines.extend(compact(cell.text) for cell in block.cells if cell.row < 2 and cell.text.strip())
        elif block.text.strip():
            lines.append(compact(block.text))
        if len(lines) >= _COVER:
            break
    return [line for line in lines if len(line) <= 60 or _LONG_TITLE.fullmatch(line)]


def document_type(document: Document, records: Sequence[AnyForm]) -> DocumentType:
    """The type by its cover lines, then by the forms in it."""
    cover = _cover(document)
    headings = [compact(b.text) for b in document.blocks if isinstance(b, Paragraph) and 0 < len(b.text) <= 60]
    headings += {b.place.sheet for b in document.blocks if isinstance(b, Table) and b.place.sheet}
    if any(_ACCOUNTS.search(line) for line in cover) and sum("决算" in line for line in headings) >= 3:
        return DocumentType.FINAL_ACCOUNTS
    wrapped = [one + other for one, other in pairwise(cover[:4]) if len(other) <= 10 and other.endswith("报告")]
    if any(_REPORT.search(line) and not _SELF_REPORT.search(line) for line in (*cover[:12], *wrapped)):
        return DocumentType.EVALUATION_REPORT
    kinds = Counter(type(record) for record in records)
    if kinds:
        return {
            SelfEvaluationForm: DocumentType.SELF_EVALUATION,
            ObjectiveForm: DocumentType.OBJECTIVE,
            MonitoringForm: DocumentType.MONITORING,
        }[kinds.most_common(1)[0][0]]
    return DocumentType.EVALUATION_REPORT if any(_REPORT.search(line) for line in cover) else DocumentType.UNKNOWN


def is_self_report(document: Document, records: Sequence[object]) -> bool:
    """Whether a document is a unit's narrative on itself: a title ending in 自评报告, or text on its performance that is no form."""
    if any(_SELF_REPORT.search(line) and len(line) <= 50 for line in _cover(document)[:12]):
        return True
    texts = [compact(block.text) for block in document.blocks if isinstance(block, Paragraph)]
    return not records and "绩效" in "".join(texts) and any(re.match(r"一、|（一）|\(一\)|.{0,120}自评价?报告", text) for text in texts)


def agency_of(document: Document, records: Sequence[AnyForm], labels: FormLabels) -> str | None:
    """Whose document it is: by its title, a labelled cover line, its department form, or what most of its forms name."""
    cover = _cover(document)[:12]
    for line in cover:
        found = _OWNER.match(line) or _DATED_OWNER.match(line)
        if found and _ORGANISATION.search(found["agency"]):
            return str(found["agency"])
    for number, line in enumerate(cover):
        dated = any(re.match(r"20\d\d年", later) for later in cover[number + 1 : number + 3])
        if _ORGANISATION.search(line) and 4 <= len(line) <= 30 and ":" not in line and dated:
            return line
    for record in records:
        if record.scope is Scope.DEPARTMENT and record.implementing_agency:
            return record.implementing_agency
    named = Counter(record.implementing_agency or record.supervising_department for record in records)
    named.pop(None, None)
    if named:
        return named.most_common(1)[0][0]
    labelled = [labels.head.split(line) for line in cover]
    wanted = ("implementing_agency", "filling_agency", "supervising_department")
    # 部门：某局 金额单位：万元 is two labels in one line.
    told = [found[2] for meaning in wanted for found in labelled if found and found[0] == meaning]
    named_units = (re.sub(r"(?:金额)?单位[:：].*$", "", name) for name in told)
    return next((name for name in named_units if name and not re.fullmatch(r"[十百千万亿]*元", name)), None)


def fiscal_year_of(document: Document, records: Sequence[AnyForm]) -> int | None:
    """The year of its forms, else the year its cover names as a budget year, else the year it speaks of most."""
    years = Counter(record.fiscal_year for record in records if record.fiscal_year)
    if years:
        return years.most_common(1)[0][0]
    cover = _cover(document)
    for line in cover[:12]:
        found = re.search(r"(20\d\d)年度?(?!\d{0,2}月)", line)
        if found:
            return int(found[1])
    spoken = Counter(re.findall(r"(20\d\d)年", "".join(block.text for block in document.blocks[:80] if isinstance(block, Paragraph))))
    return int(spoken.most_common(1)[0][0]) if spoken else None
