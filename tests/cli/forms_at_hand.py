"""A self-evaluation form as files, with errors whose findings are known, and the command line run in this process."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from jiheng.cli.main import run

ROWS = (
    ("项目名称", "乡村道路养护", "", "", "", "", ""),
    ("主管部门", "某县交通运输局", "", "实施单位", "某县公路管理站", "", ""),
    ("项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ("年度资金总额", "120.00", "120.00", "90.00", "10", "80.00%", "7.50"),
    ("其中：当年财政拨款", "120.00", "120.00", "90.00", "—", "75.00%", "—"),
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标", "数量指标", "养护道路里程", "≥50公里", "50公里", "50", "50"),
    ("效益指标", "社会效益指标", "受益群众人数", "≥3000人", "3000人", "30", "30"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "95%", "10", "10"),
    ("总分", "", "", "", "", "100", "97.50"),
)


def word(path: Path) -> Path:
    """The form as a Word file: the execution rate is wrong (80 % instead of 75 %)."""
    document = docx.Document()
    document.add_heading("项目支出绩效自评表", 1)
    document.add_paragraph("（2024年度）")
    table = document.add_table(rows=0, cols=len(ROWS[0]))
    for row in ROWS:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    return path


def excel(path: Path) -> Path:
    """The same form as a workbook."""
    book: Any = openpyxl.Workbook()
    book.active.append(["项目支出绩效自评表（2024年度）"])
    for row in ROWS:
        book.active.append(list(row))
    path.parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())
    return path


class Ran:
    """What a run said: exit code, standard output, standard error."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Jiheng:
    """The command line."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Ran:
        self._capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        said = self._capsys.readouterr()
        return Ran(code, said.out, said.err)
