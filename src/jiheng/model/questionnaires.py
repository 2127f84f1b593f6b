"""Questionnaires (调查问卷) as they are asked, and what one person answers.

A questionnaire is complete in itself: the levels and points of a scale are copied into it, so that one that was opened stays what it was
when the standard's scales change. Options are counted from 1; an answer names options by number, or is text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeAlias

from pydantic import Field

from jiheng.model.exact import Exact
from jiheng.model.record import Record

#: So much of a free text is kept.
LONGEST_TEXT: Final = 2000
#: More than this nobody reads on a telephone.
MOST_OPTIONS: Final = 20
MOST_QUESTIONS: Final = 60

Answers: TypeAlias = dict[str, list[int] | str]
"""What one person answered: question id to the numbers of options, or to text. Questions that were not shown or left out are absent."""


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    TEXT = "text"


class Level(Record):
    """A level of a scale with its points, and what it counts in each formula of satisfaction (0 to 1)."""

    label: str
    points: Exact
    counts: dict[str, Exact] = {}


class Condition(Record):
    """A question is shown when an earlier one was answered by one of these options."""

    question: str
    options: tuple[int, ...] = Field(min_length=1)


class Question(Record):
    """One question. ``scale`` is the id of the scale its levels were copied from; ``is_counted``: its answers make up the satisfaction."""

    id: str
    kind: QuestionKind
    text: str
    options: tuple[str, ...] = ()
    scale: str = ""
    levels: tuple[Level, ...] = ()
    is_required: bool = True
    is_counted: bool = False
    condition: Condition | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """What can be chosen, in order."""
        return tuple(level.label for level in self.levels) if self.kind is QuestionKind.SCALE else self.options

    def is_shown(self, answers: Mapping[str, list[int] | str]) -> bool:
        """Whether somebody who answered so far so is asked this."""
        if self.condition is None:
            return True
        given = answers.get(self.condition.question)
        return isinstance(given, list) and not set(given).isdisjoint(self.condition.options)


class Questionnaire(Record):
    """What is asked, in order. ``formula`` is the formula of satisfaction, chosen before anybody answers."""

    title: str
    introduction: str = ""
    formula: str = ""
    questions: tuple[Question, ...] = ()

    def question(self, identifier: str) -> Question | None:
        """The question of this id."""
        return next((one for one in self.questions if one.id == identifier), None)


class QuestionnaireFault(Record):
    """Why a questionnaire cannot be opened as it is; ``question`` is the id of the question meant, empty for the whole."""

    question: str = ""
    text: str


def questionnaire_faults(questionnaire: Questionnaire) -> Iterator[QuestionnaireFault]:
    """What must be put right before the questionnaire is opened."""
    if not questionnaire.questions:
        yield QuestionnaireFault(text="问卷还没有题目。")
    if len(questionnaire.questions) > MOST_QUESTIONS:
        yield QuestionnaireFault(text=f"题目不能多于 {MOST_QUESTIONS} 道。")
    before: dict[str, Question] = {}
    for number, question in enumerate(questionnaire.questions, 1):
        for text in _faults(question, before):
            yield QuestionnaireFault(question=question.id, text=f"第 {number} 题：{text}")
        before[question.id] = question


def _faults(question: Question, before: Mapping[str, Question]) -> Iterator[str]:
    if not question.text.strip():
        yield "没有写题目。"
    if question.id in before:
        yield "题号重复。"
    if question.kind is not QuestionKind.TEXT:
        labels = question.labels
        if len(labels) < 2:
            yield "至少要有两个选项。"
        if len(labels) > MOST_OPTIONS:
            yield f"选项不能多于 {MOST_OPTIONS} 个。"
        if len(set(labels)) < len(labels):
            yield "有相同的选项。"
    if question.is_counted and question.kind is not QuestionKind.SCALE:
        yield "只有量表题可以计入满意度。"
    if question.condition is not None:
        asked = before.get(question.condition.question)
        if asked is None:
            yield "显示条件引用的题目不在它前面。"
        elif asked.kind is QuestionKind.TEXT or max(question.condition.options) > len(asked.labels):
            yield "显示条件引用的选项已不存在。"


class Reading(Record):
    """What was sent, read: the answers that count, and by question id what is wrong."""

    answers: Answers
    faults: dict[str, str] = {}


def read_answers(questionnaire: Questionnaire, sent: Mapping[str, Sequence[str]]) -> Reading:
    """The answers in what a form sent. Answers to questions that are not shown are dropped; a missing required one is a fault."""
    answers: Answers = {}
    faults: dict[str, str] = {}
    for question in questionnaire.questions:
        if not question.is_shown(answers):
            continue
        given = [value for value in sent.get(question.id, ()) if value.strip()]
        if question.kind is QuestionKind.TEXT:
            text = given[0].strip() if given else ""
            if len(text) > LONGEST_TEXT:
                faults[question.id] = f"最多写 {LONGEST_TEXT} 个字，现在有 {len(text)} 个。"
            elif text:
                answers[question.id] = text
        elif chosen := _chosen(question, given):
            answers[question.id] = chosen
        if question.is_required and question.id not in answers:
            faults.setdefault(question.id, "请回答这道题。")
    return Reading(answers=answers, faults=faults)


def _chosen(question: Question, given: Sequence[str]) -> list[int]:
    """The numbers of the options that were chosen; of a question with one answer the first, what is no option is dropped."""
    known = {str(number): number for number in range(1, len(question.labels) + 1)}
    chosen = sorted({known[value] for value in given if value in known})
    return chosen if question.kind is QuestionKind.MULTIPLE else chosen[:1]
