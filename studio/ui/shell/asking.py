"""Questions to the author: which file, which folder, which name, which way out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QPushButton, QWidget

from studio.i18n import Voice
from studio.system import portable_name


class Asking:
    """Asks by the system's own dialogs. None or "" is the answer of somebody who cancels."""

    def __init__(self, voice: Voice, window: QWidget) -> None:
        self._voice = voice
        self.window = window

    def course_folder(self) -> Path | None:
        """Ask for the folder of a course."""
        return self.folder(self._voice.text("ui.choose_course"))

    def new_course_folder(self, near: Path, title: str) -> Path | None:
        """Ask where a course with this title shall live; its folder is not there yet."""
        proposed = near.parent / f"{portable_name(title, 'course')}.course"
        number = 2
        while proposed.exists():
            proposed = proposed.with_name(f"{portable_name(title, 'course')} {number}.course")
            number += 1
        said = self._voice.text("ui.choose_new_folder")
        return _path(QFileDialog.getSaveFileName(self.window, said, str(proposed))[0])

    def file(self, title: str, pattern: str = "") -> Path | None:
        """Ask for a file that is there."""
        return _path(QFileDialog.getOpenFileName(self.window, title, "", pattern)[0])

    def folder(self, title: str) -> Path | None:
        """Ask for a folder that is there."""
        return _path(QFileDialog.getExistingDirectory(self.window, title))

    def files(self, title: str) -> list[Path]:
        """Ask for any number of files that are there."""
        return [Path(text) for text in QFileDialog.getOpenFileNames(self.window, title)[0]]

    def new_file(self, title: str, proposed: Path, pattern: str) -> Path | None:
        """Ask for a file to be written."""
        return _path(QFileDialog.getSaveFileName(self.window, title, str(proposed), pattern)[0])

    def new_file_of(self, title: str, proposed: Path, patterns: Mapping[str, str]) -> Path | None:
        """Ask for a file to be written, of one of the kinds that `patterns` names by suffix.

        `proposed` has no suffix: the author's choice gives it one.
        """
        filters = ";;".join(patterns.values())
        text, kind = QFileDialog.getSaveFileName(self.window, title, str(proposed), filters)
        path = _path(text)
        if path is None or path.suffix.lower() in patterns:
            return path
        suffix = next(each for each, pattern in patterns.items() if pattern == kind)
        whole = path.with_name(path.name + suffix)
        return whole if not whole.exists() or self._may_replace(whole) else None

    def _may_replace(self, file: Path) -> bool:
        said = self._voice.text("ui.replace_file", file=file.name)
        ways = [self._voice.text(f"ui.choice.{each}") for each in ("replace", "stay")]
        return self.choice(said, ways) == 0

    def name(self, title: str, label: str, proposed: str = "") -> str:
        """Ask for a line of text."""
        text, taken = QInputDialog.getText(self.window, title, label, text=proposed)
        return text.strip() if taken else ""

    def choice(self, text: str, choices: Sequence[str]) -> int | None:
        """Ask for one of several ways; the last of them is the one that changes nothing."""
        box = QMessageBox(QMessageBox.Icon.Warning, "Coursewright", text, parent=self.window)
        buttons: list[QPushButton] = [
            box.addButton(choice, QMessageBox.ButtonRole.ActionRole) for choice in choices
        ]
        box.setEscapeButton(buttons[-1])
        box.exec()
        clicked = box.clickedButton()
        return next((at for at, button in enumerate(buttons) if button is clicked), None)


def _path(text: str) -> Path | None:
    return Path(text) if text else None
