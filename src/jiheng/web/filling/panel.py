"""The panel 「填报」 on the page of a dossier: each form that can be filled in, with its draft."""

from __future__ import annotations

from dataclasses import dataclass

from jiheng.web import policy
from jiheng.web.dossiers.around import may_have
from jiheng.web.dossiers.models import Dossier, FormKind
from jiheng.web.dossiers.panel import Panel
from jiheng.web.filling.models import Draft
from jiheng.web.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    form: FormKind
    draft: Draft | None
    is_awaited: bool


def filling_panel(person: Person, dossier: Dossier) -> Panel | None:
    """The forms a person may fill in here; nothing for others."""
    open_forms = policy.forms_to_fill(person, dossier)
    if not open_forms:
        return None
    kept = Draft.objects.filter(dossier=dossier).select_related("saved_by").defer("content")
    drafts = {draft.form: draft for draft in kept} if may_have(dossier, Draft) else {}
    lines = [_Line(form=form, draft=drafts.get(form.value), is_awaited=dossier.awaited_form == form) for form in open_forms]
    return Panel(template="filling/panel.html", context={"lines": lines, "dossier": dossier})
