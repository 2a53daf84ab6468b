"""Regions of a picture: drawn on it, or given by their edges in percent."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.course.blocks import ImageBlock
from studio.course.ids import new_id
from studio.course.model import Course
from studio.course.parts import with_new_part, with_part, without_part
from studio.course.questions import Hotspot, Question, Region, Shape
from studio.ui import icons
from studio.ui.editor.placed_forms import PartsForm
from studio.ui.editor.question_extras import PictureField, icon_button
from studio.ui.editor.region_canvas import RegionCanvas
from studio.ui.editor.tools import Tools
from studio.ui.fields import LineField
from studio.ui.kept_rows import laid_out
from studio.ui.rich_text import RichText
from studio.ui.undo import Typing

_EDGES = ("x", "y", "width", "height")
_DIGITS = 4


class HotspotForm(PartsForm):
    """The picture with its regions, and a row for each of them."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        say = tools.voice.text
        self.picture = PictureField(tools)
        self.canvas = RegionCanvas(tools.voice)
        self.rows: dict[str, RegionRow] = {}
        self.add_button = QPushButton(icons.icon("add"), say("ui.add_region"))
        self.add_button.setProperty("link", True)
        self.find_all = QCheckBox(say("ui.field.find_all"))
        self._rows = QVBoxLayout()
        for widget in (self.note("ui.hotspot_note"), self.picture, self.canvas):
            self.column.addWidget(widget)
        self.column.addLayout(self._rows)
        self.column.addWidget(self.add_button, alignment=Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.find_all)
        self.setFocusProxy(self.picture.choose_button)
        self.picture.chosen.connect(lambda media: self.change(picture=media))
        self.picture.described.connect(partial(tools.type, id_, "picture_text"))
        self.canvas.drawn.connect(self._add)
        self.canvas.moved.connect(lambda region, x, y: self._set(region, x=x, y=y))
        self.canvas.opened.connect(lambda region: self.rows[region].name.setFocus())
        self.canvas.removed.connect(self._remove)
        self.add_button.clicked.connect(lambda _checked: self._add(0.4, 0.4, 0.2, 0.2))
        self.find_all.clicked.connect(lambda on: self.change(find_all=on))

    def show_answers(self, course: Course, question: Question, *, editable: bool) -> None:
        """Show the regions."""
        if not isinstance(question, Hotspot):
            return
        text = question.picture_text
        self.picture.show_picture(course, question.picture, text, editable=editable)
        image = None
        if question.picture is not None:
            shown = ImageBlock(id=question.id, media=question.picture)
            image = self.tools.pictures.of_block(course, shown)
        self.canvas.show_image(image, icon="" if image is not None else "image")
        self.canvas.show_regions(question.regions)
        wanted = [region.id for region in question.regions]
        self.rows = laid_out(self._rows, self.rows, wanted, self._row)
        for number, region in enumerate(question.regions, 1):
            self.rows[region.id].show_region(region, number, course.language)
        self.find_all.setChecked(question.find_all)
        for widget in (self.canvas, self.add_button, self.find_all, *self.rows.values()):
            widget.setEnabled(editable)

    def _row(self, id_: str) -> RegionRow:
        row = RegionRow(self.tools)
        row.changed.connect(lambda fields: self._set(id_, **fields))
        row.typed.connect(partial(self._type, id_))
        row.removed.connect(partial(self._remove, id_))
        return row

    def _add(self, x: float, y: float, width: float, height: float) -> None:
        edges = zip(_EDGES, (x, y, width, height), strict=True)
        new = Region(id=new_id(), **{name: round(value, _DIGITS) for name, value in edges})  # type: ignore[arg-type]  # edges alone
        self.edit("regions", lambda regions: with_new_part(regions, new))

    def _remove(self, id_: str) -> None:
        self.edit("regions", lambda regions: without_part(regions, id_))

    def _set(self, id_: str, **fields: object) -> None:
        kept = {k: round(v, _DIGITS) if isinstance(v, float) else v for k, v in fields.items()}
        self.edit("regions", lambda regions: with_part(regions, id_, **kept))

    def _type(self, id_: str, field: str, before: str, after: str) -> None:
        typing = Typing(id_, field, before, after)
        self.edit("regions", lambda regions: with_part(regions, id_, **{field: after}), typing)


class RegionRow(QWidget):
    """One region: whether it is right, its name, shape and edges, and what is said there."""

    changed = Signal(dict)
    typed = Signal(str, str, str)
    removed = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        say = tools.voice.text
        self.correct, self.shape = QCheckBox(), QComboBox()
        self.name = LineField("")
        for shape in Shape:
            self.shape.addItem(say(f"ui.shape.{shape.value}"), shape)
        self.edges = {name: self._edge(name) for name in _EDGES}
        self.feedback = RichText(say("ui.field.region_feedback"), tools.voice, compact=True)
        self.feedback.setPlaceholderText(say("ui.field.region_feedback"))
        self.remove_button = icon_button(tools, "close", "ui.remove_part")
        line, below = QHBoxLayout(), QHBoxLayout()
        for widget in (self.correct, self.name, self.shape, *self.edges.values()):
            line.addWidget(widget, int(widget is self.name))
        line.addWidget(self.remove_button)
        below.setContentsMargins(28, 0, 0, 0)
        below.addWidget(self.feedback)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addLayout(below)
        self.correct.clicked.connect(lambda on: self.changed.emit({"correct": on}))
        self.shape.activated.connect(
            lambda at: self.changed.emit({"shape": self.shape.itemData(at)})
        )
        self.name.typed.connect(partial(self.typed.emit, "name"))
        self.feedback.typed.connect(partial(self.typed.emit, "feedback"))
        self.remove_button.clicked.connect(lambda _checked: self.removed.emit())

    def show_region(self, region: Region, number: int, language: str) -> None:
        """Show a region as it is now."""
        say = self._tools.voice.text
        self.correct.setChecked(region.correct)
        self.correct.setAccessibleName(say("ui.field.region_correct", n=number))
        self.correct.setToolTip(say("ui.field.region_correct", n=number))
        self.shape.setCurrentIndex(list(Shape).index(region.shape))
        self.shape.setAccessibleName(say("ui.field.region_shape", n=number))
        self.name.setAccessibleName(say("ui.field.region", n=number))
        self.name.setPlaceholderText(say("ui.field.region", n=number))
        self.name.show_text(region.name)
        self.feedback.show_text(region.feedback)
        self._tools.spell(self.feedback, language)
        for name, field in self.edges.items():
            field.setAccessibleName(say(f"ui.field.region_{name}", n=number))
            field.setToolTip(field.accessibleName())
            field.blockSignals(True)  # what is shown is no choice of the author's
            field.setValue(getattr(region, name) * 100)
            field.blockSignals(False)

    def _edge(self, name: str) -> QDoubleSpinBox:
        field = QDoubleSpinBox()
        field.setRange(0.0, 100.0)
        field.setDecimals(1)
        field.setSuffix(" %")
        field.valueChanged.connect(lambda value: self.changed.emit({name: value / 100}))
        return field
