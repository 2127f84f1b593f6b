"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Charts over years, departments and kinds, each with its table."""

    name = "jiheng.web.dashboards"
    label = "dashboards"
