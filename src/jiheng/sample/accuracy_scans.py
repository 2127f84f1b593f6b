"""The measurement on scans: sample forms printed, scanned in seven ways, recognised and checked. Needs the extra ``ocr``.

Asked is how many figures are read exactly, how many the recogniser vouches for, how many of those are right, and what the checks
then say that they do not say of the known form.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from jiheng.assessment import DocumentAssessment, Options, assess_extraction
from jiheng.assessment.assessing import standard_of
from jiheng.assessment.running import Choice, run
from jiheng.documents import ocr, read
from jiheng.extraction import extract
from jiheng.extraction.results import Extracted
from jiheng.model import SelfEvaluationForm, Severity
from jiheng.regulation import load_labels
from jiheng.sample.accuracy_cases import Case, Forms, records_of, subjects, write_case
from jiheng.sample.accuracy_fields import Field, compare, plain
from jiheng.sample.layouts import LAYOUTS
from jiheng.sample.scans import SCANNERS, Scanner, scan

_ALIKE: Final = 0.6
_FIGURES: Final = frozenset({"funds", "totals", "points", "values"})
_METHOD: Final = (
    "同样的表印成 PDF，再渲染成图片：盖红色圆章、转斜、模糊、加噪点，按 JPEG 存成只有图片的 PDF，识别后与已知的数据比较。"
    "「有把握」是识别的置信度不低于 0.9；没有把握的数字，有关的问题只请核实。误报是已知的数据里没有、扫描件上却报了的。"
)
_STYLES: Final = ("ruled", "landscape", "small")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One known figure, and what was read of it; ``doubt`` when the recogniser was not sure of the cell."""

    field: Field
    doubt: str

    @property
    def is_trusted(self) -> bool:
        """Read, and the recogniser vouches for it."""
        return bool(self.field.read) and not self.doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One scanned form: its fields, its figures, and the demands that the known form does not call for."""

    scanner: Scanner
    layout: str
    fields: tuple[Field, ...]
    figures: tuple[Reading, ...]
    false_demands: tuple[str, ...] = ()
    false_questions: int = 0


def sections(seed: int = 1, limit: int | None = None, advance: Callable[[int, int], None] | None = None) -> list[str]:
    """The section of the accuracy page on scans; without the extra it says so."""
    if not ocr.is_available():
        return ["## 扫描件\n\n没有安装文字识别组件（`jiheng[ocr]`），这次没有量。\n"]
    return [render(measure_scans(seed, limit, advance=advance))]


def measure_scans(
    seed: int = 1, limit: int | None = None, scanners: Sequence[Scanner] = SCANNERS, advance: Callable[[int, int], None] | None = None
) -> list[Scan]:
    """Every layout by every scanner (``limit`` layouts each)."""
    cases = list(enumerate(LAYOUTS))[:limit]
    scans = []
    for turn, scanner in enumerate(scanners):
        for number, where in cases:
            project = (number * 7 + turn * 11) % subjects("form", seed)
            style = _STYLES[(number + turn) % len(_STYLES)]
            case = Case(number=number, format="pdf", layout=where.name, style=style, project=project)
            forms = records_of(case, seed)
            if forms is not None:
                scans.append(judge_scan(scanner, where.name, forms, scan(write_case(case, forms), scanner, number)))
            if advance is not None:
                advance(len(scans), len(cases) * len(scanners))
    return scans


def judge_scan(scanner: Scanner, where: str, forms: Forms, data: bytes) -> Scan:
    """Read one scan and compare it with the record known."""
    document = read("scan.pdf", data=data)
    extraction = extract(document, load_labels("cn"))
    assessment = assess_extraction(extraction, document, Options(year=forms[0].fiscal_year))
    (known,) = forms  # one form a file
    mine = next((one for one in extraction.records if one.record.type == known.type), None)
    found = mine.record if mine else None
    demands = _beyond(assessment, forms, Severity.MUST_FIX)
    return Scan(
        scanner=scanner,
        layout=where,
        fields=tuple(compare(known, found if isinstance(found, SelfEvaluationForm) else None)),
        figures=tuple(_figures(known, mine)),
        false_demands=tuple(demands),
        false_questions=len(_beyond(assessment, forms, Severity.QUESTION)),
    )


def _beyond(assessment: DocumentAssessment, forms: Forms, severity: Severity) -> list[str]:
    """What is said of the scan and not of the known record."""
    known = {finding.code for _, finding in run(list(forms), standard_of("cn", forms[0].fiscal_year), Choice()).findings}
    said = [located.finding for located in assessment.findings]
    return [f"{one.code} {one.message}" for one in said if one.severity is severity and one.code not in known]


def _figures(known: object, mine: Extracted | None) -> list[Reading]:
    """The figures of the known form with the doubts of the cells they were read from; a row with a misspelt name is the same row."""
    if not isinstance(known, SelfEvaluationForm) or mine is None or not isinstance(mine.record, SelfEvaluationForm):
        return []
    rows = list(mine.record.indicators)
    order: dict[int, int] = {}
    for index, row in enumerate(known.indicators):
        ratios = [(difflib.SequenceMatcher(None, plain(row.name), plain(one.name)).ratio(), -at) for at, one in enumerate(rows)]
        best = max((pair for pair in ratios if -pair[1] not in order.values()), default=(0.0, 0))
        if best[0] >= _ALIKE:
            order[index] = -best[1]
            rows[-best[1]] = rows[-best[1]].model_copy(update={"name": row.name})
    aligned = mine.record.model_copy(update={"indicators": tuple(rows)})
    readings = []
    for field in compare(known, aligned):
        if field.group in _FIGURES and any(character.isdigit() for character in field.known):
            source = mine.sources.find(_path_read(field.path, order, known, mine.record))
            readings.append(Reading(field=field, doubt=source.doubt if source else "not read"))
    return readings


def _path_read(path: str, order: dict[int, int], known: SelfEvaluationForm, read_form: SelfEvaluationForm) -> str:
    """The path in the record read for a path in the known record."""
    parts = path.split("/")
    if parts[1] == "indicators":
        parts[2] = str(order.get(int(parts[2]), -1))
    elif parts[1] == "funds":
        kind = known.funds[int(parts[2])].kind
        nth = sum(row.kind == kind for row in known.funds[: int(parts[2])])
        places = [at for at, row in enumerate(read_form.funds) if row.kind == kind]
        parts[2] = str(places[nth] if nth < len(places) else -1)
    return "/".join(parts)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "—"


def _row(name: str, scans: Sequence[Scan]) -> str:
    figures = [one for scan in scans for one in scan.figures]
    fields = [one for scan in scans for one in scan.fields]
    trusted = [one for one in figures if one.is_trusted]
    cells = (
        name,
        str(len(scans)),
        _percent(sum(one.agrees for one in fields), len(fields)),
        _percent(sum(one.field.agrees for one in figures), len(figures)),
        _percent(len(trusted), len(figures)),
        _percent(sum(one.field.agrees for one in trusted), len(trusted)),
        str(sum(len(scan.false_demands) for scan in scans)),
        str(sum(scan.false_questions for scan in scans)),
    )
    return f"| {' | '.join(cells)} |"


def render(scans: Sequence[Scan]) -> str:
    """The section as Markdown."""
    heads = ("怎样扫描", "表", "字段读对", "数字读对", "识别有把握的数字", "其中读对", "误报：必须改", "误报：请核实")
    groups = {scan.scanner.name: [one for one in scans if one.scanner == scan.scanner] for scan in scans}
    return "\n".join(
        [
            "## 扫描件",
            "",
            _METHOD,
            "",
            f"| {' | '.join(heads)} |",
            f"|{' --- |' * len(heads)}",
            *(_row(name, group) for name, group in groups.items()),
            _row("**合计**", scans),
            "",
            "灰度扫描件上，印章比压住的字浅才去得掉；压在章下的字认错的最多。真实扫描件上的手写、折痕、装订阴影不在这张表里。",
            "",
        ]
    )
