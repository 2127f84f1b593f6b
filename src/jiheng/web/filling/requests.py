"""What a page sends: the cells, the text they began with, and which saving the person had before their eyes."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import ValidationError

from jiheng.web.acting import Refused
from jiheng.web.filling.content import Content, posted
from jiheng.web.filling.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A posted form."""

    content: Content
    base: Content | None
    seen: int
    based_on: int
    deed: str


def sent(request: HttpRequest, desk: Desk) -> Sent:
    """The form of a page: each cell a field."""
    extra = tuple(name for name in request.POST.get("extra", "").split(",") if name in desk.layout.options)
    try:
        content = posted({name: str(value) for name, value in request.POST.items()}, extra)
    except ValidationError:
        raise _broken() from None
    return Sent(
        content=content,
        base=content_in(request.POST.get("base", "")),
        seen=whole(request.POST.get("seen", "")),
        based_on=whole(request.POST.get("based_on", "")),
        deed=request.POST.get("do", "save"),
    )


def sent_by_script(request: HttpRequest) -> Sent:
    """The same as JSON: ``content``, ``seen``, ``based_on``."""
    try:
        data = json.loads(request.body)
        content = Content.model_validate(data["content"])
        return Sent(content=content, base=None, seen=int(data.get("seen", 0)), based_on=int(data.get("based_on", 0)), deed="save")
    except (ValueError, KeyError, TypeError, ValidationError):
        raise _broken() from None


def content_in(text: str) -> Content | None:
    """The content in a hidden field; None when there is none or it is broken."""
    try:
        return Content.model_validate_json(text) if text else None
    except ValidationError:
        return None


def whole(text: str) -> int:
    """A whole number; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _broken() -> Refused:
    return Refused(_("提交的内容不完整或过长（每格最多 20000 字，每块最多 600 行），没有保存。"))
