"""The rows of spotchecks in the table of policy: address by role, and where each leads."""

from __future__ import annotations

from county_at_hand import County

from jiheng.web.dossiers.models import Dossier

#: Columns as in test_policy_table.
TABLE = ""


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    return {}
