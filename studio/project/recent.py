"""The courses that were open lately, the last one first."""

from __future__ import annotations

from pathlib import Path

import msgspec

from studio.project.files import write_file
from studio.system import config_folder

_MOST = 12


def recent_courses() -> list[Path]:
    """Return the folders of the courses that were open lately and are still there."""
    return [folder for folder in remembered_courses() if folder.is_dir()]


def remembered_courses() -> list[Path]:
    """Return the folders of the courses that were open lately, there or not: no disk is asked."""
    try:
        names = msgspec.json.decode(_file().read_bytes(), type=list[str])
    except (OSError, msgspec.MsgspecError):
        return []
    return [Path(name) for name in names]


def remember_course(folder: Path) -> None:
    """Put a course first in the list; a list that can't be written is no reason to stop."""
    here = folder.resolve()
    _write([here, *(each for each in remembered_courses() if each != here)][:_MOST])


def forget_course(folder: Path) -> None:
    """Take a course out of the list; the course itself stays as it is."""
    _write([each for each in remembered_courses() if each != folder])


def _write(folders: list[Path]) -> None:
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        write_file(_file(), msgspec.json.encode([str(each) for each in folders]))
    except OSError:
        return


def _file() -> Path:
    return config_folder() / "recent.json"
