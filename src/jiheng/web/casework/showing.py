"""The panels of the page of a dossier: its way through the year, and the talk about it."""

from __future__ import annotations

from jiheng.web.casework.forms import CommentForm
from jiheng.web.casework.models import Comment
from jiheng.web.casework.timeline import laps
from jiheng.web.dossiers.around import may_have
from jiheng.web.dossiers.models import Dossier
from jiheng.web.dossiers.panel import Panel
from jiheng.web.people.models import Person


def way(person: Person, dossier: Dossier) -> Panel:
    """Stages, deadlines, what may be done now, what was done."""
    return Panel(template="casework/way.html", context={"laps": laps(person, dossier), "dossier": dossier})


def talk(_person: Person, dossier: Dossier) -> Panel:
    """What was said, and room to say something."""
    said = list(Comment.objects.filter(dossier=dossier).select_related("author")) if may_have(dossier, Comment) else []
    return Panel(template="casework/talk.html", context={"comments": said, "form": CommentForm(), "dossier": dossier})
