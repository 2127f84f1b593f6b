"""Fieldwork in the file of a dossier: what was asked for and handed in, visits with photos, working papers, payments looked at.

Plan, data form, interviews, surveys on paper and the list of evidence are entries of the evaluation and kept with it.
"""

from __future__ import annotations

from typing import Any, Final

from django.utils import timezone

from jiheng.reports.archive import ArchiveItem
from jiheng.web.archives.keeping import FILES, Kept, Names
from jiheng.web.archives.naming import part
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.fieldwork.models import (
    Material,
    MaterialFile,
    MaterialReminder,
    PaymentList,
    PaymentSample,
    SampledPayment,
    SitePhoto,
    SiteVisit,
    WorkingPaper,
)
from jiheng.web.files.models import StoredFile


def _item(evaluation: Evaluation, names: Names, folder: str, number: str, file: StoredFile, title: str, maker: str = "") -> ArchiveItem:
    """A file of an evaluation where people look for it; ``number`` tells two of one name apart."""
    place = f"{FILES}/现场评价/{names[Evaluation, evaluation.pk]:02} {part(evaluation.title)}/{folder}"
    day = timezone.localdate(file.uploaded_at)
    return ArchiveItem(path=f"{place}/{number} {part(file.short_name)}", title=title, source=file.path, maker=maker, date=day)


def _material(row: MaterialFile, names: Names) -> ArchiveItem:
    slot = row.material
    folder = f"资料清单/{slot.number:03} {part(slot.what)}"
    number, maker = f"{names[MaterialFile, row.pk]:04}", str(slot.evaluation.dossier.organisation)
    return _item(slot.evaluation, names, folder, number, row.file, slot.what, maker)


def _photo(row: SitePhoto, names: Names) -> ArchiveItem:
    visit = row.visit
    folder, number = f"现场查看/{visit.number:02} {part(visit.place)}", f"{names[SitePhoto, row.pk]:04}"
    return _item(visit.evaluation, names, folder, number, row.file, f"{visit.place}：{row.caption}" if row.caption else visit.place)


def _working_paper(row: WorkingPaper, names: Names) -> ArchiveItem:
    number = f"{part(row.number)} {names[WorkingPaper, row.pk]:04}"
    return _item(row.evaluation, names, "工作底稿", number, row.file, f"底稿 {row.number}")


def _payments(row: PaymentList, names: Names) -> ArchiveItem:
    assert row.file is not None, "asked only for a list that came as a file"
    return _item(row.evaluation, names, "支付明细", f"{names[PaymentList, row.pk]:02}", row.file, row.name)


def _of(model: type[Any], path: str, *related: str) -> Any:
    """The rows of a table whose evaluation, at the end of the path, is one of the dossier."""
    return lambda dossier: model.objects.filter(**{f"{path}__dossier": dossier}).select_related(*related)


_AGENCY: Final = "dossier__organisation"
#: A paper that was made of a handed-in file or a photo lies among the working papers: the later table has the file.
FIELDWORK: Final[tuple[Kept, ...]] = (
    Kept(model=Material, of=_of(Material, "evaluation")),
    Kept(
        model=MaterialFile,
        of=_of(MaterialFile, "material__evaluation", "file", f"material__evaluation__{_AGENCY}"),
        files={"file_id": _material},
    ),
    Kept(model=MaterialReminder, of=_of(MaterialReminder, "evaluation")),
    Kept(model=SiteVisit, of=_of(SiteVisit, "evaluation")),
    Kept(model=SitePhoto, of=_of(SitePhoto, "visit__evaluation", "file", "visit__evaluation"), files={"file_id": _photo}),
    Kept(model=PaymentList, of=_of(PaymentList, "evaluation", "file", "evaluation"), files={"file_id": _payments}),
    Kept(model=PaymentSample, of=_of(PaymentSample, "source__evaluation")),
    Kept(model=SampledPayment, of=_of(SampledPayment, "sample__source__evaluation")),
    Kept(model=WorkingPaper, of=_of(WorkingPaper, "evaluation", "file", "evaluation"), files={"file_id": _working_paper}),
)
