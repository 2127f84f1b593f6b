"""Sample evaluation cases of the invented county, as people type them: a project and a department."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

#: The cases with the names of their files in the county's folder.
NAMES: Final = {"project": "科技特派员服务行动绩效评价案例.yaml", "department": "科学技术局部门整体支出绩效评价案例.yaml"}


@cache
def case_text(name: str) -> str:
    """The file of a case as it stands."""
    return (files("jiheng.sample.cases") / f"{name}.yaml").read_text("utf-8")
