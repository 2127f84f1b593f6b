"""What a comment says, the same in every format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jiheng.assessment import DocumentAssessment, LocatedFinding
from jiheng.model import Severity
from jiheng.reports.wording import SEVERITIES, VERDICTS

#: The author of our comments: by this name an earlier run's comments are found and replaced.
AUTHOR: Final = "绩衡"
#: So many related places are named; a comment is no list.
_RELATED: Final = 6
_RANK: Final = {Severity.MUST_FIX: 0, Severity.QUESTION: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One comment: its lines, its severity, the finding it is about."""

    lines: tuple[str, ...]
    severity: Severity
    found: LocatedFinding

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.lines)


def remarks(assessed: DocumentAssessment) -> list[Remark]:
    """The comments of a document: its open findings, in order."""
    return [_remark(found) for found in assessed.open_findings]


def _remark(found: LocatedFinding) -> Remark:
    finding = found.finding
    severity = finding.severity or Severity.QUESTION
    lines = [f"【{SEVERITIES[severity]}】{finding.message}（{finding.code}）"]
    if finding.trace:
        lines.append(f"算法：{finding.trace}")
    if finding.advice:
        lines.append(f"怎么改：{finding.advice}")
    own = found.location.row_text
    related = list(dict.fromkeys(place.words for place in found.related if place.words and not (own and place.row_text == own)))
    if related:
        lines.append(f"另见：{'；'.join(related[:_RELATED])}{f'；另 {len(related) - _RELATED} 处' if len(related) > _RELATED else ''}")
    if finding.citations:
        lines.append(f"依据：{'；'.join(citation.text for citation in finding.citations)}")
    return Remark(lines=tuple(lines), severity=severity, found=found)


def summary(assessed: DocumentAssessment) -> str:
    """The verdict in one paragraph, for the head of the copy."""
    severities = [found.finding.severity for found in assessed.open_findings]
    counts = "，".join(f"{name} {severities.count(severity)} 处" for severity, name in SEVERITIES.items())
    coverage = assessed.coverage
    return f"核对结论：{VERDICTS[assessed.verdict]}。{counts}；共 {coverage.figures} 个数字，已核对 {coverage.checked} 个。"


def gravest(several: Sequence[Remark]) -> Severity:
    """The highest severity among remarks at one place."""
    return min((remark.severity for remark in several), key=_RANK.__getitem__)
