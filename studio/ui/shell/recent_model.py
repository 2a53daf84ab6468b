"""The courses that were open lately, as a model: read and pictured beside the window's work."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage

from studio.i18n import Voice
from studio.messages import StudioError
from studio.project.glance import Glance, glance_at
from studio.project.project import open_project
from studio.project.recent import forget_course, remembered_courses
from studio.ui.storyboard.pictures import kept_picture, source_of

RECENT = Qt.ItemDataRole.UserRole
"""The role of a line's `Recent`."""
_Index = QModelIndex | QPersistentModelIndex


@dataclass
class Recent:
    """One course of the list, and what is known of it so far."""

    folder: Path
    glance: Glance | None = None
    problem: str = ""
    """The id of the sentence that says why it can't be shown."""
    picture: QImage | None = None

    @property
    def title(self) -> str:
        """Its title; the name of its folder as long as that is all there is."""
        return self.glance.title if self.glance else self.folder.stem

    def state(self, voice: Voice) -> str:
        """Return how large it is and when it was edited, or what is wrong with it."""
        if self.problem:
            return voice.text(self.problem)
        if self.glance is None:
            return ""
        return voice.text("ui.recent_course", n=self.glance.screens, edited=self.glance.edited)


class RecentModel(QAbstractListModel):
    """Lists the courses at once; what they hold follows when `look` was called."""

    looked = Signal(Path, object)
    """A folder with its `Glance`, or with the id of the sentence that says what is wrong."""
    pictured = Signal(Path, QImage)

    def __init__(self, voice: Voice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._recent: list[Recent] = []
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="recent")
        self.looked.connect(self._take_glance)
        self.pictured.connect(self._take_picture)

    def fill(self) -> None:
        """List the courses anew, without asking a disk for any of them."""
        self.beginResetModel()
        self._recent = [Recent(folder) for folder in remembered_courses()]
        self.endResetModel()

    def look(self) -> None:
        """Begin to read what is not known yet of the courses."""
        for recent in self._recent:
            if recent.glance is None and not recent.problem:
                self._pool.submit(self._look_at, recent.folder)

    def forget(self, index: _Index) -> None:
        """Take a course out of the list; the course itself stays as it is."""
        self.beginRemoveRows(QModelIndex(), index.row(), index.row())
        forget_course(self._recent.pop(index.row()).folder)
        self.endRemoveRows()

    def close(self) -> None:
        """Stop reading."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's own
        """Return how many courses there are."""
        return 0 if parent.isValid() else len(self._recent)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title of a course, its folder, or all of it to be spoken."""
        recent = self._recent[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return recent.title
            case Qt.ItemDataRole.ToolTipRole:
                return str(recent.folder)
            case Qt.ItemDataRole.AccessibleTextRole:
                state, folder = recent.state(self._voice), str(recent.folder)
                words = {"title": recent.title, "state": state, "folder": folder}
                return self._voice.text("ui.recent_spoken", **words)
            case _:
                return recent if role == RECENT else None

    def _look_at(self, folder: Path) -> None:
        """Read one course and then its picture; runs beside the window."""
        try:
            glance = glance_at(folder)
        except OSError:
            self.looked.emit(folder, "ui.recent_missing")
            return
        except StudioError:
            self.looked.emit(folder, "ui.recent_broken")
            return
        self.looked.emit(folder, glance)
        picture = _picture(folder, glance)
        if picture is not None:
            self.pictured.emit(folder, picture)

    def _take_glance(self, folder: Path, found: Glance | str) -> None:
        for recent in self._of(folder):
            if isinstance(found, str):
                recent.problem = found
            else:
                recent.glance = found

    def _take_picture(self, folder: Path, picture: QImage) -> None:
        for recent in self._of(folder):
            recent.picture = picture

    def _of(self, folder: Path) -> list[Recent]:
        """Return the line of a folder, if it is still there, and have it drawn anew."""
        for row, recent in enumerate(self._recent):
            if recent.folder == folder:
                self.dataChanged.emit(self.index(row), self.index(row))
                return [recent]
        return []


def _picture(folder: Path, glance: Glance) -> QImage | None:
    try:
        source = source_of(glance.course, glance.front) if glance.front else None
        return kept_picture(open_project(folder), source) if source else None
    except (StudioError, OSError, KeyError):  # the course is looked at, not checked
        return None
