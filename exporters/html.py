"""A page that needs no LMS: unpacked, it works from a disk, a stick or any web server."""

from __future__ import annotations

from typing import ClassVar

from exporters.publication import PackageFile, Publication
from exporters.render import render_unit


class Html:
    """The format `html`."""

    name: ClassVar[str] = "html"

    def files(self, publication: Publication) -> list[PackageFile]:
        """Return every file of the package, the page first."""
        [unit] = publication.units
        return [*render_unit(publication, unit, tracker=None), *publication.media_files()]
