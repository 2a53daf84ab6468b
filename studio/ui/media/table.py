"""All media of a course as rows: picture, name, kind, measures, where they are in use."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.course.change import name_of
from studio.course.model import Course, MediaFile, Screen
from studio.course.usage import Use, media_uses, unused_media
from studio.i18n import Voice, duration
from studio.imports.files import kind_of_file
from studio.messages import Message
from studio.ui import icons
from studio.ui.storyboard.pictures import CardPictures, Source

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ICONS = {"image": "image", "recording": "clip", "file": "file"}
THUMBNAIL = QSize(64, 40)
"""Pixels of the picture on a row."""
_INTO_THE_FILM = 0.1
"""Share of a recording after which its picture is taken: it often begins in black."""


_SHOWN = (
    "media",
    "recordings",
    "clips",
    "questions",
    "screens",
    "lessons",
    "modules",
    "order",
    "look",
)
"""The fields of a course that the rows are made from."""


class Column(IntEnum):
    """The columns of the table."""

    NAME = 0
    KIND = 1
    MEASURE = 2
    SIZE = 3
    USE = 4


class Line(NamedTuple):
    """A media file with what is shown of it."""

    entry: MediaFile
    kind: str
    uses: list[Use]
    unused: bool
    is_logo: bool = False
    """Whether learners see it beside the title of the course."""

    @property
    def use_count(self) -> int:
        """How many times learners meet it."""
        return len(self.uses) + self.is_logo


class MediaTable(QAbstractTableModel):
    """The rows; pictures are asked for when they are drawn."""

    def __init__(self, voice: Voice, pictures: CardPictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._voice = voice
        self._pictures = pictures
        self._lines: list[Line] = []
        self._course: Course | None = None
        self._icons: dict[str, QIcon] = {}

    def show_course(self, course: Course) -> None:
        """Show the media of a course, or what an edit has made of them."""
        before, self._course = self._course, course
        if before and all(getattr(before, each) is getattr(course, each) for each in _SHOWN):
            return
        lines = _lines(course)
        if [line.entry.id for line in lines] == [line.entry.id for line in self._lines]:
            self._lines = lines
            self._redraw()
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    @property
    def lines(self) -> list[Line]:
        """All rows, in the order in which they were brought into the course."""
        return self._lines

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802  # Qt's name
        """Return the number of files."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802  # Qt's name
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a cell shows."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(line, column)
            case Qt.ItemDataRole.DecorationRole if column is Column.NAME:
                return self._icon(line)
            case Qt.ItemDataRole.UserRole:
                return self._rank(line, column)
            case Qt.ItemDataRole.TextAlignmentRole if column is Column.SIZE:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(  # noqa: N802  # Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401
        """Return the title of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._voice.text(f"ui.media.column.{Column(section).name.lower()}")

    def _text(self, line: Line, column: Column) -> str:
        match column:
            case Column.NAME:
                return line.entry.name or self._voice.text("ui.media.nameless")
            case Column.KIND:
                return self._voice.text(f"ui.media.kind.{line.kind}")
            case Column.MEASURE:
                return measure(line.entry, self._voice)
            case Column.SIZE:
                return self._voice.text("ui.media.size", size=line.entry.size)
            case _:
                return self._places(line)

    def _places(self, line: Line) -> str:
        titles = {use.screen.id: title_of(use.screen, self._voice) for use in line.uses}
        logo = [self._voice.text("ui.media.logo")] if line.is_logo else []
        if logo or titles:
            return ", ".join([*logo, *titles.values()])
        return self._voice.text("ui.media.unused" if line.unused else "ui.media.not_shown")

    def _rank(self, line: Line, column: Column) -> object:
        """Return what a column is sorted by."""
        match column:
            case Column.SIZE:
                return line.entry.size
            case Column.MEASURE:
                return line.entry.duration_s or line.entry.width or 0
            case Column.USE:
                return line.use_count
            case _:
                return self._text(line, column).casefold()

    def _icon(self, line: Line) -> QIcon:
        known = self._icons.get(line.entry.file)
        if known is not None:
            return known
        image = self._pictures.picture_of(source_of(line))
        if image is None:
            return _centred(icons.icon(_ICONS[line.kind]).pixmap(24))
        size = image.size().scaled(THUMBNAIL * 2, Qt.AspectRatioMode.KeepAspectRatio)
        smooth = Qt.TransformationMode.SmoothTransformation
        shown = QPixmap.fromImage(image.scaled(size, mode=smooth))
        shown.setDevicePixelRatio(2)
        self._icons[line.entry.file] = _centred(shown)
        return self._icons[line.entry.file]

    def _redraw(self) -> None:
        if self._lines:
            last = self.index(len(self._lines) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


class RowDelegate(QStyledItemDelegate):
    """Draws cells without a frame on the current one: the whole row is what the author is at."""

    def initStyleOption(  # noqa: N802  # Qt's name
        self, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Leave the frame out, which dims the text under it."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class MediaFilter(QSortFilterProxyModel):
    """Those of the rows that are looked for."""

    def __init__(self, table: MediaTable, kinds: Collection[str]) -> None:
        super().__init__(table)
        self._table = table
        self._allowed = frozenset(kinds)
        self._kind = ""
        self._text = ""
        self._unused = False
        self.setSourceModel(table)
        self.setSortRole(Qt.ItemDataRole.UserRole)

    def look_for(self, kind: str, text: str, *, unused: bool) -> None:
        """Show only files of a kind ("": any), with a text in name or use, that nothing uses."""
        self.beginFilterChange()
        self._kind, self._text, self._unused = kind, text.casefold().strip(), unused
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: ARG002, N802  # Qt's name
        """Return whether a row is looked for."""
        line = self._table.lines[row]
        if self._allowed and line.kind not in self._allowed:
            return False
        if (self._kind and line.kind != self._kind) or (self._unused and not line.unused):
            return False
        return not self._text or self._text in self._words(row)

    def line_at(self, index: Index) -> Line | None:
        """Return the file on a row."""
        row = self.mapToSource(index).row()
        return self._table.lines[row] if row >= 0 else None

    def lines(self) -> Iterator[Line]:
        """Yield the files that are shown."""
        for row in range(self.rowCount()):
            yield self._table.lines[self.mapToSource(self.index(row, 0)).row()]

    def index_of(self, id_: str) -> QModelIndex:
        """Return the row of a file; an invalid index if it is not shown."""
        rows = [at for at, line in enumerate(self._table.lines) if line.entry.id == id_]
        return self.mapFromSource(self._table.index(rows[0], 0)) if rows else QModelIndex()

    def _words(self, row: int) -> str:
        columns = (Column.NAME, Column.USE)
        return "\n".join(self._table.index(row, each).data() for each in columns).casefold()


def measure(entry: MediaFile, voice: Voice) -> str:
    """Return the length of what is played, the size in pixels of what is seen."""
    if entry.duration_s is not None:
        return duration(entry.duration_s)
    if entry.width and entry.height:
        return voice.text("ui.media.pixels", width=entry.width, height=entry.height)
    return ""


def title_of(screen: Screen, voice: Voice) -> str:
    """Return a screen's title, or words for one that has none."""
    name = name_of(screen)
    return voice.say(name) if isinstance(name, Message) else str(name)


def source_of(line: Line) -> Source | None:
    """Return where the picture of a media file comes from, if it can have one."""
    if line.kind == "image":
        return Source(line.entry.file, None)
    if line.kind == "recording" and not line.entry.mime.startswith("audio/"):
        return Source(line.entry.file, _INTO_THE_FILM * (line.entry.duration_s or 0))
    return None


def _centred(shown: QPixmap) -> QIcon:
    """Return a picture in the middle of a field that is the same for all, so that names align."""
    field = QPixmap(THUMBNAIL * 2)
    field.setDevicePixelRatio(2)
    field.fill(Qt.GlobalColor.transparent)
    size = shown.deviceIndependentSize()
    left, top = (THUMBNAIL.width() - size.width()) / 2, (THUMBNAIL.height() - size.height()) / 2
    painter = QPainter(field)
    painter.drawPixmap(QRectF(left, top, size.width(), size.height()), shown, QRectF(shown.rect()))
    painter.end()
    return QIcon(field)


def _lines(course: Course) -> list[Line]:
    uses: Mapping[str, list[Use]] = media_uses(course)
    unused = unused_media(course)
    return [
        Line(entry, kind_of_file(entry), uses.get(id_, []), id_ in unused, id_ == course.look.logo)
        for id_, entry in course.media.items()
    ]
