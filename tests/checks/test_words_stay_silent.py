"""Clean forms of many sectors, written the way offices write: the checks on words have nothing to say of them."""

from pathlib import Path

import pytest

from jiheng.checks import all_checks, visits
from jiheng.model import Finding
from jiheng.regulation import load_standard
from jiheng.testing import form, read_example

FORMS = read_example((Path(__file__).parent / "clean_forms.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", FORMS)
def test_a_clean_form_raises_nothing_about_its_words(name: str) -> None:
    record = form(FORMS[name])
    standard = load_standard("cn")
    said = [
        (check.code, finding.message)
        for check in all_checks()
        if not check.preview and check.code[:4] in ("SEV2", "SEV3", "OBJ2", "MON2", "DOC1")
        for subject in visits(record)
        if isinstance(subject, check.subject)
        for finding in check.function(subject, standard)
        if isinstance(finding, Finding)
    ]
    assert said == []
