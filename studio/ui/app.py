"""The program with its window: language, look, and what happens when something unforeseen does."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from studio.i18n import Voice
from studio.jobs import in_words
from studio.logs import start_logging
from studio.messages import StudioError
from studio.resources import asset
from studio.settings import Settings, interface_language, load_settings
from studio.ui.look import choose_theme, follow_system
from studio.ui.shell.window import MainWindow

log = logging.getLogger(__name__)


def open_studio(path: str | None) -> int:
    """Open the window, with the course at `path` if there is one; return the exit status."""
    start_logging()
    settings, problem = _settings()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Coursewright")
    application.setWindowIcon(QIcon(str(asset("icons", "coursewright.svg"))))
    voice = Voice(interface_language(settings))
    speak(application, voice.language)
    choose_theme(application, settings.theme)
    window = MainWindow(voice)
    follow_system(application, window.recolour)
    _catch_everything(window)
    window.show()
    if problem:
        window.show_error(problem)
    if path:
        window.open_course(Path(path))
    return application.exec()


def speak(application: QApplication, language: str) -> None:
    """Have Qt's own buttons and dialogs speak the language of the window, and no earlier one."""
    for earlier in application.findChildren(QTranslator):
        application.removeTranslator(earlier)
        earlier.deleteLater()
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(language), "qtbase", "_", folder):
        application.installTranslator(translator)


def _settings() -> tuple[Settings, StudioError | None]:
    try:
        return load_settings(), None
    except StudioError as problem:
        return Settings(), problem


def _catch_everything(window: MainWindow) -> None:
    """Show what no code has caught as a sentence; the window stays open."""

    def show(_: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if isinstance(problem, Exception):
            window.show_error(in_words(problem.with_traceback(trace)))
        else:
            log.critical("ended by %s", type(problem).__name__)

    sys.excepthook = show
