"""A SCORM package in the panel of the test LMS: its SCOs, each with an attempt of its own."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from studio.i18n import Voice, number
from studio.preview.attempt import Attempt, Call
from studio.preview.panel_entries import Entry, Watched, call_entry, new_entries
from studio.preview.play import GRACE_S, Play, Table, Tile
from studio.preview.scorm_dialects import SCORM12
from studio.preview.scorm_session import ScormSession

_STATE_CHARACTERS = {"scorm12": 4096, "scorm2004": 64000}
"""What every platform keeps of `cmi.suspend_data` (RTE 3.4 of 1.2, RTE 4.2.23 of 2004)."""


class ScormPlay(Play):
    """SCORM 1.2 or 2004. In review and browse mode, nothing is kept of what the package says.

    Raises:
        StudioError: the package can't be opened, or its manifest launches nothing.
    """

    tabs = ("calls", "data")
    modes = ("browse", "review")
    session: ScormSession

    def __init__(self, package: Path) -> None:
        session = ScormSession(package)
        edition = session.manifest.edition or "1.2"
        super().__init__(session, f"SCORM {edition}", session.changed)
        self._attempts = [session.attempt, *map(self._fresh, session.manifest.scos[1:])]
        self._watched: list[Watched[Call]] = []
        self._watch(*self._attempts)

    def launch(self, mode: str) -> str:
        """Return the address of the page that holds the API and opens the SCO."""
        session, attempt = self.session, self._attempts[self.unit]
        if mode:
            kept = dict(attempt.values)
            attempt = Attempt(values=kept, launches=attempt.launches, dialect=attempt.dialect)
            self._watch(attempt)
        session.options = dataclasses.replace(
            session.options, mode=mode or "normal", credit=not mode
        )
        session.choose(self.unit, attempt)
        return session.url

    def settle(self) -> None:
        """Wait until the session is finished."""
        with self.changed:
            self.changed.wait_for(lambda: not self.session.attempt.open, GRACE_S)

    def begin_anew(self) -> None:
        """Begin another attempt at the SCO."""
        with self.changed:
            self._attempts[self.unit] = self._fresh()
            self._watch(self._attempts[self.unit])

    def connect(self, *, connected: bool) -> None:
        """Have the next launch save, or not; the page that is open is told by the panel."""
        self.session.connected = connected

    def entries(self, voice: Voice) -> list[Entry]:
        """Return the calls, and what was found of none."""
        return [entry for each in self._watched for entry in new_entries(each, call_entry, voice)]

    def units(self, voice: Voice) -> list[Tile]:  # noqa: ARG002  # a standard's words
        """Return the SCOs with their status."""
        pairs = zip(self.session.manifest.scos, self._attempts, strict=True)
        return [(sco.title or sco.href, _status(each)) for sco, each in pairs]

    def tiles(self, voice: Voice) -> list[Tile]:
        """Return status, score, bookmark and state of what is played."""
        attempt = self.session.attempt
        limit = _STATE_CHARACTERS[attempt.dialect.judge]
        used = len(attempt.suspend_data)
        return [
            (voice.text("testlms.tile.status"), _status(attempt)),
            (voice.text("testlms.tile.score"), _score(attempt, voice)),
            (voice.text("testlms.tile.bookmark"), attempt.location or "—"),
            (
                voice.text("testlms.tile.state"),
                voice.text("testlms.of", value=used, limit=limit),
            ),
        ]

    def details(self, voice: Voice) -> dict[str, Table]:  # noqa: ARG002  # it is all data
        """Return the data model: what the platform set, then what was committed."""
        values = {**self.session.told, **self.session.attempt.values}
        return {"data": [{"name": name, "value": value} for name, value in values.items()]}

    def _fresh(self, _: object = None) -> Attempt:
        return Attempt(dialect=self.session.manifest.dialect)

    def _watch(self, *attempts: Attempt) -> None:
        self._watched += [Watched(each.calls, each.violations) for each in attempts]


def _status(attempt: Attempt) -> str:
    if attempt.dialect is SCORM12 or attempt.success == "unknown":
        return attempt.status
    return f"{attempt.completion}, {attempt.success}"


def _score(attempt: Attempt, voice: Voice) -> str:
    score = attempt.score
    if score.raw is not None and score.max is not None:
        return voice.text("testlms.of", value=score.raw, limit=score.max)
    known = score.raw if score.raw is not None else score.scaled
    return "—" if known is None else number(known, voice.language)
