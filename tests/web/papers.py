"""Papers for tests of the workspace: handed in, in a dossier or in an inbox."""

from __future__ import annotations

from county_at_hand import County

from jiheng.web.dossiers.models import Dossier
from jiheng.web.files.actions.hand_in import hand_in
from jiheng.web.files.models import DocumentVersion
from jiheng.web.files.receiving import Received, receive_bytes
from jiheng.web.people.models import Organisation, Person


def sheet_of_paper(text: str = "水库维修养护项目说明。") -> bytes:
    """A text file."""
    return text.encode()


def received(data: bytes | None = None, name: str = "说明.txt") -> Received:
    """A file that was looked at and kept."""
    found = receive_bytes(sheet_of_paper() if data is None else data, name)
    assert isinstance(found, Received), found
    return found


def handed_in(
    county: County, place: Dossier | Organisation, data: bytes | None = None, name: str = "说明.txt", *, by: Person | None = None
) -> DocumentVersion:
    """A document at the place."""
    return hand_in(by or county["agency"], place, received(data, name))
