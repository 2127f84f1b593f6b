"""How forms look: labels above, help below, errors beside what is wrong."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Our form and field templates; widgets stay Django's."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
