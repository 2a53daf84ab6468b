"""The small popup that asks where a link leads."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from studio.course.prose.parser import is_address
from studio.i18n import Voice

_MAIL = re.compile(r"[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+")
_SITE = re.compile(r"[\w-]+(\.[\w-]+)+(/\S*)?")


def full_address(typed: str) -> str:
    """Return the address that somebody means; nothing where no link may lead there."""
    address = typed.strip()
    if _MAIL.fullmatch(address):
        return f"mailto:{address}"
    if not is_address(address) and _SITE.fullmatch(address):
        return f"https://{address}"
    return address if is_address(address) else ""


class LinkPopup(QFrame):
    """Asks for text and address; an empty address takes the link away."""

    def __init__(
        self,
        voice: Voice,
        text: str,
        address: str,
        done: Callable[[str, str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._done = done
        self.text, self.address = QLineEdit(text), QLineEdit(address)
        self.address.setPlaceholderText(voice.text("ui.rich.link_hint"))
        self.address.setMinimumWidth(280)
        self.refused = QLabel(voice.text("ui.rich.link_refused"))
        self.refused.setWordWrap(True)
        self.refused.hide()
        form = QFormLayout(self)
        form.addRow(voice.text("ui.rich.link_text"), self.text)
        form.addRow(voice.text("ui.rich.link_address"), self.address)
        form.addRow(self.refused)
        form.addRow(self._buttons(voice, linked=bool(address)))
        for field in (self.text, self.address):
            field.returnPressed.connect(self.accept)

    def _buttons(self, voice: Voice, *, linked: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        if linked:
            remove = QPushButton(voice.text("ui.rich.link_remove"))
            remove.clicked.connect(self._remove)
            row.addWidget(remove)
        insert = QPushButton(voice.text("ui.rich.link_set"))
        insert.setProperty("main", True)
        insert.setDefault(True)
        insert.clicked.connect(self.accept)
        row.addWidget(insert)
        return row

    def ask(self, at: QPoint) -> None:
        """Show the popup at a place of the screen."""
        self.adjustSize()
        self.move(at)
        self.show()
        (self.address if self.text.text() else self.text).setFocus()

    def accept(self) -> None:
        """Set the link, or say why it can't be set."""
        address = full_address(self.address.text())
        if not address:
            self.refused.show()
            self.adjustSize()
            self.address.setFocus()
            return
        self.close()
        self._done(self.text.text().strip() or self.address.text().strip(), address)

    def _remove(self) -> None:
        self.close()
        self._done(self.text.text(), "")
