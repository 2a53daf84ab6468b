"""The test LMS: a page with a package in a frame, and a panel that shows all that it says.

The panel is another origin than the package, which is not trusted: each has a server and a port of
its own, and the frame may not lead the panel's window away. A SCORM package finds its API in the
page between the two, which is of its own origin; so it is found before any page that it may not
look into. Everything that the panel shows comes from the server, which the judges write to; it
asks again and again what is new (`news`), and is answered when something is.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

import msgspec

from studio.i18n import Voice
from studio.preview.closing import Closing
from studio.preview.files import HEADERS, media_type
from studio.preview.loopback import Loopback, Request, Response
from studio.preview.lrs_play import Cmi5Play, XapiPlay
from studio.preview.package_zip import names_of
from studio.preview.play import PagePlay, Play
from studio.preview.scorm_play import ScormPlay
from studio.preview.sitting import Sitting
from studio.resources import asset

_PAGE = "index.html"
_FILES = (_PAGE, "panel.css", "panel.js", "lines.js")
_WORD = re.compile(r"\{\{([a-z_.]+)\}\}")
"""A word of the page, by its id in the catalogue or among those of the package."""
_MANIFESTS: tuple[tuple[str, type[ScormPlay | Cmi5Play | XapiPlay]], ...] = (
    ("imsmanifest.xml", ScormPlay),
    ("cmi5.xml", Cmi5Play),
    ("tincan.xml", XapiPlay),
)


_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def open_play(package: Path) -> Play:
    """Open a package as its manifest asks; with several it is SCORM first, then cmi5.

    Raises:
        StudioError: the package can't be opened.
        OSError: it can't be read.
    """
    names = names_of(package)
    for name, kind in _MANIFESTS:
        if name in names:
            return kind(package)
    return PagePlay(package)


class Wish(msgspec.Struct, frozen=True):
    """What a button of the panel says beyond its name."""

    mode: str = ""
    unit: int = 0
    connected: bool = True


class TestLms(Closing):
    """A package in the test LMS until it is closed: open `url` in a browser.

    Raises:
        StudioError: the package can't be opened.
        OSError: it can't be read.
    """

    __test__ = False  # the tests collect what is called so

    def __init__(self, package: Path, voice: Voice) -> None:
        self._voice = voice
        self._token = secrets.token_urlsafe(16)
        self.play = open_play(package)
        self.sitting = Sitting(self.play, voice)
        self._actions: Mapping[str, Callable[[Wish], None]] = {
            "close": lambda _: self.sitting.close_window(),
            "launch": lambda wish: self.sitting.launch(wish.mode, wish.unit),
            "anew": lambda _: self.sitting.begin_anew(),
            "connection": lambda wish: self.sitting.connect(connected=wish.connected),
        }
        self._server = Loopback(self._answer)

    @property
    def url(self) -> str:
        """The address of the panel, with the package in it."""
        return f"{self._server.origin}/{self._token}/{_PAGE}"

    def close(self) -> None:
        """Tell the panel that it is over, and stop serving. May be called twice."""
        self.sitting.end()
        self._server.close()
        self.play.close()

    def _answer(self, request: Request) -> Response:
        token, _, path = request.path[1:].partition("/")
        if not secrets.compare_digest(token.encode(), self._token.encode()):
            return Response(404, headers=HEADERS)
        if request.method == "POST":
            return self._acted(path, request.body)
        if path == "news":
            return self._news(dict(request.query))
        return self._file(path)

    def _acted(self, path: str, body: bytes) -> Response:
        try:
            self._actions[path](msgspec.json.decode(body, type=Wish))
        except (msgspec.DecodeError, KeyError, ValueError):
            return Response(400, headers=HEADERS)
        return Response(204, headers=HEADERS)

    def _news(self, query: Mapping[str, str]) -> Response:
        count = query.get("entries", "")
        news = self.sitting.news(query.get("known", ""), int(count) if count.isdecimal() else 0)
        return self._sent(json.dumps(news, ensure_ascii=False).encode(), "application/json")

    def _file(self, path: str) -> Response:
        if path not in _FILES:
            return Response(404, headers=HEADERS)
        content = asset("testlms_panel", path).read_bytes()
        if path == _PAGE:
            content = _WORD.sub(self._word, content.decode()).encode()
        return self._sent(content, media_type(path))

    def _word(self, found: re.Match[str]) -> str:
        known = {
            "package": self.play.session.package.name,
            "standard": self.play.standard,
            "language": self._voice.language,
            "tabs": " ".join(self.play.tabs),
            "modes": " ".join(self.play.modes),
        }
        name = found[1]
        return escape(known[name] if name in known else self._voice.text(name))

    def _sent(self, content: bytes, kind: str) -> Response:
        headers = {
            **HEADERS,
            "Content-Type": f"{kind}; charset=utf-8",
            "Content-Security-Policy": f"{_POLICY}; frame-src {self.play.session.origin}",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
        }
        return Response(200, content, headers)
