"""Annotated copies: the findings as comments inside the reader's own file. The original is never touched."""

from jiheng.reports.annotate.copying import CannotAnnotate, annotate_copy

__all__ = ["CannotAnnotate", "annotate_copy"]
