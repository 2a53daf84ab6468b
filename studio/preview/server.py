"""Packages opened in the browser: plain, and as xAPI activities.

Each opened package has a server of its own, on a port of its own, that serves nothing else: so
another package, or the studio, is another origin for its scripts. An xAPI package talks over HTTP
to its LRS, which is another origin. What a SCORM package needs is in `scorm_session.py`.

Every path begins with a token, so that a page elsewhere can't guess it.
"""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from studio.preview.closing import Closing
from studio.preview.files import HEADERS, Folder
from studio.preview.loopback import Loopback, Request, Response
from studio.preview.lrs import Lrs
from studio.preview.package import Activity, Unpacked, read_tincan

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Learner:
    """Who learns. The name is written family name first, as SCORM does."""

    id: str = "learner-1"
    name: str = "Learner, Test"


class PackageServer(Closing):
    """Serves one package, a folder or a zip file, until it is closed.

    Raises:
        StudioError: the zip file can't be opened.
    """

    def __init__(self, package: Path) -> None:
        self.package = Unpacked(package)
        self._token = secrets.token_urlsafe(16)
        self._files = Folder(self.package.folder)
        self._server = Loopback(self._answer)

    @property
    def origin(self) -> str:
        """The origin of the package's pages: no other package has it."""
        return self._server.origin

    @property
    def url(self) -> str:
        """The address to open in a browser."""
        return self.page("index.html")

    def page(self, href: str) -> str:
        """Return the address of one of the package's pages."""
        root = f"{self._server.origin}/{self._token}/package/"
        return root + quote(href, safe="/%?&=#;:@!$'()*+,~")

    def close(self) -> None:
        """Stop serving and remove what was unpacked."""
        self._server.close()
        self.package.close()

    def _answer(self, request: Request) -> Response:
        token, _, path = request.path[1:].partition("/")
        if not secrets.compare_digest(token.encode(), self._token.encode()):
            return Response(404, headers=HEADERS)
        place, _, rest = path.partition("/")
        return self._routed(place, rest, request)

    def _routed(self, place: str, path: str, request: Request) -> Response:
        if place == "package":
            return self._files.answer(path, request)
        return Response(404, headers=HEADERS)


class XapiSession(PackageServer):
    """An xAPI package launched by query string against a strict LRS of its own.

    Raises:
        StudioError: the package can't be opened, or it has no `tincan.xml`.
    """

    def __init__(self, package: Path, *, actor: Json | None = None) -> None:
        super().__init__(package)
        try:
            self.activity = read_tincan(self.package)
        except BaseException:
            super().close()
            raise
        self.lrs = Lrs()
        self.actor = actor or xapi_actor(Learner())
        self.registration = str(uuid.uuid4())

    @property
    def url(self) -> str:
        """The address that launches the activity: the same learner and registration each time."""
        page = self.page(self.activity.href)
        return launch_url(page, self.lrs, self.actor, self.registration, self.activity)

    def close(self) -> None:
        """Stop serving, and the LRS with it."""
        super().close()
        self.lrs.close()


def xapi_actor(learner: Learner) -> Json:
    """Return a learner as an xAPI agent, known by an account."""
    account = {"homePage": "https://lms.example.org", "name": learner.id}
    return {"objectType": "Agent", "name": learner.name, "account": account}


def launch_url(
    page: str, lrs: Lrs, actor: Mapping[str, Any], registration: str, activity: Activity
) -> str:
    """Return the launch address of an activity, with the five parameters that LMSs agree on."""
    query = {
        "endpoint": lrs.endpoint,
        "auth": lrs.auth,
        "actor": json.dumps(actor),
        "registration": registration,
        "activity_id": activity.id,
    }
    return with_query(page, query)


def with_query(page: str, query: Mapping[str, str]) -> str:
    """Return an address with a query added to the one that it may have, before its fragment."""
    address, hash_, fragment = page.partition("#")
    added = urlencode(query, quote_via=quote)
    return f"{address}{'&' if '?' in address else '?'}{added}{hash_}{fragment}"
