"""The formats there are: our own in one table, those of plug-ins by an entry point."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from importlib.metadata import entry_points
from typing import ClassVar, Protocol

from exporters.cmi5 import Cmi5
from exporters.html import Html
from exporters.options import Split
from exporters.publication import PackageFile, Publication
from exporters.scorm12 import Scorm12
from exporters.scorm2004 import Scorm2004
from exporters.xapi import Xapi
from studio.messages import error

ENTRY_POINTS = "coursewright.exporters"


class Exporter(Protocol):
    """One format: which files its package has. The archive writer does the rest.

    `heeds` names the fields of `Options` that make a difference to it, besides `split`.
    """

    name: ClassVar[str]
    splits: ClassVar[tuple[Split, ...]]
    heeds: ClassVar[frozenset[str]]

    def files(self, publication: Publication) -> list[PackageFile]:
        """Return every file of the package in the order in which they are written."""
        ...


_BUILT_IN: dict[str, Callable[[], Exporter]] = {
    kind.name: kind for kind in (Scorm12, Scorm2004, Xapi, Cmi5, Html)
}


def formats() -> list[str]:
    """Return the names of all formats, our own first."""
    plugins = (point.name for point in entry_points(group=ENTRY_POINTS))
    return [*_BUILT_IN, *(name for name in plugins if name not in _BUILT_IN)]


def exporter(name: str) -> Exporter:
    """Return the exporter of a format.

    Raises:
        StudioError: there is no such format.
    """
    if name in _BUILT_IN:
        return _BUILT_IN[name]()
    for point in entry_points(group=ENTRY_POINTS, name=name):
        plugin: Exporter = point.load()()
        return plugin
    near = get_close_matches(name, formats(), n=1)
    known = ", ".join(formats())
    if near:
        raise error("publish.unknown_format_near", format=name, near=near[0], known=known)
    raise error("publish.unknown_format", format=name, known=known)
