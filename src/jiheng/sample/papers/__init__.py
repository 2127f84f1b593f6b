"""Sample records of the process in the invented county, as people type them: a rectification, a complaints ledger, a review's opinions."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

#: The records with the names of their files in the county's folder.
NAMES: Final = {
    "rectification": "科技特派员服务行动整改.yaml",
    "complaint_ledger": "绩效投诉台账.yaml",
    "review_opinions": "评价报告审核意见.yaml",
}


@cache
def paper_text(name: str) -> str:
    """The file of a record as it stands."""
    return (files("jiheng.sample.papers") / f"{name}.yaml").read_text("utf-8")
