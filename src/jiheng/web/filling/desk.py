"""One form on one person's desk: its layout, what stands in it now, which stored version it began with, whether there is a newer one."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from jiheng.model import AnyForm
from jiheng.regulation import Standard
from jiheng.web import policy
from jiheng.web.dossiers.models import Dossier, FormKind, RecordVersion
from jiheng.web.dossiers.records import read
from jiheng.web.filling.content import Content
from jiheng.web.filling.filled import blank, extra_of, filled, month_of
from jiheng.web.filling.layout import Layout, layout_of, standard_of
from jiheng.web.filling.models import Draft
from jiheng.web.filling.typed import Typed, typed
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """``content`` and ``seen`` are what was saved last (the stored version, else a blank form, where nobody typed yet: ``seen`` is 0)."""

    dossier: Dossier
    form: FormKind
    draft: Draft | None
    content: Content
    seen: int
    based_on: int
    stored: int
    layout: Layout

    @property
    def standard(self) -> Standard:
        """The standard of the dossier."""
        return standard_of(self.dossier)

    @property
    def has_newer(self) -> bool:
        """Whether somebody stored a version after this draft began."""
        return self.draft is not None and self.stored > self.based_on

    def layout_for(self, content: Content) -> Layout:
        """The layout with the optional columns of a content."""
        return layout_of(self.dossier, self.form, content.extra, month_of(content))

    def typed(self, content: Content) -> Typed:
        """A content read as paper is."""
        return typed(content, self.layout_for(content), self.dossier.fiscal_year_id)

    def cells_of(self, record: AnyForm) -> Content:
        """What stands in the cells when this record is filled in here; of another form only what both have."""
        plain = layout_of(self.dossier, self.form)
        extra = tuple(name for name in extra_of(record, plain) if name in plain.options)
        content = filled(record, layout_of(self.dossier, self.form, extra, getattr(record, "cutoff_month", None)))
        return content.model_copy(update={"extra": extra})


def latest(dossier: Dossier, form: FormKind) -> RecordVersion | None:
    """The newest stored version of a form."""
    return dossier.records.filter(form=form).order_by("-number").first()


def others(dossier: Dossier, form: FormKind) -> list[AnyForm]:
    """The newest stored versions of the dossier's other forms."""
    newest: dict[str, RecordVersion] = {}
    for version in dossier.records.exclude(form=form).order_by("number"):
        newest[version.form] = version
    return [read(version) for version in newest.values()]


def form_of(name: str) -> FormKind:
    """The form an address names; 404 for what is none."""
    try:
        return FormKind(name)
    except ValueError:
        raise Http404 from None


def dossier_to_fill(person: Person, pk: int) -> Dossier:
    """The dossier for somebody who may fill it in: 404 for what they cannot see, else 403."""
    rows = policy.dossiers(person).select_related("organisation__parent", "fiscal_year")
    dossier = get_object_or_404(rows, pk=pk)
    policy.require(person, Permission.FILL, dossier)
    return dossier


def desk(person: Person, pk: int, form: str) -> Desk:
    """The form as it lies before the person now."""
    return desk_of(dossier_to_fill(person, pk), form_of(form))


def desk_of(dossier: Dossier, form: FormKind) -> Desk:
    """The form of a dossier as it is now."""
    draft = Draft.objects.select_related("saved_by").filter(dossier=dossier, form=form).first()
    version = latest(dossier, form)
    plain = layout_of(dossier, form)
    stored = version.number if version else 0
    if draft is not None and not (draft.is_stored and stored > draft.based_on):
        content, based_on = draft.typed, draft.based_on
    elif version is not None:
        record = read(version)
        extra = extra_of(record, plain)
        content, based_on = filled(record, layout_of(dossier, form, extra, getattr(record, "cutoff_month", None))), stored
    else:
        content, based_on = blank(dossier, plain), 0
    return Desk(
        dossier=dossier,
        form=form,
        draft=draft,
        content=content,
        seen=draft.version if draft else 0,
        based_on=based_on,
        stored=stored,
        layout=layout_of(dossier, form, content.extra, month_of(content)),
    )
