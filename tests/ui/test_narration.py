"""A narration is recorded from its script, and what was spoken is never lost."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtMultimedia import QAudioFormat

from studio.course.edits import remove
from studio.course.shown_blocks import AudioBlock
from studio.i18n import Voice
from studio.media.probe import probe
from studio.media.take import TakeWriter, place_of, unfinished
from studio.messages import message
from studio.ui.narration.dialog import NarrationDialog
from studio.ui.narration.microphone import _mono
from studio.ui.narration.narrating import Narrating
from studio.ui.narration.recorder import Phase
from studio.ui.shell.window import MainWindow
from tests.spoken_microphone import RATE, SpokenMicrophone, voice

SCREEN = "s0000002"


@pytest.fixture
def microphone() -> SpokenMicrophone:
    return SpokenMicrophone()


@pytest.fixture
def file(tmp_path):
    return place_of(tmp_path, SCREEN)


@pytest.fixture
def dialog(qtbot, window: MainWindow, microphone, file):
    made = NarrationDialog(Voice("fr"), microphone, file, "Bonjour.", window)
    qtbot.addWidget(made)
    made.open()
    yield made
    made.reject()


def opened(window: MainWindow) -> NarrationDialog:
    window.actions_by_name["record_narration"].trigger()
    return window.findChildren(NarrationDialog)[-1]


def test_a_take_is_recorded_paused_and_ended(dialog, microphone, file):
    microphone.speak(voice(1.0))  # not recorded yet
    dialog.record_button.click()
    microphone.speak(voice(2.0))
    dialog.record_button.click()
    assert dialog.recorder.phase is Phase.PAUSED
    microphone.speak(voice(5.0))
    dialog.record_button.click()
    microphone.speak(voice(1.0))
    dialog.stop_button.click()
    assert dialog.time.text() == "0:03"
    assert dialog.recorder.take is not None
    assert probe(file).duration_s == pytest.approx(3.0)
    assert dialog.keep_button.isEnabled()


def test_a_take_is_heard(dialog, microphone, qtbot):
    dialog.record_button.click()
    microphone.speak(voice(1.0))
    dialog.stop_button.click()
    dialog.engine.set_volume(0.0, muted=True)
    dialog.listen_button.click()
    qtbot.waitUntil(lambda: dialog.engine.at_s > 0.2)
    dialog.listen_button.click()
    assert dialog.listen_button.text() == "Réécouter"


def test_recording_again_gives_the_take_before_up(dialog, microphone, file):
    dialog.record_button.click()
    microphone.speak(voice(3.0))
    dialog.stop_button.click()
    dialog.record_button.click()
    microphone.speak(voice(1.0))
    dialog.stop_button.click()
    assert probe(file).duration_s == pytest.approx(1.0)


def test_the_meter_shows_the_level_and_tells_what_is_too_loud(dialog, microphone):
    dialog.record_button.click()
    microphone.speak(voice(0.5, loudness=0.3))
    assert -30 < dialog.meter.level.mean_db < -10
    assert not dialog.state.text()
    microphone.speak(voice(0.5, loudness=30.0))
    assert dialog.meter.held_db > -0.5
    assert "déformée" in dialog.state.text()


def test_a_microphone_that_is_taken_away_is_told_and_the_take_kept(dialog, microphone, file):
    dialog.record_button.click()
    microphone.speak(voice(2.0))
    microphone.unplug()
    assert "micro" in dialog.state.text()
    assert not dialog.record_button.isEnabled()
    assert dialog.keep_button.isEnabled()
    assert probe(file).duration_s == pytest.approx(2.0)


def test_a_full_disk_is_told_and_what_was_written_kept(dialog, microphone, file, monkeypatch):
    dialog.record_button.click()
    microphone.speak(voice(1.0))
    write = TakeWriter.write

    def full(self: TakeWriter, samples: bytes) -> None:
        write(self, samples[:100])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(TakeWriter, "write", full)
    microphone.speak(voice(1.0))
    assert "disque" in dialog.state.text().lower()
    assert dialog.recorder.phase is Phase.TAKEN
    assert probe(file).duration_s == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize(
    ("microphone", "said"),
    [(SpokenMicrophone(names=()), "Branchez"), (SpokenMicrophone(allowed=False), "confidential")],
)
def test_where_nothing_can_be_heard_it_says_what_to_do(dialog, said):
    assert said in dialog.state.text()
    assert not dialog.record_button.isEnabled()


def test_what_a_killed_program_left_is_offered_and_can_be_thrown_away(
    qtbot, window, microphone, file
):
    writer = TakeWriter(file, RATE)
    writer.write(voice(133.0))
    killed = file.read_bytes()
    writer.close()
    file.write_bytes(killed)
    dialog = NarrationDialog(Voice("fr"), microphone, file, "", window)
    qtbot.addWidget(dialog)
    dialog.open()
    assert "2:13" in dialog.notice.label.text()
    assert dialog.keep_button.isEnabled()
    dialog.reject()
    assert file.exists()
    dialog = NarrationDialog(Voice("fr"), microphone, file, "", window)
    dialog.notice.buttons[0].click()
    assert not dialog.keep_button.isEnabled()
    dialog.reject()
    assert not file.exists()


def test_what_is_kept_is_on_the_screen_with_its_script_and_can_be_undone(window, qtbot, microphone):
    window.narrating.microphone = microphone
    window.outline.select(SCREEN)
    window.work.storyboard.inspector.texts["script"].setPlainText("Bonjour à tous.")
    before = window.document.course
    dialog = opened(window)
    assert dialog.prompter.text.toPlainText() == "Bonjour à tous."
    dialog.record_button.click()
    microphone.speak(voice(2.0, silent_s=1.0))
    dialog.keep_button.setEnabled(True)
    dialog.accept()
    qtbot.waitUntil(lambda: window.document.course is not before, timeout=20_000)
    course = window.document.course
    block: Any = course.screens[SCREEN].blocks[0]
    assert isinstance(block, AudioBlock)
    assert block.transcript == "Bonjour à tous."
    media = course.media[block.media]
    assert media.duration_s == pytest.approx(2.3, abs=0.1)
    project = window.document.session.project
    assert project.media.path(media.file).exists()
    assert list(project.cache("narration").iterdir()) == []
    window.document.stack.undo()
    assert window.document.course.screens[SCREEN] == before.screens[SCREEN]


def test_a_take_whose_screen_is_deleted_meanwhile_stays(window, qtbot, microphone):
    window.narrating.microphone = microphone
    window.outline.select(SCREEN)
    dialog = opened(window)
    dialog.record_button.click()
    microphone.speak(voice(2.0))
    with qtbot.waitSignal(window.working.running.ended, timeout=20_000):
        dialog.accept()
        window.document.edit(message("undo.look"), lambda now: remove(now, SCREEN))
    without = window.document.course
    folder = window.document.session.project.cache("narration")
    assert unfinished(folder, SCREEN) is not None
    assert window.document.course is without


def test_a_silent_take_is_told_and_stays(window, qtbot, microphone, monkeypatch):
    told: list[Any] = []
    monkeypatch.setattr(window.working, "failed", window.working.failed)
    window.working.failed.connect(told.append)
    monkeypatch.setattr(window.problems, "show", lambda *_: None)
    window.narrating.microphone = microphone
    window.outline.select(SCREEN)
    dialog = opened(window)
    dialog.record_button.click()
    microphone.speak(b"\0\0" * RATE)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert told[0].message.id == "narration.silent"
    folder = window.document.session.project.cache("narration")
    assert unfinished(folder, SCREEN) is not None


def test_without_a_screen_it_says_what_to_choose(window):
    window.outline.select(next(iter(window.document.course.modules)))
    assert isinstance(window.narrating, Narrating)
    window.actions_by_name["record_narration"].trigger()
    assert window.findChildren(NarrationDialog) == []
    assert "écran" in window.working.step.text()


def test_the_script_scrolls_while_one_speaks(dialog, microphone, qtbot):
    prompter = dialog.prompter
    prompter.show_script("Un mot et encore un mot. " * 300)
    prompter.pace.setValue(260)
    bar = prompter.text.verticalScrollBar()
    dialog.record_button.click()
    qtbot.waitUntil(lambda: bar.value() > 2)
    dialog.record_button.click()
    there = bar.value()
    qtbot.wait(150)
    assert bar.value() == there
    qtbot.keyClick(prompter.text, " ")
    assert bar.value() > there + 50
    size = prompter.size_px
    prompter.larger_button.click()
    assert prompter.size_px > size


@pytest.mark.parametrize(
    ("kind", "data", "channels"),
    [
        ("Int16", [[8192, 16384]], 2),
        ("UInt8", [[176, 176]], 2),
        ("Int32", [[3 * 2**28]], 1),
        ("Float", [[0.25, 0.5]], 2),
    ],
)
def test_what_microphones_give_becomes_one_channel_of_16_bits(kind, data, channels):
    types = {"Int16": "<i2", "UInt8": "u1", "Int32": "<i4", "Float": "<f4"}
    form = QAudioFormat()
    form.setChannelCount(channels)
    form.setSampleFormat(QAudioFormat.SampleFormat[kind])
    mixed = np.frombuffer(_mono(np.array(data, types[kind]).tobytes(), form), "<i2")
    assert mixed.tolist() == [12288]
