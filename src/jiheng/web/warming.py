"""What each page would otherwise read and compile when it is first asked for: flows, calendars, templates, addresses."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone

from jiheng.process import flow_names, load_calendar, load_flow
from jiheng.web.dashboards.law import grade_bounds

_TEMPLATES: Final = Path(__file__).with_name("templates")


def warm() -> None:
    """Have everything at hand before the first visitor comes."""
    load_calendar(settings.STANDARD)
    for name in flow_names(settings.STANDARD):
        load_flow(name, settings.STANDARD, timezone.localdate())
    grade_bounds()
    reverse("home")
    for file in sorted(_TEMPLATES.rglob("*.html")):
        if "widgets" not in file.parts:  # the widgets of forms have a renderer of their own
            get_template(file.relative_to(_TEMPLATES).as_posix())
