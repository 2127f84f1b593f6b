"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """What the checks say of a document, and what people decided."""

    name = "jiheng.web.findings"
    label = "findings"
