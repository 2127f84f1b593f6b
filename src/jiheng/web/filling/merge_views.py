"""Putting together what two people typed: both texts of each cell, one to be chosen; and storing, which can be late too."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiheng.web.acting import Refused
from jiheng.web.dossiers.records import read
from jiheng.web.filling.actions.store_draft import store_draft
from jiheng.web.filling.checking import checked
from jiheng.web.filling.content import Address, Content
from jiheng.web.filling.desk import Desk, desk, latest, others
from jiheng.web.filling.merging import Difference, Merge, Side, merged
from jiheng.web.filling.requests import Sent, content_in, whole
from jiheng.web.filling.saving import save_draft
from jiheng.web.findings.settling import settled
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale

_SIDES: dict[str, Side] = {"mine": "mine", "theirs": "theirs"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What is put together: the other's text, the common one, and what the result will be based on."""

    theirs: Content
    base: Content | None
    based_on: int
    author: str


def _ground(open_desk: Desk, seen: int, base: Content | None) -> _Ground:
    """The newer stored version when my draft is the last one, else the draft somebody else saved."""
    version = latest(open_desk.dossier, open_desk.form)
    if open_desk.has_newer and seen == open_desk.seen and version is not None:
        before = open_desk.dossier.records.filter(form=open_desk.form, number=open_desk.based_on).first()
        common = open_desk.cells_of(read(before)) if before else None
        author = _("{by}保存的第 {number} 版").format(by=version.stored_by, number=version.number)
        return _Ground(theirs=open_desk.cells_of(read(version)), base=common, based_on=open_desk.stored, author=author)
    author = _("{by}保存的草稿").format(by=open_desk.draft.saved_by) if open_desk.draft else _("已保存的表")
    return _Ground(theirs=open_desk.content, base=base, based_on=open_desk.based_on, author=author)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A difference as the page shows it."""

    name: str
    where: str
    base: str
    theirs: str
    mine: str


def _lines(differences: tuple[Difference, ...], open_desk: Desk, merge: Merge) -> list[_Line]:
    layout = open_desk.layout_for(merge.content)
    lines = []
    for one in differences:
        block, name, column = one.address
        known = layout.block(block)
        row = merge.content.row(block, name)
        called = next((text for key in ("name", "label") if row and (text := row.text(key))), "") if known and known.grows else ""
        where = " · ".join(
            part for part in (known.title if known else block, called, layout.label(block, column) if column else _("整行")) if part
        )
        lines.append(_Line(name="k." + ".".join(one.address), where=where, base=one.base, theirs=one.theirs, mine=one.mine))
    return lines


def merge_page(request: HttpRequest, open_desk: Desk, form_sent: Sent) -> HttpResponse:
    """409: both texts of what two people changed."""
    ground = _ground(open_desk, form_sent.seen, form_sent.base)
    return _show(request, open_desk, ground, form_sent.content, merged(ground.base, ground.theirs, form_sent.content))


def _show(request: HttpRequest, open_desk: Desk, ground: _Ground, mine: Content, merge: Merge) -> HttpResponse:
    context = {
        "desk": open_desk,
        "dossier": open_desk.dossier,
        "author": ground.author,
        "conflicts": _lines(merge.conflicts, open_desk, merge),
        "taken": _lines(merge.taken, open_desk, merge),
        "mine": mine.model_dump_json(),
        "base": ground.base.model_dump_json() if ground.base else "",
        "seen": open_desk.seen,
        "with_version": ground.based_on if ground.based_on != open_desk.based_on else 0,
    }
    return render(request, "filling/merge.html", context, status=409)


@require_POST
def merge_form(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Take the choices over; shown again when somebody saved meanwhile."""
    person = person_of(request)
    open_desk = desk(person, pk, form)
    mine = content_in(request.POST.get("mine", ""))
    if mine is None:
        messages.error(request, _("没有收到要合并的内容，请回到填报页重试。"))
        return redirect("fill", pk, form)
    seen = whole(request.POST.get("seen", ""))
    with_version = whole(request.POST.get("with_version", ""))
    ground = _ground(open_desk, seen if with_version else -1, content_in(request.POST.get("base", "")))
    if seen != open_desk.seen:
        return _show(request, open_desk, ground, mine, merged(ground.base, ground.theirs, mine))
    merge = merged(ground.base, ground.theirs, mine, _choices(request))
    try:
        save_draft(person, open_desk, merge.content, seen=seen, based_on=ground.based_on)
    except Stale:
        return _show(request, desk(person, pk, form), ground, mine, merge)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已合并，请接着填写。"))
        return redirect(f"{reverse('fill', args=[pk, form])}?merged=1")
    return redirect("fill", pk, form)


def _choices(request: HttpRequest) -> dict[Address, Side]:
    found: dict[Address, Side] = {}
    for name, value in request.POST.items():
        parts = name.split(".", 3)
        if len(parts) == 4 and parts[0] == "k" and str(value) in _SIDES:
            found[parts[1], parts[2], parts[3]] = _SIDES[str(value)]
    return found


def store_form(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Look over what was found, then store the draft as a version with a note."""
    person = person_of(request)
    open_desk = desk(person, pk, form)
    if open_desk.has_newer:
        return merge_page(
            request, open_desk, Sent(content=open_desk.content, base=None, seen=open_desk.seen, based_on=open_desk.based_on, deed="store")
        )
    if request.method == "POST":
        return _store(request, open_desk)
    content = open_desk.content
    layout, around = open_desk.layout_for(content), others(open_desk.dossier, open_desk.form)
    found = checked(content, layout, open_desk.typed(content), open_desk.standard, around, settled(open_desk.dossier, open_desk.form))
    context = {"desk": open_desk, "dossier": open_desk.dossier, "checked": found, "number": open_desk.stored + 1}
    return render(request, "filling/store.html", context)


def _store(request: HttpRequest, open_desk: Desk) -> HttpResponse:
    person = person_of(request)
    again = reverse("store_form", args=[open_desk.dossier.pk, open_desk.form.value])
    try:
        version = store_draft(
            person,
            open_desk,
            seen=whole(request.POST.get("seen", "")),
            dossier_seen=whole(request.POST.get("dossier_seen", "")),
            note=request.POST.get("note", "")[:200],
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("fill", open_desk.dossier.pk, open_desk.form.value)
    except Stale:
        messages.warning(request, _("草稿或卷宗刚刚有变动，请看过最新内容后再保存。"))
        return redirect(again)
    messages.success(request, _("已存为{form}第 {number} 版。").format(form=open_desk.form.label, number=version.number))
    return redirect(open_desk.dossier)
