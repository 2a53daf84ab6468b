"""What both kinds of office documents need: the same bytes each time, and whole files."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from studio.jobs import Progress
from studio.project.zips import ZipEntry, write_zip

_CORE = "docProps/core.xml"
_DATES = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")


def write_office(target: Path, document: bytes, progress: Progress) -> None:
    """Write a document of Word or Excel (a zip) without the clock that its library put in.

    Raises:
        OSError: it can't be written; `target` is as it was.
        Cancelled: the work was cancelled; `target` is as it was.
    """
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    entries = [ZipEntry(n, _DATES.sub(b"", data) if n == _CORE else data) for n, data in parts]
    write_zip(target, entries, progress)
