"""One sitting at the test LMS: the window that is open, the attempt, and all that was noted."""

from __future__ import annotations

import threading
from typing import Any

from studio.i18n import Voice
from studio.preview.panel_entries import Entry, note
from studio.preview.play import Play

_POLL_S = 20.0
"""How long a question of the panel waits for an answer."""
_GATHER_S = 0.05
"""Calls come in bursts: what comes so soon after the first is told with it."""
_ENTRIES = 500
"""How many lines an answer holds at most."""


class Sitting:
    """What the panel shows and its buttons do. The package is launched from the beginning on.

    All of it may be called by any thread; one button works at a time.
    """

    def __init__(self, play: Play, voice: Voice) -> None:
        self._play = play
        self._voice = voice
        self._acting = threading.Lock()
        self._log: list[Entry] = []
        self._changes = self._windows = 0
        self._address = self._mode = ""
        self._attempt = 1
        self._connected, self._ended = True, False
        self.launch()

    def launch(self, mode: str = "", unit: int | None = None) -> None:
        """Open the package in a window, in place of the one that is open.

        Raises:
            ValueError: the package has no such mode or unit.
        """
        if mode and mode not in self._play.modes:
            raise ValueError(mode)
        if unit and unit >= len(self._play.units(self._voice)):
            raise ValueError(unit)
        with self._acting:
            self._close_window()
            if unit is not None:
                self._play.unit = unit
            self._open(mode)

    def close_window(self) -> None:
        """Take the window away, as a learner does."""
        with self._acting:
            self._close_window()

    def begin_anew(self) -> None:
        """Begin another attempt, in the normal mode."""
        with self._acting:
            self._close_window()
            self._play.begin_anew()
            self._attempt += 1
            self._open("")

    def connect(self, *, connected: bool) -> None:
        """Lose the connection to the platform, or find it again."""
        with self._acting:
            self._play.connect(connected=connected)
            self._connected = connected
            self._note("testlms.note.back" if connected else "testlms.note.lost")

    def end(self) -> None:
        """Tell the panel that nothing more comes."""
        with self._play.changed:
            self._ended = True
            self._tell()

    def news(self, known: str, entries: int) -> dict[str, Any]:
        """Return what is shown now, and the lines from number `entries` on.

        It waits, but not for ever, until that is not what the panel has `known`.
        """
        with self._play.changed:
            self._play.changed.wait_for(lambda: self._ended or self._mark() != known, _POLL_S)
            if not self._ended:
                self._play.changed.wait(_GATHER_S)
            mark = self._mark()
            lines = self._log[entries:][:_ENTRIES]
            return {"mark": mark, **self._state(), "entries": lines, "total": len(self._log)}

    def _state(self) -> dict[str, Any]:
        voice, play = self._voice, self._play
        kinds = [fault["kind"] for entry in self._log for fault in entry["faults"]]
        broken, advice = kinds.count("standard"), kinds.count("profile")
        return {
            "window": {"number": self._windows, "address": self._address},
            "ended": self._ended,
            "connected": self._connected,
            "mode": self._mode,
            "attempt": voice.text("testlms.attempt", number=self._attempt),
            "unit": play.unit,
            "units": play.units(voice),
            "tiles": play.tiles(voice),
            "details": play.details(voice),
            "faults": broken,
            "faults_said": voice.text("testlms.faults", n=broken),
            "advice_said": voice.text("testlms.advice", n=advice) if advice else "",
        }

    def _mark(self) -> str:
        """Return what tells this state from every other."""
        self._log += self._play.entries(self._voice)
        return f"{self._changes}.{len(self._log)}"

    def _open(self, mode: str) -> None:
        address = self._play.launch(mode)
        self._address, self._mode = address, mode
        self._windows += 1
        self._note(f"testlms.note.{mode or 'launch'}")

    def _close_window(self) -> None:
        if not self._address:
            return
        self._address = ""
        self._note("testlms.note.closed")
        self._play.settle()

    def _note(self, id_: str) -> None:
        with self._play.changed:
            self._mark()
            self._log.append(note(self._voice.text(id_)))
            self._tell()

    def _tell(self) -> None:
        self._changes += 1
        self._play.changed.notify_all()
