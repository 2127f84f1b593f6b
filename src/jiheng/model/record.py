"""The base of all records: frozen, closed, keyword-only."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen value object; unknown fields are refused and floats never become numbers of ours."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")
