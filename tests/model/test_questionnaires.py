from __future__ import annotations

import pytest

from jiheng.model.questionnaires import (
    LONGEST_TEXT,
    MOST_QUESTIONS,
    Condition,
    Question,
    QuestionKind,
    Questionnaire,
    questionnaire_faults,
    read_answers,
)

FIRST = Question(id="q1", kind=QuestionKind.SINGLE, text="用过吗", options=("用过", "没有"))
WHY = Question(
    id="q2", kind=QuestionKind.MULTIPLE, text="为什么", options=("远", "贵", "不知道"), condition=Condition(question="q1", options=(2,))
)
LAST = Question(id="q3", kind=QuestionKind.TEXT, text="建议", is_required=False)
ASKED = Questionnaire(title="测试", questions=(FIRST, WHY, LAST))


def faults(*questions: Question) -> list[str]:
    return [fault.text for fault in questionnaire_faults(Questionnaire(title="测试", questions=questions))]


def test_a_question_that_is_not_shown_is_neither_asked_nor_kept() -> None:
    reading = read_answers(ASKED, {"q1": ["1"], "q2": ["1", "3"], "q3": [" 很好 "]})
    assert (reading.answers, reading.faults) == ({"q1": [1], "q3": "很好"}, {})


def test_a_question_that_is_shown_must_be_answered() -> None:
    assert read_answers(ASKED, {"q1": ["2"]}).faults == {"q2": "请回答这道题。"}
    assert read_answers(ASKED, {"q1": ["2"], "q2": ["3", "1"]}).answers == {"q1": [2], "q2": [1, 3]}


def test_what_is_no_option_is_no_answer() -> None:
    assert read_answers(ASKED, {"q1": ["7"]}).faults == {"q1": "请回答这道题。"}
    assert read_answers(ASKED, {"q1": ["1", "2"]}).answers == {"q1": [1]}, "one answer of a question with one"


def test_a_text_that_is_too_long_is_refused_not_cut() -> None:
    reading = read_answers(ASKED, {"q1": ["1"], "q3": ["长" * (LONGEST_TEXT + 1)]})
    assert "q3" not in reading.answers
    assert f"最多写 {LONGEST_TEXT} 个字" in reading.faults["q3"]


def test_what_can_be_asked_has_no_fault() -> None:
    assert faults(FIRST, WHY, LAST) == []


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ((), "问卷还没有题目。"),
        ((FIRST.model_copy(update={"text": " "}),), "第 1 题：没有写题目。"),
        ((FIRST, FIRST), "第 2 题：题号重复。"),
        ((FIRST.model_copy(update={"options": ("用过",)}),), "第 1 题：至少要有两个选项。"),
        ((FIRST.model_copy(update={"options": ("用过", "用过")}),), "第 1 题：有相同的选项。"),
        ((FIRST.model_copy(update={"options": tuple("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌")}),), "第 1 题：选项不能多于 20 个。"),
        ((FIRST.model_copy(update={"is_counted": True}),), "第 1 题：只有量表题可以计入满意度。"),
        ((WHY, FIRST), "第 1 题：显示条件引用的题目不在它前面。"),
        ((FIRST.model_copy(update={"options": ("用过", "没")}), WHY.model_copy(update={"condition": Condition(question="q1", options=(3,))})), "第 2 题：显示条件引用的选项已不存在。"),
        (tuple(FIRST.model_copy(update={"id": f"q{number}"}) for number in range(MOST_QUESTIONS + 1)), f"题目不能多于 {MOST_QUESTIONS} 道。"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(questions: tuple[Question, ...], said: str) -> None:
    assert faults(*questions) == [said]


def test_a_question_is_found_by_its_id() -> None:
    assert ASKED.question("q2") == WHY
    assert ASKED.question("q9") is None
