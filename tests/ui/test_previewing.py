"""The live preview from the window: opened where the author is, followed, and ended."""

from __future__ import annotations

from urllib.request import urlopen

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton

from studio.course.edits import replace
from studio.i18n import Voice
from studio.messages import message

SAY = Voice("fr").text


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    addresses: list[str] = []

    def take(url: QUrl) -> bool:
        addresses.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return addresses


def page(address: str) -> str:
    with urlopen(address.partition("#")[0]) as answer:
        text: str = answer.read().decode()
    return text


def test_the_browser_opens_where_the_author_is(window, opened):
    window.outline.select("s0000003")
    window.actions_by_name["preview"].trigger()
    window.actions_by_name["preview"].trigger()
    assert opened[0] == opened[1]
    assert opened[0].endswith("#s0000003")
    assert "Vérifier" in page(opened[0])


def test_edits_and_steps_are_followed(window, opened):
    window.actions_by_name["preview"].trigger()
    screen = window.document.course.screens["s0000001"]
    window.document.edit(
        message("undo.comment", title="x"),
        lambda now: replace(now, type(screen)(id=screen.id, title="Tout autre")),
    )
    assert "Tout autre" in page(opened[0])
    window.outline.select("s0000004")
    assert window.previewing.preview._screen == "s0000004"


def test_the_preview_ends_with_the_course(window, opened):
    window.actions_by_name["preview"].trigger()
    window.actions_by_name["close_course"].trigger()
    assert window.previewing.preview is None
    with pytest.raises(OSError, match=r"refused|reset"):
        page(opened[0])
    assert not window.actions_by_name["preview"].isEnabled()


def test_without_a_browser_the_address_is_told(window, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    window.actions_by_name["preview"].trigger()
    [box] = window.findChildren(QMessageBox)
    address = window.previewing.preview.address("s0000001")
    assert address in box.text()
    [copy] = [b for b in box.findChildren(QPushButton) if b.text() == SAY("ui.copy_address")]
    copy.click()
    assert QGuiApplication.clipboard().text() == address
