"""What speaks for each cut of a recording, with its captions read beside the window's work."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from studio.media.cues import Cue
    from studio.media.study import Study
    from studio.messages import Message

    Words = tuple[tuple[Cue, ...], str]

_NONE: Words = ((), "")

log = logging.getLogger(__name__)


class Reasons(QObject):
    """Says what speaks for cuts. The captions of eight hours take a second to be read.

    Until those that were changed are read, what was read before them holds.
    """

    changed = Signal()
    """Other captions are read: there may be other reasons."""
    _read = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._study: Study | None = None
        self._wanted = self._words = _NONE
        self._known: dict[float, Sequence[Message]] = {}
        self._pool: ThreadPoolExecutor | None = None
        self._read.connect(self._take)

    def use(self, study: Study | None, cues: tuple[Cue, ...], language: str) -> None:
        """Look for reasons in a recording (none yet if None) and in its captions."""
        if study is not self._study:
            self._study, self._wanted, self._words, self._known = study, _NONE, _NONE, {}
        wanted = (cues, language) if cues else _NONE
        if study is not None and wanted != self._wanted:
            self._wanted = wanted
            if self._pool is None:
                self._pool = ThreadPoolExecutor(1, thread_name_prefix="reasons")
            self._pool.submit(self._read_words, study, wanted)

    def at(self, places_s: Sequence[float]) -> Mapping[float, Sequence[Message]]:
        """Return what speaks for a cut at each of these places, as far as that is known."""
        new = [at_s for at_s in places_s if at_s not in self._known]
        if new and self._study is not None:
            found = self._study.reasons(new, *self._words)
            self._known.update(zip(new, found, strict=True))
        return self._known

    def close(self) -> None:
        """Stop reading, and forget the recording."""
        self.use(None, (), "")
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _read_words(self, study: Study, words: Words) -> None:
        """Read captions, unless they were changed again meanwhile; on the thread of the pool."""
        if words is not self._wanted:
            return
        try:
            study.evidence(*words)
        except Exception:
            log.exception("the captions could not be read for reasons")
            raise
        self._read.emit(study, words)

    def _take(self, study: Study, words: Words) -> None:
        if study is self._study and words is self._wanted:
            self._words, self._known = words, {}
            self.changed.emit()
