"""Data in bulk for measuring: as sound as what actions store, and visited by a server of its own."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from jiheng.web.acting import Refused
from jiheng.web.audit.chain import verify
from jiheng.web.dashboards.facts import rebuild
from jiheng.web.dashboards.models import Facts
from jiheng.web.demo.bulk import Size, load
from jiheng.web.demo.load import visitors
from jiheng.web.dossiers.models import Dossier, RecordVersion
from jiheng.web.dossiers.records import is_sound
from jiheng.web.people.models import Person


def test_bulk_data_are_what_the_actions_would_have_stored(db: None) -> None:
    assert load(Size(agencies=2, projects=3, years=2)) == 12
    assert verify().sound == 12
    assert all(is_sound(version) for version in RecordVersion.objects.all())
    written = list(Facts.objects.order_by("pk").values())
    rebuild()
    assert list(Facts.objects.order_by("pk").values()) == written
    assert Dossier.objects.filter(cases__is_open=True).count() == 6
    with pytest.raises(Refused):
        load(Size(agencies=1, projects=1, years=1))


def test_visitors_are_signed_in_and_go_where_they_may(db: None, settings: Any) -> None:
    settings.DEMO = True
    load(Size(agencies=2, projects=2, years=2))
    guests = visitors(list(Person.objects.filter(username__startswith="bulk.")), random.Random(1))
    assert len(guests) == 4
    for guest in guests:
        assert {"list", "dossier", "form", "home", "findings"} < set(guest.pages)
        name, _equals, value = guest.cookie.partition("=")
        client = Client()
        client.cookies[name] = value
        for addresses in guest.pages.values():
            assert client.get(addresses[0]).status_code == 200
    assert client.get(reverse("home")).status_code == 200


@pytest.mark.parametrize("command", ["load_bulk", "measure_load"])
def test_real_workspaces_are_left_alone(command: str, db: None, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="演示模式"):
        call_command(command)
    settings.DEMO = True
    if command == "measure_load":
        with pytest.raises(CommandError, match="load_bulk"):
            call_command(command)
