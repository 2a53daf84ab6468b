"""Where the files of `assets/` are: in the source tree, in a wheel, in a frozen program."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def assets_folder() -> Path:
    """Return the folder `assets`.

    A wheel and a frozen program carry it inside the package `studio`; the source tree keeps it
    beside that package.
    """
    package = Path(__file__).resolve().parent
    inside = package / "assets"
    return inside if inside.is_dir() else package.parent / "assets"


def asset(*parts: str) -> Path:
    """Return the path of one file or folder of `assets/`."""
    return assets_folder().joinpath(*parts)
