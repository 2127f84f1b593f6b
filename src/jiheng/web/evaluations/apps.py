"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    """Evaluations by finance authorities and departments."""

    name = "jiheng.web.evaluations"
    label = "evaluations"
