"""Self-evaluation forms attached to long documents: their blocks, and the document with one form made otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from jiheng.model import SelfEvaluationForm
from jiheng.sample.grids import Grid
from jiheng.sample.layouts_grid import self_evaluation_grid
from jiheng.sample.layouts_long_paper import AttachedForm, Block, Paper, line, text
from jiheng.sample.layouts_shown import shown


def _grid(form: AttachedForm) -> Grid:
    return self_evaluation_grid(shown(form.record, form.layout), form.layout)


def form_blocks(form: AttachedForm, name: str) -> list[Block]:
    """A form on a page of its own: title, lines above, table, lines below; title and table have the name."""
    grid = _grid(form)
    return [
        Block(kind="page"),
        Block(kind="title", text=grid.title, name=name),
        *(line(words) for words in grid.lines),
        Block(kind="grid", grid=grid, name=name, form=form),
        *(text(words) for words in grid.after),
    ]


def attached(paper: Paper) -> dict[str, AttachedForm]:
    """The forms of a document by the name of their blocks, in order."""
    return {block.name: block.form for block in paper.blocks if block.form is not None}


def reformed(paper: Paper, name: str, change: Callable[[SelfEvaluationForm], SelfEvaluationForm | None]) -> Paper | None:
    """The document with one form changed and printed anew; None where there is no such form or the change has no place."""
    number = next((number for number, block in enumerate(paper.blocks) if block.form is not None and block.name == name), None)
    old = paper.blocks[number].form if number is not None else None
    record = change(old.record) if old is not None else None
    if number is None or old is None or record is None:
        return None
    form = replace(old, record=record)
    return paper.edited(number, lambda block: replace(block, grid=_grid(form), form=form))
