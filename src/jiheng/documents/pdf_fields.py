"""Filled-in form fields and text boxes of a PDF page: made part of the page, so that they are read where they stand.

A field with a drawn appearance is merged into the page by pdfium. One without (the file asks its viewer to draw it) gets glyphs of
its value inside the field's frame.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

_DRAWN = {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT}
_TEXT_FIELDS = {pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX}
_HIDDEN = 1 | 2 | 32
"""Annotation flags: invisible, hidden, no view."""


def load_shown(document: Any, index: int) -> tuple[Any, list[tuple[str, tuple[float, float, float, float]]]]:
    """The page with its fields drawn in, and value and frame (user space) of fields that nobody has drawn."""
    page = document[index]
    drawn, loose = _fields(page.raw, document)
    if drawn and pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
        page.close()
        page = document[index]
    return page, loose


def _fields(page: Any, document: Any) -> tuple[bool, list[tuple[str, tuple[float, float, float, float]]]]:
    drawn = False
    loose = []
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        try:
            if pdfium.FPDFAnnot_GetSubtype(annotation) not in _DRAWN or pdfium.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
                continue
            if pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2:
                drawn = True
            elif (value := _value(annotation, document)) and (rect := _rect(annotation)):
                loose.append((value, rect))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return drawn, loose


def _rect(annotation: Any) -> tuple[float, float, float, float] | None:
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, rect):
        return None
    return min(rect.left, rect.right), min(rect.top, rect.bottom), max(rect.left, rect.right), max(rect.top, rect.bottom)


def _value(annotation: Any, document: Any) -> str:
    """The value of a text field, or the words of a text box."""
    if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_FREETEXT:
        return _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
    if document.formenv is None:
        document.init_forms()
    forms = document.formenv
    if forms is None:
        return ""
    if pdfium.FPDFAnnot_GetFormFieldType(forms.raw, annotation) not in _TEXT_FIELDS:
        return ""
    return _string(pdfium.FPDFAnnot_GetFormFieldValue, forms.raw, annotation)


def _string(function: Any, *arguments: Any) -> str:
    length = function(*arguments, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    function(*arguments, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\0")
