"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Surveys of satisfaction and their answers."""

    name = "jiheng.web.surveys"
    label = "surveys"
