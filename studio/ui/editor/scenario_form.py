"""A scenario: its scenes one below the other, one of them open to be written."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton

from studio.course.blocks import Block
from studio.course.excerpts import shortened
from studio.course.model import Course
from studio.course.scenario import ScenarioBlock, Scene, SceneChoice, is_scored, scene_names
from studio.course.scenario_ways import best_points, reached_scenes
from studio.ui.editor.form import BlockForm
from studio.ui.editor.items_view import FoldedFields, ItemRow, ItemsView, items
from studio.ui.editor.parts import FieldsView, LineView, NumberView, Part, SwitchView, WordsView
from studio.ui.editor.place import BlockPlace, Place
from studio.ui.editor.scenario_parts import ScenePictureView, TargetView
from studio.ui.editor.tools import Tools

_LINE_LENGTH = 40
_MOST_POINTS, _MOST_WEIGHT = 1000, 1000.0


class ScenarioForm(BlockForm):
    """The scenes of a scenario, and whether it counts."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        place = BlockPlace(tools.document, id_)
        self.title = FieldsView((Part("title", LineView),), tools, place)
        self.scenes = ScenesView(tools, place)
        self.best = QLabel()
        self.best.setProperty("field", True)
        weight = partial(NumberView, 0.5, _MOST_WEIGHT, 1)
        counts = (Part("graded", SwitchView), Part("weight", weight))
        self.settings = FieldsView(counts, tools, place)
        for widget in (self.title, self.scenes.widget, self.best, self.settings):
            self.column.addWidget(widget)
        self.setFocusProxy(self.title)

    def show_block(self, course: Course, block: Block, *, editable: bool) -> None:
        """Show a scenario."""
        if not isinstance(block, ScenarioBlock):
            return
        self.title.show_fields(course, block, editable=editable)
        self.scenes.show(course, block, editable=editable)
        self.best.setVisible(is_scored(block))
        self.best.setText(self.tools.voice.text("ui.scenario_best", n=best_points(block)))
        self.settings.show_fields(course, block, editable=editable)
        self.settings.views["weight"].widget.setVisible(block.graded)


class ScenesView(ItemsView):
    """The scenes, each in a line that says where it leads; one of them is open."""

    def __init__(self, tools: Tools, place: Place) -> None:
        choice = (
            Part("text", WordsView),
            Part("consequence", WordsView),
            Part("points", partial(NumberView, -_MOST_POINTS, _MOST_POINTS, 0)),
            Part("target", partial(TargetView, place.id, self.go_to)),
        )
        parts = (
            Part("title", LineView),
            Part("text", WordsView),
            Part("picture", ScenePictureView),
            Part("choices", items(SceneChoice, *choice)),
        )
        self._opened: str | None = None
        super().__init__(Scene, parts, "scenes", tools, place)

    def show(self, course: Course, held: ScenarioBlock, *, editable: bool) -> None:
        """Show the scenes of a scenario."""
        super().show(course, held, editable=editable)
        if self._opened is None:
            self.open(next(iter(self.rows), ""))
        names, reached = scene_names(held), reached_scenes(held)
        for scene in held.scenes:
            row = self.rows[scene.id]
            if isinstance(row, SceneRow):
                row.show_place(names[scene.id], self._leads(held, scene))
                row.lost.setVisible(scene.id not in reached)

    def open(self, id_: str) -> None:
        """Open one scene to be written, and close the others; "" closes all."""
        self._opened = id_
        for each, row in self.rows.items():
            if isinstance(row, SceneRow):
                row.unfold(shown=each == id_)

    def go_to(self, id_: str) -> None:
        """Open a scene, and go there."""
        self.open(id_)
        super().go_to(id_)

    def make_row(self, id_: str) -> ItemRow:
        """Return the row of a scene."""
        row = SceneRow(FoldedFields(partial(self.fields_of, id_)), self.tools)
        row.toggle.clicked.connect(lambda on: self.open(id_ if on else ""))
        return row

    def _leads(self, block: ScenarioBlock, scene: Scene) -> str:
        """Return where a scene leads, by the numbers of the scenes."""
        say = self.tools.voice.text
        if not scene.choices:
            return say("ui.scene.end")
        numbers = {each.id: str(number) for number, each in enumerate(block.scenes, 1)}
        ends = say("ui.scene.ends")
        targets = dict.fromkeys(numbers.get(each.target or "", ends) for each in scene.choices)
        return say("ui.scene.leads", targets=", ".join(targets))


class SceneRow(ItemRow):
    """One scene: a line that opens and closes its fields."""

    def __init__(self, fields: FoldedFields, tools: Tools) -> None:
        super().__init__(fields, tools)
        self._folded = fields
        self.toggle = QToolButton()
        self.toggle.setCheckable(True)
        self.toggle.setAutoRaise(True)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.leads = QLabel()
        self.leads.setProperty("field", True)
        self.leads.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.lost = QLabel(tools.voice.text("ui.scene.lost"))
        self.lost.setProperty("warns", True)
        self.name.hide()
        for at, widget in enumerate((self.toggle, self.leads, self.lost)):
            self.head.insertWidget(at, widget, int(widget is self.leads))
        self.unfold(shown=False)

    def show_place(self, name: str, leads: str) -> None:
        """Show what the scene is called, and where it leads."""
        self.toggle.setText(shortened(name, _LINE_LENGTH).replace("&", "&&"))
        self.toggle.setToolTip(name)
        self.toggle.setAccessibleName(f"{name}, {leads}")
        self.leads.setText(leads)

    def unfold(self, *, shown: bool) -> None:
        """Open or close the fields."""
        self.toggle.setChecked(shown)
        self.toggle.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self._folded.unfold(shown=shown)
        first = next((view.widget for view in self._folded.views.values()), self.toggle)
        self._folded.setFocusProxy(first if shown else self.toggle)
