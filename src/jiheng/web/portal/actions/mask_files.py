"""Make masked copies of all files in which a number names a person. The originals stay as they are."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from jiheng.documents import DocumentError
from jiheng.reports.annotate.masked_copy import MASKABLE, CannotMask, mask_copy
from jiheng.reports.annotate.masked_pdf import Masked, mask_pdf
from jiheng.web import policy, stored
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import Person
from jiheng.web.portal.checking import chosen_files
from jiheng.web.portal.looking import DRAFTS
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
        masked = _masked(file)
        if not masked.count:
            continue
        hidden += masked.count
        last += 1
        stem, dot, extension = file.name.rpartition(".")
        name = _("{stem}（已遮盖）{rest}").format(stem=stem if dot else file.name, rest=dot + extension if dot else "")
        PublicationFile.objects.create(
            publication=publication,
            number=last,
            name=name,
            content=file.content,
            size=len(masked.data),
            digest=stored.keep(DRAFTS, masked.data),
            masks=file,
            pictured=list(masked.pictured),
        )
    if not hidden:
        raise Refused(_("没有可以遮盖的：Word、Excel、PDF 和文本文件里没有找到能遮盖的个人信息；表里的请更正后存成新的一版。"))
    publication.change(seen, title=publication.title)
    dossier = publication.dossier
    summary = _("遮盖「{title}」的个人信息 {count} 处").format(title=publication.title, count=hidden)
    chain.record(
        actor, "mask_files", dossier, summary, organisation=dossier.organisation, detail={"publication": publication.pk, "count": hidden}
    )
    return hidden


def _masked(file: PublicationFile) -> Masked:
    """The masked copy of a file; nothing hidden in it where its kind cannot be masked or looked through, which the check tells."""
    data = stored.fetch(DRAFTS, file.digest)
    try:
        if file.content == "pdf":
            return mask_pdf(data)
        if file.content in MASKABLE:
            copy, count = mask_copy(data, file.content)
            return Masked(data=copy, count=count, pictured=())
    except DocumentError:
        pass
    except CannotMask as error:
        raise Refused(_("「{name}」：{reason}").format(name=file.name, reason=error)) from error
    return Masked(data=data, count=0, pictured=())
