"""What is done once a day: each app's part, in order. Workers do it by themselves (``jobs.days``), ``jiheng manage remind`` on demand.

A part takes the day and says how many of each deed it did, in the words of ``DEEDS``. It must add nothing when it runs a second time for
the same day: a worker that died in the middle is followed by another. Each deed is an action of its own, so that what is done stays done.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiheng.web import upkeep
from jiheng.web.casework import daily as casework
from jiheng.web.complaints import daily as complaints
from jiheng.web.evaluations import daily as evaluations
from jiheng.web.fieldwork import daily as fieldwork
from jiheng.web.portal import daily as portal
from jiheng.web.rectifications import daily as rectifications


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One app's part of the daily step."""

    name: str
    label: str | Promise
    run: Callable[[datetime.date], Counter[str]]


#: An app adds its part here. The name is kept in the database: never change it.
DAILY: Final[tuple[Part, ...]] = (
    Part(name="casework", label=gettext_lazy("审核流转"), run=casework.run),
    Part(name="evaluations", label=gettext_lazy("绩效评价"), run=evaluations.run),
    Part(name="fieldwork", label=gettext_lazy("现场评价资料"), run=fieldwork.run),
    Part(name="rectifications", label=gettext_lazy("整改"), run=rectifications.run),
    Part(name="complaints", label=gettext_lazy("投诉办理"), run=complaints.run),
    Part(name="portal", label=gettext_lazy("信息公开"), run=portal.run),
    Part(name="database", label=gettext_lazy("数据库统计信息"), run=upkeep.refresh),
)
#: The deeds that parts count, as they are told.
DEEDS: Final[dict[str, str | Promise]] = {
    "reminded": gettext_lazy("提醒 {count} 件"),
    "escalated": gettext_lazy("告知上级 {count} 件"),
    "acted": gettext_lazy("逾期办理 {count} 件"),
    "started": gettext_lazy("补建 {count} 件"),
}


def told(done: Counter[str]) -> str:
    """The deeds as a sentence, those that did not happen too."""
    return _("，").join(str(words).format(count=done[name]) for name, words in DEEDS.items()) + _("。")
