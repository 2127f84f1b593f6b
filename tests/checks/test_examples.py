"""Every check's page is run: silent examples stay silent, loud ones speak and say the words the page promises."""

import pytest

from jiheng.checks import Check, all_checks
from jiheng.testing import Example, examples_of, run_example

CASES = [(check, example) for check in all_checks() for example in examples_of(check)]


@pytest.mark.parametrize(("check", "example"), CASES, ids=[f"{check.code}-{example.number}" for check, example in CASES])
def test_the_page_says_what_the_check_does(check: Check, example: Example) -> None:
    found = run_example(check, example)
    if not example.reports:
        assert found == []
        return
    assert found, "the page promises a finding"
    assert any(example.message in finding.message for finding in found), [finding.message for finding in found]


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.code)
def test_every_page_has_its_parts_and_both_kinds_of_examples(check: Check) -> None:
    for part in ("## 查什么", "## 为什么", "## 依据", "## 示例", "## 怎么改"):
        assert part in check.page, part
    kinds = {example.reports for example in examples_of(check)}
    assert kinds == {True, False}, "a page needs a silent and a loud example"
    assert check.module.rsplit(".", 1)[1] == f"{check.code.lower()}_{check.name}"
