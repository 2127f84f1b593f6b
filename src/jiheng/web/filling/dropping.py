"""A file dropped on a form: how large it may be, what was read out of it and where that stands. ``files`` keeps the file itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from jiheng.documents import DocumentError, Limits, read
from jiheng.documents.pictures import is_picture
from jiheng.documents.sheet_grid import cell_name
from jiheng.extraction import Extracted, extract
from jiheng.model import AnyForm, MonitoringForm, ObjectiveForm, SelfEvaluationForm, Source
from jiheng.regulation import load_labels
from jiheng.web.acting import Refused
from jiheng.web.files.models import FileType
from jiheng.web.files.receiving import NotReceived, Received, receive_bytes
from jiheng.web.filling.content import Address, Content
from jiheng.web.filling.desk import Desk
from jiheng.web.filling.offers import Where

#: A form is short; whole disclosures go to document review.
LARGEST: Final = 20 * 2**20
_LIMITS: Final = Limits(file_bytes=LARGEST, unpacked_bytes=200 * 2**20, pages=60, cells=200_000, seconds=60.0)


def received_in(upload: UploadedFile[Any] | None) -> tuple[Received, bytes]:
    """The uploaded file, kept, and its bytes; refused with a reason when it is none, too large, or of another kind."""
    if upload is None or not upload.name:
        raise Refused(_("请先选择文件。"))
    size = upload.size or 0
    if size > LARGEST:
        told = _("「{name}」有 {size} MB，超过填表用文件 20 MB 的上限。请只上传这一张表所在的文件。")
        raise Refused(told.format(name=upload.name, size=-(-size // 2**20)))
    data = upload.read()
    received = receive_bytes(data, upload.name)
    if isinstance(received, NotReceived):
        raise Refused(_("「{name}」没有收下：{reason}").format(name=received.name, reason=received.reason))
    return received, data


def takes_long(received: Received, data: bytes) -> bool:
    """Whether nobody should wait for it with an open page: its writing must be recognised."""
    if received.type not in (FileType.IMAGE, FileType.PDF):
        return False
    try:
        return is_picture(data, received.name)
    except DocumentError as error:
        raise Refused(str(error)) from error


def reading(name: str, data: bytes, desk: Desk, *, seconds: float = _LIMITS.seconds) -> dict[str, Any]:
    """What the file says of this form, as kept with it; refused with a reason when it cannot be read or holds no such form."""
    try:
        document = read(name, data=data, limits=replace(_LIMITS, seconds=seconds))
    except DocumentError as error:
        raise Refused(str(error)) from error
    found = extract(document, load_labels(desk.standard.name))
    forms = [item for item in found.records if isinstance(item.record, ObjectiveForm | MonitoringForm | SelfEvaluationForm)]
    item = _fitting(forms, desk)
    if item is None:
        raise Refused(_("没有在「{name}」里找到{form}。请核对是不是拿错了文件。").format(name=name, form=desk.form.label))
    record = item.record
    assert isinstance(record, ObjectiveForm | MonitoringForm | SelfEvaluationForm)
    content = desk.cells_of(record)
    return {
        "content": content.model_dump(mode="json"),
        "title": record.title,
        "project": record.project or record.implementing_agency or "",
        "forms": len(forms),
        "places": {".".join(address): _place(source) for address, source in _sources(content, item)},
        "unread": [{"where": _spot(source), "text": source.label} for source in found.unread[:50]],
        "notices": list(document.notices),
    }


def _fitting(forms: list[Extracted], desk: Desk) -> Extracted | None:
    """The form of this kind and subject among those of a file; the only one, or the first, where none names the subject."""
    same = [item for item in forms if item.record.type == desk.form.value]
    named = [item for item in same if _named(item.record) == desk.dossier.subject]  # type: ignore[arg-type]
    return next(iter([*named, *same]), None)


def _named(record: AnyForm) -> str:
    return (record.project or "").strip()


def _sources(content: Content, item: Extracted) -> list[tuple[Address, Source]]:
    """The source of each cell: its own, or that of its row."""
    found = []
    for (block, row, column), _text in content.cells():
        name = column.partition(".")[0] if column.startswith(("causes.", "likelihood.")) else column
        if row != "1" or block not in ("head", "objectives", "total"):
            number = int(row[1:]) - 1
            path = f"/{block}/{number}/{name}" if block != "other" else f"/fields/{content.text((block, row, 'label'))}"
        else:
            path = f"/{name}"
        source = item.sources.by_path.get(path) or item.sources.find(path.rpartition("/")[0] if path.count("/") > 1 else path)
        if source is not None:
            found.append(((block, row, column), source))
    return found


def _spot(source: Source) -> str:
    """Sheet and cell, page or line."""
    place = source.place
    parts = []
    if place.sheet:
        cell = cell_name(place.row, place.column) if place.row is not None and place.column is not None else ""
        parts.append(_("工作表「{sheet}」{cell}").format(sheet=place.sheet, cell=cell))
    if place.page:
        parts.append(_("第 {page} 页").format(page=place.page))
    if place.line and not place.sheet:
        parts.append(_("第 {line} 行").format(line=place.line))
    if not parts and place.row is not None and place.column is not None:
        parts.append(_("表格第 {row} 行第 {column} 列").format(row=place.row + 1, column=place.column + 1))
    return "，".join(parts)


def _place(source: Source) -> dict[str, Any]:
    place = source.place
    picture = place.page is not None and place.box is not None
    return {
        "words": _spot(source),
        "quote": place.quote[:200],
        "doubt": source.doubt,
        **({"page": place.page, "box": list(place.box or ())} if picture else {}),
    }


def wheres(kept: dict[str, Any]) -> dict[Address, Where]:
    """The places of a kept reading; those with a box have a picture, numbered in order."""
    found: dict[Address, Where] = {}
    for number, (key, place) in enumerate(kept["places"].items()):
        block, row, column = key.split(".", 2)
        found[block, row, column] = Where(
            words=place["words"], quote=place["quote"], doubt=place["doubt"], picture=number if "box" in place else None
        )
    return found
