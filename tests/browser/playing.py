"""Clips played in a browser: what it shows, and what it hears."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from studio.preview.files import Folder
from studio.preview.loopback import Loopback, Request, Response

PAGE = Path(__file__).parent / "player.html"

_QUIET = {
    "app.normandy.enabled": False,
    "app.update.auto": False,
    "browser.aboutwelcome.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "media.autoplay.default": 0,
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    # Whatever it wants of another machine, it asks of a port where nobody answers.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "toolkit.telemetry.enabled": False,
}


@dataclass(frozen=True, slots=True)
class Job:
    """A clip to play: seeks go to `times_s`."""

    name: str
    picture: bool
    sound: bool
    times_s: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture while a clip plays: the time that it is told to have, and that of the clip then."""

    told_s: float
    now_s: float
    picture: np.ndarray


@dataclass(slots=True)
class Played:
    """What a browser made of a clip; pictures are grey.

    `loaded` is the picture before anything plays, `playing` are some while it plays, `sought` one
    for each time that was asked for.
    """

    told: bool = False
    problem: str = ""
    duration_s: float = 0.0
    loaded: np.ndarray | None = None
    playing: list[Drawn] = field(default_factory=list)
    sought: dict[float, np.ndarray] = field(default_factory=dict)
    sound: np.ndarray | None = None
    size: tuple[int, int] = (0, 0)

    def note(self, kind: str, rest: Sequence[str], body: bytes) -> None:
        """Note what the page tells."""
        self.told = True
        if kind == "problem":
            self.problem = body.decode()
        elif kind == "facts":
            facts = json.loads(body)
            self.duration_s, self.size = facts["duration"], (facts["height"], facts["width"])
        elif kind == "sound":
            self.sound = np.frombuffer(body, "<f4")
        elif kind == "playing":
            self.playing.append(Drawn(float(rest[0]), float(rest[1]), self._picture(body)))
        elif kind == "loaded":
            self.loaded = self._picture(body)
        else:
            self.sought[float(rest[0])] = self._picture(body)

    def _picture(self, body: bytes) -> np.ndarray:
        return np.frombuffer(body, np.uint8).reshape(self.size)


Open = Callable[[str], Any]
"""Opens an address in a browser; gives a context that ends with the browser."""


def play(clips: Path, jobs: Sequence[Job], open_: Open, patience_s: float) -> dict[str, Played]:
    """Play clips of a folder in a browser, one after the other."""
    server = _Server(clips, jobs)
    try:
        with open_(f"{server.origin}/player.html"):
            if not server.done.wait(patience_s):
                left = [name for name, played in server.played.items() if not played.told]
                raise TimeoutError(f"the page was not done; nothing was told of {left}")
    finally:
        server.close()
    return server.played


@contextmanager
def firefox(program: str, profile: Path, url: str) -> Iterator[None]:
    """Open an address in a Firefox without a window, with a profile of its own."""
    profile.mkdir()
    lines = (f"user_pref({json.dumps(key)}, {json.dumps(one)});" for key, one in _QUIET.items())
    (profile / "user.js").write_text("\n".join(lines), "utf-8")
    words = [program, "--headless", "--no-remote", "--profile", str(profile), url]
    with (profile / "said.txt").open("w") as said:
        process = subprocess.Popen(words, stdout=said, stderr=said)
        try:
            yield
        finally:
            process.terminate()
            process.wait(20)


class _Server:
    """Serves the page and the clips, and takes what the page tells."""

    def __init__(self, clips: Path, jobs: Sequence[Job]) -> None:
        self.played = {job.name: Played() for job in jobs}
        self.done = threading.Event()
        self._jobs = [
            {
                "name": job.name,
                "picture": job.picture,
                "sound": job.sound,
                "times": list(job.times_s),
            }
            for job in jobs
        ]
        self._clips = Folder(clips)
        self._loopback = Loopback(self._answer)
        self.origin = self._loopback.origin
        self.close = self._loopback.close

    def _answer(self, request: Request) -> Response:
        what, _, rest = request.path.removeprefix("/").partition("/")
        if what == "clips":
            return self._clips.answer(rest, request)
        if what == "player.html":
            return Response(200, PAGE.read_bytes(), {"Content-Type": "text/html"})
        if what == "jobs.json":
            return Response(200, json.dumps(self._jobs).encode())
        if what == "done":
            self.done.set()
        elif request.method == "POST":
            name, *more = rest.split("/")
            self.played[name].note(what, more, request.body)
        return Response(200 if request.method == "POST" else 404)
