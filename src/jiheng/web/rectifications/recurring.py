"""The same problem as in an earlier year: the same check at the same place, or nearly the same words, in the same subject of the agency."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from django.utils.translation import gettext as _

from jiheng.web.dashboards.facts import lasting
from jiheng.web.rectifications.models import Item, Rectification

#: So alike are two problems in other words that are one; what is less alike is left to people.
_ALIKE: Final = 0.8
_SIGNS: Final = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The item of an earlier year, and how many years ago."""

    item: Item
    rectification: Rectification
    year: int
    years: int

    @property
    def said(self) -> str:
        """In a word."""
        return _("上年已提出") if self.years == 1 else _("{year} 年度已提出").format(year=self.year)


def recurring(items: Iterable[Item], rectification: Rectification) -> dict[int, Earlier]:
    """By number of the item: the latest earlier one that is the same. Two queries, however many items."""
    dossier = rectification.dossier
    rows = Item.objects.filter(
        removed_at__isnull=True,
        rectification__issued_on__isnull=False,
        rectification__dossier__organisation=dossier.organisation_id,
        rectification__dossier__fiscal_year__lt=dossier.fiscal_year_id,
    ).select_related("rectification__dossier")
    before: defaultdict[str, list[Item]] = defaultdict(list)
    for row in rows.order_by("-rectification__dossier__fiscal_year", "-pk"):
        before[lasting(row.rectification.dossier.subject)].append(row)
    known = before[lasting(dossier.subject)]
    found: dict[int, Earlier] = {}
    for item in items:
        same = next((one for one in known if _same(item, one)), None)
        if same is not None:
            year = same.rectification.dossier.fiscal_year_id
            found[item.pk] = Earlier(item=same, rectification=same.rectification, year=year, years=dossier.fiscal_year_id - year)
    return found


def _same(one: Item, other: Item) -> bool:
    if one.check_code and one.check_code == other.check_code:
        return one.place == other.place
    return SequenceMatcher(None, _plain(one.problem), _plain(other.problem), autojunk=False).ratio() >= _ALIKE


def _plain(text: str) -> str:
    """Words alone: figures and signs change from year to year."""
    return _SIGNS.sub("", text)
