"""A page that needs no LMS: unpacked, it works from a disk, a stick or any web server."""

from __future__ import annotations

from typing import ClassVar

from exporters.options import Split
from exporters.publication import PackageFile, Publication
from exporters.render import render_package


class Html:
    """The format `html`."""

    name: ClassVar[str] = "html"
    splits: ClassVar[tuple[Split, ...]] = (Split.COURSE, Split.PACKAGES)
    heeds: ClassVar[frozenset[str]] = frozenset()

    def files(self, publication: Publication) -> list[PackageFile]:
        """Return every file of the package, the page first."""
        return render_package(publication, tracker=None)
