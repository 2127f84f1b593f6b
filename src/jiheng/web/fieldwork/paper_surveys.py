"""Paper questionnaires: the questions as they are typed, and the counts of their answers.

Shares are never typed: they follow from the counts, so that they always fit them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from jiheng.model.amounts import text
from jiheng.model.cases import CaseQuestion, CaseSurvey

MULTIPLE: Final = "（多选）"
_MOST_QUESTIONS: Final = 60
_MOST_OPTIONS: Final = 20
_OPTION: Final = re.compile(r"(.+?)[ \t＝=]+(\d(?:\.\d+)?)")


class NotQuestions(ValueError):
    """What was typed is no list of questions; the text says where and what to do."""


def read_questions(typed: str, known: tuple[CaseQuestion, ...] = ()) -> tuple[CaseQuestion, ...]:
    """The questions: a line with the question, one line an option, an empty line between questions.

    Behind an option stands the weight with which it counts as satisfied. Counts typed before stay where question and option do.

    Raises:
        NotQuestions: see there.
    """
    before = {one.text: one for one in known}
    blocks = [[line.strip() for line in block.splitlines() if line.strip()] for block in re.split(r"\n\s*\n", typed.replace("\r\n", "\n"))]
    questions = [_question(lines, before) for lines in blocks if lines]
    if not questions:
        raise NotQuestions(_("请至少写一个问题。"))
    if len(questions) > _MOST_QUESTIONS:
        raise NotQuestions(_("最多 {most} 个问题。").format(most=_MOST_QUESTIONS))
    if len({one.text for one in questions}) < len(questions):
        raise NotQuestions(_("有两个问题写得一样，请区分开。"))
    return tuple(questions)


def _question(lines: list[str], before: dict[str, CaseQuestion]) -> CaseQuestion:
    title, options = lines[0].removesuffix(MULTIPLE).strip(), lines[1:]
    if not 2 <= len(options) <= _MOST_OPTIONS:
        told = _("「{question}」有 {count} 个选项，应有 2 到 {most} 个。问题和选项各占一行，问题之间空一行。")
        raise NotQuestions(told.format(question=title, count=len(options), most=_MOST_OPTIONS))
    old = before.get(title)
    answers: dict[str, int] = {}
    satisfied: dict[str, Decimal] = {}
    for line in options:
        match = _OPTION.fullmatch(line)
        label, weight = (match[1].strip(), Decimal(match[2])) if match else (line, Decimal(0))
        if weight > 1:
            raise NotQuestions(_("「{option}」的权重是 {weight}，应在 0 到 1 之间。").format(option=label, weight=weight))
        if label in answers:
            raise NotQuestions(_("「{question}」的选项「{option}」写了两次。").format(question=title, option=label))
        answers[label] = old.answers.get(label, 0) if old else 0
        if weight:
            satisfied[label] = weight
    respondents = (old.respondents or 0 if old else 0) if lines[0].endswith(MULTIPLE) else None
    return CaseQuestion(text=title, answers=answers, satisfied=satisfied, respondents=respondents)


def written(questions: tuple[CaseQuestion, ...]) -> str:
    """The questions as they are typed."""
    blocks = []
    for one in questions:
        head = f"{one.text}{MULTIPLE if one.respondents is not None else ''}"
        weights = {label: f" {text(weight, None)}" for label, weight in one.satisfied.items()}
        blocks.append("\n".join([head, *(f"{label}{weights.get(label, '')}" for label in one.answers)]))
    return "\n\n".join(blocks)


def faults(survey: CaseSurvey) -> Iterator[str]:
    """What does not fit together in a survey: nobody can have answered more than there are."""
    steps = ((_("有效"), survey.valid), (_("收回"), survey.returned), (_("发放"), survey.issued), (_("总体"), survey.population))
    known = [(label, count) for label, count in steps if count is not None]
    for (less, fewer), (more, greater) in zip(known, known[1:], strict=False):
        if fewer > greater:
            yield _("{less} {fewer} 多于{more} {greater}。").format(less=less, fewer=fewer, more=more, greater=greater)
    if survey.started_on and survey.finished_on and survey.finished_on < survey.started_on:
        yield _("结束日期早于开始日期。")
    for number, one in enumerate(survey.questions, 1):
        if one.respondents is not None and any(count > one.respondents for count in one.answers.values()):
            yield _("第 {number} 题有选项的份数多于回答人数 {answered}。").format(number=number, answered=one.respondents)
        if survey.valid is not None and one.answered > survey.valid:
            yield _("第 {number} 题 {answered} 份回答，多于有效问卷 {valid} 份。").format(
                number=number, answered=one.answered, valid=survey.valid
            )
