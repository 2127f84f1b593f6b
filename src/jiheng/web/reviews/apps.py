"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Reports, opinions, joint reviews."""

    name = "jiheng.web.reviews"
    label = "reviews"
