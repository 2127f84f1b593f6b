"""Charts and tables: what the database adds up is what the records say, for those who may see them."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from county_at_hand import YEAR, County, form
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiheng.model import FundsKind, FundsRow, read_actual, read_target
from jiheng.sample.county import load_county
from jiheng.sample.county_forms import figure, self_evaluation
from jiheng.web.dashboards.facts import lasting, refresh
from jiheng.web.dashboards.models import Facts
from jiheng.web.dashboards.outliers import RULES, condition
from jiheng.web.dashboards.scope import scope_of
from jiheng.web.dashboards.tables import BUILDERS, Table
from jiheng.web.dossiers.actions.open_dossier import open_dossier
from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Dossier, DossierKind, Stage
from jiheng.web.files.models import Document
from jiheng.web.findings.models import Finding
from jiheng.web.people.models import FiscalYear
from jiheng.web.policy import dossiers

_WRITTEN = ("department_id", "sector", "lasting_subject", "initial_budget", "adjusted_budget", "executed", "indicators", "equal_actuals")


def table(county: County, key: str, who: str = "finance", query: str = "") -> Table:
    return BUILDERS[key][1](scope_of(county[who], QueryDict(query)))


def read(built: Table, row: int = 0) -> dict[str, Any]:
    return dict(zip([column.key for column in built.columns], built.rows[row].values, strict=True))


def with_money(initial: str, adjusted: str, executed: str) -> tuple[FundsRow, ...]:
    total = {
        name: figure(text, "万元") for name, text in (("initial_budget", initial), ("adjusted_budget", adjusted), ("executed", executed))
    }
    return (FundsRow(label="年度资金总额", kind=FundsKind.TOTAL, **total),)


def judged(county: County, subject: str, year: int = YEAR, **changes: object) -> Dossier:
    """A dossier of the water station with a self-evaluation of these contents."""
    opened = FiscalYear.objects.get(pk=year)
    FiscalYear.objects.filter(pk=year).update(is_open=True)
    opened.is_open = True
    station = county.places["water_station"]
    dossier = open_dossier(county["agency"], station, year=opened, kind=DossierKind.PROJECT, subject=subject, stage=Stage.SELF_EVALUATION)
    store_record(county["agency"], dossier, form(fiscal_year=year, **changes), seen=dossier.version)
    return dossier


def school(county: County) -> Dossier:
    """A dossier of another department."""
    year = FiscalYear.objects.get(pk=YEAR)
    dossier = open_dossier(
        county["foreign"], county.places["school"], year=year, kind=DossierKind.PROJECT, subject="校舍维修", stage=Stage.SELF_EVALUATION
    )
    store_record(county["foreign"], dossier, self_evaluation(load_county(year=YEAR).projects[9]), seen=dossier.version)
    return dossier


def test_facts_follow_each_stored_record(county: County) -> None:
    dossier = judged(county, "2024年灌区改造", funds=with_money("300", "100.5", "90"))
    facts = Facts.objects.get(pk=dossier.pk)
    assert (facts.initial_budget, facts.adjusted_budget, facts.executed) == (Decimal(300), Decimal("100.5"), Decimal(90))
    assert (facts.department, facts.sector, facts.lasting_subject) == (county.places["water"], "农林水", "灌区改造")
    store_record(county["agency"], dossier, form(funds=with_money("300", "120", "90")), seen=dossier.version)
    facts.refresh_from_db()
    assert facts.adjusted_budget == Decimal(120)


def test_rebuilding_gives_the_same_facts(county: County) -> None:
    judged(county, "灌区改造", funds=with_money("300", "100", "90"))
    county.dossier("没有表的卷宗")
    school(county)
    written = list(Facts.objects.order_by("pk").values(*_WRITTEN))
    assert len(written) == 3
    Facts.objects.update(sector="别的", initial_budget=None, department=None, indicators=None)
    Facts.objects.first().delete()
    call_command("rebuild_facts", verbosity=0, stdout=io.StringIO())
    assert list(Facts.objects.order_by("pk").values(*_WRITTEN)) == written


def test_a_department_finds_its_sector_and_a_subject_its_name_in_another_year(county: County) -> None:
    assert lasting("2024年公路养护") == lasting("公路养护（2023年度）") == "公路养护"
    assert lasting("2024") == "2024"
    place = county.places["finance"]
    dossier = county.dossier()
    dossier.organisation = place
    refresh(dossier)
    assert Facts.objects.get(pk=dossier.pk).sector == ""
    assert Facts.objects.get(pk=dossier.pk).department is None


def test_tables_add_up_what_the_dossiers_state(county: County) -> None:
    judged(county, "甲", funds=with_money("300", "100", "90"), total_score=figure("95"))
    judged(county, "乙", funds=with_money("100", "200", "50"), total_score=figure("62.5"))
    county.dossier("丙")
    water = read(table(county, "departments"))
    assert (water["name"], water["count"], water["budget"], water["executed"]) == ("澄岚县水利局", 3, Decimal(300), Decimal(140))
    assert (water["rate"], water["scored"], water["score"]) == (Decimal("46.67"), 2, Decimal("78.75"))
    assert [water[f"grade{number}"] for number in range(4)] == [1, 0, 1, 0]
    changed = read(table(county, "adjustment"))
    assert (changed["initial"], changed["adjusted"], changed["executed"]) == (Decimal(400), Decimal(300), Decimal(140))
    assert (changed["change"], changed["rate"], changed["initial_rate"]) == (Decimal("-25.00"), Decimal("46.67"), Decimal("35.00"))


def test_a_departments_own_form_does_not_count_its_projects_twice(county: County) -> None:
    judged(county, "甲", funds=with_money("100", "100", "90"))
    whole = judged(county, "整体", funds=with_money("500", "500", "400"))
    Dossier.objects.filter(pk=whole.pk).update(kind=DossierKind.DEPARTMENT)
    assert read(table(county, "departments"))["budget"] == Decimal(100)
    assert read(table(county, "departments", query="kind=department"))["budget"] == Decimal(500)
    assert [row.values[:3] for row in table(county, "kinds").rows] == [("部门整体支出", 1, Decimal(500)), ("项目支出", 1, Decimal(100))]


def test_each_sees_numbers_of_their_own_reach(county: County) -> None:
    judged(county, "甲")
    school(county)
    assert [row.values[0] for row in table(county, "departments").rows] == ["澄岚县水利局", "澄岚县教育局"]
    assert [row.values[0] for row in table(county, "departments", "reviewer").rows] == ["澄岚县水库运行中心"]
    assert [row.values[1] for row in table(county, "sectors", "foreign").rows] == [1]
    assert table(county, "departments", "expert").rows == table(county, "departments", "administrator").rows == ()


@pytest.mark.parametrize("key", list(BUILDERS))
def test_what_leads_to_the_dossiers_behind_a_number_finds_as_many(county: County, key: str) -> None:
    judged(county, "甲", funds=with_money("300", "100", "0"), total_score=figure("100"))
    judged(county, "甲（2023年）", YEAR - 1, total_score=figure("100"))
    school(county)
    for number, dossier in enumerate(Dossier.objects.order_by("pk")):
        document = Document.objects.create(organisation=dossier.organisation, dossier=dossier, name="表.docx")
        for twice in range(2):
            Finding.objects.create(
                document=document,
                fingerprint=f"f{twice}",
                code=f"SEV10{number % 2}",
                severity="must_fix",
                message="甲",
                first_number=1,
                last_number=1,
            )
    built = table(county, key)
    place = [column.key for column in built.columns].index("count")
    client = Client()
    client.force_login(county["finance"], backend="jiheng.web.people.accounts.Backend")
    assert built.rows
    for row in built.rows:
        page = client.get(f"{reverse('dossiers_behind')}?{row.leads}")
        assert page.context["page"].paginator.count == row.values[place]


def test_findings_are_counted_by_check_with_what_became_of_them(county: County) -> None:
    document = Document.objects.create(organisation=county.places["water_station"], dossier=judged(county, "甲"), name="表.docx")
    for number, (severity, state) in enumerate((("must_fix", "open"), ("must_fix", "fixed"), ("question", "false_alarm"))):
        Finding.objects.create(
            document=document,
            fingerprint=f"f{number}",
            code="SEV101",
            severity=severity,
            state=state,
            message="甲",
            first_number=1,
            last_number=1,
        )
    told = read(table(county, "findings"))
    assert told["name"].startswith("SEV101 ")
    assert [told[key] for key in ("count", "must_fix", "question", "note", "open", "fixed", "false_alarm", "waived")] == [
        1,
        2,
        1,
        0,
        1,
        1,
        1,
        0,
    ]
    assert table(county, "findings", "foreign").rows == ()


def test_each_rule_finds_its_dossiers_and_not_the_nearest_other(county: County) -> None:
    plain = form()
    pairs = [(line, read_target(f"≥{number + 5}个"), read_actual(f"{number + 5}个")) for number, line in enumerate(plain.indicators[:5])]
    same = tuple(line.model_copy(update={"target": target, "actual": actual}) for line, target, actual in pairs)
    nearly = (*same[:4], same[4].model_copy(update={"actual": read_actual("99个")}))
    judged(county, "压减", funds=with_money("100", "49.99", "40"))
    judged(county, "压减一半", funds=with_money("100", "50", "40"))
    judged(county, "零执行", funds=with_money("100", "100", "0"))
    judged(county, "没有预算", funds=with_money("0", "0", "0"))
    judged(county, "超支", funds=with_money("100", "100", "100.01"))
    judged(county, "用完", funds=with_money("100", "100", "100"))
    judged(county, "照抄", indicators=same)
    judged(county, "差一个", indicators=nearly)
    judged(county, "少一个", indicators=same[:4])
    judged(county, "2024年连年", total_score=figure("100"))
    judged(county, "2023年连年", YEAR - 1, total_score=figure("100"))
    judged(county, "今年满分", total_score=figure("100"))
    judged(county, "今年满分", YEAR - 1, total_score=figure("99.99"))
    judged(county, "去年满分", total_score=figure("99"))
    judged(county, "去年满分", YEAR - 1, total_score=figure("100"))
    seen = dossiers(county["finance"]).filter(fiscal_year_id=YEAR)
    found = {rule.key: set(seen.filter(condition(rule, YEAR)).values_list("subject", flat=True)) for rule in RULES}
    assert found == {
        "budget_collapse": {"压减"},
        "no_execution": {"零执行"},
        "over_execution": {"超支"},
        "always_full_score": {"2024年连年"},
        "equal_actuals": {"照抄"},
    }
    rows = table(county, "outliers").rows
    assert [row.values[1] for row in rows] == [1] * 5
    assert rows[0].values[2:] == ("自评表的全年预算数不足年初预算数的 50%。", "通行做法（通行做法）") or "通行做法" in str(
        rows[0].values[3]
    )


def test_tables_are_sorted_by_links_and_what_is_not_said_stands_last(county: County) -> None:
    judged(county, "甲", total_score=figure("80"))
    school(county)
    finance = county.places["finance"]
    built = table(county, "departments")
    assert next(row.values[0] for row in built.sorted("score").rows) == "澄岚县水利局"
    assert built.sorted("-score").rows[-1].values[0] == "澄岚县水利局"
    assert built.sorted("nonsense") is built
    Dossier.objects.filter(organisation=county.places["school"]).update(score=None)
    again = table(county, "departments")
    for order in ("score", "-score"):
        assert [row.values[0] for row in again.sorted(order).rows] == ["澄岚县水利局", "澄岚县教育局"]
    assert finance.name not in [row.values[0] for row in again.rows]


def test_the_page_says_in_its_script_what_the_table_says(county: County, client: Client) -> None:
    judged(county, "甲", funds=with_money("100", "80", "60"), total_score=figure("88"))
    client.force_login(county["finance"], backend="jiheng.web.people.accounts.Backend")
    page = client.get(reverse("dashboard") + "?sort=departments.-rate").content.decode()
    data = json.loads(re.search(r'<script id="departments-data" type="application/json">(.*?)</script>', page)[1])
    assert data[0]["names"] == ["澄岚县水利局"]
    assert data[0]["series"][0] == {"name": "执行率（%）", "values": ["75.00"]}
    assert 'aria-sort="descending"' in page
    assert "75.00%" in page
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", page) == []
    assert " style=" not in page


def test_tables_and_dossiers_are_downloaded_with_the_filters_of_the_page(county: County, client: Client) -> None:
    judged(county, "=1+1", funds=with_money("100", "80", "60"), total_score=figure("88"))
    judged(county, "去年的", YEAR - 1)
    client.force_login(county["finance"], backend="jiheng.web.people.accounts.Backend")
    answer = client.get(reverse("dossiers_behind_download", args=["csv"]) + f"?year={YEAR}")
    assert "attachment" in answer["Content-Disposition"]
    assert answer.content.startswith("\ufeff".encode())
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][2] == "'=1+1"
    assert rows[1][5:] == ["100", "80", "60", "75", "88"]
    assert len(rows) == 2
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("dossiers_behind_download", args=["xlsx"]) + "?year=").content))
    assert sorted(str(row[2].value) for row in book.active.iter_rows(min_row=2)) == ["=1+1", "去年的"]
    assert {row[2].data_type for row in book.active.iter_rows(min_row=2)} == {"s"}
    table_file = json.loads(client.get(reverse("dashboard_table", args=["departments", "json"]) + f"?year={YEAR}").content)
    assert table_file[0]["部门"] == "澄岚县水利局"
    assert table_file[0]["执行率"] == "75"
    for wrong in (["departments", "exe"], ["nothing", "csv"]):
        assert client.get(reverse("dashboard_table", args=wrong)).status_code == 404
    assert client.get(reverse("dossiers_behind_download", args=["exe"])).status_code == 404


def test_the_number_of_queries_does_not_grow(county: County, client: Client) -> None:
    client.force_login(county["finance"], backend="jiheng.web.people.accounts.Backend")
    judged(county, "甲")
    counts = []
    for address in (reverse("dashboard"), reverse("dossiers_behind")):
        client.get(address)
        caches["sums"].clear()
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        counts.append(len(few))
    for number in range(6):
        judged(county, f"又一个 {number}")
    school(county)
    for address, count in zip((reverse("dashboard"), reverse("dossiers_behind")), counts, strict=True):
        with CaptureQueriesContext(connection) as many:
            client.get(address)
        assert len(many) == count < 25


def test_filters_that_are_no_choice_are_not_asked(county: County) -> None:
    judged(county, "甲")
    assert len(table(county, "departments", query="department=999&sector=xx&kind=yy&grade=zz&organisation=a").rows) == 1
    assert table(county, "departments", query="sector=-").rows == ()
    assert table(county, "departments", query=f"year={YEAR}&grade=差").rows == ()


def test_without_a_year_the_newest_with_scores_is_shown_and_said(county: County) -> None:
    FiscalYear.objects.create(year=YEAR + 1)
    client = Client()
    client.force_login(county["finance"], backend="jiheng.web.people.accounts.Backend")
    page = client.get(reverse("dashboard"))
    assert page.context["scope"].year == YEAR + 1  # nobody has a score yet
    county.dossier("有得分的项目")
    Dossier.objects.update(score=90)
    page = client.get(reverse("dashboard"))
    assert page.context["scope"].year == YEAR
    assert f"现在显示 {YEAR} 年度" in page.content.decode()
    assert "现在显示" not in client.get(reverse("dashboard"), {"year": YEAR}).content.decode()
