"""A report that is one large form: its cells unfolded into headings, lines and small tables, so that it reads like any other."""

from __future__ import annotations

from collections.abc import Sequence

from jiheng.documents.content import Block
from jiheng.regulation.labels import FormLabels


def unfold(blocks: Sequence[Block], labels: FormLabels) -> list[Block]:
    """The blocks as they are."""
    del labels
    return list(blocks)
