"""A package of any kind in the test LMS: launched, closed, begun anew, and what is seen of it.

Each kind has its session, which judges; what is here says the same of all of them.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TypeAlias

from studio.i18n import Voice
from studio.messages import error
from studio.preview.panel_entries import Entry
from studio.preview.server import PackageServer

Tile: TypeAlias = tuple[str, str]
"""A name and a value, both in words."""
Table: TypeAlias = list[dict[str, str]]
GRACE_S = 1.0
"""How long a page that is being closed may take to say what it has to."""


class Play:
    """A package that is played; a page without a manifest has nothing beyond what is here.

    `changed` is held while something is noted of it. `standard` is what the package calls its
    standard, `modes` are the ways to launch it beside the normal one, `unit` is the SCO or AU that
    is played.
    """

    tabs: tuple[str, ...] = ()
    """The tabs of the panel, by their names in the catalogue: `testlms.tab.`."""
    modes: tuple[str, ...] = ()

    def __init__(
        self, session: PackageServer, standard: str, changed: threading.Condition | None = None
    ) -> None:
        self.session = session
        self.standard = standard
        self.changed = changed or threading.Condition()
        self.unit = 0

    def launch(self, mode: str) -> str:
        """Return the address that opens the unit; "" is the normal mode."""
        raise NotImplementedError

    def settle(self) -> None:
        """Wait, but not for long, until a page that was just closed has said what it had to."""

    def begin_anew(self) -> None:
        """Have the next launch find nothing of those before it."""

    def connect(self, *, connected: bool) -> None:
        """Have the platform answer, or not."""

    def entries(self, voice: Voice) -> list[Entry]:  # noqa: ARG002  # there is nobody to note it
        """Return what was noted since this was last asked."""
        return []

    def units(self, voice: Voice) -> list[Tile]:  # noqa: ARG002
        """Return the SCOs or AUs: their titles, and how far the learner is in each."""
        return []

    def tiles(self, voice: Voice) -> list[Tile]:  # noqa: ARG002
        """Return what a platform shows of the attempt."""
        return []

    def details(self, voice: Voice) -> dict[str, Table]:  # noqa: ARG002
        """Return the tables of the tabs beside the calls, by the names of the tabs."""
        return {}

    def close(self) -> None:
        """Stop serving. May be called twice."""
        self.session.close()


class PagePlay(Play):
    """A package without a manifest, opened as a page.

    Raises:
        StudioError: the package can't be opened, or has no page.
    """

    def __init__(self, package: Path) -> None:
        session = PackageServer(package)
        super().__init__(session, "HTML")
        pages = sorted(session.package.folder.rglob("*.htm*"), key=_first)
        if not pages:
            session.close()
            raise error("preview.no_page", file=package.name)
        self._page = pages[0].relative_to(session.package.folder).as_posix()

    def launch(self, mode: str) -> str:  # noqa: ARG002  # there is one way
        """Return the address of the page."""
        return self.session.page(self._page)


def _first(page: Path) -> tuple[int, bool, str]:
    """Order pages: the outermost first, and there the one that is called index."""
    return len(page.parts), page.stem.lower() != "index", page.name
