"""What a closed survey found: tables, charts, cross tables, texts, downloads. Below the threshold nothing is shown."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiheng.model.questionnaires import QuestionKind
from jiheng.reports.render.workbook import Column
from jiheng.scoring.surveys import Tally
from jiheng.web.downloads import Value, table_file
from jiheng.web.surveys import law
from jiheng.web.surveys.counting import Analysis, analysis, crossed
from jiheng.web.surveys.models import Survey, SurveyState
from jiheng.web.surveys.views import survey_of


def _closed(request: HttpRequest, pk: int) -> Survey:
    survey = survey_of(request, pk)
    if survey.state != SurveyState.CLOSED:
        raise Http404
    return survey


@require_safe
def analysis_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole analysis."""
    survey = _closed(request, pk)
    found = analysis(survey)
    asked = [question for question in survey.questionnaire.questions if question.labels]
    rows, columns = request.GET.get("rows", ""), request.GET.get("columns", "")
    cross = crossed(survey, rows, columns) if found and rows and columns else None
    context = {
        "survey": survey,
        "dossier": survey.dossier,
        "found": found,
        "least": law.least_shown(),
        "least_cell": law.least_cell(),
        "tables": _tables(survey, found) if found else (),
        "charts": _charts(found) if found else (),
        "formula": law.library().formulas.get(survey.questionnaire.formula),
        "asked": asked,
        "rows": rows,
        "columns": columns,
        "cross": cross,
        "cross_rows": [
            {"label": label, "base": base, "cells": cells} for label, base, cells in zip(cross.rows, cross.bases, cross.cells, strict=True)
        ]
        if cross
        else (),
        "cross_of": [survey.questionnaire.question(rows), survey.questionnaire.question(columns)],
        "advice": law.advice(survey.population)[0],
        "result": getattr(survey, "result", None),
    }
    return render(request, "surveys/analysis.html", context)


def _tables(survey: Survey, found: Analysis) -> list[dict[str, Any]]:
    """The tables with the numbers of the questions as respondents saw them."""
    numbers = {question.id: number for number, question in enumerate(survey.questionnaire.questions, 1)}
    return [
        {"key": one.question.id, "number": numbers[one.question.id], "tally": one, "several": one.question.kind is QuestionKind.MULTIPLE}
        for one in found.result.tallies
    ]


def _charts(found: Analysis) -> list[dict[str, Any]]:
    """Questions of one scale as one stacked chart, others as bars."""
    charts: list[dict[str, Any]] = []
    scales: dict[tuple[str, ...], list[Tally]] = {}
    for one in found.result.tallies:
        if one.answered and one.question.kind is QuestionKind.SCALE:
            scales.setdefault(one.question.labels, []).append(one)
        elif one.answered:
            values = [None if option.share is None else str(option.share) for option in one.options]
            charts.append(_chart(one.question.text, list(one.question.labels), [{"name": _("占比（%）"), "values": values}], "bars"))
    for labels, group in scales.items():
        series = [
            {"name": label, "values": [str(one.options[place].share) for one in group], "stack": "levels"}
            for place, label in enumerate(labels)
        ]
        charts.insert(0, _chart(_("各题满意程度（%）"), [one.question.text for one in group], series, "stacked"))
    return charts


def _chart(title: str, names: list[str], series: list[dict[str, Any]], shape: str) -> dict[str, Any]:
    return {"title": title, "shape": shape, "whole": shape == "stacked", "names": names, "series": series}


@require_safe
def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """All tables as one file: a row an option."""
    survey = _closed(request, pk)
    found = analysis(survey)
    if found is None or form not in ("xlsx", "csv"):
        raise Http404
    columns = [Column(_("题目"), 44), Column(_("选项"), 20), Column(_("人数"), 8), Column(_("占比（%）"), 10), Column(_("回答人数"), 10)]
    rows: list[list[Value]] = [
        [one.question.text, option.label, option.count, option.share, one.answered]
        for one in found.result.tallies
        for option in one.options
    ]
    rows += [[question.text, text, None, None, None] for question, texts in found.written for text in texts]
    return table_file(f"{survey.title}-{_('统计')}", form, columns, rows)


@require_safe
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """The record of the survey, as a case takes it (``surveys`` of a case file)."""
    survey = _closed(request, pk)
    result = getattr(survey, "result", None)
    if result is None:
        raise Http404
    response = HttpResponse(json.dumps(result.content, ensure_ascii=False, indent=2), content_type="application/json")
    name = f"{survey.title}-{_('记录')}.json"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response
