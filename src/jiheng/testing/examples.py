"""The examples on a check's page, taken out and run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jiheng.checks import Check
from jiheng.model import Finding
from jiheng.regulation import Standard, load_standard
from jiheng.testing.records import build, read_example

_FENCE = re.compile(r"```yaml (?P<kind>不应报告|应报告)(?P<standard> \S+)?\n(?P<body>.*?)```", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example: what the record says, whether a finding is due, and words its message must hold."""

    code: str
    number: int
    reports: bool
    record: str
    message: str
    standard: str = "cn"


def examples_of(check: Check) -> Iterator[Example]:
    """The examples of a check's page in order; several in one fence are parted by a line ``===``."""
    number = 0
    for match in _FENCE.finditer(check.page):
        for part in re.split(r"^===\s*$", match["body"], flags=re.M):
            record, _, message = part.partition("\n---")
            number += 1
            yield Example(
                code=check.code,
                number=number,
                reports=match["kind"] == "应报告",
                record=record,
                message=message.strip(),
                standard=(match["standard"] or "cn").strip(),
            )


def run_example(check: Check, example: Example, standard: Standard | None = None) -> list[Finding]:
    """What the check finds in the example."""
    subject = build(check.subject, read_example(example.record))
    law = standard or load_standard(example.standard)
    return [said for said in check.function(subject, law) if isinstance(said, Finding)]
