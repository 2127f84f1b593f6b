"""A check has one code of a known family; two checks never share one."""

from collections.abc import Iterator

import pytest

from jiheng.checks.registry import DuplicateCode, Said, check
from jiheng.model import SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@pytest.mark.parametrize("code", ["SEV1", "ABC101", "sev101", "SEV1012"])
def test_a_code_is_a_family_with_three_digits(code: str) -> None:
    with pytest.raises(ValueError, match=f"not a check code: {code}"):
        check(code, severity=Severity.NOTE)


def test_a_code_that_another_check_has_is_refused() -> None:
    import jiheng.checks.sev101_execution_rate_mismatch  # noqa: F401 - registers the code

    def another(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
        yield from ()

    with pytest.raises(DuplicateCode, match=r"SEV101 is claimed by jiheng\.checks\.sev101_execution_rate_mismatch and"):
        check("SEV101", severity=Severity.NOTE)(another)
