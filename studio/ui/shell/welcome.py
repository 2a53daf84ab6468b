"""The first page: begin, open, or go on with one of the last courses."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.i18n import Voice
from studio.project.recent import recent_courses
from studio.ui import icons

_PICTURE = QSize(200, 112)


class Welcome(QWidget):
    """Shows what can be done first."""

    chosen = Signal(str)
    """The name of an action: new, open, open_pack, from_recording, sample."""
    open_wanted = Signal(Path)

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.buttons: dict[str, QPushButton] = {}
        self.recent = QListWidget()
        self.recent.setAccessibleName(voice.text("ui.recent_head"))
        self.recent.setViewMode(QListWidget.ViewMode.IconMode)
        self.recent.setIconSize(_PICTURE)
        self.recent.setGridSize(QSize(_PICTURE.width() + 24, _PICTURE.height() + 64))
        self.recent.setMovement(QListWidget.Movement.Static)
        self.recent.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.recent.setWordWrap(True)
        self.recent.itemActivated.connect(self._open)
        self.recent.itemClicked.connect(self._open)
        self.nothing = QLabel(voice.text("ui.no_recent"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side())
        layout.addWidget(self._page(), 1)

    def show_recent(self) -> None:
        """List the courses that were open lately, with their pictures."""
        self.recent.clear()
        for folder in recent_courses():
            item = QListWidgetItem(QIcon(_picture_of(folder)), folder.stem)
            item.setToolTip(str(folder))
            item.setData(Qt.ItemDataRole.UserRole, str(folder))
            self.recent.addItem(item)
        self.recent.setVisible(self.recent.count() > 0)
        self.nothing.setVisible(self.recent.count() == 0)

    def _side(self) -> QWidget:
        side = QFrame()
        side.setObjectName("welcome")
        side.setFixedWidth(330)
        column = QVBoxLayout(side)
        column.setContentsMargins(28, 40, 28, 24)
        name, said = QLabel("Coursewright"), QLabel(self._voice.text("ui.welcome"))
        name.setObjectName("name")
        said.setWordWrap(True)
        column.addWidget(name)
        column.addWidget(said)
        column.addSpacing(24)
        for action, icon in (
            ("new", "add"),
            ("from_recording", "lectures"),
            ("open", "open"),
            ("open_pack", "file"),
            ("sample", "sample"),
        ):
            button = QPushButton(self._voice.text(f"ui.welcome.{action}"))
            button.setIcon(QIcon(icons.picture(icon, "#ffffff", 20)))
            button.setProperty("welcome", True)
            button.clicked.connect(lambda _checked, action=action: self.chosen.emit(action))
            column.addWidget(button)
            self.buttons[action] = button
        column.addStretch(1)
        return side

    def _page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(48, 40, 48, 32)
        head = QLabel(self._voice.text("ui.recent_head"))
        head.setProperty("head", True)
        drop = QLabel(self._voice.text("ui.drop_here"))
        drop.setObjectName("drop")
        drop.setAlignment(Qt.AlignmentFlag.AlignCenter)
        drop.setMinimumHeight(130)
        drop.setWordWrap(True)
        column.addWidget(head)
        column.addWidget(self.recent, 1)
        column.addWidget(self.nothing)
        column.addWidget(drop)
        return page

    def _open(self, item: QListWidgetItem) -> None:
        self.open_wanted.emit(Path(item.data(Qt.ItemDataRole.UserRole)))


def _picture_of(folder: Path) -> QPixmap:
    """Return the newest picture of a course's cards; a plain one if there is none."""
    kept = sorted(
        (folder / ".studio" / "pictures").glob("*.jpg"), key=lambda file: file.stat().st_mtime
    )
    found = QPixmap(str(kept[-1])) if kept else QPixmap()
    if found.isNull():
        found = QPixmap(_PICTURE)
        found.fill("#3d5a73")
        return found
    fill = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    scaled = found.scaled(_PICTURE, fill, Qt.TransformationMode.SmoothTransformation)
    return scaled.copy(
        (scaled.width() - _PICTURE.width()) // 2,
        (scaled.height() - _PICTURE.height()) // 2,
        _PICTURE.width(),
        _PICTURE.height(),
    )
