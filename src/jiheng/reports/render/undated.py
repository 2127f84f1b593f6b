"""An office file without the hour at which it was written: equal data give equal bytes."""

from __future__ import annotations

import io
import zipfile
from typing import Final

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)


def undated(data: bytes) -> bytes:
    """The package again; python-docx puts the clock into its members."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for member in package.infolist():
            written.writestr(zipfile.ZipInfo(member.filename, _EARLIEST), package.read(member), zipfile.ZIP_DEFLATED)
    return out.getvalue()
