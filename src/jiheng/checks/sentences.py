"""What stands together in one sentence. No check of its own: the checks of counts share it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from jiheng.model import EvaluationReport, Fact, Figure, FinalAccounts


def behind(record: FinalAccounts | EvaluationReport, whole: int, figure: Figure) -> Iterator[tuple[int, Fact]]:
    """The facts behind one in the same sentence, as long as they count the same."""
    facts, said = record.facts, record.facts[whole].text
    paragraph = next((text for text in record.paragraphs if said and said in text), None)
    if paragraph is None:
        return
    at = paragraph.index(said) + len(said)
    rest = "".join(takewhile(lambda char: char not in "。；！？", paragraph[at:]))
    for index in range(whole + 1, len(facts)):
        fact = facts[index]
        found = rest.find(fact.text) if fact.text else -1
        if found < 0 or fact.figure is None or fact.figure.unit != figure.unit or fact.figure.decimals:
            return
        rest = rest[found + len(fact.text) :]
        yield index, fact
