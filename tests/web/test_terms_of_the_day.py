"""Terms of complaints and publications in the daily step: reminders, those above told once it is late, a second run adds nothing."""

from __future__ import annotations

import datetime
from collections import Counter

import pytest
from county_at_hand import County
from rows_complaints import handed_in
from rows_portal import head, prepared
from test_portal import filed
from way_of_a_case import browser

from jiheng.web.audit.models import AuditEntry
from jiheng.web.complaints import daily as of_complaints
from jiheng.web.complaints.actions.advance import advance
from jiheng.web.complaints.models import Complaint
from jiheng.web.coursed import calendar_of
from jiheng.web.people.models import Role
from jiheng.web.portal import daily as of_portal
from jiheng.web.portal.models import Publication


def after(day: datetime.date | None, days: int) -> datetime.date:
    assert day is not None
    return day + datetime.timedelta(days=days)


def test_a_late_complaint_is_told_to_the_head_of_the_bureau_and_counts_as_late(county: County) -> None:
    complaint, _code = handed_in(county)
    county.people["treasurer"] = county.person("treasurer", Role.APPROVER, "finance")
    due = complaint.due_on
    assert of_complaints.run(after(due, -20)) == Counter()
    assert of_complaints.run(after(due, 1)) == Counter(reminded=1, escalated=1)
    assert +of_complaints.run(after(due, 1)) == Counter()
    complaint = Complaint.objects.get()
    assert complaint.late
    told = AuditEntry.objects.filter(action__in=("give_reminder", "escalate")).values_list("summary", flat=True)
    assert any("受理期限" in one and "已逾期 1 天" in one for one in told)
    assert any("告知财政部门负责人" in one for one in told)
    assert complaint.number in browser(county["treasurer"]).get("/").content.decode()
    advance(county["finance"], complaint, "accept_complaint", seen=complaint.version, said={})
    assert Complaint.objects.get().escalated_to == ""


def test_a_publication_that_is_due_stands_on_the_first_page_and_above_once_it_is_late(county: County) -> None:
    publication = prepared(county, filed(county))
    approver = head(county, Role.APPROVER)
    due = publication.due_on
    assert "公开：公开准备中" in browser(county["agency"]).get("/").content.decode()
    assert publication.title not in browser(approver).get("/").content.decode()
    assert +of_portal.run(after(due, 1)) == Counter(reminded=1, escalated=1)
    assert +of_portal.run(after(due, 1)) == Counter()
    assert Publication.objects.get().escalated_to == " agency.approver "
    assert publication.title in browser(approver).get("/").content.decode()


@pytest.mark.parametrize(("days", "count"), [(-1, 1), (-2, 0)])
def test_a_reminder_falls_on_its_day(county: County, days: int, count: int) -> None:
    complaint, _code = handed_in(county)
    day = calendar_of("cn").add_working_days(after(complaint.due_on, 0), days)
    assert of_complaints.run(day)["reminded"] == count
