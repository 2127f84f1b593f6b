"""Label variants of the official forms: which printed label means which field.

Files: ``standards/<name>/forms/*.yaml``, each ``block: {meaning: [label, label, /pattern/]}``; a lower standard adds to the higher one's
lists. Labels are compared without white space, width, brackets, numbering and trailing colons (:func:`label_core`), so that
``主管部门（及代码）：`` finds ``主管部门``. Says nothing about where on paper a label stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from jiheng.regulation.loading import BrokenStandard, lineage, read_yaml

_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
_NUMBERING: Final = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.](?!\d)|\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\))")
_ORNAMENT: Final = re.compile(r"[★☆※●▲◆■*_]+")
#: How many texts a vocabulary remembers the meaning of: the same labels come back in every form.
_REMEMBERED: Final = 20_000
#: No label is longer than this, brackets and white space included.
_LONGEST: Final = 120
_COLON: Final = re.compile(r"[:：]+$")


@lru_cache(maxsize=65536)
def compact(text: str) -> str:
    """Text in one width without any white space: what labels are compared by."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=65536)
def label_core(text: str) -> str:
    """A printed label without numbering, ornaments, brackets and colon: ``（二）年度资金总额（万元）：`` is 年度资金总额."""
    core = _ORNAMENT.sub("", compact(text))
    core = _NUMBERING.sub("", core)
    while True:
        shorter = _BRACKETS.sub("", core)
        if shorter == core:
            break
        core = shorter
    return _COLON.sub("", core).strip("、,.;；。")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The labels of one block. ``words`` maps label cores to meanings, ``patterns`` match whole cores."""

    name: str
    words: Mapping[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()
    _known: dict[str, str | None] = field(default_factory=dict, compare=False, repr=False)

    def meaning(self, text: str) -> str | None:
        """What a label cell means; None when it is no label of this block."""
        if text not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[text] = self._meaning(text)
        return self._known[text]

    def _meaning(self, text: str) -> str | None:
        if len(text) > _LONGEST:
            return None
        core = label_core(text)
        if not core or len(core) > 40:
            return None
        found = self.words.get(core)
        if found is not None or ":" in core:
            return found
        for pattern, meaning in self.patterns:
            if pattern.fullmatch(core):
                return meaning
        return None

    def within(self, text: str) -> str | None:
        """The first meaning whose word or pattern occurs anywhere in the text, in the order of the file (for titles)."""
        whole = compact(text)
        for pattern, meaning in self.patterns:
            if pattern.search(whole):
                return meaning
        return next((meaning for word, meaning in self.words.items() if word in whole), None)

    def split(self, text: str) -> tuple[str, str, str] | None:
        """Meaning, label and value of a cell that holds both (``项目名称：道路养护``); None when it does not."""
        match = re.match(r"\s*([^:：\n]{1,30})[:：]\s*(\S.*)", text, re.S)
        if not match:
            return None
        meaning = self.meaning(match[1])
        return (meaning, match[1].strip(), match[2].strip()) if meaning else None

    def leading(self, text: str) -> tuple[str, int] | None:
        """Meaning and length of the longest word that a compact run of text begins with (for text without cells)."""
        best = max((word for word in self.words if text.startswith(word)), key=len, default=None)
        return (self.words[best], len(best)) if best else None

    def of(self, meaning: str) -> tuple[str, ...]:
        """The words of one meaning, longest first."""
        return tuple(sorted((word for word, found in self.words.items() if found == meaning), key=len, reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLabels:
    """All label variants of one standard, by block. Meanings are named in ``standards/*/forms/*.yaml``."""

    standard: str
    blocks: Mapping[str, Vocabulary]

    def block(self, name: str) -> Vocabulary:
        """The vocabulary of a block; an empty one when no standard defines it."""
        return self.blocks.get(name) or Vocabulary(name, {})

    @property
    def titles(self) -> Vocabulary:
        """Kinds of forms by title: not_a_form, monitoring, self_evaluation, objective (use ``within``)."""
        return self.block("titles")

    @property
    def scopes(self) -> Vocabulary:
        """Scope by title: department or project (use ``within``)."""
        return self.block("scopes")

    @property
    def head(self) -> Vocabulary:
        """Head cells: project, project_code, supervising_department, implementing_agency, head_fact, year_fact, attribute, period…"""
        return self.block("head")

    @property
    def narratives(self) -> Vocabulary:
        """Narrative cells of declarations, kept in ``fields``."""
        return self.block("narratives")

    @property
    def funds_block(self) -> Vocabulary:
        """The side label of the funds block."""
        return self.block("funds_block")

    @property
    def funds_columns(self) -> Vocabulary:
        """initial_budget, adjusted_budget, executed, expected_execution, execution_rate, weight, score, deviation_reason, surplus."""
        return self.block("funds_columns")

    @property
    def funds_rows(self) -> Vocabulary:
        """Values of FundsKind, and ``part`` for a bare 其中."""
        return self.block("funds_rows")

    @property
    def task_columns(self) -> Vocabulary:
        """Columns of the task table of department forms."""
        return self.block("task_columns")

    @property
    def objectives_block(self) -> Vocabulary:
        """The side label of the objectives block."""
        return self.block("objectives_block")

    @property
    def objectives(self) -> Vocabulary:
        """expected_objective, actual_objective, period_objective."""
        return self.block("objectives")

    @property
    def indicators_block(self) -> Vocabulary:
        """The side label of the indicator block."""
        return self.block("indicators_block")

    @property
    def indicator_columns(self) -> Vocabulary:
        """category, subcategory, name, sign, unit, target, actual, expected, completion_rate, weight, score, deviation_reason, …"""
        return self.block("indicator_columns")

    @property
    def categories(self) -> Vocabulary:
        """Values of IndicatorCategory."""
        return self.block("categories")

    @property
    def subcategories(self) -> Vocabulary:
        """Values of IndicatorSubcategory."""
        return self.block("subcategories")

    @property
    def totals(self) -> Vocabulary:
        """The label of the total row."""
        return self.block("totals")

    @property
    def closing(self) -> Vocabulary:
        """Rows below the indicators: grade, conclusion, problems, improvement, filled_on, closing_fact."""
        return self.block("closing")


def _entries(name: str) -> Iterator[tuple[str, str, str, str]]:
    folder = files("jiheng") / "standards" / name / "forms"
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if not file.name.endswith(".yaml"):
            continue
        for block, meanings in read_yaml(file).items():
            if not isinstance(meanings, dict):
                raise BrokenStandard(f"{name}/forms/{file.name}", str(block), "应是「含义: [标签, …]」。")
            for meaning, words in meanings.items():
                if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
                    raise BrokenStandard(f"{name}/forms/{file.name}", f"{block}/{meaning}", "标签应是字符串的列表。")
                for word in words:
                    yield f"{name}/forms/{file.name}", str(block), str(meaning), word


@cache
def load_labels(standard: str = "cn") -> FormLabels:
    """The label variants of a standard and its ancestors.

    Raises:
        UnknownStandard, BrokenStandard: the standard does not exist or its YAML is wrong.
    """
    words: dict[str, dict[str, str]] = {}
    patterns: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for jurisdiction in lineage(standard):
        for file, block, meaning, word in _entries(jurisdiction):
            words.setdefault(block, {})
            if len(word) > 2 and word.startswith("/") and word.endswith("/"):
                try:
                    patterns.setdefault(block, []).append((re.compile(word[1:-1]), meaning))
                except re.error as error:
                    raise BrokenStandard(file, f"{block}/{meaning}", f"正则 {word} 有误（{error}）。") from error
            else:
                words[block].setdefault(label_core(word), meaning)
    blocks = {block: Vocabulary(block, known, tuple(patterns.get(block, ()))) for block, known in words.items()}
    return FormLabels(standard=standard, blocks=blocks)
