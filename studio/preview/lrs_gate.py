"""Who may ask an LRS what: the part of it that a platform adds to the standard."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Protocol

from studio.preview.loopback import Request
from studio.preview.lrs_requests import RefusedError
from studio.preview.statement_store import Statement
from studio.preview.xapi_values import breach


class Gate(Protocol):
    """What a platform asks of each request, in this order. One request is judged at a time.

    All but `stored` raise `RefusedError` for what they do not take.
    """

    def admit(self, request: Request) -> None:
        """Let in who asks, by their credentials. The rest of the request is not yet read."""

    def allow(self, resource: str, request: Request, parameters: Mapping[str, str]) -> None:
        """Take a request whose parameters are in order."""

    def judge(self, request: Request, statements: Sequence[Statement]) -> None:
        """Take statements that are in order and new. Those sent once more are left out."""

    def stored(self, request: Request, statements: Sequence[Statement]) -> None:
        """Hear that the statements are stored."""


class Credentials:
    """The gate of an LRS that asks for one user's name and password and nothing more."""

    def __init__(self, auth: str) -> None:
        self._auth = auth

    def admit(self, request: Request) -> None:
        """Refuse who does not show the credentials (Communication 4.0)."""
        given = request.headers.get("Authorization", "")
        if not secrets.compare_digest(given.encode(), self._auth.encode()):
            raise RefusedError([breach("not_authorized", "Authorization")])

    def allow(self, resource: str, request: Request, parameters: Mapping[str, str]) -> None:
        """Take every request."""

    def judge(self, request: Request, statements: Sequence[Statement]) -> None:
        """Take every statement."""

    def stored(self, request: Request, statements: Sequence[Statement]) -> None:
        """Keep nothing of it."""
