"""Pictures of every room and dialog, to be looked at: languages, light and dark, two sizes.

`python3 dev.py shots` writes them to `output/shots`, with one of a screen twice as sharp. What is
in them stands in `tests/scenes.py`.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from studio.i18n import Voice
from studio.ui.app import speak
from studio.ui.look import dark_palette, dress
from studio.ui.shell.window import MainWindow
from tests.courses import small_course
from tests.scenes import SCENES, wait, work_on

SIZES = ((1440, 900), (1024, 700))
LANGUAGES = ("fr", "en")
SHARP = "storyboard"
"""The scene that is also taken for a screen with twice as many pixels."""


def main(target: Path, scenes: Sequence[str]) -> int:
    """Write the pictures of some scenes, or of all, to the folder `target`."""
    target.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    light = application.palette()
    sharp = application.devicePixelRatio() > 1
    for dark in (False, True):
        application.setPalette(dark_palette() if dark else light)
        dress(application)
        for language, size in itertools.product(LANGUAGES, SIZES[:1] if sharp else SIZES):
            speak(application, language)
            name = f"{language}-{'dark' if dark else 'light'}-{size[0]}{'-sharp' if sharp else ''}"
            _take(target / name, language, size, scenes or tuple(SCENES))
    if not sharp:
        _once_more_sharp(target)
        print(f"{len(list(target.glob('*.png')))} pictures in {target}")
    return 0


def _take(name: Path, language: str, size: tuple[int, int], scenes: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["COURSEWRIGHT_HOME"] = home
        window = MainWindow(Voice(language))
        window.resize(*size)
        window.show()
        project, _ = small_course(Path(home))
        window.open_course(project.folder)
        work_on(window, language)
        for scene in scenes:
            shown = SCENES[scene](window)
            widgets = [shown] if isinstance(shown, QWidget) else shown
            for number, widget in enumerate(widgets, 1):
                suffix = f"-{number}" if len(widgets) > 1 else ""
                widget.grab().save(f"{name}-{scene}{suffix}.png")
            for dialog in window.findChildren(QDialog):
                dialog.reject()
            window.screen_editing.close()
            window.work.go("storyboard")
            wait(0.05)
        window.working.close()
        window.courses.leave()
        window.work.close()
        window.deleteLater()


def _once_more_sharp(target: Path) -> None:
    """Take one scene as on a sharp screen; Qt reads the scale only when it starts."""
    command = [sys.executable, "-m", "tests.shots", str(target), SHARP]
    subprocess.run(command, env={**os.environ, "QT_SCALE_FACTOR": "2"}, check=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
