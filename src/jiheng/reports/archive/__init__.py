"""One object, one file (一项一档): everything in a zip with an index and digests, verified without a network.

Knows members and digests; what belongs into a file is for its keeper. The package holds ``manifest.json``, ``SHA256SUMS`` (as
``sha256sum -c`` reads it) and ``SM3SUMS`` (GB/T 32905) beside the papers.
"""

from jiheng.reports.archive.manifest import Archived, Manifest, UnfitName
from jiheng.reports.archive.reading import ChangedSince, Reader, reading
from jiheng.reports.archive.verifying import Fault, Verification, verify_archive
from jiheng.reports.archive.writing import ArchiveItem, Subject, write_archive

__all__ = [
    "ArchiveItem",
    "Archived",
    "ChangedSince",
    "Fault",
    "Manifest",
    "Reader",
    "Subject",
    "UnfitName",
    "Verification",
    "reading",
    "verify_archive",
    "write_archive",
]
