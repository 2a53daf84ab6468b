"""Files and pictures brought into the open course: one step to undo, whatever came."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QMessageBox

from studio.course.blocks import ImageBlock
from studio.course.edits import insert
from studio.course.ids import new_id
from studio.i18n import Voice
from studio.messages import message
from studio.ui.media.importing import MediaImport, sources_of
from tests.imports.pictures_of import photo, saved

LABEL = message("undo.content")


@pytest.fixture
def media(window):
    return MediaImport(window.document, Voice("fr"), window.working)


def shown(course, entries):
    for entry in entries:
        course = insert(course, ImageBlock(id=new_id(), media=entry.id), "s0000005")
    return course


def bring_in(qtbot, window, media, sources) -> None:
    with qtbot.waitSignal(window.working.running.ended, timeout=20_000):
        media.bring_in(sources, shown, LABEL)


def images(window) -> list[str]:
    course = window.document.course
    blocks = course.screens["s0000005"].blocks
    return [course.media[b.media].name for b in blocks if isinstance(b, ImageBlock)]


def test_files_and_what_shows_them_are_one_step(window, media, qtbot, tmp_path):
    before = window.document.course
    files = [saved(photo(30, 20 + n), tmp_path / f"{n}.png") for n in range(3)]
    bring_in(qtbot, window, media, files)
    assert images(window) == ["0.png", "1.png", "2.png"]
    assert window.document.stack.count() == 1
    after = window.document.course
    window.document.stack.undo()
    assert window.document.course is before
    window.document.stack.redo()
    assert window.document.course is after


def test_a_picture_from_the_clipboard(window, media, qtbot):
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(0x14606B)
    bring_in(qtbot, window, media, [image])
    assert images(window) == ["Image collée.png"]
    bring_in(qtbot, window, media, [image])
    assert len({b.media for b in window.document.course.screens["s0000005"].blocks[1:]}) == 1


def test_the_bad_one_is_told_and_the_others_come(window, media, qtbot, tmp_path):
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"\x89PNG\r\n\x1a\nnonsense")
    good = [saved(photo(30, 20 + n), tmp_path / f"{n}.png") for n in range(4)]
    bring_in(qtbot, window, media, [bad, *good])
    assert len(images(window)) == 4
    [box] = window.findChildren(QMessageBox)
    assert "bad.png" in box.text()
    box.reject()


def test_nothing_good_is_no_edit(window, media, qtbot, tmp_path):
    bring_in(qtbot, window, media, [tmp_path / "none.png", tmp_path / "nowhere.png"])
    assert window.document.stack.count() == 0
    [box] = window.findChildren(QMessageBox)
    assert "none.png" in box.detailedText()
    assert "nowhere.png" in box.detailedText()
    box.reject()


def test_what_is_dropped_or_copied(qtbot):
    data = QMimeData()
    assert sources_of(data) == []
    image = QImage(6, 4, QImage.Format.Format_RGB32)
    data.setImageData(image)
    [found] = sources_of(data)
    assert isinstance(found, QImage)
    data.setImageData(QPixmap(image))
    assert isinstance(sources_of(data)[0], QImage)
    data.setUrls([QUrl("https://example.org/a.png")])
    assert isinstance(sources_of(data)[0], QImage)
    data.setUrls([QUrl("https://example.org/a.png"), QUrl.fromLocalFile("/tmp/b.png")])
    assert sources_of(data) == [Path("/tmp/b.png")]
    other = QMimeData()
    other.setUrls([QUrl("https://example.org/a.png")])
    assert sources_of(other) == []
