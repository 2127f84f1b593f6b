"""The measurement on scans: one form, and the section of the page. Needs the extra ``ocr`` for the form."""

from __future__ import annotations

import pytest

from jiheng.documents import ocr
from jiheng.sample.accuracy_fields import Field
from jiheng.sample.accuracy_scans import Reading, Scan, measure_scans, render, sections
from jiheng.sample.scans import SCANNERS


def field(known: str, read: str) -> Field:
    return Field(group="funds", path="/funds/0/executed", known=known, read=read, agrees=known == read)


def test_the_section_counts_what_is_vouched_for_apart() -> None:
    readings = (
        Reading(field=field("90", "90"), doubt=""),
        Reading(field=field("80", "80"), doubt="扫描识别，置信度 0.80"),
        Reading(field=field("70", "10"), doubt="扫描识别，置信度 0.60"),
        Reading(field=field("60", ""), doubt=""),
    )
    scan = Scan(scanner=SCANNERS[0], layout="central", fields=tuple(one.field for one in readings), figures=readings, false_questions=2)
    page = render([scan])
    assert "| 1 | 50.0 % | 50.0 % | 25.0 % | 100.0 % | 0 | 2 |" in page
    assert page.startswith("## 扫描件")


def test_without_the_recogniser_the_section_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    (section,) = sections()
    assert "没有安装文字识别组件" in section


@pytest.mark.ocr
@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.skipif(not ocr.is_available(), reason="the extra ocr is not installed")
@pytest.mark.parametrize("number", [1, 4])
def test_figures_vouched_for_are_right_and_nothing_false_is_demanded(number: int) -> None:
    steps: list[tuple[int, int]] = []
    (scan,) = measure_scans(limit=1, scanners=(SCANNERS[number],), advance=lambda done, whole: steps.append((done, whole)))
    trusted = [one for one in scan.figures if one.is_trusted]
    assert len(trusted) >= 0.9 * len(scan.figures)
    assert sum(one.field.agrees for one in trusted) >= 0.98 * len(trusted)
    assert scan.false_demands == ()
    assert steps == [(1, 1)]
