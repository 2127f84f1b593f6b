"""What a form says in words about its money: whether a reason for a change or a low rate stands anywhere.

Not a check: helpers for the checks of numbers that ask for an explanation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.model import Form, SelfEvaluationForm
from jiheng.regulation import Standard


def explanations_in(form: Form) -> Iterator[str]:
    """Every text of the form in which a reason can stand: reasons, problems, conclusion, achieved objective, other cells."""
    if isinstance(form, SelfEvaluationForm):
        yield from (text for text in (form.actual_objective, form.problems, form.improvement, form.conclusion) if text)
    yield from form.fields.values()
    yield from form.marks.values()
    for row in form.funds:
        yield from row.marks.values()
    for indicator in form.indicators:
        yield from (text for text in (indicator.deviation_reason, indicator.note) if text)


def speaks_of(form: Form, lexicon: str, standard: Standard) -> bool:
    """Whether any such text has a word of the lexicon."""
    patterns = [re.compile(pattern) for pattern in standard.words(lexicon)]
    return any(pattern.search(text) for text in explanations_in(form) for pattern in patterns)
