"""A package opened for preview: unpacked, and what its manifest says of how it is launched."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from studio.messages import error
from studio.preview.closing import Closing
from studio.preview.files import Folder
from studio.preview.package_zip import extract

_TC = "{http://projecttincan.com/tincan.xsd}"


class Unpacked(Closing):
    """The folder of a package: the one given, or a temporary one with what a zip file holds."""

    def __init__(self, package: Path) -> None:
        self.name = package.name
        self._temporary: Path | None = None
        if package.is_dir():
            self.folder = package
        else:
            self.folder = self._temporary = Path(tempfile.mkdtemp(prefix="coursewright-preview-"))
            try:
                extract(package, self.folder)
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """Remove the temporary folder, if there is one."""
        if self._temporary:
            shutil.rmtree(self._temporary, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Activity:
    """What `tincan.xml` says of the activity that is launched."""

    id: str
    title: str
    href: str


def read_tincan(package: Unpacked) -> Activity:
    """Return the first activity of `tincan.xml` that has a launch.

    Raises:
        StudioError: there is no such file, it can't be read, or what it launches is missing.
    """
    root = manifest_root(package, "tincan.xml")
    for activity in root.iter(f"{_TC}activity"):
        if href := _text(activity, f"{_TC}launch"):
            title = _text(activity, f"{_TC}name") or package.name
            return Activity(activity.get("id", ""), title, launchable(package, href))
    raise error("preview.no_launch", file=package.name, manifest="tincan.xml")


def manifest_root(package: Unpacked, name: str) -> etree._Element:
    """Return the root of an XML file of a package. Its entities stay unread.

    Raises:
        StudioError: there is no such file, or it can't be read.
    """
    file = package.folder / name
    if not file.is_file():
        raise error("preview.no_manifest", file=package.name, manifest=name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        return etree.parse(file, parser).getroot()
    except etree.XMLSyntaxError as problem:
        raise error(
            "preview.bad_manifest", file=package.name, manifest=name, details=str(problem)
        ) from problem


def _text(parent: etree._Element, name: str) -> str:
    return (parent.findtext(name) or "").strip()


def launchable(package: Unpacked, href: str) -> str:
    """Return `href` if it names a file of the package.

    Raises:
        StudioError: it does not.
    """
    parts = urlsplit(href)
    inside = not parts.scheme and not parts.netloc
    if not inside or unquote(parts.path) not in Folder(package.folder):
        raise error("preview.launch_missing", file=package.name, launch=href)
    return href
