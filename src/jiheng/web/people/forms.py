"""Forms about organisations and people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _

from jiheng.web.people.models import ROLES_OF, Organisation, OrganisationKind, Person, Role


class AddOrganisationForm(forms.Form):
    """A new organisation below another."""

    kind = forms.ChoiceField(label=_("类型"), choices=OrganisationKind.choices, initial=OrganisationKind.AGENCY)
    name = forms.CharField(label=_("名称"), max_length=120)
    code = forms.CharField(label=_("单位代码"), max_length=40, help_text=_("与预算管理系统中的代码一致，不能重复。"))

    def clean_code(self) -> str:
        """Nobody else has it."""
        return _unused_code(self.cleaned_data["code"])


class EditOrganisationForm(forms.Form):
    """What can be changed of an organisation, and the version that was shown."""

    name = forms.CharField(label=_("名称"), max_length=120)
    code = forms.CharField(label=_("单位代码"), max_length=40)
    is_active = forms.BooleanField(label=_("启用"), required=False, help_text=_("停用后，单位人员的角色不再有效，卷宗保留。"))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        self.organisation = organisation
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        """Nobody else has it."""
        return _unused_code(self.cleaned_data["code"], besides=self.organisation)


def _unused_code(code: str, besides: Organisation | None = None) -> str:
    others = Organisation.objects.filter(code=code)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise forms.ValidationError(_("代码 %(code)s 已被别的单位使用。"), params={"code": code})
    return code


class InviteForm(forms.Form):
    """Who is invited, as what."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    role = forms.ChoiceField(label=_("角色"))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.ChoiceField(label=_("角色"), choices=[(role.value, role.label) for role in ROLES_OF[organisation.kind]])

    @property
    def chosen(self) -> Role:
        """The chosen role."""
        return Role(self.cleaned_data["role"])


class GrantForm(forms.Form):
    """Who gets one more role, by the name they sign in with."""

    username = forms.CharField(label=_("登录名"), max_length=60, help_text=_("对方已有账号时用；还没有账号的，请用「邀请人员」。"))
    role = forms.ChoiceField(label=_("角色"))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.ChoiceField(label=_("角色"), choices=[(role.value, role.label) for role in ROLES_OF[organisation.kind]])

    def clean_username(self) -> str:
        """The name of an account in use."""
        username: str = self.cleaned_data["username"].strip().lower()
        if not Person.objects.filter(username=username, is_active=True).exists():
            raise forms.ValidationError(_("没有登录名是 %(name)s 的账号。"), params={"name": username})
        return username

    @property
    def chosen(self) -> tuple[Person, Role]:
        """The person and the role."""
        return Person.objects.get(username=self.cleaned_data["username"]), Role(self.cleaned_data["role"])


class OpenYearForm(forms.Form):
    """A fiscal year."""

    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2099)


class AcceptForm(forms.Form):
    """A sign-in name and a password twice; for a new password the name stays."""

    username = forms.CharField(
        label=_("登录名"),
        max_length=60,
        help_text=_("小写字母、数字和 . _ - ，至少 3 个字符。"),
        widget=forms.TextInput({"autocomplete": "username"}),
    )
    password = forms.CharField(label=_("密码"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"}))
    again = forms.CharField(label=_("再输一次密码"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"}))

    def __init__(self, *args: Any, person: Person | None, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.name = person, name
        self.fields["password"].help_text = " ".join(password_validators_help_texts())
        if person is not None:
            del self.fields["username"]

    def clean_username(self) -> str:
        """Well formed and free."""
        username: str = self.cleaned_data["username"].lower()
        Person._meta.get_field("username").run_validators(username)
        if Person.objects.filter(username=username).exists():
            raise forms.ValidationError(_("登录名 %(name)s 已有人使用，请换一个。"), params={"name": username})
        return username

    def clean(self) -> dict[str, Any]:
        """The password follows the rules and was typed twice alike."""
        cleaned = super().clean() or self.cleaned_data
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", _("两次输入的密码不一致。"))
        if password:
            person = self.person or Person(username=cleaned.get("username", ""), name=self.name)
            try:
                validate_password(password, person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned
