"""The JSON of ``score``: stable, described in docs/formats; points as decimal strings, rounded as they print."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from jiheng import __version__
from jiheng.model import amounts
from jiheng.scoring.case import CaseLine, CaseScore, LevelSum
from jiheng.scoring.case_changes import Difference
from jiheng.scoring.case_file import PlacedCase
from jiheng.scoring.rules.kind import Needed
from jiheng.scoring.trace import Trace


def score_contract(
    score: CaseScore, read: PlacedCase | None = None, changes: Sequence[Difference] = (), needed: Sequence[Needed] = ()
) -> dict[str, Any]:
    """A scored case with what is to be said of its file, the differences of a what-if, and what is needed for some points."""
    return {
        "tool": "jiheng",
        "version": __version__,
        "case": score.case,
        "title": score.title,
        "standard": score.standard,
        "at": score.at.isoformat(),
        "full_marks": _plain(score.full_marks),
        "total": _points(score.total, score),
        "lowest": _points(score.lowest, score),
        "highest": _points(score.highest, score),
        "grade": score.grade,
        "complete": score.is_complete,
        "trace": _trace(score.trace),
        "citations": [citation.text for citation in score.citations],
        "levels": [_level(level, score) for level in score.levels],
        "outside": _points(score.outside, score),
        "lines": [_line(line, score) for line in score.lines],
        "missing": [{"indicator": line.indicator.id, "name": line.indicator.name, "reason": line.missing} for line in score.missing],
        "changes": [change.model_dump(mode="json") for change in changes],
        "needed": [need.model_dump(mode="json") for need in needed],
        "faults": _faults(read) if read is not None else [],
    }


def _plain(value: Decimal) -> str:
    return amounts.text(value, None)


def _points(value: Decimal | None, score: CaseScore) -> str | None:
    return None if value is None else amounts.text(value, score.decimals)


def _trace(trace: Trace) -> dict[str, Any]:
    return {"sentence": trace.sentence, "steps": [_trace(step) for step in trace.steps]}


def _level(level: LevelSum, score: CaseScore) -> dict[str, Any]:
    return {
        "name": level.name,
        "key": level.key,
        "weight": _plain(level.weight),
        "score": _points(level.score, score),
        "rate": amounts.text(level.rate * 100, 2) + "%" if level.rate is not None else None,
        "missing": level.missing,
        "parts": [_level(part, score) for part in level.parts],
    }


def _line(line: CaseLine, score: CaseScore) -> dict[str, Any]:
    indicator = line.indicator
    return {
        "id": indicator.id,
        "level1": indicator.level1,
        "level2": indicator.level2,
        "name": indicator.name,
        "outside": indicator.outside,
        "weight": _plain(indicator.weight),
        "score": _points(line.score, score),
        "rule": indicator.rule.kind if indicator.rule else None,
        "rule_text": line.rule_text,
        "by_hand": line.by_hand,
        "deducted": _plain(line.deducted),
        "trace": _trace(line.trace) if line.trace is not None else None,
        "missing": line.missing,
        "reason": line.reason,
        "evidence": list(line.evidence),
        "problems": list(line.problems),
    }


def _faults(read: PlacedCase) -> list[dict[str, Any]]:
    return [
        {
            "code": fault.code,
            "name": fault.name,
            "severity": fault.severity,
            "place": fault.place,
            "line": read.placed.line(fault.place),
            "problem": fault.problem,
            "remedy": fault.remedy,
        }
        for fault in read.faults
    ]
