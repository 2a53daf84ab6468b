"""What the user has chosen for the program itself (not for a course)."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from studio.messages import StudioError, error
from studio.system import config_folder, replace_file, user_language

_CLIP_LIMIT_S = 420.0
"""Seven minutes, as in a course whose author says nothing."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The settings file. Unknown fields are left out: an older program may read a newer file."""

    language: str = ""
    """`fr` or `en`; empty: the language of the system."""
    ffmpeg: str = ""
    """Absolute path of the ffmpeg to use; empty: the one on the PATH, else the bundled one."""
    author: str = ""
    """Who writes the comments; empty: the name that the system knows the user by."""
    theme: Literal["system", "light", "dark"] = "system"
    """The colours of the window."""
    spelling: bool = True
    """Whether words that no dictionary knows are marked."""
    clip_limit_s: Annotated[float, msgspec.Meta(ge=30, le=7200)] = _CLIP_LIMIT_S
    """The longest clip that a new course begins with, in seconds."""


def settings_file() -> Path:
    """Return where the settings lie."""
    return config_folder() / "settings.json"


def load_settings() -> Settings:
    """Return the user's settings; the defaults where there are none.

    Raises:
        StudioError: the file can't be understood.
    """
    path = settings_file()
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except FileNotFoundError:
        return Settings()
    except msgspec.MsgspecError as problem:
        raise error("settings.broken", file=str(path), details=str(problem)) from problem


def save_settings(settings: Settings) -> None:
    """Write the user's settings, whole or not at all.

    Raises:
        OSError: they can't be written.
    """
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(msgspec.json.encode(settings))
    replace_file(part, path)


def interface_language(settings: Settings) -> str:
    """Return the language to speak: COURSEWRIGHT_LANGUAGE, the setting, or the system's."""
    chosen = os.environ.get("COURSEWRIGHT_LANGUAGE") or settings.language
    return chosen or user_language()


def author(settings: Settings) -> str:
    """Return whose name stands beside a comment."""
    if settings.author:
        return settings.author
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        return "?"


def present_settings() -> Settings:
    """Return the user's settings; the defaults where there are none that can be read."""
    try:
        return load_settings()
    except (StudioError, OSError):
        return Settings()


def chosen_ffmpeg() -> Path | None:
    """Return the ffmpeg that the user has chosen; None for the one that is found."""
    chosen = present_settings().ffmpeg
    return Path(chosen) if chosen else None
