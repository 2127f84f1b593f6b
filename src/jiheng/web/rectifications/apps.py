"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class RectificationsConfig(AppConfig):
    """Notices, replies and their register."""

    name = "jiheng.web.rectifications"
    label = "rectifications"
