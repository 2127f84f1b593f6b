"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    """Fieldwork of evaluations."""

    name = "jiheng.web.fieldwork"
    label = "fieldwork"
