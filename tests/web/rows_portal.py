"""The rows of the portal in the table of policy: address by role, and where each leads."""

from __future__ import annotations

import datetime

from county_at_hand import County

from jiheng.web import stored
from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Person, Role
from jiheng.web.portal.actions.prepare_publication import prepare_publication
from jiheng.web.portal.actions.take_publication_step import take_publication_step
from jiheng.web.portal.looking import DRAFTS
from jiheng.web.portal.models import Publication, PublicationFile, Published

#: Columns as in test_policy_table. What is published is open to everybody; what is prepared, to those who see the dossier.
TABLE = """
GET  robots                         200    200    200     200      200     200      200     200      200        200
GET  portal                         200    200    200     200      200     200      200     200      200        200
GET  portal_search                  200    200    200     200      200     200      200     200      200        200
GET  portal_feed                    200    200    200     200      200     200      200     200      200        200
GET  portal_data                    200    200    200     200      200     200      200     200      200        200
GET  portal_data_file               200    200    200     200      200     200      200     200      200        200
GET  portal_department              200    200    200     200      200     200      200     200      200        200
GET  portal_dossier                 200    200    200     200      200     200      200     200      200        200
GET  portal_file                    404    404    404     404      404     404      404     404      404        404
GET  portal_record                  200    200    200     200      200     200      200     200      200        200
GET  portal_record_data             200    200    200     200      200     200      200     200      200        200
GET  publications                   302    200    200     200      200     200      200     200      200        200
GET  publication                    302    200    404     200      200     200      404     404      200        404
GET  publication_file               302    200    404     200      200     200      404     404      200        404
POST mask_files                     302    302    404     403      403     403      404     404      403        404
GET  publication_step               302    200    404     403      403     403      404     404      403        404
POST publication_step               302    302    404     403      403     403      404     404      403        404
GET  prepare_publication            302    200    404     403      403     403      403     404      403        404
POST prepare_publication            302    302    404     403      403     403      403     404      403        404
POST publish_record                 302    302    404     403      403     403      403     404      403        404
POST publish_report                 302    302    404     403      403     302      403     404      403        404
"""
FORM = "self_evaluation_form"


def prepared(county: County, dossier: Dossier, *, title: str = "公开的自评表", **more: object) -> Publication:
    """A publication of the dossier's form."""
    said = {"forms": [FORM], "documents": [], "event": "created", "on": datetime.date(2025, 3, 3), **more}
    return prepare_publication(county["agency"], dossier, title=title, **said)  # type: ignore[arg-type]


def head(county: County, role: Role = Role.REVIEWER) -> Person:
    """Somebody of the water station in another role."""
    name = f"station.{role.value}"
    return Person.objects.filter(username=name).first() or county.person(name, role, "water_station")


def published(county: County, dossier: Dossier, **more: object) -> Published:
    """What the public sees of the dossier."""
    publication = prepared(county, dossier, **more)  # type: ignore[arg-type]
    take_publication_step(county["agency"], publication, "submit", seen=publication.version, said={})
    said = {"secrecy_check": True}
    take_publication_step(head(county), publication, "publish", seen=publication.version, said=said, confirmed=True)
    return Published.objects.get(source=publication)


def with_a_file(county: County, dossier: Dossier) -> Publication:
    """Another one in preparation, with a file."""
    publication = prepared(county, dossier, title="准备中的")
    PublicationFile.objects.create(
        publication=publication, number=1, name="说明.txt", content="txt", size=6, digest=stored.keep(DRAFTS, "说明".encode())
    )
    return publication


def addresses(county: County, dossier: Dossier) -> dict[str, tuple[list[object], dict[str, object]]]:
    """For each name the arguments of its address and what is posted there."""
    shown = published(county, dossier)
    publication = with_a_file(county, dossier)
    return {
        "portal_department": (["water"], {}),
        "portal_dossier": ([shown.pk], {}),
        "portal_file": ([shown.pk, 1], {}),
        "portal_record": ([shown.pk, 1], {}),
        "portal_record_data": ([shown.pk, 1, "record.json"], {}),
        "portal_data_file": (["dossiers.csv"], {}),
        "publication": ([publication.pk], {}),
        "publication_file": ([publication.pk, 1], {}),
        "mask_files": ([publication.pk], {"seen": publication.version}),
        "publication_step": ([publication.pk, "submit"], {"seen": publication.version}),
        "publish_record": ([dossier.pk, FORM, dossier.records.latest("number").number], {}),
        "prepare_publication": ([dossier.pk], {"title": "又一份", "tables": [FORM], "event": "created", "on": "2025-03-03"}),
    }
