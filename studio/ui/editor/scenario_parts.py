"""The parts of a scenario's form that no other form has: where a choice leads, and a picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from studio.course.ids import new_id
from studio.course.items import with_item
from studio.course.model import Course
from studio.course.nodes import find
from studio.course.scenario import ScenarioBlock, Scene, scene_names, with_target
from studio.ui.editor.place import BlockPlace, Place, set_field, type_field
from studio.ui.editor.question_extras import PictureField, icon_button
from studio.ui.editor.tools import Tools

_NEW = "new"
_NARROW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class TargetView:
    """Where a choice leads: to a scene, to a new one, or to the end; and a way to go there."""

    names_itself = True

    def __init__(
        self, block: str, go: Callable[[str], object], field: str, tools: Tools, place: Place
    ) -> None:
        self._field = field
        self._block = BlockPlace(tools.document, block)
        self._place = place
        self._tools = tools
        self.combo = QComboBox()
        self.combo.setAccessibleName(tools.voice.text(f"ui.field.block_{field}"))
        self.combo.setSizeAdjustPolicy(_NARROW)  # long titles don't widen the page
        self.combo.setMinimumContentsLength(28)
        self.combo.activated.connect(lambda at: self.choose(self.combo.itemData(at)))
        self.go_button = icon_button(tools, "go", "ui.target.go")
        self.go_button.clicked.connect(lambda _: go(self.combo.currentData()))
        self.widget = QWidget()
        self.widget.setFocusProxy(self.combo)
        row = QHBoxLayout(self.widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.combo)
        row.addWidget(self.go_button)
        row.addStretch(1)

    def choose(self, target: str | None) -> None:
        """Have the choice lead to a scene, to a new one, or to the end (None)."""
        if target == _NEW:
            self._block.edit(self._with_new_scene)
        else:
            set_field(self._place, self._field, target)

    def show(self, course: Course, held: Any, *, editable: bool) -> None:  # noqa: ANN401
        """Show where it leads."""
        block = find(course, self._block.id)
        entries = self._entries(block) if isinstance(block, ScenarioBlock) else {}
        if entries != {self.combo.itemData(n): self.combo.itemText(n) for n in self._places()}:
            self.combo.clear()
            for target, said in entries.items():
                self.combo.addItem(said, target)
        self.combo.setCurrentIndex(max(0, self.combo.findData(held.target)))
        self.combo.setEnabled(editable)
        self.go_button.setEnabled(held.target is not None and held.target in entries)

    def _entries(self, block: ScenarioBlock) -> dict[str | None, str]:
        say = self._tools.voice.text
        entries: dict[str | None, str] = {None: say("ui.target.end")}
        for id_, name in scene_names(block).items():
            entries[id_] = say("ui.target.scene", name=name)
        return {**entries, _NEW: say("ui.target.new")}

    def _places(self) -> range:
        return range(self.combo.count())

    def _with_new_scene(self, block: ScenarioBlock) -> ScenarioBlock:
        """Add a scene behind the one of the choice, and have the choice lead there."""
        scene = Scene(id=new_id())
        here = next(
            (each.id for each in block.scenes for one in each.choices if one.id == self._place.id),
            "",
        )
        return with_target(with_item(block, "scenes", scene, here), self._place.id, scene.id)


class ScenePictureView:
    """A picture that need not be there, and what it shows in words."""

    names_itself = True

    def __init__(self, field: str, tools: Tools, place: Place) -> None:
        self._field = field
        self.widget = PictureField(tools)
        self.widget.setFocusProxy(self.widget.choose_button)
        self.widget.chosen.connect(partial(set_field, place, field))
        self.widget.described.connect(partial(type_field, place, f"{field}_text"))

    def show(self, course: Course, held: Any, *, editable: bool) -> None:  # noqa: ANN401
        """Show which picture it is."""
        text = getattr(held, f"{self._field}_text")
        self.widget.show_picture(course, getattr(held, self._field), text, editable=editable)
