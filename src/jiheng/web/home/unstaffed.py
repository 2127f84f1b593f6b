"""Cases that wait for nobody: duties that no person holds and for which no substitute acts, told to those who can do something about it."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from jiheng.process import load_words
from jiheng.web import policy
from jiheng.web.casework.models import Case
from jiheng.web.home.task import SHOWN, Task
from jiheng.web.people.models import Organisation, Person
from jiheng.web.policies import driving
from jiheng.web.policy import Permission


def nobody_to_act(person: Person) -> tuple[Iterable[Task], int]:
    """For each organisation in reach and what its cases wait for: how many, where nobody can act."""
    if not policy.holds(person, Permission.DIRECT) and not policy.holds(person, Permission.MANAGE):
        return (), 0
    here, stuck = driving.reach(person), Q(pk__in=())
    for words in driving.said(person):
        if empty := here.without(words.split()):
            stuck |= Q(waits_for=words, dossier__organisation__in=empty)
    rows = Case.objects.filter(stuck, is_open=True, dossier__fiscal_year__is_open=True).order_by()
    found = list(rows.values_list("dossier__organisation", "waits_for").annotate(count=Count("pk")))
    places = Organisation.objects.in_bulk({place for place, _words, _count in found})
    told = sorted((places[pk].path, words, pk, count) for pk, words, count in found)
    return [_task(places[pk], words.split(), count) for _path, words, pk, count in told[:SHOWN]], len(told)


def _task(place: Organisation, duties: list[str], count: int) -> Task:
    roles = load_words(settings.STANDARD).roles
    return Task(
        what=_("没有人担任{duty}").format(duty="、".join(roles[duty].label for duty in duties)),
        subject=place.name,
        where=_("{count} 件在等，请给有关人员授予角色").format(count=count),
        address=reverse("organisation", args=[place.pk]),
    )
