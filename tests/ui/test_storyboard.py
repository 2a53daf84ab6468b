"""The storyboard: one model and one selection in three views, edited by mouse and by keys."""

from __future__ import annotations

import json
from random import Random

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFrame, QPushButton

from studio.course.bloom import Bloom
from studio.course.copying import duplicate
from studio.course.edits import insert, move, remove, replace
from studio.course.ids import new_id
from studio.course.model import Course, Lesson, Module, Objective, Screen, ScreenStatus
from studio.i18n import Voice
from studio.messages import message
from studio.project.project import create_project, open_project
from studio.ui.course_model import NODES, CourseModel
from studio.ui.fields import LineField
from studio.ui.shell.finder import Finder
from studio.ui.shell.window import MainWindow
from studio.ui.storyboard.filtering import ScreenFilter
from tests.bench.courses import large_course

LABEL = message("undo.comment", title="x")


@pytest.fixture
def board(window):
    return window.work.storyboard.board


def order(window) -> list[str]:
    return [screen.id for screen in window.document.course.screens_in_order()]


def centre(view, window, id_: str) -> QPoint:
    place: QPoint = view.visualRect(window.outline.course_model.index_of(id_)).center()
    return place


def click(qtbot, window, board, id_: str, keys=Qt.KeyboardModifier.NoModifier) -> None:
    place = centre(board, window, id_)
    qtbot.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, keys, place)


def test_one_selection_in_all_views(window, board, qtbot):
    click(qtbot, window, board, "s0000003")
    assert window.outline.current_id() == "s0000003"
    assert window.work.storyboard.inspector.title.text() == "Vérifier"
    window.outline.select("s0000005")
    assert board.currentIndex() == window.outline.currentIndex()
    window.work.storyboard.view.setCurrentIndex(1)
    assert window.work.storyboard.table.currentIndex().row() == 4


def test_arrows_go_from_card_to_card(window, board, qtbot):
    window.outline.select("s0000001")
    board.setFocus()
    for key, id_ in (
        (Qt.Key.Key_Right, "s0000002"),
        (Qt.Key.Key_Right, "s0000003"),
        (Qt.Key.Key_Down, "s0000005"),
        (Qt.Key.Key_Left, "s0000004"),
        (Qt.Key.Key_Up, "s0000001"),
        (Qt.Key.Key_End, "s0000005"),
        (Qt.Key.Key_Home, "s0000001"),
    ):
        qtbot.keyClick(board, key)
        assert window.outline.current_id() == id_


def test_several_screens_are_deleted_and_brought_back_in_one_step(window, board, qtbot):
    before = window.document.course
    click(qtbot, window, board, "s0000002")
    click(qtbot, window, board, "s0000005", Qt.KeyboardModifier.ControlModifier)
    assert window.outline.selected_ids() == ["s0000002", "s0000005"]
    window.actions_by_name["delete"].trigger()
    assert order(window) == ["s0000001", "s0000003", "s0000004"]
    window.actions_by_name["undo"].trigger()
    assert window.document.course is before
    assert window.document.stack.count() == 1


def dropped(model: CourseModel, ids: list[str], target: str, row: int = -1) -> None:
    data = QMimeData()
    data.setData(NODES, json.dumps(ids).encode())
    model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, model.index_of(target))


@pytest.mark.parametrize(
    ("ids", "target", "row", "result"),
    [
        (["s0000005"], "l0000001", 0, "5 1 2 3 | 4"),
        (["s0000001", "s0000002"], "l0000002", -1, "3 | 4 5 1 2"),
        (["s0000001"], "s0000003", -1, "2 3 1 | 4 5"),
        (["s0000001"], "l0000001", 3, "2 3 1 | 4 5"),
        (["s0000004", "s0000002"], "l0000001", 2, "1 4 2 3 | 5"),
        (["s0000001"], "m0000002", -1, "1 2 3 | 4 5"),
        (["l0000001"], "m0000002", 0, "| 1 2 3 4 5"),
        (["m0000002"], "m0000001", -1, "1 2 3 | 4 5"),
        (["s0000001", "l0000002"], "l0000001", 0, "1 2 3 | 4 5"),
        (["nowhere0"], "l0000001", 0, "1 2 3 | 4 5"),
    ],
)
def test_what_is_dropped_lands_where_it_was_shown(window, ids, target, row, result):
    dropped(window.outline.course_model, ids, target, row)
    course = window.document.course
    modules = [
        " ".join(
            s[-1] for lesson in course.modules[m].lessons for s in course.lessons[lesson].screens
        )
        for m in course.order
    ]
    assert " | ".join(modules).strip() == result


def test_a_drag_carries_the_selected_nodes(window):
    model = window.outline.course_model
    indexes = [model.index_of(id_) for id_ in ("s0000002", "s0000003")]
    data = model.mimeData([*indexes, indexes[0].siblingAtColumn(1)])
    assert json.loads(bytes(data.data(NODES).data())) == ["s0000002", "s0000003"]


def test_new_things_come_behind_the_place_of_the_author(window):
    window.outline.select("s0000001")
    window.actions_by_name["add_text"].trigger()
    assert order(window)[1] == window.outline.current_id()
    window.actions_by_name["add_lesson"].trigger()
    assert window.document.course.modules["m0000001"].lessons[1] == window.outline.current_id()
    window.actions_by_name["add_empty"].trigger()
    window.actions_by_name["add_module"].trigger()
    assert window.document.course.order[1] == window.outline.current_id()
    while window.document.stack.canUndo():
        window.document.stack.undo()
    assert order(window) == [f"s000000{number}" for number in range(1, 6)]


def test_an_empty_course_gets_what_a_screen_needs(window, qtbot, tmp_path):
    project = create_project(tmp_path / "Vide.course", Course(id="c0000009", title="Vide"))
    window.open_course(project.folder)
    window.actions_by_name["add_text"].trigger()
    assert len(window.document.course.screens_in_order()) == 1
    assert window.document.session.flush()
    assert open_project(project.folder).load() == window.document.course


def test_a_filter_leaves_out_what_does_not_fit(window, board):
    room = window.work.storyboard
    window.outline.select("s0000002")
    room.inspector._set_status(2)
    room.filter.use(ScreenFilter(status=frozenset({ScreenStatus.APPROVED})))
    model = window.outline.course_model
    assert not board.isIndexHidden(model.index_of("s0000002"))
    assert board.isIndexHidden(model.index_of("s0000001"))
    assert room.table.model().rowCount() == 1
    assert room.filter_count.text() == "1 écran sur 5 · Approuvé"
    room.clear_button.click()
    assert room.table.model().rowCount() == 5
    assert not room.clear_button.isVisible()


def test_what_is_edited_stays_in_sight_until_the_filter_is_chosen_anew(window, board):
    room, model = window.work.storyboard, window.outline.course_model
    room.filter.use(ScreenFilter(kind=frozenset({"clip"})))
    window.outline.select("s0000002")
    window.actions_by_name["add_text"].trigger()
    new = window.outline.current_id()
    assert not board.isIndexHidden(model.index_of(new))
    room.filter.use(ScreenFilter(kind=frozenset({"clip", "quiz"})))
    assert board.isIndexHidden(model.index_of(new))
    assert room.table.model().rowCount() == 3


def test_what_is_typed_in_the_inspector_is_undone_by_words(window, qtbot):
    window.outline.select("s0000004")
    script = window.work.storyboard.inspector.texts["script"]
    script.setFocus()
    qtbot.keyClicks(script, "Bonjour tous")
    assert window.document.course.screens["s0000004"].script == "Bonjour tous"
    qtbot.keyClick(script, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert script.toPlainText() == "Bonjour "
    window.actions_by_name["undo"].trigger()
    assert window.document.course.screens["s0000004"].script == ""
    assert script.toPlainText() == ""


def test_comments_are_said_answered_and_resolved(window, qtbot):
    window.outline.select("s0000001")
    comments = window.work.storyboard.inspector.comments
    comments.line.setText("À revoir")
    comments.line.returnPressed.emit()
    [comment] = window.document.course.screens["s0000001"].comments
    assert comment.text == "À revoir"
    comments.findChild(QPushButton).click()
    answer = comments.findChild(QFrame, "comment").findChild(LineField)
    qtbot.keyClicks(answer, "Fait")
    qtbot.keyClick(answer, Qt.Key.Key_Return)
    [comment] = window.document.course.screens["s0000001"].comments
    assert [reply.text for reply in comment.replies] == ["Fait"]
    comments._resolve(comment)
    assert window.document.course.screens["s0000001"].comments[0].resolved
    assert window.document.session.flush()
    loaded = open_project(window.document.session.project.folder).load()
    assert loaded == window.document.course


def test_objectives_are_ticked(window):
    window.outline.select("s0000001")
    [objective] = window.document.course.objectives
    action = window.work.storyboard.inspector.objectives.choices[objective]
    action.trigger()
    assert window.document.course.screens["s0000001"].objectives == (objective,)
    window.actions_by_name["undo"].trigger()
    assert not action.isChecked()


def test_the_plan_is_edited_and_undone(window, qtbot):
    before = window.document.course
    window.work.go("plan")
    plan = window.work.plan
    plan.audience.setFocus()
    qtbot.keyClicks(plan.audience, "Adultes")
    plan.objectives.add_button.click()
    [new] = [row for id_, row in plan.objectives.rows.items() if id_ not in before.objectives]
    qtbot.keyClicks(new.text, "estimer")
    new._change(bloom=Bloom.APPLY)
    course = window.document.course
    assert course.audience == "Adultes"
    assert [o.text for o in course.objectives.values()][-1] == "estimer"
    while window.document.stack.canUndo():
        window.document.stack.undo()
    assert window.document.course == before
    assert len(plan.objectives.rows) == len(before.objectives)


def finder_of(window) -> Finder:
    window.show_finder()
    finder: Finder = window.findChild(Finder)
    return finder


def test_anything_is_found_by_its_name_without_accents(window, qtbot):
    finder = finder_of(window)
    qtbot.keyClicks(finder.line, "verif")
    assert "Vérifier" in finder.found.item(0).text()
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    assert window.outline.current_id() == "s0000003"


def test_a_command_is_found_and_done(window, qtbot):
    finder = finder_of(window)
    qtbot.keyClicks(finder.line, "dupliquer")
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    assert len(order(window)) == 6


def test_cards_get_their_pictures(window, qtbot):
    room, course = window.work.storyboard, window.document.course
    screen = course.screens["s0000002"]
    qtbot.waitUntil(lambda: room.pictures.picture(course, screen) is not None)
    picture = room.pictures.picture(course, screen)
    assert picture.width() == 320
    assert list((window.document.session.project.folder / ".studio" / "pictures").glob("*.jpg"))


def random_edit(course: Course, random: Random) -> Course:
    """Return the course after one edit of its outline."""
    screens, lessons = list(course.screens), list(course.lessons)
    match random.randrange(5):
        case 0 if lessons:
            return insert(course, Screen(id=new_id(), title="Neuf"), random.choice(lessons), 0)
        case 1 if screens:
            return remove(course, random.choice(screens))
        case 2 if screens and lessons:
            at = random.randrange(3)
            return move(course, [random.choice(screens)], random.choice(lessons), at)
        case 3 if course.order:
            return duplicate(course, random.choice([*course.order, *lessons]))[0]
        case 4 if screens:
            screen = course.screens[random.choice(screens)]
            return replace(course, Screen(id=screen.id, title=f"T{random.random()}"))
    return insert(course, Module(id=new_id(), title="M"), course.id)


@pytest.mark.parametrize("seed", range(4))
def test_the_model_stays_sound_under_random_edits_and_undo(window, seed):
    model = window.outline.course_model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    random, stack = Random(seed), window.document.stack
    for _ in range(120):
        match random.randrange(4):
            case 0:
                stack.undo()
            case 1:
                stack.redo()
            case _:
                window.document.edit(LABEL, lambda course: random_edit(course, random))
        screens = [row.node for row in model.root.walk() if isinstance(row.node, Screen)]
        assert screens == window.document.course.screens_in_order()
        flags = QItemSelectionModel.SelectionFlag
        if screens:
            index = model.index_of(random.choice(screens).id)
            window.outline.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)


def test_a_title_that_changes_keeps_all_lines(window):
    model = window.outline.course_model
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    window.editing.retitle("s0000001", "Accueil")
    assert not resets
    assert model.index_of("s0000001").data() == "Accueil"


def test_many_cards_are_laid_out_and_only_some_drawn(window, qtbot, tmp_path):
    course = large_course(screens=1000, questions=0, media=0)
    project = create_project(tmp_path / "Grand.course", course)
    window.open_course(project.folder)
    board = window.work.storyboard.board
    window.outline.select("s0000999")
    board.scrollTo(window.outline.course_model.index_of("s0000999"))
    assert board.visualRect(window.outline.course_model.index_of("s0000999")).bottom() <= (
        board.viewport().height()
    )
    assert board.indexAt(centre(board, window, "s0000999")).data() == "Écran 999"


def test_objectives_can_be_removed_from_the_plan(window):
    window.document.edit(
        LABEL, lambda course: insert(course, Objective(id="o0000009", text="Autre"))
    )
    window.work.go("plan")
    row = window.work.plan.objectives.rows["o0000009"]
    row._remove()
    assert "o0000009" not in window.document.course.objectives


def test_lessons_without_screens_are_shown(window):
    window.document.edit(
        LABEL, lambda course: insert(course, Lesson(id="l0000009", title="Vide"), "m0000002")
    )
    assert window.outline.course_model.index_of("l0000009").isValid()


def test_screens_are_carried_to_another_course(window, qtbot, tmp_path):
    window.outline.select("s0000002", "s0000003")
    window.actions_by_name["copy"].trigger()
    project = create_project(tmp_path / "Vide.course", Course(id="c0000009", title="Vide"))
    second = MainWindow(Voice("fr"))
    qtbot.addWidget(second)
    second.show()
    second.open_course(project.folder)
    second.actions_by_name["paste"].trigger()
    qtbot.waitUntil(lambda: len(second.document.course.screens) == 2)
    titles = [screen.title for screen in second.document.course.screens_in_order()]
    assert titles == ["Regarder", "Vérifier"]
    assert len(second.outline.selected_ids()) == 2
    second.close()


def test_cut_and_paste_moves_and_can_be_undone(window, qtbot):
    before = window.document.course
    window.outline.select("s0000005")
    window.actions_by_name["cut"].trigger()
    window.outline.select("s0000001")
    window.actions_by_name["paste"].trigger()
    qtbot.waitUntil(lambda: len(window.document.course.screens) == 5)
    assert window.document.course.screens_in_order()[1].title == "Conclure"
    window.document.stack.undo()
    window.document.stack.undo()
    assert window.document.course is before


def test_the_inspector_lists_what_is_on_the_screen_and_leads_to_it(window, qtbot):
    window.outline.select("s0000001")
    inspector = window.work.storyboard.inspector
    assert [line.text() for line in inspector.content.lines.values()] == [
        "Bonjour à tous : le site.",
        "Le plan du site",
        "Les notes",
    ]
    inspector.content.lines["b0000002"].click()
    assert window.screen_editing.page.column.current == "b0000002"
    window.screen_editing.close()
    inspector.edit_button.click()
    assert window.screen_editing.is_open
