"""Where the samples come from: a microphone of this machine, or what a test speaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QCoreApplication, QIODevice, QMicrophonePermission, QObject, Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSource

_RATE = 48_000


class Named(NamedTuple):
    """A microphone: its id, and what the system calls it."""

    id: str
    name: str


class Microphone(Protocol):
    """Gives samples of 16 bits, one channel, as they are heard."""

    def found(self) -> list[Named]:
        """Return the microphones, the usual one first."""
        ...

    def allow(self, done: Callable[[bool], None]) -> None:
        """Ask the user's leave where the system wants that; `done` is told whether it is given."""
        ...

    def start(self, id_: str, heard: Callable[[bytes], None], lost: Callable[[], None]) -> int:
        """Listen, and return the sample rate; `lost` is called if the microphone is taken away."""
        ...

    def stop(self) -> None:
        """Listen no more."""
        ...


class QtMicrophone(QObject):
    """A microphone by Qt Multimedia, which is loaded at the first use."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: QAudioSource | None = None

    def found(self) -> list[Named]:
        """Return the microphones, the usual one first."""
        return [Named(_id(device), device.description()) for device in _devices()]

    def allow(self, done: Callable[[bool], None]) -> None:
        """Ask the user's leave where the system wants that (macOS)."""
        application, wanted = QApplication.instance(), QMicrophonePermission()
        granted = Qt.PermissionStatus.Granted
        if not isinstance(application, QCoreApplication):
            done(False)
        elif application.checkPermission(wanted) == Qt.PermissionStatus.Undetermined:
            application.requestPermission(
                wanted, self, lambda asked: done(asked.status() == granted)
            )
        else:
            done(application.checkPermission(wanted) == granted)

    def start(self, id_: str, heard: Callable[[bytes], None], lost: Callable[[], None]) -> int:
        """Listen to a microphone, the usual one if that is not there, and return its rate."""
        from PySide6.QtMultimedia import QAudioSource

        self.stop()
        devices = _devices()
        if not devices:
            lost()
            return _RATE
        device = next((each for each in devices if _id(each) == id_), devices[0])
        form = _format(device)
        source = QAudioSource(device, form, self)
        stream = source.start()
        self._source = source
        source.stateChanged.connect(lambda *_: self._look(source, lost))
        stream.readyRead.connect(lambda: self._read(source, stream, form, heard))
        return form.sampleRate()

    def stop(self) -> None:
        """Listen no more."""
        source, self._source = self._source, None
        if source is not None:
            source.stop()
            source.deleteLater()

    def _read(
        self,
        source: QAudioSource,
        stream: QIODevice,
        form: QAudioFormat,
        heard: Callable[[bytes], None],
    ) -> None:
        if source is self._source:
            heard(_mono(bytes(stream.readAll().data()), form))

    def _look(self, source: QAudioSource, lost: Callable[[], None]) -> None:
        from PySide6.QtMultimedia import QtAudio

        if source is self._source and source.error() != QtAudio.Error.NoError:
            self.stop()
            lost()


def _devices() -> list[QAudioDevice]:
    from PySide6.QtMultimedia import QMediaDevices

    usual = QMediaDevices.defaultAudioInput()
    return sorted(QMediaDevices.audioInputs(), key=lambda device: device != usual)


def _id(device: QAudioDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


def _format(device: QAudioDevice) -> QAudioFormat:
    """Return one channel of 16 bits at 48 kHz, or what the microphone gives instead."""
    from PySide6.QtMultimedia import QAudioFormat

    wanted = QAudioFormat()
    wanted.setSampleRate(_RATE)
    wanted.setChannelCount(1)
    wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return wanted if device.isFormatSupported(wanted) else device.preferredFormat()


def _mono(data: bytes, form: QAudioFormat) -> bytes:
    """Return samples as 16 bits of one channel: the mean of all channels."""
    import numpy as np
    from PySide6.QtMultimedia import QAudioFormat

    kinds, channels = QAudioFormat.SampleFormat, form.channelCount()
    kind, zero, full = {
        kinds.UInt8: ("u1", 128.0, 128.0),
        kinds.Int32: ("<i4", 0.0, 2.0**31),
        kinds.Float: ("<f4", 0.0, 1.0),
    }.get(form.sampleFormat(), ("<i2", 0.0, 2.0**15))
    if kind == "<i2" and channels == 1:
        return data
    size = np.dtype(kind).itemsize * channels
    values = np.frombuffer(data[: len(data) // size * size], kind).reshape(-1, channels)
    mixed = (values.astype(np.float64).mean(axis=1) - zero) / full
    samples: bytes = np.clip(mixed * 2.0**15, -(2**15), 2**15 - 1).astype("<i2").tobytes()
    return samples
