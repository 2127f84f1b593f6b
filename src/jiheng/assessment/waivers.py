"""Waivers and baselines: findings that stay known but no longer ask for work.

A waiver has a reason, an approver and an expiry; a baseline is the JSON of an earlier run, so that only new findings speak.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from jiheng.assessment.located import LocatedFinding


class BrokenWaivers(ValueError):
    """A waiver or baseline file cannot be used; the text names file, place and remedy."""

    def __init__(self, path: Path, place: str, remedy: str) -> None:
        super().__init__(f"文件「{path}」{place}：{remedy}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One waived finding: by fingerprint, or by code and a part of the label."""

    reason: str
    approver: str
    expires: datetime.date
    fingerprint: str = ""
    code: str = ""
    label: str = ""

    def covers(self, found: LocatedFinding) -> bool:
        """Whether it is about this finding."""
        if self.fingerprint:
            return self.fingerprint == found.fingerprint
        return self.code == found.finding.code and self.label in f"{found.location.section}/{found.location.label}"


def load_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a YAML list: reason, approver, expires, and fingerprint or code (with label).

    Raises:
        BrokenWaivers: unreadable, or an entry lacks a part.
    """
    try:
        entries = YAML(typ="safe", pure=True).load(path.read_text("utf-8")) or []
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise BrokenWaivers(path, "读不出", "请确认它存在、是 UTF-8 编码的 YAML 列表。") from error
    if not isinstance(entries, list):
        raise BrokenWaivers(path, "最外层", "应是豁免条目的列表，每条以「- 」开头。")
    return tuple(_waiver(path, number, entry) for number, entry in enumerate(entries, 1))


def _waiver(path: Path, number: int, entry: Any) -> Waiver:
    place = f"第{number}条"
    if not isinstance(entry, dict):
        raise BrokenWaivers(path, place, "应是「键: 值」。")
    missing = [key for key in ("reason", "approver", "expires") if not entry.get(key)]
    if missing or not (entry.get("fingerprint") or entry.get("code")):
        raise BrokenWaivers(path, place, f"缺少 {'、'.join(missing) or 'fingerprint 或 code'}。")
    try:
        expires = datetime.date.fromisoformat(str(entry["expires"]))
    except ValueError as error:
        raise BrokenWaivers(path, place, "expires 应写成 2025-12-31 的样子。") from error
    texts = {key: str(entry.get(key) or "") for key in ("reason", "approver", "fingerprint", "code", "label")}
    return Waiver(expires=expires, **texts)


def load_baseline(path: Path) -> frozenset[str]:
    """The fingerprints in the JSON of an earlier ``check --format json``.

    Raises:
        BrokenWaivers: it is no such file.
    """
    try:
        content = json.loads(path.read_text("utf-8"))
        within = [found for document in content["documents"] for found in document["findings"]]
        return frozenset(found["fingerprint"] for found in (*within, *content.get("cross_checks", ())))
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise BrokenWaivers(path, "不是基线", "请用 jiheng check … --format json 的输出作基线。") from error


def apply(
    findings: Sequence[LocatedFinding], waivers: Sequence[Waiver], baseline: frozenset[str], today: datetime.date | None
) -> tuple[LocatedFinding, ...]:
    """The findings with their states; an expired waiver covers nothing. Without ``today`` no waiver has expired."""
    return tuple(_state(found, waivers, baseline, today) for found in findings)


def _state(found: LocatedFinding, waivers: Sequence[Waiver], baseline: frozenset[str], today: datetime.date | None) -> LocatedFinding:
    for waiver in waivers:
        if waiver.covers(found):
            if today and waiver.expires < today:
                return replace(found, note=f"豁免已于 {waiver.expires} 到期")
            return replace(found, state="waived", note=f"{waiver.reason}（{waiver.approver}，至 {waiver.expires}）")
    return replace(found, state="known") if found.fingerprint in baseline else found
