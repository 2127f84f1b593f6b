"""What every page knows: who is there, and which doors are open to them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from jiheng import __version__
from jiheng.web import policy
from jiheng.web.demo.accounts import ACCOUNTS, PASSWORD
from jiheng.web.people.models import Person, Role
from jiheng.web.policies import evaluating
from jiheng.web.policy import Permission


def workspace(request: HttpRequest) -> dict[str, Any]:
    """For the head and the foot of the page."""
    user = getattr(request, "user", None)
    person = user if isinstance(user, Person) else None
    shown = settings.DEMO and person is None
    return {
        "demo_accounts": ACCOUNTS if shown else (),
        "demo_password": PASSWORD if shown else "",
        "demo": settings.DEMO,
        "product_version": __version__,
        "person": person,
        "can_view": person is not None and (policy.holds(person, Permission.VIEW) or _comes_from_outside(person)),
        "can_evaluate": person is not None and evaluating.has_evaluations(person),
        "can_plan": person is not None and policy.holds(person, Permission.DIRECT),
        "can_declare": person is not None and evaluating.may_judge(person),
        "can_open_years": person is not None and policy.manages_years(person),
        "can_publish": person is not None and policy.holds(person, Permission.VIEW),
        "can_handle_complaints": person is not None and policy.has_complaints(person),
        "can_import": person is not None
        and any(policy.holds(person, one) for one in (Permission.MANAGE, Permission.FILL, Permission.PLAN)),
        "can_read_audit": person is not None and policy.holds(person, Permission.READ_AUDIT),
    }


def _comes_from_outside(person: Person) -> bool:
    return any(one.role in (Role.EVALUATOR, Role.EXPERT) for one in policy.held(person))
