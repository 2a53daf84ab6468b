"""The blocks of a screen, one below the other, each in the form that edits it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from studio.course.blocks import Block
from studio.course.model import Course, Screen
from studio.ui.editor.form import BlockForm
from studio.ui.editor.frame import BlockFrame
from studio.ui.editor.recipes import FORMS
from studio.ui.editor.sheet import Sheet
from studio.ui.editor.tools import Tools
from studio.ui.media.importing import sources_of


class BlockColumn(QScrollArea):
    """Shows and edits one screen; after an edit, the frames of blocks that still stand stay."""

    add_wanted = Signal(str, str)
    """The list of blocks is wanted: for a block behind one (else at the end), or in its place."""
    files_given = Signal(object, int)
    """Files and pictures (`list[Path | QImage]`), and the place for them among the blocks."""
    done = Signal(str)
    """What was chosen from the menu of the current block."""
    current_changed = Signal()
    focus_moved = Signal(object)
    """The widget that has the focus now, wherever it is; None for none."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.screen_id = ""
        self.current = ""
        """The id of the block that the author is in; "" for none."""
        self.frames: dict[str, BlockFrame] = {}
        self.sheet = Sheet(tools.voice)
        self.title = self.sheet.title
        self.dropped = self.sheet.block_dropped
        self.setWidget(self.sheet)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title.typed.connect(lambda *texts: tools.type(self.screen_id, "title", *texts))
        self.sheet.add_button.clicked.connect(lambda _checked: self.add_wanted.emit("", ""))
        self.sheet.mime_dropped.connect(
            lambda data, gap: self.files_given.emit(sources_of(data), gap)
        )
        _application().focusChanged.connect(self._follow_focus)

    def show_screen(self, course: Course, screen: Screen, *, editable: bool) -> None:
        """Show a screen, or what an edit has made of it."""
        if screen.id != self.screen_id:
            self.screen_id = screen.id
            self.frames = {}
            self._mark("")
            self.verticalScrollBar().setValue(0)
        self.title.show_text(screen.title)
        self.title.setReadOnly(not editable)
        self.frames = {block.id: self._frame_of(block) for block in screen.blocks}
        if self.current not in self.frames:
            self._mark("")
        self.sheet.show_frames(list(self.frames.values()), editable=editable)
        for number, block in enumerate(screen.blocks, 1):
            frame = self.frames[block.id]
            frame.show_block(course, block, number, len(screen.blocks), editable=editable)

    def go_to(self, id_: str, *, whole: bool = False) -> None:
        """Put the focus into a block (`whole`: on its handle) and bring it into sight."""
        frame = self.frames.get(id_)
        if frame is None:
            self.title.setFocus()
            return
        (frame.handle if whole else frame.form).setFocus()
        self._mark(id_)
        # A new frame gets its size with the layout, a moment later.
        QTimer.singleShot(0, frame, partial(self._bring_into_sight, id_))

    def next_to(self, id_: str, by: int) -> str:
        """Return the id of the block `by` places below another (above: negative); "" for none."""
        ids = list(self.frames)
        at = ids.index(id_) + by if id_ in ids else -1
        return ids[at] if 0 <= at < len(ids) else ""

    def _bring_into_sight(self, id_: str) -> None:
        frame = self.frames.get(id_)
        if frame is not None and frame.height() > self.viewport().height():
            self.ensureVisible(0, frame.mapTo(self.sheet, QPoint(0, 0)).y(), 0, 24)
        elif frame is not None:
            self.ensureWidgetVisible(frame, 0, 24)

    def _frame_of(self, block: Block) -> BlockFrame:
        """Return the frame of a block that stands, or a new one."""
        have, form = self.frames.get(block.id), FORMS[type(block)]
        if have is not None and type(have.form) is form:
            return have
        return self._frame(block.id, form(block.id, self._tools))

    def _frame(self, id_: str, form: BlockForm) -> BlockFrame:
        frame = BlockFrame(id_, form, self._tools.voice)
        frame.add_wanted.connect(lambda: self.add_wanted.emit(id_, ""))
        frame.done.connect(partial(self._choose, id_))
        frame.handle.key.connect(partial(self._take_key, id_))
        form.slash_typed.connect(lambda: self.add_wanted.emit("", id_))
        form.left_upwards.connect(partial(self._step, id_, -1))
        form.left_downwards.connect(partial(self._step, id_, 1))
        form.pictures_given.connect(
            lambda given: self.files_given.emit(given, list(self.frames).index(id_) + 1)
        )
        return frame

    def _choose(self, id_: str, what: str) -> None:
        self._mark(id_)
        self.done.emit(what)

    def _take_key(self, id_: str, name: str) -> None:
        """Go where a key on the handle leads."""
        match name:
            case "enter":
                self.go_to(id_)
            case "add":
                self.add_wanted.emit(id_, "")
            case _:
                self._step(id_, -1 if name == "up" else 1, whole=True)

    def _step(self, id_: str, by: int, *, whole: bool = False) -> None:
        """Go to the block above or below; from the first one to the title."""
        other = self.next_to(id_, by)
        if other or by < 0:
            self.go_to(other, whole=whole)
        else:
            self.sheet.add_button.setFocus()

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        self.focus_moved.emit(now)
        at = now
        while at is not None and not isinstance(at, (BlockFrame, BlockColumn)):
            at = at.parentWidget()
        if isinstance(at, BlockFrame) and at.id in self.frames:
            self._mark(at.id)
        elif now is self.title:
            self._mark("")

    def _mark(self, id_: str) -> None:
        if id_ != self.current:
            self.current = id_
            for each, frame in self.frames.items():
                frame.mark(current=each == id_)
            self.current_changed.emit()


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise TypeError("there is no application")
    return application
