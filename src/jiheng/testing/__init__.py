"""Helpers that build records from a few lines of YAML, for tests and for the examples on check pages.

Not here: the sample county (``sample``), fixtures of single tests.
"""

from jiheng.testing.examples import Example, examples_of, run_example
from jiheng.testing.records import build, dossier, form, funds_line, indicator_row, read_example

__all__ = ["Example", "build", "dossier", "examples_of", "form", "funds_line", "indicator_row", "read_example", "run_example"]
