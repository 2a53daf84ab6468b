"""The form of a scenario: scenes opened, led to each other, moved and taken out, all undone."""

from __future__ import annotations

import time
from typing import Any

import pytest
from msgspec.structs import replace as changed
from PySide6.QtCore import Qt

from studio.course.edits import insert
from studio.course.scenario import ScenarioBlock, Scene, SceneChoice
from studio.messages import message
from studio.ui.editor.scenario_form import ScenarioForm, SceneRow
from studio.ui.editor.scenario_parts import TargetView
from studio.ui.shell.window import MainWindow
from tests.block_courses import bank_scenario

SCREEN, BLOCK = "s0000001", "b0000130"
LEADS = "Mène à\u00a0: "
COUNTER, SUM, CONTRACT, HOUSE = "u0000101", "u0000102", "u0000103", "u0000104"


def put(window: MainWindow, block: ScenarioBlock) -> ScenarioForm:
    """Edit a screen with a scenario."""
    window.document.edit(message("undo.content"), lambda now: insert(now, block, SCREEN))
    window.outline.select(SCREEN)
    window.actions_by_name["open_editor"].trigger()
    form = window.screen_editing.page.column.frames[block.id].form
    assert isinstance(form, ScenarioForm)
    return form


@pytest.fixture
def form(window) -> ScenarioForm:
    return put(window, bank_scenario())


def scenario(window: MainWindow) -> ScenarioBlock:
    block = window.document.course.screens[SCREEN].blocks[-1]
    assert isinstance(block, ScenarioBlock)
    return block


def targets(window: MainWindow) -> dict[str, str | None]:
    return {each.id: each.target for scene in scenario(window).scenes for each in scene.choices}


def row(form: ScenarioForm, id_: str) -> Any:
    found = form.scenes.rows[id_]
    assert isinstance(found, SceneRow)
    return found


def target(form: ScenarioForm, scene: str, choice: str) -> TargetView:
    """Open a scene, and return what says where one of its choices leads."""
    form.scenes.open(scene)
    view = row(form, scene).fields.views["choices"].rows[choice].fields.views["target"]
    assert isinstance(view, TargetView)
    return view


def press(view: TargetView, said: str) -> None:
    at = view.combo.findText(said)
    assert at >= 0, [view.combo.itemText(n) for n in range(view.combo.count())]
    view.combo.setCurrentIndex(at)
    view.combo.activated.emit(at)


def test_each_line_says_what_the_scene_is_and_where_it_leads(window, form):
    said = {id_: (each.toggle.text(), each.leads.text()) for id_, each in form.scenes.rows.items()}
    assert said == {
        COUNTER: ("1. Au guichet", "mène à 2, la fin, 3"),
        SUM: ("2. Le calcul", "mène à 4, la fin"),
        CONTRACT: ("3. Le contrat", "mène à 1"),
        HOUSE: ("4. La maison", "une fin"),
    }
    assert form.best.text() == "Le meilleur chemin rapporte 5 points."
    assert all(each.lost.isHidden() for each in form.scenes.rows.values())


def test_one_scene_is_open(window, form, qtbot):
    def open_ones() -> list[str]:
        return [id_ for id_, each in form.scenes.rows.items() if each.fields.isVisible()]

    assert open_ones() == [COUNTER]
    assert row(form, SUM).fields.views == {}
    qtbot.mouseClick(row(form, SUM).toggle, Qt.MouseButton.LeftButton)
    assert open_ones() == [SUM]
    assert row(form, SUM).fields.views["title"].widget.text() == "Le calcul"
    qtbot.mouseClick(row(form, SUM).toggle, Qt.MouseButton.LeftButton)
    assert open_ones() == []


def test_a_choice_leads_elsewhere(window, form):
    before = window.document.course
    press(target(form, SUM, "u0000122"), f"{LEADS}3. Le contrat")
    assert targets(window)["u0000122"] == CONTRACT
    assert row(form, SUM).leads.text() == "mène à 4, 3"
    press(target(form, CONTRACT, "u0000131"), "Mène à la fin")
    assert targets(window)["u0000131"] is None
    press(target(form, SUM, "u0000121"), "Mène à la fin")
    assert not row(form, HOUSE).lost.isHidden()
    for _ in range(3):
        window.actions_by_name["undo"].trigger()
    assert window.document.course is before
    assert row(form, HOUSE).lost.isHidden()


def test_a_choice_leads_to_a_new_scene_in_one_step(window, form, qtbot):
    before = window.document.course
    view = target(form, COUNTER, "u0000112")
    assert not view.go_button.isEnabled()
    press(view, "Mène à une nouvelle scène")
    ids = [scene.id for scene in scenario(window).scenes]
    assert ids == [COUNTER, targets(window)["u0000112"], SUM, CONTRACT, HOUSE]
    qtbot.mouseClick(view.go_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(row(form, ids[1]).fields.isVisible)
    assert row(form, ids[1]).fields.views["title"].widget.hasFocus()
    window.actions_by_name["undo"].trigger()
    assert window.document.course is before


def test_what_led_to_a_scene_that_is_taken_out_ends_there(window, form, qtbot):
    before = window.document.course
    view = target(form, CONTRACT, "u0000131")
    qtbot.mouseClick(form.scenes.rows[SUM].buttons["close"], Qt.MouseButton.LeftButton)
    assert targets(window) == {
        "u0000111": None,
        "u0000112": None,
        "u0000113": CONTRACT,
        "u0000131": COUNTER,
    }
    assert view.combo.currentText() == f"{LEADS}1. Au guichet"
    window.actions_by_name["undo"].trigger()
    assert window.document.course is before


def test_texts_points_and_weight_are_written(window, form, qtbot):
    form.scenes.open(SUM)
    views = row(form, SUM).fields.views
    qtbot.keyClicks(views["title"].widget, "Voici : ")
    choice = views["choices"].rows["u0000122"].fields.views
    qtbot.keyClicks(choice["consequence"].widget, "Bien.")
    choice["points"].spin.setValue(-3)
    scene = scenario(window).scenes[1]
    assert scene.title == "Voici : Le calcul"
    assert (scene.choices[1].consequence, scene.choices[1].points) == ("Bien.", -3)
    assert isinstance(scene.choices[1].points, int)
    settings: Any = form.settings.views
    weight = settings["weight"]
    assert weight.widget.isHidden()
    settings["graded"].widget.click()
    assert scenario(window).graded
    assert weight.widget.isVisible()
    weight.spin.setValue(2.5)
    assert scenario(window).weight == 2.5


def test_a_picture_and_its_words(window, form, qtbot):
    picture = next(id_ for id_, e in window.document.course.media.items() if "image" in e.mime)
    field = row(form, COUNTER).fields.views["picture"].widget
    field.chosen.emit(picture)
    assert scenario(window).scenes[0].picture == picture
    qtbot.keyClicks(field.description, "!")
    assert scenario(window).scenes[0].picture_text == "!La banque"
    qtbot.mouseClick(field.remove_button, Qt.MouseButton.LeftButton)
    assert scenario(window).scenes[0].picture is None


def test_choices_and_scenes_are_added_and_moved(window, form, qtbot):
    form.scenes.open(HOUSE)
    choices = row(form, HOUSE).fields.views["choices"]
    qtbot.mouseClick(choices.add_button, Qt.MouseButton.LeftButton)
    assert len(scenario(window).scenes[3].choices) == 1
    assert row(form, HOUSE).leads.text() == "mène à la fin"
    qtbot.mouseClick(form.scenes.add_button, Qt.MouseButton.LeftButton)
    added = scenario(window).scenes[-1].id
    qtbot.waitUntil(row(form, added).fields.isVisible)
    assert not row(form, added).lost.isHidden()
    assert row(form, added).toggle.text() == "5"
    qtbot.mouseClick(form.scenes.rows[added].buttons["up"], Qt.MouseButton.LeftButton)
    assert [scene.id for scene in scenario(window).scenes][3:] == [added, HOUSE]


def test_a_new_scenario_begins_with_a_choice_of_two_ends(window):
    put(window, bank_scenario())
    page = window.screen_editing.page
    page.column.current = ""
    page.recipes.chosen.emit("scenario")
    block = scenario(window)
    assert [len(scene.choices) for scene in block.scenes] == [2, 0, 0]
    assert [each.target for each in block.scenes[0].choices] == [s.id for s in block.scenes[1:]]


def test_thirty_scenes_are_bearable(window):
    scenes = tuple(
        Scene(
            id=f"s{n:07}",
            title=f"Scène {n}",
            choices=tuple(
                SceneChoice(id=f"x{n:06}{m}", target=f"s{(n + m) % 30:07}") for m in range(3)
            ),
        )
        for n in range(30)
    )
    form = put(window, changed(bank_scenario(), scenes=scenes))
    start = time.perf_counter()
    form.scenes.go_to("s0000020")
    view = target(form, "s0000020", "x0000201")
    press(view, "Mène à la fin")
    assert time.perf_counter() - start < 1.0
    assert view.combo.count() == 32
