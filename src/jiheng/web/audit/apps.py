"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """What was done, by whom, in a chain."""

    name = "jiheng.web.audit"
    label = "audit"
