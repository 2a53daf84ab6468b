"""Where the files of `assets/` are: in the source tree, in a wheel, in a frozen program."""

from __future__ import annotations

import importlib.util
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


def package_folder(package: str, *parts: str) -> Path:
    """Return a folder of an installed package, which is not imported for that.

    A frozen program holds only the package's data: its folder is then found as a namespace.

    Raises:
        ModuleNotFoundError: there is no such package.
    """
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(found.submodule_search_locations[0]).joinpath(*parts)
