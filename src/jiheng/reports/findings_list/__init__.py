"""The list of problems (问题清单): from checked documents, or from an evaluation case with the points each problem cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from jiheng.assessment import DocumentAssessment, DossierAssessment, LocatedFinding
from jiheng.documents import Unreadable
from jiheng.model import EvaluationCase, Severity, amounts
from jiheng.regulation import Standard
from jiheng.regulation.papers import load_paper
from jiheng.reports.render.closing import with_gaps
from jiheng.reports.render.drafting import Draft, fill
from jiheng.reports.render.paper import Block, Paper, Paragraph, Section, Table, gap
from jiheng.reports.render.tables import plain_table
from jiheng.reports.wording import SEVERITIES, subject_words
from jiheng.scoring.case import CaseScore

__all__ = ["findings_of_case", "findings_of_documents"]


def findings_of_documents(
    assessed: Sequence[DocumentAssessment],
    unreadable: Sequence[Unreadable],
    standard: Standard,
    dossiers: Sequence[DossierAssessment] = (),
) -> Paper:
    """The open findings of all documents and those between them, the gravest first within each document."""
    words = load_paper(standard.name, "findings_list").words
    found = [(document.path, one) for document in assessed for one in _sorted(document.open_findings)]
    found += [("\n".join(dossier.documents_of(one)), one) for dossier in dossiers for one in dossier.findings if one.state == "open"]
    counts = Counter(one.finding.severity for _, one in found)
    facts = {
        "files": len(assessed),
        "count": len(found),
        "severities": [{"words": SEVERITIES[severity], "count": counts[severity]} for severity in Severity if counts[severity]],
        "unread": len(unreadable),
    }
    of = words["tables"]["documents"]
    rows = [[str(number), path, *_finding(one, words["labels"])] for number, (path, one) in enumerate(found, 1)]
    return _paper("documents", facts, words, plain_table(of["columns"], rows, of["widths"], left=of["left"]) if rows else None)


def _sorted(found: Sequence[LocatedFinding]) -> list[LocatedFinding]:
    order = list(Severity)
    return sorted(found, key=lambda one: order.index(one.finding.severity or Severity.QUESTION))


def _finding(one: LocatedFinding, labels: Mapping[str, Any]) -> list[str]:
    finding = one.finding
    return [
        "\n".join(part for part in (one.location.section, one.location.words) if part) or labels["blank"],
        SEVERITIES[finding.severity or Severity.QUESTION],
        finding.message,
        finding.stated or labels["blank"],
        finding.expected or labels["blank"],
        finding.advice or labels["blank"],
        "；".join(citation.text for citation in finding.citations) or labels["blank"],
    ]


def findings_of_case(case: EvaluationCase, score: CaseScore, standard: Standard) -> Paper:
    """The problems of a case with the points they cost, and what lost points without a problem."""
    words = load_paper(standard.name, "findings_list").words
    named = {key for problem in case.problems for key in problem.indicators}
    losing = [line for line in score.lines if line.lost and line.lost > 0 and not line.indicator.outside]
    facts = {
        "subject": subject_words(case.subject),
        "count": len(case.problems),
        "indicators": sum(line.indicator.id in named for line in losing),
        "lost": sum((line.lost or Decimal(0) for line in losing if line.indicator.id in named), Decimal(0)),
        "rest": [{"name": line.indicator.name, "lost": line.lost} for line in losing if line.indicator.id not in named],
    }
    of = words["tables"]["case"]
    rows = [[str(number + 1), *_problem(case, score, number, words["labels"])] for number in range(len(case.problems))]
    table = plain_table(of["columns"], rows, of["widths"], left=of["left"]) if rows else None
    return _paper("case", facts, words, table, after="rest", author=case.engagement.evaluator)


def _problem(case: EvaluationCase, score: CaseScore, number: int, labels: Mapping[str, Any]) -> list[str]:
    problem = case.problems[number]
    lines = [line for key in problem.indicators if (line := score.line(key)) is not None]
    evidence = {item.id: item.title for item in case.evidence}
    asked = [suggestion.text or suggestion.title for suggestion in case.suggestions if problem.id in suggestion.problems]
    costs = [
        labels["open"].format(name=line.indicator.name)
        if line.lost is None
        else labels["lost"].format(name=line.indicator.name, lost=amounts.text(line.lost))
        for line in lines
    ]
    return [
        problem.title,
        problem.text or gap(f"{problem.title}的具体表现"),
        problem.cause or labels["blank"],
        "\n".join(costs) or labels["blank"],
        "、".join(evidence.get(key, key) for key in problem.evidence) or labels["blank"],
        "\n".join(asked) or gap(f"{problem.title}的整改建议"),
    ]


def _paper(
    kind: str, facts: Mapping[str, Any], words: Mapping[str, Any], table: Table | None, *, after: str = "", author: str = ""
) -> Paper:
    draft = Draft(words["sentences"], facts)
    title = fill(words["titles"][kind], facts)
    blocks: list[Block] = [Paragraph(text=title, style="title"), *(Paragraph(text=text) for text in draft.paragraphs(kind))]
    if table is not None:
        blocks.append(table)
    blocks += [Paragraph(text=text) for text in (draft.paragraphs(after) if after else ())]
    paper = Paper(title=title.replace("\n", ""), sections=(Section(blocks=tuple(blocks), landscape=True),), author=author)
    return with_gaps(paper, words["titles"]["gaps"])
