"""An entry of a mapping whose key only the page knows."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def of(mapping: Mapping[str, str], key: str) -> str:
    """What the mapping says under the key."""
    return mapping.get(key, "")
