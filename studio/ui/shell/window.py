"""The main window: one course, its outline, and its publication."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMainWindow,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from exporters.publish import Published, publish
from studio.course.model import Course
from studio.i18n import Voice, duration
from studio.jobs import Job, Jobs, State, in_words
from studio.messages import StudioError, message
from studio.names import file_slug
from studio.project.project import Project, open_project
from studio.ui.shell.outline_model import OutlineModel
from studio.ui.shell.running import Running

_FORMATS = ("scorm12", "xapi", "html")


class MainWindow(QMainWindow):
    """Opens a course, shows its outline, publishes it."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.project: Project | None = None
        self.course: Course | None = None
        self.jobs = Jobs()
        self.running: Running[Published] = Running(self)
        self.running.changed.connect(self._show_progress)
        self.running.ended.connect(self._publication_ended)
        self.setAcceptDrops(True)
        self.resize(960, 640)
        self._make_actions()
        self._make_pages()
        self._make_status_bar()
        self.setWindowTitle("Coursewright")

    def open_course(self, path: Path) -> None:
        """Show the course of a folder; one that can't be opened leaves all as it was."""
        project = open_project(path)
        try:
            course = project.load()
        except (StudioError, OSError) as problem:
            self.show_error(in_words(problem))
            return
        self.project, self.course = project, course
        model = OutlineModel(course, self._voice, self)
        self.outline.setModel(model)
        self.outline.expandAll()
        header = self.outline.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.title.setText(course.title)
        count = len(course.screens_in_order())
        length = duration(model.length_s)
        self.summary.setText(self._voice.text("ui.summary", n=count, length=length))
        self.pages.setCurrentWidget(self.course_page)
        self.setWindowTitle(f"{course.title} \u2013 Coursewright")
        self._show_what_can_be_done()

    def publish_to(self, format_name: str, target: Path) -> None:
        """Publish the open course to `target`, on another thread."""
        project, course = self.project, self.course
        if project is None or course is None:
            return
        title = message("ui.publishing", title=course.title)
        try:
            self.running.start(
                self.jobs,
                str(target),
                title,
                lambda progress: publish(project, course, format_name, target, progress=progress),
            )
        except StudioError as problem:
            self.show_error(problem)
        self._show_what_can_be_done()

    def show_error(self, problem: StudioError) -> None:
        """Show an error as its sentence, with details to copy."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(self._voice.say(problem.message))
        box.setDetailedText(problem.details)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Take a dropped course folder."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        """Open the course folder that was dropped."""
        self.open_course(Path(event.mimeData().urls()[0].toLocalFile()))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        """Stop what runs before the window goes."""
        self.jobs.close()
        event.accept()

    def _make_actions(self) -> None:
        say = self._voice.text
        self.open_action = QAction(say("ui.open"), self)
        self.open_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Open))
        self.open_action.triggered.connect(self._choose_course)
        self.quit_action = QAction(say("ui.quit"), self)
        self.quit_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Quit))
        self.quit_action.triggered.connect(self.close)
        file_menu = self.menuBar().addMenu(say("ui.file"))
        file_menu.addAction(self.open_action)
        publish_menu = file_menu.addMenu(say("ui.publish"))
        self.publish_menu = publish_menu
        self.publish_actions = [self._publish_action(name) for name in _FORMATS]
        self.publish_actions[0].setShortcut(QKeySequence("Ctrl+Shift+P"))
        publish_menu.addActions(self.publish_actions)
        file_menu.addSeparator()
        file_menu.addAction(self.quit_action)

    def _publish_action(self, format_name: str) -> QAction:
        action = QAction(self._voice.text(f"ui.format.{format_name}"), self)
        action.triggered.connect(lambda: self._choose_package(format_name))
        return action

    def _make_pages(self) -> None:
        self.pages = QStackedWidget()
        self.empty_page = self._make_empty_page()
        self.course_page = self._make_course_page()
        self.pages.addWidget(self.empty_page)
        self.pages.addWidget(self.course_page)
        self.setCentralWidget(self.pages)
        self._show_what_can_be_done()

    def _make_empty_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said = QLabel(self._voice.text("ui.empty"))
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = QPushButton(self._voice.text("ui.open"))
        button.setProperty("main", True)
        button.clicked.connect(self.open_action.trigger)
        layout.addWidget(said)
        layout.addSpacing(12)
        layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignCenter)
        return page

    def _make_course_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 20, 24, 12)
        self.title, self.summary = QLabel(), QLabel()
        self.title.setObjectName("title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.publish_button = QPushButton(self._voice.text("ui.publish"))
        self.publish_button.setProperty("main", True)
        self.publish_button.setMenu(self.publish_menu)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.publish_button)
        self.outline = QTreeView()
        self.outline.setAccessibleName(self._voice.text("ui.outline"))
        self.outline.setUniformRowHeights(True)
        layout.addLayout(head)
        layout.addWidget(self.summary)
        layout.addWidget(self.outline, 1)
        return page

    def _make_status_bar(self) -> None:
        self.step = QLabel()
        self.bar = QProgressBar()
        self.bar.setMaximumWidth(200)
        self.bar.setAccessibleName(self._voice.text("ui.progress"))
        self.cancel_button = QPushButton(self._voice.text("ui.cancel"))
        self.cancel_button.clicked.connect(self.running.cancel)
        self.folder_button = QPushButton(self._voice.text("ui.show_folder"))
        self.folder_button.clicked.connect(self._show_folder)
        self.statusBar().addWidget(self.step, 1)
        for widget in (self.bar, self.cancel_button, self.folder_button):
            self.statusBar().addPermanentWidget(widget)
            widget.hide()

    def _choose_course(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self._voice.text("ui.choose_course"))
        if folder:
            self.open_course(Path(folder))

    def _choose_package(self, format_name: str) -> None:
        if self.project is None or self.course is None:
            return
        name = f"{file_slug(self.course.title, 'course')}-{format_name}.zip"
        proposed = self.project.folder.resolve().parent / name
        chosen, _ = QFileDialog.getSaveFileName(
            self, self._voice.text("ui.choose_package"), str(proposed), "ZIP (*.zip)"
        )
        if chosen:
            self.publish_to(format_name, Path(chosen))

    def _show_progress(self) -> None:
        job = self.running.job
        if job is None:
            return
        progress = job.progress
        said = self._voice.say(progress.step or job.title)
        left = progress.remaining_s()
        text = said if left is None else self._voice.text("ui.step_left", step=said, left=left)
        self.step.setText(text)
        self.bar.setValue(round(progress.fraction * 100))
        self._show_what_can_be_done()

    def _publication_ended(self) -> None:
        self._show_what_can_be_done()
        job = self.running.last
        self.step.setText(self._outcome(job) if job else "")
        self.folder_button.setVisible(bool(job and job.state is State.DONE))
        if job and job.error:
            self.show_error(job.error)

    def _outcome(self, job: Job[Published]) -> str:
        if job.state is not State.DONE:
            return self._voice.text("ui.not_published")
        published = job.result()
        self._package = published.file
        warnings = [self._voice.say(each) for each in published.warnings]
        self.step.setToolTip("\n".join(warnings))
        text = self._voice.text("cli.published", file=published.file.name, size=published.size)
        if not warnings:
            return text
        return f"{text} {self._voice.text('ui.warnings', n=len(warnings), first=warnings[0])}"

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._package.parent)))

    def _show_what_can_be_done(self) -> None:
        working = self.running.job is not None
        ready = self.course is not None and not working
        for action in self.publish_actions:
            action.setEnabled(ready)
        self.publish_button.setEnabled(ready)
        if hasattr(self, "bar"):
            self.bar.setVisible(working)
            self.cancel_button.setVisible(working)
            self.folder_button.hide()
