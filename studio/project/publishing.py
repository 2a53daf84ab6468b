"""`publishing.json`: how the author publishes this course, kept with it.

It holds wishes, no work: a file that is damaged, or that a newer program has written, counts as
none, and is put aside before another is written in its place. The secret of an LRS is not kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from studio.project.files import write_file
from studio.project.project import Project

PUBLISHING_FILE = "publishing.json"
_ASIDE = "publishing.aside.json"
_FORMAT = 1


class KeptTarget(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was decided for a platform or a format. Empty words stand for the platform's default.

    `file` is a name without its folder.
    """

    split: str = ""
    edition: str = ""
    pass_mark: bool = False
    xapi_version: str = ""
    lrs_endpoint: str = ""
    lrs_key: str = ""
    file: str = ""


class PublishingSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What was chosen, by the names of platforms and formats.

    `folder` is where packages go, and `home` the course's folder at that time: what another
    computer or another author has chosen leads nowhere here.
    """

    format: int = _FORMAT
    chosen: tuple[str, ...] = ()
    targets: Mapping[str, KeptTarget] = {}
    folder: str = ""
    home: str = ""

    def folder_for(self, project: Project) -> Path:
        """Return where packages of this course go: beside it, unless the author chose a place."""
        home = project.folder.resolve()
        chosen = Path(self.folder)
        return chosen if self.folder and self.home == str(home) and chosen.is_dir() else home.parent


def settings_file(project: Project) -> Path:
    """Return where a course keeps how it is published."""
    return project.folder / PUBLISHING_FILE


def load_settings(project: Project) -> PublishingSettings:
    """Return what was chosen, or nothing where that can't be known."""
    return _read(settings_file(project)) or PublishingSettings()


def save_settings(project: Project, settings: PublishingSettings) -> None:
    """Write what was chosen, whole or not at all; a file that can't be read is put aside first.

    Raises:
        OSError: it can't be written.
    """
    file = settings_file(project)
    if file.exists() and _read(file) is None:
        file.replace(file.with_name(_ASIDE))
    packed = msgspec.json.encode(settings)
    write_file(file, msgspec.json.format(packed, indent=2) + b"\n")


def _read(file: Path) -> PublishingSettings | None:
    try:
        settings = msgspec.json.decode(file.read_bytes(), type=PublishingSettings)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return settings if settings.format <= _FORMAT else None
