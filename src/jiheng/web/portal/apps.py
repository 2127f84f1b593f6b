"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Publication of dossiers, and the portal that shows what was published."""

    name = "jiheng.web.portal"
    label = "portal"
