"""Which dossiers the documents of an inbox seem to belong to: by project, year and agency as they were read. A person confirms."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import F, Q
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.dossiers.models import Dossier
from jiheng.web.files.models import Document, DocumentVersion
from jiheng.web.people.models import Person

#: So many dossiers can be chosen from; a person who needs another goes to its page and uploads there.
_CHOICES: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What documents seem to be about."""

    subject: str
    year: int | None
    agency: str

    def fits(self, dossier: Dossier) -> bool:
        """Whether the dossier is about this: one subject in one year; of a whole department its agency."""
        if self.year not in (None, dossier.fiscal_year_id):
            return False
        if self.subject:
            return _plain(self.subject) == _plain(dossier.subject)
        return bool(self.agency) and dossier.kind == "department" and _plain(self.agency) == _plain(dossier.organisation.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Documents that seem to belong together, the dossiers to choose from, and the one that fits alone."""

    guess: Guess
    documents: list[Document]
    choices: list[Dossier]
    best: int | None

    @property
    def title(self) -> str:
        """What the group is about, as read."""
        return with_year(self.guess.year, self.guess.subject or self.guess.agency) or _("没有读出项目和年度")


def with_year(year: int | None, name: str) -> str:
    """The name after its year, which many names begin with themselves."""
    said = str(year) if year and not name.startswith(str(year)) else ""
    return " ".join(word for word in (said, name) if word)


def groups(person: Person, documents: list[Document]) -> list[Group]:
    """The documents in groups, those that say nothing last. Two queries, however many documents."""
    newest = DocumentVersion.objects.filter(document__in=documents, number=F("document__latest")).select_related("assessment")
    assessments = {one.document_id: getattr(one, "assessment", None) for one in newest}
    sorted_by: dict[Guess, list[Document]] = defaultdict(list)
    for document in documents:
        read = assessments.get(document.pk)
        guess = Guess(subject=read.subject, year=read.fiscal_year, agency=read.agency) if read else Guess(subject="", year=None, agency="")
        sorted_by[guess].append(document)
    choices = _choices(person, list(sorted_by))
    made = [_group(guess, members, choices) for guess, members in sorted_by.items()]
    return sorted(made, key=lambda group: (not group.guess.subject, not group.guess.agency, group.title))


def _choices(person: Person, guesses: list[Guess]) -> list[Dossier]:
    """Dossiers of the years that were read, those that could fit first."""
    years = {guess.year for guess in guesses if guess.year}
    near = reduce(or_, (Q(subject=guess.subject) | Q(organisation__name=guess.agency) for guess in guesses), Q(pk__in=()))
    found = policy.dossiers(person).select_related("organisation")
    if years:
        found = found.filter(fiscal_year__in=years)
    first = list(found.filter(near)[:_CHOICES])
    known = {one.pk for one in first}
    return first + [one for one in found[: _CHOICES - len(first)] if one.pk not in known]


def _group(guess: Guess, documents: list[Document], choices: list[Dossier]) -> Group:
    fitting = [one for one in choices if guess.fits(one)]
    named = [one for one in fitting if guess.agency and _plain(one.organisation.name) == _plain(guess.agency)]
    alone = named if len(named) == 1 else fitting
    rest = [one for one in choices if one not in fitting]
    return Group(guess=guess, documents=documents, choices=[*fitting, *rest], best=alone[0].pk if len(alone) == 1 else None)


def _plain(name: str) -> str:
    """Without spaces and the word that titles add."""
    return "".join(name.split()).removesuffix("项目")
