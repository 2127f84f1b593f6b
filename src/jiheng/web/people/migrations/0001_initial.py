"""The first tables."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "username",
                    models.CharField(
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9._-]{2,59}$", "登录名由小写字母、数字和 . _ - 组成，至少 3 个字符。"
                            )
                        ],
                        verbose_name="登录名",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                ("is_demo", models.BooleanField(default=False, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FiscalYear",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name="年度")),
                ("is_open", models.BooleanField(default=True, verbose_name="开放填报")),
            ],
            options={
                "ordering": ["-year"],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("finance_authority", "财政部门"),
                            ("department", "主管部门"),
                            ("agency", "预算单位"),
                            ("third_party_evaluator", "第三方机构"),
                        ],
                        max_length=24,
                        verbose_name="类型",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="代码")),
                ("path", models.CharField(db_index=True, default="", editable=False, max_length=250)),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="people.organisation",
                        verbose_name="上级",
                    ),
                ),
            ],
            options={
                "ordering": ["path"],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(choices=[("join", "开通账号"), ("reset", "重设密码")], default="join", max_length=8)),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("preparer", "经办人"),
                            ("reviewer", "审核人"),
                            ("rechecker", "复核人"),
                            ("approver", "审批人"),
                            ("evaluator", "第三方评价人员"),
                            ("expert", "专家"),
                            ("inspector", "监督检查人员"),
                            ("administrator", "系统管理员"),
                        ],
                        max_length=16,
                        verbose_name="角色",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="people.organisation"),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("preparer", "经办人"),
                            ("reviewer", "审核人"),
                            ("rechecker", "复核人"),
                            ("approver", "审批人"),
                            ("evaluator", "第三方评价人员"),
                            ("expert", "专家"),
                            ("inspector", "监督检查人员"),
                            ("administrator", "系统管理员"),
                        ],
                        max_length=16,
                        verbose_name="角色",
                    ),
                ),
                ("since", models.DateField(default=django.utils.timezone.localdate, verbose_name="起")),
                ("until", models.DateField(blank=True, null=True, verbose_name="止")),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="people.organisation"),
                ),
            ],
            options={
                "ordering": ["organisation__path", "role", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)), fields=("person", "organisation", "role"), name="one_role_in_force"
                    )
                ],
            },
        ),
    ]
