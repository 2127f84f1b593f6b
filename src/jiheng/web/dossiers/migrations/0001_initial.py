"""The first tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dossier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(choices=[("project", "项目支出"), ("department", "部门整体支出")], max_length=12, verbose_name="类型"),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="评价对象")),
                ("code", models.CharField(blank=True, max_length=40, verbose_name="项目代码")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("objective", "绩效目标"),
                            ("monitoring", "绩效监控"),
                            ("self_evaluation", "绩效自评"),
                            ("finished", "已完成"),
                        ],
                        default="objective",
                        max_length=20,
                        verbose_name="阶段",
                    ),
                ),
                ("awaits_record", models.BooleanField(default=True, verbose_name="待填报")),
                ("adjusted_budget", models.DecimalField(decimal_places=6, max_digits=18, null=True, verbose_name="全年预算数（万元）")),
                ("executed", models.DecimalField(decimal_places=6, max_digits=18, null=True, verbose_name="全年执行数（万元）")),
                ("score", models.DecimalField(decimal_places=2, max_digits=6, null=True, verbose_name="得分")),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "fiscal_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dossiers", to="people.fiscalyear", verbose_name="年度"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dossiers", to="people.organisation", verbose_name="单位"
                    ),
                ),
            ],
            options={
                "ordering": ["-fiscal_year_id", "organisation__path", "code", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RecordVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("objective_form", "绩效目标申报表"),
                            ("monitoring_form", "绩效运行监控表"),
                            ("self_evaluation_form", "绩效自评表"),
                        ],
                        max_length=24,
                        verbose_name="表",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="版本")),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("stored_at", models.DateTimeField(auto_now_add=True, verbose_name="保存时间")),
                ("dossier", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="records", to="dossiers.dossier")),
                (
                    "stored_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="保存人"
                    ),
                ),
            ],
            options={
                "ordering": ["dossier_id", "form", "-number"],
            },
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["fiscal_year", "stage", "awaits_record"], name="dossiers_do_fiscal__42adfd_idx"),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.UniqueConstraint(
                fields=("fiscal_year", "organisation", "kind", "subject"), name="one_dossier_a_subject_and_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="recordversion",
            constraint=models.UniqueConstraint(fields=("dossier", "form", "number"), name="one_version_a_number"),
        ),
    ]
