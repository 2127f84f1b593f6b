"""The indicator library: indicators as people set them, with class, unit, direction, wording, formula and evidence, searchable.

Files: ``standards/<name>/indicators/*.yaml``, ``_about: {sector, title, cite}`` and then one entry an indicator. A lower standard adds to
the higher one's entries or puts its own in their place. The entries are advice for setting and reviewing objectives; their targets name
what to fill in (【计划数】) and are no numbers of law. Matching looks at characters only; it knows no meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

from pydantic import ValidationError

from jiheng.model import Citation, Direction, IndicatorCategory, IndicatorSubcategory, Record
from jiheng.regulation.labels import compact
from jiheng.regulation.loading import BrokenStandard, citation_of, lineage, read_yaml

#: The sector of indicators that every sector may use.
COMMON: Final = "common"
#: A word of an entry found whole in a query counts so much.
_WHOLE: Final = 0.75
#: Another name found whole adds this share of the part of the text it makes up.
_WORD: Final = 0.6
_KINDS: Final = (
    ("rate", r"(?:率|比例|占比|度|强度|比重)$"),
    ("time", r"(?:时间|时限|时长|日期|期限|及时性|天数)$"),
    ("money", r"(?:成本|单价|额度|标准|费用?|金额|经费|收入|产值|投入|造价|上限)$"),
)
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[“”\"']")


class LibraryIndicator(Record):
    """An indicator of the library. ``target`` is a wording to fill in, ``words`` other names people know it by."""

    name: str
    category: IndicatorCategory
    subcategory: IndicatorSubcategory
    unit: str
    direction: Direction
    target: str
    evidence_source: str
    explanation: str
    words: tuple[str, ...] = ()
    formula: str | None = None
    sector: str
    sector_title: str
    citation: Citation

    @property
    def is_measurable(self) -> bool:
        """Whether its target is a number or a date rather than words."""
        return bool(self.unit) or "【" in self.target


@cache
def load_library(name: str = "cn") -> tuple[LibraryIndicator, ...]:
    """The library of a standard with its ancestors' entries, in the order of the files.

    Raises:
        UnknownStandard, BrokenStandard: see there.
    """
    found: dict[str, LibraryIndicator] = {}
    for jurisdiction in lineage(name):
        own: set[str] = set()
        for entry in _entries(jurisdiction):
            if entry.name in own:
                raise BrokenStandard(f"{jurisdiction}/indicators", entry.name, "指标库中有同名指标，请改名或合并。")
            own.add(entry.name)
            found[entry.name] = entry
    return tuple(found.values())


def _entries(name: str) -> Iterator[LibraryIndicator]:
    folder = files("jiheng") / "standards" / name / "indicators"
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if not file.name.endswith(".yaml"):
            continue
        content = dict(read_yaml(file))
        place = f"{name}/indicators/{file.name}"
        about = content.pop("_about", None)
        if not isinstance(about, dict) or not about.get("sector") or not about.get("cite"):
            raise BrokenStandard(place, "_about", "开头须写明 sector、title 和 cite。")
        citation = citation_of(name, place, about)
        for key, entry in content.items():
            yield _entry(place, str(key), entry, about, citation)


def _entry(place: str, key: str, entry: Any, about: dict[str, Any], citation: Citation) -> LibraryIndicator:
    if not isinstance(entry, dict):
        raise BrokenStandard(place, key, "每个指标是「键: 值」，至少有 category、subcategory、direction、target。")
    head = {"name": key, "sector": str(about["sector"]), "sector_title": str(about.get("title", "")), "citation": citation}
    try:
        return LibraryIndicator.model_validate({**entry, **head})
    except ValidationError as error:
        first = error.errors()[0]
        raise BrokenStandard(place, f"{key}/{'/'.join(map(str, first['loc']))}", f"写法不对（{first['msg']}）。") from error


def core(text: str) -> str:
    """A name in one width without white space, brackets and quotation marks."""
    return _BRACKETS.sub("", compact(text))


def _pairs(text: str) -> set[str]:
    return {text[index : index + 2] for index in range(len(text) - 1)} or {text}


def likeness(query: str, entry: LibraryIndicator) -> float:
    """How much a name looks like an entry, 0 to 1: shared pairs of characters, or another name of the entry found whole."""
    wanted, name = core(query), core(entry.name)
    if not wanted:
        return 0.0
    one, other = _pairs(wanted), _pairs(name)
    best = 2 * len(one & other) / (len(one) + len(other))
    for word in entry.words:
        own = core(word)
        if own in wanted:
            best = max(best, _WHOLE + 0.25 * len(own) / len(wanted))
        elif wanted in own:
            best = max(best, _WHOLE * len(wanted) / len(own))
    if wanted in name:
        best = max(best, _WHOLE + 0.25 * len(wanted) / len(name))
    return best


def search(query: str, library: tuple[LibraryIndicator, ...], *, sector: str | None = None, least: float = 0.3) -> list[LibraryIndicator]:
    """The entries whose name, other names or explanation fit the query, the likest first; common ones belong to every sector."""
    wanted = core(query)
    scored = []
    for entry in library:
        if sector and entry.sector not in (sector, COMMON):
            continue
        score = likeness(query, entry)
        if wanted and wanted in core(f"{entry.explanation}{entry.sector_title}"):
            score = max(score, least)
        if score >= least:
            scored.append((score, entry))
    return [entry for _, entry in sorted(scored, key=lambda pair: -pair[0])]


def kind_of(name: str) -> str:
    """What a name counts, by its ending: ``rate``, ``time``, ``money`` or ``count``."""
    text = core(name)
    return next((kind for kind, pattern in _KINDS if re.search(pattern, text)), "count")


def nearest(name: str, library: tuple[LibraryIndicator, ...], *, least: float) -> LibraryIndicator | None:
    """The entry of the same kind a name looks most like; None when none is like it enough or the likest two differ in class."""
    wanted, kind = core(name), kind_of(name)
    scored = sorted(((_nearness(wanted, entry), entry) for entry in library if kind_of(entry.name) == kind), key=lambda pair: -pair[0])
    if not wanted or not scored or scored[0][0] < least:
        return None
    best, entry = scored[0]
    rivals = [other for score, other in scored[1:] if score == best]
    return None if any((other.category, other.subcategory) != (entry.category, entry.subcategory) for other in rivals) else entry


def _nearness(wanted: str, entry: LibraryIndicator) -> float:
    """Shared pairs of characters, and more when another name of the entry stands whole in the text."""
    one, other = _pairs(wanted), _pairs(core(entry.name))
    alike = 2 * len(one & other) / (len(one) + len(other))
    return alike + max((_WORD * len(core(word)) / len(wanted) for word in entry.words if core(word) in wanted), default=0.0)
