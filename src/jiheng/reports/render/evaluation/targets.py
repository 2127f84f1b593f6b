"""What was planned: the indicators with a target, and a department's key tasks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiheng.model import EvaluationCase
from jiheng.reports.render.evaluation.numbering import Numbering
from jiheng.reports.render.paper import Block
from jiheng.reports.render.tables import plain_table
from jiheng.scoring.case import CaseScore


def target_blocks(score: CaseScore, words: Mapping[str, Any], numbering: Numbering) -> list[Block]:
    """The table of the indicators that have a target; nothing when none has."""
    inside = [line.indicator for line in score.lines if not line.indicator.outside]
    rows = [[one.level1, one.level2, one.name, one.target.raw] for one in inside if one.target is not None]
    if not rows:
        return []
    return [plain_table(words["columns"], rows, words["widths"], title=words["title"].format(n=numbering.table()), left=(2,))]


def task_blocks(case: EvaluationCase, words: Mapping[str, Any], numbering: Numbering) -> list[Block]:
    """The table of key tasks; nothing when the case has none."""
    if not case.tasks:
        return []
    rows = [[str(number), task.name, task.planned or "—", task.done or "—"] for number, task in enumerate(case.tasks, 1)]
    return [
        plain_table(words["columns"], rows, words["widths"], title=words["title"].format(n=numbering.table()), left=(1, 2, 3), whole=True)
    ]
