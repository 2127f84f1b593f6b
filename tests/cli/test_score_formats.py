"""The schemas of case and frame files fit what we write and what people type, and refuse what the program refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from jiheng.regulation import frame_file, read_placed
from jiheng.sample.cases import NAMES, case_text
from jiheng.scoring.case_file import load_case, to_json

FORMATS = Path(__file__).resolve().parents[2] / "docs" / "formats"


def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((FORMATS / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def plain(text: str) -> Any:
    return json.loads(json.dumps(read_placed(text, "x").content, default=str))


@pytest.mark.parametrize("name", NAMES)
def test_sample_cases_fit_the_schema_as_typed_and_as_written(name: str) -> None:
    check = validator("case")
    assert list(check.iter_errors(plain(case_text(name)))) == []
    assert list(check.iter_errors(json.loads(to_json(load_case(case_text(name), name).case)))) == []


def test_schema_refuses_floats_and_unknown_keys() -> None:
    content = plain(case_text("project"))
    content["inputs"][0]["score_given"] = 2.5
    content["subject"]["colour"] = "红"
    assert len(list(validator("case").iter_errors(content))) == 2


def test_frames_of_the_standard_fit_the_schema() -> None:
    content = json.loads(json.dumps(frame_file("project-2020").content, default=str))
    assert list(validator("frame").iter_errors({"id": "project-2020", **content})) == []
