"""A package opened for preview: unpacked, and what its manifest says of how it is launched."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from studio.messages import error
from studio.preview.closing import Closing
from studio.preview.files import Folder

_CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
_ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
_TC = "{http://projecttincan.com/tincan.xsd}"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


class Unpacked(Closing):
    """The folder of a package: the one given, or a temporary one with what a zip file holds."""

    def __init__(self, package: Path) -> None:
        self.name = package.name
        self._temporary: Path | None = None
        if package.is_dir():
            self.folder = package
        else:
            self.folder = self._temporary = _unzipped(package)

    def close(self) -> None:
        """Remove the temporary folder, if there is one."""
        if self._temporary:
            shutil.rmtree(self._temporary, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Sco:
    """What a SCORM 1.2 manifest says of the first SCO. Texts are "" where it says nothing."""

    title: str
    href: str
    """Relative to the package, with its query."""
    mastery_score: str
    launch_data: str
    max_time_allowed: str
    time_limit_action: str


@dataclass(frozen=True, slots=True)
class Activity:
    """What `tincan.xml` says of the activity that is launched."""

    id: str
    title: str
    href: str


def read_scorm12(package: Unpacked) -> Sco:
    """Return the first SCO of the default organization (SCORM 1.2 CAM, section 2.3).

    Raises:
        StudioError: there is no manifest, it can't be read, or what it launches is missing.
    """
    root = manifest_root(package, "imsmanifest.xml")
    item = _first_item(root)
    resource = _resource(root, item)
    if item is None or resource is None:
        raise error("preview.no_launch", file=package.name, manifest="imsmanifest.xml")
    href = urljoin(_base(root, resource), resource.get("href", ""))
    parameters = item.get("parameters", "").lstrip("?&")
    if parameters:
        href += ("&" if "?" in href else "?") + parameters
    return Sco(
        title=_text(item, f"{_CP}title") or package.name,
        href=launchable(package, href),
        mastery_score=_text(item, f"{_ADL}masteryscore"),
        launch_data=_text(item, f"{_ADL}datafromlms"),
        max_time_allowed=_text(item, f"{_ADL}maxtimeallowed"),
        time_limit_action=_text(item, f"{_ADL}timelimitaction"),
    )


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


def _unzipped(package: Path) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="coursewright-preview-"))
    try:
        with zipfile.ZipFile(package) as archive:
            for entry in archive.infolist():
                _check_name(package, entry.filename)
                archive.extract(entry, folder)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise error("preview.bad_zip", file=package.name, details=str(problem)) from problem
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _check_name(package: Path, name: str) -> None:
    path = PurePosixPath(name.replace("\\", "/"))
    if ".." in path.parts or path.is_absolute() or PureWindowsPath(name).drive:
        raise error("preview.unsafe_name", file=package.name, name=name)


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


def _first_item(root: etree._Element) -> etree._Element | None:
    organizations = root.findall(f"{_CP}organizations/{_CP}organization")
    default = root.find(f"{_CP}organizations")
    chosen = default.get("default") if default is not None else None
    ordered = sorted(organizations, key=lambda each: each.get("identifier") != chosen)
    items = (item for each in ordered for item in each.iter(f"{_CP}item"))
    return next((item for item in items if item.get("identifierref")), None)


def _resource(root: etree._Element, item: etree._Element | None) -> etree._Element | None:
    wanted = item.get("identifierref") if item is not None else None
    resources = root.iterfind(f"{_CP}resources/{_CP}resource")
    return next((each for each in resources if each.get("identifier") == wanted), None)


def _base(root: etree._Element, resource: etree._Element) -> str:
    levels = (root, root.find(f"{_CP}resources"), resource)
    base = ""
    for level in levels:
        base = urljoin(base, level.get(_BASE, "") if level is not None else "")
    return base


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
