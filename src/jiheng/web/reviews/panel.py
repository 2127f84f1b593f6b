"""What the page of an evaluation shows of its report: the newest version one may read, open opinions, slips, and the ways there."""

from __future__ import annotations

from jiheng.web.dossiers.panel import Panel
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.people.models import Person
from jiheng.web.policies import reviewing
from jiheng.web.reviews.asked import frame_of


def review_panel(person: Person, evaluation: Evaluation, held: frozenset[str]) -> Panel | None:
    """The panel; nothing for those who have no part in it, and none before there is a report."""
    newest = reviewing.readable(person, evaluation, held).order_by("-number").first()
    makes = reviewing.may_make(held, evaluation)
    if newest is None and not makes:
        return None
    opinions = reviewing.opinions(person, evaluation, held).filter(withdrawn_at__isnull=True)
    context = {
        **frame_of(person, evaluation, held, ""),
        "newest": newest,
        "opinions": opinions.filter(sent_at__isnull=False).count(),
        "open": opinions.filter(sent_at__isnull=False, decision="").count(),
        "drafts": opinions.filter(sent_at__isnull=True).count(),
        "slips": reviewing.slips(person, evaluation, held).filter(answered_on__isnull=True).count(),
        "side": reviewing.opining_side(held, evaluation),
    }
    return Panel(template="reviews/panel.html", context=context)
