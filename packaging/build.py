"""Make the program as a folder that needs no Python, and try it.

`python3 dev.py build` starts this with the Python of `.venv`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import smoke

ROOT = Path(__file__).resolve().parents[1]
WORK, RESULT = ROOT / "build", ROOT / "dist"
_ICON_SIZE = 512


def main() -> int:
    """Build the program and try it; return the exit status."""
    started = time.monotonic()
    WORK.mkdir(exist_ok=True)
    _draw_icon(ROOT / "assets" / "icons" / "coursewright.svg", WORK / "coursewright.png")
    _freeze()
    folder = RESULT / "coursewright"
    print(
        f"Built in {time.monotonic() - started:.0f} s: {folder}, {_megabytes(folder):.0f} MB",
        flush=True,
    )
    return smoke.main(folder)


def _draw_icon(drawing: Path, picture: Path) -> None:
    """Draw the program's icon; PyInstaller makes of it what each system wants."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _application = QGuiApplication([])
    image = QImage(_ICON_SIZE, _ICON_SIZE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    image.save(str(picture))


def _freeze() -> None:
    words = ("--noconfirm", "--log-level", "WARN", "--distpath", RESULT, "--workpath", WORK)
    spec = ROOT / "packaging" / "coursewright.spec"
    command = (sys.executable, "-m", "PyInstaller", *words, spec)
    subprocess.run(command, cwd=ROOT, check=True)


def _megabytes(folder: Path) -> float:
    """Return what a folder takes, links counted once."""
    files = (file.lstat().st_size for file in folder.rglob("*") if not file.is_dir())
    return sum(files) / 1e6


if __name__ == "__main__":
    sys.exit(main())
