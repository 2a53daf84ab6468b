"""Packages that talk to an LRS, in the panel of the test LMS: xAPI and cmi5."""

from __future__ import annotations

import json
import time
import uuid
from pathlib import Path

from studio.i18n import Voice
from studio.preview.cmi5_launch import Launch
from studio.preview.cmi5_session import Cmi5Session
from studio.preview.lrs import Exchange, Lrs
from studio.preview.panel_entries import Entry, Watched, exchange_entry, new_entries
from studio.preview.play import GRACE_S, Play, Table, Tile
from studio.preview.server import PackageServer, XapiSession
from studio.preview.statement_lines import document_line, outcome, statement_line

_SETTLING_S = 0.3
"""How long the requests of a page that was closed are under way, where nothing says its end."""


class _LrsPlay(Play):
    """What xAPI and cmi5 have in common."""

    def __init__(self, session: PackageServer, standard: str, lrs: Lrs) -> None:
        super().__init__(session, standard, lrs.changed)
        self._lrs = lrs
        self._watched: Watched[Exchange] = Watched(lrs.exchanges, lrs.violations)
        self._began_s = time.monotonic()

    @property
    def registration(self) -> str:
        """The registration of the attempt, a UUID."""
        raise NotImplementedError

    def connect(self, *, connected: bool) -> None:
        """Have the LRS answer, or be out of service."""
        self._lrs.connected = connected

    def entries(self, voice: Voice) -> list[Entry]:
        """Return the requests, and what was found of none."""
        return new_entries(self._watched, lambda each: exchange_entry(each, self._began_s), voice)

    def tiles(self, voice: Voice) -> list[Tile]:
        """Return status, score, and how much the LRS holds of the attempt."""
        status, score = outcome(self._lrs.statements, self.registration)
        states = [
            len(document.content)
            for key, document in self._lrs.documents.items()
            if key[0] == "activities/state" and self.registration in key
        ]
        return [
            (voice.text("testlms.tile.status"), status or "—"),
            (voice.text("testlms.tile.score"), score or "—"),
            (voice.text("testlms.tile.statements"), str(len(self._lrs.statements))),
            (voice.text("testlms.tile.state"), voice.text("testlms.bytes", size=sum(states))),
        ]

    def details(self, voice: Voice) -> dict[str, Table]:
        """Return the statements and the documents."""
        documents = self._lrs.documents.items()
        return {
            "statements": [statement_line(each, voice) for each in self._lrs.statements],
            "documents": [document_line(key, each, voice) for key, each in documents],
        }


class XapiPlay(_LrsPlay):
    """An xAPI package.

    Raises:
        StudioError: the package can't be opened, or has no `tincan.xml` that launches something.
    """

    tabs = ("requests", "statements", "documents")
    session: XapiSession

    def __init__(self, package: Path) -> None:
        session = XapiSession(package)
        super().__init__(session, "xAPI", session.lrs)

    @property
    def registration(self) -> str:
        """The registration of the attempt, a UUID."""
        return self.session.registration

    def launch(self, mode: str) -> str:  # noqa: ARG002  # xAPI knows of none
        """Return the address with the five parameters."""
        self._began_s = time.monotonic()
        return self.session.url

    def settle(self) -> None:
        """Wait a moment: nothing says that an activity has ended."""
        time.sleep(_SETTLING_S)

    def begin_anew(self) -> None:
        """Register the learner anew."""
        self.session.registration = str(uuid.uuid4())


class Cmi5Play(_LrsPlay):
    """A cmi5 package.

    Raises:
        StudioError: the package can't be opened, or has no course structure to launch.
    """

    tabs = ("requests", "statements", "documents", "launch")
    modes = ("browse", "review")
    session: Cmi5Session

    def __init__(self, package: Path) -> None:
        session = Cmi5Session(package)
        super().__init__(session, "cmi5", session.lrs)

    @property
    def registration(self) -> str:
        """The registration of the attempt, a UUID."""
        return self.session.registration

    def launch(self, mode: str) -> str:
        """Launch the AU: a session of its own."""
        self._began_s = time.monotonic()
        return self.session.launch(self.unit, mode.capitalize() or "Normal")

    def settle(self) -> None:
        """Wait until the session is terminated: one, too, that had only just fetched its token."""
        time.sleep(_SETTLING_S)
        launch = self.session.launches[-1]
        with self.changed:
            self.changed.wait_for(lambda: launch.over or not launch.fetched, GRACE_S)

    def begin_anew(self) -> None:
        """Register the learner anew."""
        self.session.enroll()

    def units(self, voice: Voice) -> list[Tile]:
        """Return the AUs, and whether their moveOn is met."""
        return [
            (au.title, _satisfied(self.session.au_satisfied(number), voice))
            for number, au in enumerate(self.session.structure.aus)
        ]

    def tiles(self, voice: Voice) -> list[Tile]:
        """Return status, score, moveOn and the session."""
        status, score, *_ = super().tiles(voice)
        au = self.session.structure.aus[self.unit]
        met = _satisfied(self.session.au_satisfied(self.unit), voice)
        return [
            status,
            score,
            (au.move_on, met),
            (voice.text("testlms.tile.session"), self._session(voice)),
        ]

    def details(self, voice: Voice) -> dict[str, Table]:
        """Return statements, documents, and what the AU was launched with."""
        told = [_told(each) for each in self.session.launches[-1:]]
        rows = [{"name": name, "value": value} for each in told for name, value in each.items()]
        return {**super().details(voice), "launch": rows}

    def _session(self, voice: Voice) -> str:
        launches = self.session.launches
        if not launches:
            return "—"
        launch = launches[-1]
        state = "abandoned" if launch.abandoned else "ended" if launch.over else "waiting"
        return voice.text(f"testlms.session.{'open' if launch.open else state}")


def _satisfied(satisfied: bool, voice: Voice) -> str:  # noqa: FBT001  # it is what is said
    return voice.text("testlms.satisfied" if satisfied else "testlms.not_satisfied")


def _told(launch: Launch) -> dict[str, str]:
    terms = launch.terms
    told = {
        "url": launch.url,
        "session": terms.session_id,
        "registration": terms.registration,
        **terms.launch_data(""),
    }
    return {
        name: value if isinstance(value, str) else json.dumps(value) for name, value in told.items()
    }
