"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work in the background: leases, heartbeats, progress, retries."""

    name = "jiheng.web.jobs"
    label = "jobs"
