"""Make masked copies of all files in which a number names a person. The originals stay as they are."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from jiheng.reports.annotate.masked_copy import MASKABLE, mask_copy
from jiheng.web import policy, stored
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import Person
from jiheng.web.portal.checking import DRAFTS, chosen_files
from jiheng.web.portal.models import Publication, PublicationFile


@action
def mask_files(actor: Person, publication: Publication, *, seen: int) -> int:
    """How many numbers were hidden."""
    if "agency.preparer" not in policy.duties(actor, publication.dossier):
        raise PermissionDenied
    if publication.state != "preparing":
        raise Refused(_("只有公开准备中才能遮盖。"))
    hidden = 0
    last = publication.files.count()
    for file in chosen_files(publication):
        if file.content not in MASKABLE:
            continue
        data, count = mask_copy(stored.fetch(DRAFTS, file.digest), file.content)
        if not count:
            continue
        hidden += count
        last += 1
        stem, dot, extension = file.name.rpartition(".")
        name = _("{stem}（已遮盖）{rest}").format(stem=stem if dot else file.name, rest=dot + extension if dot else "")
        PublicationFile.objects.create(
            publication=publication,
            number=last,
            name=name,
            content=file.content,
            size=len(data),
            digest=stored.keep(DRAFTS, data),
            masks=file,
        )
    if not hidden:
        raise Refused(_("没有可以遮盖的：Word、Excel 和文本文件里没有找到个人信息；表里的请更正后存成新的一版，PDF 请重新导出。"))
    publication.change(seen, title=publication.title)
    dossier = publication.dossier
    summary = _("遮盖「{title}」的个人信息 {count} 处").format(title=publication.title, count=hidden)
    chain.record(
        actor, "mask_files", dossier, summary, organisation=dossier.organisation, detail={"publication": publication.pk, "count": hidden}
    )
    return hidden
