"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """What is to do."""

    name = "jiheng.web.home"
    label = "home"
