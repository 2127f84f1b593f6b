"""Who acts where nobody holds a duty: the substitutes that the standard names (``flow_words.yaml``), and where there is nobody at all.

A unit right below the finance authority has no department, a small one has nobody but its preparer: their cases go on all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from jiheng.process import Words, load_words
from jiheng.web.duties import OWN_DUTIES, PLACED_DUTIES, Place, duties_of
from jiheng.web.people.models import Membership, Organisation

#: Duties that come with a role; whoever else acts was given the dossier, or is no person.
_STAFFED: Final = frozenset({*OWN_DUTIES.values(), *PLACED_DUTIES.values()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Who holds which duty, by the organisation in which it was given."""

    held: Mapping[tuple[int, str], frozenset[int]]

    def acting(self, duty: str, line: Sequence[int]) -> str | None:
        """The duty whose holders act at the end of a line of organisations: itself, or its first substitute that is held; None: nobody.

        Whoever alone prepares does not review what they prepared: what they hold alone counts as held by nobody.
        """
        if duty not in _STAFFED:
            return duty
        preparing = self._holders(apart_from(duty), line)
        alone = preparing if len(preparing) == 1 else frozenset()
        return next((one for one in (duty, *_substitutes(duty)) if self._holders(one, line) - alone), None)

    def _holders(self, duty: str, line: Sequence[int]) -> frozenset[int]:
        places = line[-1:] if duty in OWN_DUTIES.values() else line
        return frozenset[int]().union(*(self.held.get((place, duty), ()) for place in places))


def staff(where: Q) -> Staff:
    """Those who work in the organisations for which the condition (on a membership) holds. One query."""
    rows = Membership.objects.filter(where, until__isnull=True, organisation__is_active=True, person__is_active=True)
    held: dict[tuple[int, str], set[int]] = {}
    found = rows.order_by().values_list("person", "role", "organisation__kind", "organisation", "organisation__path")
    for person, role, kind, organisation, path in found:
        for duty, place in duties_of(role, kind, organisation, path):
            held.setdefault((place.organisation, duty), set()).add(person)
    return Staff(held={key: frozenset(people) for key, people in held.items()})


def staff_of(organisations: Iterable[Organisation]) -> Staff:
    """Those who act for these organisations, in them or above them."""
    return staff(Q(organisation__in={number for one in organisations for number in one.line}))


def acting_as(own: frozenset[str], organisation: Organisation) -> frozenset[str]:
    """As what holders of these act for an organisation: their own duties that they may do, and those that nobody else does."""
    others = {duty for duty in _STAFFED - own if own.intersection(_substitutes(duty))}
    doubtful = {duty for duty in own if apart_from(duty) in own}
    if not others and not doubtful:
        return own
    here, line = staff_of([organisation]), organisation.line
    left = {duty for duty in doubtful if here.acting(duty, line) != duty}
    return (own - left) | {duty for duty in others if here.acting(duty, line) in own}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Organisations, each with its line from the top down to itself, and those who work in them and above them."""

    lines: dict[int, tuple[int, ...]]
    staff: Staff

    def does(self, duty: str, place: Place) -> bool:
        """Whether those who hold the duty at the place act there themselves."""
        return self.staff.acting(duty, self.lines[place.organisation]) == duty

    def without(self, duties: Collection[str]) -> list[int]:
        """The organisations in which none of the duties is done by anybody."""
        return [pk for pk, line in self.lines.items() if not any(self.staff.acting(duty, line) for duty in duties)]


def reach(paths: Iterable[str]) -> Reach:
    """All organisations at and below these paths. Two queries."""
    tops = sorted(set(paths))
    below = reduce(or_, (Q(path__startswith=path) for path in tops), Q(pk__in=()))
    working = reduce(or_, (Q(organisation__path__startswith=path) for path in tops), Q(pk__in=()))
    lines = {pk: _line(path) for pk, path in Organisation.objects.filter(below).order_by().values_list("pk", "path")}
    above = {number for line in lines.values() for number in line} - set(lines)
    return Reach(lines=lines, staff=staff(working | Q(organisation__in=above)))


def substitutes_for(duty: str) -> list[str]:
    """The duties of others for which somebody with this one may stand in."""
    return [other for other in sorted(_STAFFED) if duty in _substitutes(other)]


def places_stood_in(own: Collection[tuple[str, Place]], here: Reach) -> Iterator[tuple[str, frozenset[int]]]:
    """The same for all organisations in reach: a duty that is not one's own, and where it is done."""
    for duty, place in own:
        for other in substitutes_for(duty):
            yield (
                other,
                frozenset(
                    pk
                    for pk, line in here.lines.items()
                    if (place.organisation in line if place.below else place.organisation == pk) and here.staff.acting(other, line) == duty
                ),
            )


def named(words: Words, duties: Iterable[str], here: Staff, organisation: Organisation) -> str:
    """Duties in words, each with who stands in for it at the organisation, or that nobody does."""
    found = []
    for duty in duties:
        acting, label = here.acting(duty, organisation.line), words.roles[duty].label
        if acting is None:
            found.append(_("{duty}（没有人担任）").format(duty=label))
        elif acting != duty:
            found.append(_("{substitute}（代{duty}）").format(substitute=words.roles[acting].label, duty=label))
        else:
            found.append(label)
    return "、".join(found)


def apart_from(duty: str) -> str:
    """The duty that nobody does together with this one; empty when there is none."""
    role = load_words(settings.STANDARD).roles.get(duty)
    return role.apart_from if role is not None else ""


def _substitutes(duty: str) -> tuple[str, ...]:
    role = load_words(settings.STANDARD).roles.get(duty)
    return role.substitutes if role is not None else ()


def _line(path: str) -> tuple[int, ...]:
    return tuple(int(number) for number in path.split("/") if number)
