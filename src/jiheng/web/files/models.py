"""Files as they were handed in, and the documents whose versions they are: the tables."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiheng.web.dossiers.models import Dossier
from jiheng.web.files import storage
from jiheng.web.people.models import Organisation, Person
from jiheng.web.permanent import Permanent
from jiheng.web.versioned import Versioned


class FileType(models.TextChoices):
    """What a file is by its content; the name is never believed. The values are those of ``jiheng.documents``."""

    DOCX = "docx", _("Word 文档")
    DOC = "doc", _("旧版 Word、WPS 文档")
    XLSX = "xlsx", _("Excel 工作簿")
    XLS = "xls", _("旧版 Excel 工作簿")
    PDF = "pdf", _("PDF")
    OFD = "ofd", _("OFD")
    HTML = "html", _("网页")
    TEXT = "txt", _("纯文本")
    RTF = "rtf", _("RTF")
    ODT = "odt", _("ODF 文字文档")
    IMAGE = "image", _("图片")


class StoredFile(Permanent):
    """One file as somebody handed it in. The bytes lie on the disk under their digest, once however often they come."""

    digest = models.CharField(_("摘要"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("大小"))
    name = models.CharField(_("文件名"), max_length=250)
    type = models.CharField(_("类型"), max_length=8, choices=FileType.choices)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("上传人"))
    uploaded_at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where the bytes lie; for reading only."""
        return storage.path_of(self.digest)

    def read(self) -> bytes:
        """The bytes."""
        return storage.fetch(self.digest)

    @property
    def short_name(self) -> str:
        """The name without the archive and the folders it came in."""
        return self.name.rpartition("/")[2]


class Document(Versioned):
    """A paper of a dossier, or of an organisation's inbox while it belongs to no dossier yet. Its files are its versions."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="documents", verbose_name=_("单位"))
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="documents", verbose_name=_("卷宗"))
    name = models.CharField(_("名称"), max_length=250)
    latest = models.PositiveIntegerField(_("最新版本"), default=0)
    created_at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("更新时间"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["organisation", "dossier"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.pk])


class DocumentVersion(Permanent):
    """One file of a document, numbered from 1."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("版本"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["document_id", "-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "number"], name="one_file_a_number")]

    def __str__(self) -> str:
        return f"{self.document} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("document_version", args=[self.document_id, self.number])
