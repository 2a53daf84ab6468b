"""Statements with attachments: `multipart/mixed` read and written (Communication 1.5.2)."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from email.message import Message
from email.parser import BytesParser

from studio.preview.violations import Violation
from studio.preview.xapi_values import breach

_HASHES = {56: "sha224", 64: "sha256", 96: "sha384", 128: "sha512"}
"""The SHA-2 functions by the length of their result in hexadecimal digits."""


class BadMultipartError(ValueError):
    """A body is no `multipart/mixed` as xAPI wants it; `violation` says why."""

    def __init__(self, violation: Violation) -> None:
        super().__init__(violation.rule)
        self.violation = violation


def read(content_type: str, body: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Return the statements of a body, and its attachments by their hashes.

    Raises:
        BadMultipartError: the parts are not as they must be.
    """
    boundary = _boundary(content_type)
    parts = [_split(part) for part in _parts(body, boundary)]
    if not parts or parts[0][0].get_content_type() != "application/json":
        raise BadMultipartError(breach("bad_multipart", "Content-Type", "1"))
    return parts[0][1], dict(_attachment(*part) for part in parts[1:])


def write(statements: bytes, attachments: Mapping[str, tuple[str, bytes]]) -> tuple[str, bytes]:
    """Return the content type and the body; attachments are (media type, data) by hash."""
    boundary = secrets.token_hex(16)
    lines = [b"--" + boundary.encode(), b"Content-Type: application/json", b"", statements]
    for digest, (media_type, data) in attachments.items():
        lines += [
            b"--" + boundary.encode(),
            f"Content-Type: {media_type}".encode(),
            b"Content-Transfer-Encoding: binary",
            f"X-Experience-API-Hash: {digest}".encode(),
            b"",
            data,
        ]
    body = b"\r\n".join([*lines, b"--" + boundary.encode() + b"--", b""])
    return f'multipart/mixed; boundary="{boundary}"', body


def _boundary(content_type: str) -> bytes:
    header = Message()
    header["Content-Type"] = content_type
    boundary = header.get_param("boundary")
    if not isinstance(boundary, str) or not boundary:
        raise BadMultipartError(breach("bad_multipart", "Content-Type", content_type))
    return boundary.encode()


def _parts(body: bytes, boundary: bytes) -> list[bytes]:
    pieces = re.split(rb"(?:^|\r\n)--" + re.escape(boundary) + rb"(?=--|[ \t]*\r\n)", body)
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):
        raise BadMultipartError(breach("bad_multipart", "boundary"))
    return [piece.lstrip(b" \t").removeprefix(b"\r\n") for piece in pieces[1:-1]]


def _split(part: bytes) -> tuple[Message, bytes]:
    if part.startswith(b"\r\n"):
        return Message(), part[2:]
    head, _, content = part.partition(b"\r\n\r\n")
    return BytesParser().parsebytes(head, headersonly=True), content


def _attachment(head: Message, content: bytes) -> tuple[str, bytes]:
    digest = str(head.get("X-Experience-API-Hash", "")).lower()
    if head.get("Content-Transfer-Encoding") != "binary":
        raise BadMultipartError(breach("bad_multipart", "Content-Transfer-Encoding"))
    name = _HASHES.get(len(digest))
    if name is None or hashlib.new(name, content).hexdigest() != digest:
        raise BadMultipartError(breach("bad_multipart", "X-Experience-API-Hash", digest))
    return digest, content
