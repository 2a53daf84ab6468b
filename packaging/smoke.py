"""Try the built program as somebody has it who has nothing else: no Python, no FFmpeg, no tree.

`python packaging/smoke.py FOLDER` tries the program in that folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from requirements.screen import OFFSCREEN, hidden_screen  # noqa: E402 - found by the line above

_LONG_S = 600
_OURS = ("PYTHON", "QT_", "LD_", "VIRTUAL_ENV", "COURSEWRIGHT_", "DISPLAY", "WAYLAND_")
"""Variables that begin so are of this environment, and a user has none of them."""


def main(folder: Path) -> int:
    """Try the program in `folder`; return 0 where all of it works, otherwise 1.

    A copy is tried, in a folder with a space and an accent in its name: a program that works only
    where it was made is none to give away.
    """
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary) / "Mes programmes d'été"
        shutil.copytree(folder, place / "coursewright", symlinks=True)
        program = place / "coursewright" / f"coursewright{'.exe' if os.name == 'nt' else ''}"
        tries: Mapping[str, Callable[[], bool]] = {
            "says its version": lambda: _run(program, "--version") == 0,
            "publishes by its command line": lambda: _publishes(program),
            "starts, plays and publishes": lambda: _tries_itself(program),
        }
        passed = [name for name, works in tries.items() if _passes(name, works)]
        return int(len(passed) < len(tries))


def _passes(name: str, works: Callable[[], bool]) -> bool:
    started = time.monotonic()
    good = works()
    took = time.monotonic() - started
    print(f"{name:<30}  {'passed' if good else 'FAILED'}  {took:5.1f} s", flush=True)
    return good


def _publishes(program: Path) -> bool:
    """Make the sample course and publish it; its package must have a manifest."""
    course, package = program.parents[1] / "Été.course", program.parents[1] / "été.zip"
    steps = (
        ("new", course, "--title", "Été", "--template", "first-home"),
        ("publish", course, "--to", "scorm12", "--out", package),
    )
    if any(_run(program, *step) for step in steps):
        return False
    with zipfile.ZipFile(package) as archive:
        return archive.testzip() is None and "imsmanifest.xml" in archive.namelist()


def _tries_itself(program: Path) -> bool:
    with hidden_screen() as screen:
        return _run(program, "--self-test", **screen) == 0


def _run(program: Path, *words: str | Path, **variables: str) -> int:
    """Run the program with an empty PATH in an empty folder of its own."""
    home = program.parents[1]
    (home / "nothing").mkdir(exist_ok=True)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(_OURS)},
        **(variables or OFFSCREEN),
        "PATH": str(home / "nothing"),
        "COURSEWRIGHT_HOME": str(home / "home"),
    }
    command = (program, *words)
    done = subprocess.run(
        command, cwd=home / "nothing", env=environment, check=False, timeout=_LONG_S
    )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
