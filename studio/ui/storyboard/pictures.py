"""The pictures on cards: a clip's frame or an image, made beside the window's work and kept."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter

from studio.course.blocks import Block, ClipBlock, ImageBlock
from studio.course.model import Course, Screen
from studio.course.shown_blocks import ComparisonBlock, HotspotsBlock
from studio.messages import StudioError
from studio.project.project import Project

WIDTH = 320
WIDE = 720
"""The width of a picture that fills the column of the screen editor, in pixels."""
_INTO_THE_CLIP_S = 2.0
"""A clip's first frame is often black or the slide before."""


class Source(NamedTuple):
    """Where a picture comes from: a file of the media folder, and a time in it for recordings."""

    file: str
    at_s: float | None
    width: int = WIDTH

    @property
    def key(self) -> str:
        """The name of its picture in the cache."""
        return hashlib.sha256(f"{self.file} {self.at_s} {self.width}".encode()).hexdigest()[:32]


class CardPictures(QObject):
    """Gives the picture of a screen; what is not there yet is made and then told."""

    ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._known: dict[str, QImage | None] = {}
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="pictures")
        self._asked: set[str] = set()

    def use(self, project: Project) -> None:
        """Take the pictures from another course's folder."""
        self._project = project
        self._known.clear()
        self._asked.clear()

    def picture(self, course: Course, screen: Screen) -> QImage | None:
        """Return the picture of a screen; None if there is none, or none yet."""
        return self.picture_of(source_of(course, screen))

    def of_block(self, course: Course, block: Block) -> QImage | None:
        """Return the picture of one block, as wide as the screen editor shows it."""
        return self.picture_of(_source(course, block, WIDE))

    def picture_of(self, source: Source | None) -> QImage | None:
        """Return the picture of a media file; None if there is none, or none yet."""
        if source is None or self._project is None:
            return None
        if source.key not in self._known and source.key not in self._asked:
            self._asked.add(source.key)
            self._pool.submit(self._make, self._project, source)
        return self._known.get(source.key)

    def close(self) -> None:
        """Stop making pictures."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _make(self, project: Project, source: Source) -> None:
        try:
            self._known[source.key] = kept_picture(project, source)
        except (StudioError, OSError):
            self._known[source.key] = None
        self.ready.emit()


def source_of(course: Course, screen: Screen) -> Source | None:
    """Return where the picture of a screen's card comes from; None if it has none."""
    sources = (_source(course, block, WIDTH) for block in screen.blocks)
    return next(filter(None, sources), None)


def _source(course: Course, block: Block, width: int) -> Source | None:
    match block:
        case ClipBlock():
            clip = course.clips[block.clip]
            recording = course.media[course.recordings[clip.recording].media]
            middle = min(_INTO_THE_CLIP_S, clip.duration_s / 2)
            return Source(recording.file, clip.start_s + middle, width)
        case ImageBlock() | HotspotsBlock():
            return Source(course.media[block.media].file, None, width)
        case ComparisonBlock():
            return Source(course.media[block.before].file, None, width)
        case _:
            return None


def kept_picture(project: Project, source: Source) -> QImage | None:
    """Return a picture from the course's cache, or make it and keep it there.

    Raises:
        StudioError: its media file is missing or can't be read.
        OSError: the disk can't be read.
    """
    try:
        file = project.cache("pictures") / f"{source.key}.jpg"
    except OSError:  # a folder that can only be read
        return _made(project, source)
    image = QImage(str(file))
    if not image.isNull():
        return image
    made = _made(project, source)
    if made is not None:
        made.save(str(file), "JPG", 85)  # type: ignore[call-overload]  # the stub wants bytes
    return made


def _made(project: Project, source: Source) -> QImage | None:
    file = project.media.path(source.file)
    if source.at_s is None:
        return _scaled(file, source.width)
    from studio.media.stills import still

    found = still(file, source.at_s, source.width)
    if found is None:
        return None
    form = QImage.Format.Format_RGB888
    return QImage(found.pixels, found.width, found.height, found.width * 3, form).copy()


def _scaled(file: Path, width: int) -> QImage | None:
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() > width:
        reader.setScaledSize(size.scaled(QSize(width, width), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else _on_white(image)


def _on_white(image: QImage) -> QImage:
    """Return a picture as it stands on a learner's page: the cache keeps no transparency."""
    if not image.hasAlphaChannel():
        return image
    page = QImage(image.size(), QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    painter.drawImage(0, 0, image)
    painter.end()
    return page
