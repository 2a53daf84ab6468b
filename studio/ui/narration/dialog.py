"""Recording a narration: the script to read, the microphone, and what was recorded."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.i18n import Voice, duration
from studio.media.meter import SILENCE
from studio.media.take import Take, unfinished
from studio.messages import StudioError
from studio.ui import icons
from studio.ui.lectures.player_engine import PlayerEngine
from studio.ui.narration.level_meter import LevelMeter
from studio.ui.narration.microphone import Microphone
from studio.ui.narration.prompter import Prompter
from studio.ui.narration.recorder import Phase, Recorder
from studio.ui.pieces import button, quiet
from studio.ui.shell.notice import Choice, NoticeBar


class NarrationDialog(QDialog):
    """Records takes of one screen's script, until one is kept."""

    kept = Signal(object)
    """The `Take` that is to become the narration."""

    def __init__(
        self, voice: Voice, microphone: Microphone, file: Path, script: str, parent: QWidget
    ) -> None:
        """Record to `file`; a take that is there already is offered."""
        super().__init__(parent)
        self._voice = voice
        self._microphone = microphone
        self._is_heard = False
        self.recorder = Recorder(microphone, file, self)
        self.engine = PlayerEngine(self)
        say = voice.text
        self.setWindowTitle(say("ui.narration.title"))
        self.resize(760, 600)
        self.notice = NoticeBar()
        self.prompter = Prompter(voice)
        self.prompter.show_script(script or say("ui.narration.no_script"))
        self.microphones = QComboBox()
        self.microphones.setAccessibleName(say("ui.narration.microphone"))
        self.meter = LevelMeter(voice)
        self.time = QLabel()
        self.time.setObjectName("figure")
        self.state = quiet()
        self.record_button = button("", self._record, icon="record")
        self.stop_button = button(say("ui.stop"), self.recorder.stop, icon="stop")
        self.listen_button = button(say("ui.narration.listen"), self._listen, icon="play")
        self.keep_button = button(say("ui.narration.keep"), self.accept, kind="main")
        self.close_button = button(say("ui.media.close"), self.reject)
        self._lay_out()
        self._connect()
        self._show()
        self._offer(unfinished(file.parent, file.name.removesuffix(".wav.part")))
        microphone.allow(self._allowed)

    def accept(self) -> None:
        """Keep the take."""
        self.recorder.stop()
        take = self.recorder.take
        if take is not None:
            self._leave()
            super().accept()
            self.kept.emit(take)

    def reject(self) -> None:
        """Close; a take that was not thrown away is offered again the next time."""
        self._leave()
        super().reject()

    def _leave(self) -> None:
        self.engine.use(None)
        self.recorder.close()
        self.prompter.run(running=False)

    def _offer(self, take: Take | None) -> None:
        """Offer what an earlier recording has left."""
        if take is None:
            return
        say = self._voice.text
        self.recorder.resume(take)
        self.notice.tell(
            say("ui.narration.unfinished", length=take.length_s),
            (Choice(say("ui.narration.throw_away"), self._throw_away),),
        )

    def _allowed(self, allowed: bool) -> None:  # noqa: FBT001  # a callback of Qt's
        found = self._microphone.found() if allowed else []
        for each in found:
            self.microphones.addItem(each.name, each.id)
        self.microphones.setEnabled(len(found) > 1)
        self.microphones.activated.connect(lambda _index: self._choose())
        if found:
            self._choose()
        else:
            id_ = "ui.narration.no_microphone" if allowed else "ui.narration.not_allowed"
            self._say(self._voice.text(id_), warns=True)
            self._show()

    def _choose(self) -> None:
        self.recorder.listen(str(self.microphones.currentData()))

    def _record(self) -> None:
        self._hush()
        if self.recorder.phase is Phase.RECORDING:
            self.recorder.pause()
            return
        self.notice.clear()
        if self.recorder.phase is not Phase.PAUSED:
            self.engine.use(None)
            self.prompter.rewind()
        self.recorder.record()

    def _listen(self) -> None:
        take = self.recorder.take
        if self._is_heard or take is None:
            self._hush()
            return
        self._is_heard = True
        self.engine.use(take.path)
        self.engine.play(0.0)
        self._show()

    def _hush(self) -> None:
        self._is_heard = False
        self.engine.pause()
        self._show()

    def _throw_away(self) -> None:
        self._hush()
        self.engine.use(None)
        self.recorder.throw_away()
        self.notice.clear()

    def _fail(self, problem: StudioError) -> None:
        self._say(self._voice.say(problem.message), warns=True)

    def _say(self, text: str, *, warns: bool = False) -> None:
        self.state.setText(text)
        self.state.setProperty("note", warns)
        self.state.setProperty("warns", warns)
        self.state.style().polish(self.state)

    def _show(self) -> None:
        """Show what can be done now."""
        phase, say = self.recorder.phase, self._voice.text
        recording = phase is Phase.RECORDING
        names = {
            Phase.READY: "ui.narration.record",
            Phase.RECORDING: "ui.player.pause",
            Phase.PAUSED: "ui.narration.go_on",
            Phase.TAKEN: "ui.narration.again",
        }
        self.record_button.setText(say(names[phase]))
        self.record_button.setIcon(icons.icon("pause" if recording else "record"))
        self.record_button.setEnabled(self.recorder.is_listening)
        self.stop_button.setEnabled(phase in (Phase.RECORDING, Phase.PAUSED))
        taken = phase is Phase.TAKEN
        self.listen_button.setText(say("ui.stop" if self._is_heard else "ui.narration.listen"))
        self.listen_button.setIcon(icons.icon("stop" if self._is_heard else "play"))
        self.listen_button.setEnabled(taken)
        self.keep_button.setEnabled(taken)
        self.prompter.run(running=recording)
        self._show_level()

    def _show_level(self) -> None:
        level = self.recorder.level if self.recorder.is_listening else SILENCE
        self.meter.show_level(level)
        self.time.setText(duration(self.recorder.length_s))
        if self.recorder.has_clipped:
            self._say(self._voice.text("ui.narration.too_loud"), warns=True)

    def _connect(self) -> None:
        self.recorder.changed.connect(self._show)
        self.recorder.heard.connect(self._show_level)
        self.recorder.failed.connect(self._fail)
        self.engine.ended.connect(self._hush)
        self.engine.failed.connect(lambda _details: self._hush())

    def _lay_out(self) -> None:
        label = QLabel(self._voice.text("ui.narration.microphone"))
        label.setBuddy(self.microphones)
        source = QHBoxLayout()
        source.addWidget(label)
        source.addWidget(self.microphones, 1)
        source.addWidget(self.meter, 1)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.notice)
        column.addWidget(self.prompter, 1)
        column.addLayout(source)
        column.addLayout(_row(self.time, self.record_button, self.stop_button, self.listen_button))
        column.addWidget(self.state)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(self.close_button)
        ends.addWidget(self.keep_button)
        column.addLayout(ends)
        for each in (self.record_button, self.stop_button, self.listen_button, self.close_button):
            each.setAutoDefault(False)


def _row(time: QLabel, *buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    time.setMinimumWidth(72)
    row.addWidget(time)
    for each in buttons:
        row.addWidget(each)
    row.addStretch(1)
    return row
