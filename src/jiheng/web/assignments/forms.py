"""Forms about assignments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jiheng.web.assignments.models import AssignmentRole
from jiheng.web.people.models import Membership, Organisation, Person, Role

if TYPE_CHECKING:
    _Choice = forms.ModelChoiceField[Membership]
else:  # generic for the type checker only
    _Choice = forms.ModelChoiceField


class Candidates(_Choice):
    """A person with the place they come from."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.person}（{obj.organisation} · {obj.get_role_display()}）"


class AssignForm(forms.Form):
    """To whom a dossier is given. What they do follows from what they are."""

    candidate = Candidates(label=_("人员"), queryset=Membership.objects.none(), empty_label=_("请选择"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["candidate"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = (
            Membership.objects.filter(role__in=(Role.EVALUATOR, Role.EXPERT), until__isnull=True, person__is_active=True)
            .select_related("person", "organisation")
            .order_by("organisation__name", "person__name")
        )

    @property
    def chosen(self) -> tuple[Person, AssignmentRole]:
        """The person and their task."""
        membership: Membership = self.cleaned_data["candidate"]
        return membership.person, AssignmentRole(membership.role)


class DeclareForm(forms.Form):
    """The organisation one should not judge."""

    organisation = forms.ModelChoiceField(label=_("需回避的单位"), queryset=Organisation.objects.none(), empty_label=_("请选择"))

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations
