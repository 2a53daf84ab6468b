"""The parts that most forms are made of: each edits one field of a block or of an item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from studio.course.model import Course
from studio.ui.editor.place import Place, set_field, type_field
from studio.ui.editor.still import StillView
from studio.ui.editor.tools import Tools
from studio.ui.fields import LineField
from studio.ui.rich_text import RichText
from studio.ui.storyboard.pictures import WIDE, Source


class PartView(Protocol):
    """What edits one field. Its words are `ui.field.block_` and the field's name."""

    @property
    def widget(self) -> QWidget:
        """The widget that the author uses."""

    @property
    def names_itself(self) -> bool:
        """Whether it needs no label above it."""

    def show(self, course: Course, held: Any, *, editable: bool) -> None:  # noqa: ANN401
        """Show the field of a block or of an item."""


class Part(NamedTuple):
    """A field of a form, and what makes the view that edits it."""

    field: str
    view: Callable[[str, Tools, Place], PartView]


class LineView:
    """A line of plain text."""

    names_itself = False

    def __init__(self, field: str, tools: Tools, place: Place) -> None:
        self._field = field
        name = tools.voice.text(f"ui.field.block_{field}")
        self.widget = LineField(name)
        self.widget.setPlaceholderText(name)
        self.widget.typed.connect(partial(type_field, place, field))

    def show(self, course: Course, held: Any, *, editable: bool) -> None:  # noqa: ANN401
        """Show the text."""
        del course
        self.widget.show_text(getattr(held, self._field))
        self.widget.setReadOnly(not editable)


class WordsView:
    """Rich text."""

    names_itself = False

    def __init__(self, field: str, tools: Tools, place: Place) -> None:
        self._field = field
        self._tools = tools
        name = tools.voice.text(f"ui.field.block_{field}")
        self.widget = RichText(name, tools.voice, compact=True)
        self.widget.setPlaceholderText(name)
        self.widget.typed.connect(partial(type_field, place, field))

    def show(self, course: Course, held: Any, *, editable: bool) -> None:  # noqa: ANN401
        """Show the text."""
        self.widget.show_text(getattr(held, self._field))
        self.widget.setReadOnly(not editable)
        self._tools.spell(self.widget, course.language)


class OptionsView:
    """One of a few values; their words are `ui.block_option.` and the value."""

    names_itself = False

    def __init__(self, options: type[Enum], field: str, tools: Tools, place: Place) -> None:
        self._field = field
        self._options = list(options)
        self.widget = QComboBox()
        self.widget.setAccessibleName(tools.voice.text(f"ui.field.block_{field}"))
        for option in self._options:
            self.widget.addItem(tools.voice.text(f"ui.block_option.{option.value}"))
        self.widget.activated.connect(lambda at: set_field(place, field, self._options[at]))

    def show(self, course: Course, held: Any, *, editable: bool) -> None:  # noqa: ANN401
        """Show the value."""
        del course
        self.widget.setCurrentIndex(self._options.index(getattr(held, self._field)))
        self.widget.setEnabled(editable)


class SwitchView:
    """Yes or no."""

    names_itself = True

    def __init__(self, field: str, tools: Tools, place: Place) -> None:
        self._field = field
        self.widget = QCheckBox(tools.voice.text(f"ui.field.block_{field}"))
        self.widget.clicked.connect(lambda on: set_field(place, field, on))

    def show(self, course: Course, held: Any, *, editable: bool) -> None:  # noqa: ANN401
        """Show whether it is on."""
        del course
        self.widget.setChecked(getattr(held, self._field))
        self.widget.setEnabled(editable)


class PictureView:
    """A picture of the course, and a way to take another one."""

    names_itself = False

    def __init__(
        self, field: str, tools: Tools, place: Place, picture: StillView | None = None
    ) -> None:
        self._field = field
        self._tools = tools
        say = tools.voice.text
        self.picture = picture or StillView("image")
        self.button = QPushButton(say("ui.other_picture"))
        self.button.setAccessibleDescription(say(f"ui.field.block_{field}"))
        self.button.clicked.connect(
            lambda _: tools.choosing.picture(partial(set_field, place, field))
        )
        self.widget = QWidget()
        self.widget.setFocusProxy(self.button)
        self.column = QVBoxLayout(self.widget)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.picture)
        self.column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeft)

    def show(self, course: Course, held: Any, *, editable: bool) -> None:  # noqa: ANN401
        """Show the picture."""
        media = course.media.get(getattr(held, self._field))
        source = Source(media.file, None, WIDE) if media is not None else None
        self.picture.setVisible(media is not None)
        self.picture.show_image(self._tools.pictures.picture_of(source))
        self.button.setEnabled(editable)


class SoundView:
    """The name of a sound of the course, and a way to take another one."""

    names_itself = True

    def __init__(self, field: str, tools: Tools, place: Place) -> None:
        self._field = field
        self._name = QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton(tools.voice.text("ui.other_file"))
        self.button.clicked.connect(
            lambda _: tools.choosing.sound(partial(set_field, place, field))
        )
        self.widget = QWidget()
        self.widget.setFocusProxy(self.button)
        row = QHBoxLayout(self.widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._name, 1)
        row.addWidget(self.button)

    def show(self, course: Course, held: Any, *, editable: bool) -> None:  # noqa: ANN401
        """Show which sound it is."""
        self._name.setText(course.media[getattr(held, self._field)].name)
        self.button.setEnabled(editable)


class ShareView:
    """A share from 0 to 1, shown in percent."""

    names_itself = False

    def __init__(self, field: str, tools: Tools, place: Place) -> None:
        self._field = field
        name = tools.voice.text(f"ui.field.block_{field}")
        self.widget = QSpinBox()
        self.widget.setRange(0, 100)
        self.widget.setAccessibleName(name)
        self.widget.setPrefix(f"{name} ")
        self.widget.setSuffix(" %")
        self.widget.valueChanged.connect(lambda value: set_field(place, field, value / 100))

    def show(self, course: Course, held: Any, *, editable: bool) -> None:  # noqa: ANN401
        """Show the share."""
        del course
        self.widget.blockSignals(True)  # what is shown is no choice of the author's
        self.widget.setValue(round(getattr(held, self._field) * 100))
        self.widget.blockSignals(False)
        self.widget.setEnabled(editable)


class NumberView:
    """A number in a range; a whole one where it has no `decimals`."""

    names_itself = True

    def __init__(
        self, least: float, most: float, decimals: int, field: str, tools: Tools, place: Place
    ) -> None:
        self._field = field
        name = tools.voice.text(f"ui.field.block_{field}")
        self.spin = QDoubleSpinBox()
        self.spin.setDecimals(decimals)
        self.spin.setRange(least, most)
        self.spin.setKeyboardTracking(False)
        self.spin.setAccessibleName(name)
        self.spin.valueChanged.connect(
            lambda value: set_field(place, field, value if decimals else round(value))
        )
        label = QLabel(name)
        label.setBuddy(self.spin)
        self.widget = QWidget()
        self.widget.setFocusProxy(self.spin)
        row = QHBoxLayout(self.widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(self.spin)
        row.addStretch(1)

    def show(self, course: Course, held: Any, *, editable: bool) -> None:  # noqa: ANN401
        """Show the number."""
        del course
        self.spin.blockSignals(True)  # what is shown is no choice of the author's
        self.spin.setValue(getattr(held, self._field))
        self.spin.blockSignals(False)
        self.widget.setEnabled(editable)


class FieldsView(QWidget):
    """Parts one below the other, with or without labels above them."""

    def __init__(
        self, parts: Sequence[Part], tools: Tools, place: Place, *, labels: bool = True
    ) -> None:
        super().__init__()
        self.views = {part.field: part.view(part.field, tools, place) for part in parts}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for field, view in self.views.items():
            if labels and not view.names_itself:
                column.addWidget(tools.labelled(f"block_{field}", view.widget))
            column.addWidget(view.widget)
        self.setFocusProxy(next(iter(self.views.values())).widget)

    def show_fields(self, course: Course, held: Any, *, editable: bool) -> None:  # noqa: ANN401
        """Show a block or an item as it is now."""
        for view in self.views.values():
            view.show(course, held, editable=editable)
