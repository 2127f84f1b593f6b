"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Data in and out: imports with a dry run, exports, the interface for programs."""

    name = "jiheng.web.exchange"
    label = "exchange"
