"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    """Who evaluates what."""

    name = "jiheng.web.assignments"
    label = "assignments"
