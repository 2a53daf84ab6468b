"""The program with its window, started as users start it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox

from studio.ui.app import speak
from tests.courses import small_course

ROOT = Path(__file__).parents[2]
START = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMainWindow, QMessageBox
from studio.__main__ import main

def look():
    [window] = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow)]
    for box in window.findChildren(QMessageBox):
        print(box.text())
        box.close()
    print(window.windowTitle())
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    print(buttons.buttons()[0].text())
    window.close()
    QApplication.quit()

# The event loop is run by the program: this is called once it is there.
enter = QApplication.exec
def run():
    QTimer.singleShot(0, look)
    return enter()
QApplication.exec = staticmethod(run)
sys.exit(main(sys.argv[1:]))
"""


def started(*words: str, **environment: str) -> list[str]:
    """Start the program, look at its window, quit; return what was seen."""
    done = subprocess.run(
        [sys.executable, "-c", START, *words],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize(("language", "cancel"), [("en", "Cancel"), ("fr", "Annuler")])
def test_the_window_opens_in_the_users_language(language, cancel):
    title, button = started(COURSEWRIGHT_LANGUAGE=language)
    assert title == "Coursewright"
    assert button.replace("&", "") == cancel


def test_a_folder_on_the_command_line_is_opened(tmp_path):
    project, _ = small_course(tmp_path)
    assert started(str(project.folder))[0].startswith("Élan vital")


def test_what_cannot_be_opened_is_said_in_the_window(tmp_path):
    sentence, title, _ = started(str(tmp_path))
    assert str(tmp_path) in sentence
    assert title == "Coursewright"


def test_broken_settings_are_said_in_the_window(home):
    (home / "config").mkdir()
    (home / "config" / "settings.json").write_text("{", "utf-8")
    assert "settings.json" in started()[0]


def cancel() -> str:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    return box.buttons()[0].text().replace("&", "")


def test_buttons_speak_the_language_that_was_chosen_last(qapp):
    said = []
    for language in ("fr", "en", "fr", "en"):
        speak(qapp, language)
        said.append(cancel())
    assert said == ["Annuler", "Cancel", "Annuler", "Cancel"]
