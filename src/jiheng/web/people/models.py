"""Organisations, persons, memberships, fiscal years, invitations: the tables."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiheng.web.versioned import Versioned


class OrganisationKind(models.TextChoices):
    """What an organisation is in the management of performance."""

    FINANCE_AUTHORITY = "finance_authority", _("财政部门")
    DEPARTMENT = "department", _("主管部门")
    AGENCY = "agency", _("预算单位")
    THIRD_PARTY_EVALUATOR = "third_party_evaluator", _("第三方机构")


class Role(models.TextChoices):
    """What a person does for an organisation. A role reaches the organisation and all below it, except where the policy says otherwise."""

    PREPARER = "preparer", _("经办人")
    REVIEWER = "reviewer", _("审核人")
    RECHECKER = "rechecker", _("复核人")
    APPROVER = "approver", _("审批人")
    EVALUATOR = "evaluator", _("第三方评价人员")
    EXPERT = "expert", _("专家")
    INSPECTOR = "inspector", _("监督检查人员")
    ADMINISTRATOR = "administrator", _("系统管理员")


#: Which roles an organisation of a kind can give.
ROLES_OF: dict[str, tuple[Role, ...]] = {
    OrganisationKind.FINANCE_AUTHORITY: (
        Role.PREPARER, Role.REVIEWER, Role.RECHECKER, Role.APPROVER, Role.EXPERT, Role.INSPECTOR, Role.ADMINISTRATOR,
    ),
    OrganisationKind.DEPARTMENT: (Role.PREPARER, Role.REVIEWER, Role.APPROVER, Role.INSPECTOR, Role.ADMINISTRATOR),
    OrganisationKind.AGENCY: (Role.PREPARER, Role.REVIEWER, Role.APPROVER),
    OrganisationKind.THIRD_PARTY_EVALUATOR: (Role.EVALUATOR, Role.ADMINISTRATOR),
}  # fmt: skip


class Organisation(Versioned):
    """A place in the tree. ``path`` names all ancestors and itself, so that a subtree is one comparison."""

    kind = models.CharField(_("类型"), max_length=24, choices=OrganisationKind.choices)
    name = models.CharField(_("名称"), max_length=120)
    code = models.CharField(_("代码"), max_length=40, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级"))
    path = models.CharField(max_length=250, db_index=True, editable=False, default="")
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        ordering: ClassVar = ["path"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new place learns its path from its own number."""
        super().save(*args, **kwargs)
        if not self.path:
            self.path = f"{self.parent.path if self.parent else '/'}{self.pk:07}/"  # padded: sorts as numbers do
            type(self).objects.filter(pk=self.pk).update(path=self.path)

    def get_absolute_url(self) -> str:
        return reverse("organisation", args=[self.pk])

    @property
    def depth(self) -> int:
        """How many are above it."""
        return self.path.count("/") - 2

    @property
    def line(self) -> tuple[int, ...]:
        """The numbers of all above it and its own."""
        return tuple(int(number) for number in self.path.split("/") if number)


class PersonManager(BaseUserManager["Person"]):
    """Persons by their sign-in name."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Person:
        """A new person; without a password nobody can sign in by one."""
        person = self.model(username=username, **fields)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do follows from their memberships alone: there is no superuser."""

    username = models.CharField(
        _("登录名"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9._-]{2,59}$", _("登录名由小写字母、数字和 . _ - 组成，至少 3 个字符。"))],
    )
    name = models.CharField(_("姓名"), max_length=60)
    is_active = models.BooleanField(_("启用"), default=True)
    #: Made by the demo loader: opens nothing outside demo mode.
    is_demo = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    class Meta:
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name or self.username


class Membership(models.Model):
    """A role of a person in an organisation, from a day on and, once ended, up to a day. Never deleted: conflicts look back."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(_("角色"), max_length=16, choices=Role.choices)
    since = models.DateField(_("起"), default=timezone.localdate)
    until = models.DateField(_("止"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["organisation__path", "role", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"], condition=models.Q(until__isnull=True), name="one_role_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation} · {self.get_role_display()}"


class FiscalYear(models.Model):
    """A year of the budget; a closed one takes no new record."""

    year = models.PositiveSmallIntegerField(_("年度"), primary_key=True)
    is_open = models.BooleanField(_("开放填报"), default=True)

    class Meta:
        ordering: ClassVar = ["-year"]

    def __str__(self) -> str:
        return str(self.year)


class InvitationPurpose(models.TextChoices):
    """What the link is for."""

    JOIN = "join", _("开通账号")
    RESET = "reset", _("重设密码")


class Invitation(models.Model):
    """A link handed to somebody, good once and for some days. Only its digest is kept."""

    purpose = models.CharField(max_length=8, choices=InvitationPurpose.choices, default=InvitationPurpose.JOIN)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(_("姓名"), max_length=60)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    role = models.CharField(_("角色"), max_length=16, choices=Role.choices, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="invitations")
    invited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} · {self.organisation}"

    @staticmethod
    def digest_of(token: str) -> str:
        """What is kept of a link's secret."""
        return hashlib.sha256(token.encode()).hexdigest()

    def is_open(self, now: datetime.datetime) -> bool:
        """Whether the link still opens something."""
        return self.accepted_at is None and self.withdrawn_at is None and now < self.expires_at
