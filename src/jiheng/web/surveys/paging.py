"""A questionnaire as a page shows it: numbers, what is chosen, what is wrong, when a question is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jiheng.model.questionnaires import LONGEST_TEXT, Question, QuestionKind, Questionnaire
from jiheng.web.surveys.models import Survey

_KEPT: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An option on the page."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A question on the page. ``when`` says in words when it is asked; ``shown_by`` the same for the script."""

    number: int
    question: Question
    choices: tuple[Choice, ...]
    text: str
    fault: str
    when: str
    shown_by: str

    @property
    def widget(self) -> str:
        """The kind of input."""
        return "checkbox" if self.question.kind is QuestionKind.MULTIPLE else "radio"

    @property
    def longest(self) -> int:
        """So long a text may be."""
        return LONGEST_TEXT


def items(questionnaire: Questionnaire, sent: Mapping[str, Sequence[str]], faults: Mapping[str, str]) -> tuple[Item, ...]:
    """The questions with what was sent and what is wrong with it."""
    numbers = {question.id: number for number, question in enumerate(questionnaire.questions, 1)}
    found = []
    for number, question in enumerate(questionnaire.questions, 1):
        given = list(sent.get(question.id, ()))
        choices = tuple(
            Choice(value=str(place), label=label, is_chosen=str(place) in given) for place, label in enumerate(question.labels, 1)
        )
        condition = question.condition
        asked = questionnaire.question(condition.question) if condition else None
        when = shown_by = ""
        if condition and asked:
            labels = "、".join(asked.labels[option - 1] for option in condition.options if option <= len(asked.labels))
            when = _("第 {number} 题选「{labels}」的，请回答").format(number=numbers[asked.id], labels=labels)
            shown_by = f"{asked.id}:{','.join(map(str, condition.options))}"
        text = given[0] if given and question.kind is QuestionKind.TEXT else ""
        fault = faults.get(question.id, "")
        found.append(Item(number=number, question=question, choices=choices, text=text, fault=fault, when=when, shown_by=shown_by))
    return tuple(found)


def drawn(questionnaire: Questionnaire, sent: Mapping[str, Sequence[str]], faults: Mapping[str, str]) -> SafeString:
    """The questions as inputs."""
    return render_to_string("surveys/questions.html", {"items": items(questionnaire, sent, faults)})


@lru_cache(maxsize=_KEPT)
def sealed(pk: int, _digest: str) -> tuple[Questionnaire, SafeString]:
    """The questionnaire of an opened survey and its questions, still empty: read and drawn once in each process, for all who answer."""
    questionnaire = Survey.objects.only("content").get(pk=pk).questionnaire
    return questionnaire, drawn(questionnaire, {}, {})
