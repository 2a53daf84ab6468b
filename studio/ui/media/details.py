"""One media file beside the table: its picture and figures, where it is in use, in what words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace as changed
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from studio.course.blocks import ImageBlock
from studio.course.edits import replace
from studio.course.model import Course
from studio.course.nodes import find
from studio.i18n import Voice
from studio.messages import message
from studio.ui.document import Document
from studio.ui.fields import LineField
from studio.ui.media.table import Line, measure, title_of
from studio.ui.pieces import button
from studio.ui.undo import Typing

_PICTURE = QSize(260, 170)


class MediaDetails(QScrollArea):
    """Shows a file; the alternative text of each picture that shows it can be written here."""

    go_wanted = Signal(str)
    """The id of a screen; of the file itself, where the look of the course shows it."""

    def __init__(self, document: Document, voice: Voice, behind: QWidget) -> None:
        """Make it; by Tab its fields come behind the widget `behind`."""
        super().__init__()
        self._behind = behind
        self._document = document
        self._voice = voice
        self._shown: tuple[object, ...] = ()
        self.fields: dict[str, LineField] = {}
        """The fields of alternative texts, by the id of their block."""
        self.links: list[QPushButton] = []
        self.setObjectName("qt_scrollarea")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.picture, self.name, self.figures = QLabel(), QLabel(), QLabel()
        self.picture.setFixedHeight(_PICTURE.height())
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name.setProperty("head", True)
        self.figures.setProperty("field", True)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(12, 0, 8, 0)
        self._column.setSpacing(4)
        for label in (self.picture, self.name, self.figures):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            self._column.addWidget(label)
        self._uses = QVBoxLayout()
        self._uses.setSpacing(2)
        self._column.addLayout(self._uses)
        self._column.addStretch(1)
        self.setWidget(inside)

    def show_line(self, line: Line | None, image: QImage | None) -> None:
        """Show a file, or nothing."""
        self.picture.setPixmap(_fitted(image, self.devicePixelRatioF()))
        self.picture.setVisible(line is not None and line.kind != "file")
        self.name.setText(line.entry.name if line else "")
        self.figures.setText(self._figures(line) if line else "")
        uses = line.uses if line else []
        self.figures.setToolTip(line.entry.file if line else "")
        shown = (
            line and (line.entry.id, line.unused, line.is_logo),
            *((use.block.id, type(use.block), use.screen.title) for use in uses),
        )
        if shown != self._shown:
            self._shown = shown
            self._build(line)
        editable = not self._document.session.read_only
        for use in uses:
            if isinstance(use.block, ImageBlock) and use.block.id in self.fields:
                self.fields[use.block.id].show_text(use.block.alternative)
                self.fields[use.block.id].setEnabled(editable)

    def _figures(self, line: Line) -> str:
        said = self._voice.text
        parts = [measure(line.entry, self._voice), said("ui.media.size", size=line.entry.size)]
        text = " \u00b7 ".join(part for part in parts if part)
        return f"{text}\n{said('ui.media.original_kept')}" if line.entry.original else text

    def _build(self, line: Line | None) -> None:
        while item := self._uses.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.fields.clear()
        self.links.clear()
        if line is None:
            return
        nowhere = "ui.media.unused" if line.unused else "ui.media.not_shown"
        count = line.use_count
        head = QLabel(self._voice.text("ui.media.uses" if count else nowhere, n=count))
        head.setWordWrap(True)
        head.setContentsMargins(0, 8, 0, 0)
        self._uses.addWidget(head)
        last = self._behind
        for widget in self._add_uses(line):
            self.setTabOrder(last, widget)
            last = widget

    def _add_uses(self, line: Line) -> Iterator[QWidget]:
        """Add the lines of all uses, and yield what takes keys there."""
        if line.is_logo:
            say = self._voice.text
            yield self._link(say("ui.media.logo"), say("ui.media.go_logo"), line.entry.id)
        for use in line.uses:
            title = title_of(use.screen, self._voice)
            yield self._link(title, self._voice.text("ui.media.go"), use.screen.id)
            if isinstance(use.block, ImageBlock):
                yield from self._add_alternative(use.block, title)

    def _link(self, text: str, tip: str, target: str) -> QPushButton:
        link = button(text, lambda: self.go_wanted.emit(target), kind="link")
        link.setToolTip(tip)
        link.setAutoDefault(False)
        link.setMinimumHeight(24)
        self.links.append(link)
        self._uses.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return link

    def _add_alternative(self, block: ImageBlock, title: str) -> Iterator[QWidget]:
        if block.decorative:
            label = QLabel(self._voice.text("ui.media.decorative"))
            label.setProperty("field", True)
            self._uses.addWidget(label)
            return
        field = LineField(self._voice.text("ui.media.alternative_on", title=title))
        field.setPlaceholderText(self._voice.text("ui.field.block_alternative"))
        field.typed.connect(partial(self._describe, block.id))
        self.fields[block.id] = field
        self._uses.addWidget(field)
        yield field

    def _describe(self, id_: str, before: str, after: str) -> None:
        def edit(now: Course) -> Course:
            block = find(now, id_)
            return replace(now, changed(block, alternative=after))

        typing = Typing(id_, "alternative", before, after)
        self._document.edit(message("undo.content"), edit, typing)


def _fitted(image: QImage | None, ratio: float) -> QPixmap:
    if image is None:
        return QPixmap()
    size = QSize(image.size()).scaled(_PICTURE * ratio, Qt.AspectRatioMode.KeepAspectRatio)
    size = size.boundedTo(image.size()) if image.width() < _PICTURE.width() else size
    made = QPixmap.fromImage(image.scaled(size, mode=Qt.TransformationMode.SmoothTransformation))
    made.setDevicePixelRatio(ratio)
    return made
