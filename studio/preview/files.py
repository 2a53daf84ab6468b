"""Files of one folder over HTTP: their types, and parts of them for players that seek."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from studio.preview.loopback import FilePart, Request, Response

# The system's own table is not asked: on Windows any program may have changed it.
_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".xml": "text/xml",
    ".xsd": "text/xml",
    ".dtd": "application/xml-dtd",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".webm": "video/webm",
    ".ogv": "video/ogg",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
    ".ico": "image/x-icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".wasm": "application/wasm",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    # The path holds a token: other sites learn the origin at most.
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
"""What every answer about a file says."""

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def media_type(name: str) -> str:
    """Return the media type of a file by its name."""
    return _TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")


class Folder:
    """The files that a folder holds now, by their exact names.

    Only files that were listed can be asked for, so no path leads out of the folder; and `A.png`
    is not `a.png`, whatever the file system says, as on the servers where courses end up.
    """

    def __init__(self, root: Path) -> None:
        self._files = dict(_listed(root.resolve()))

    def __contains__(self, path: str) -> bool:
        return path in self._files

    def answer(self, path: str, request: Request) -> Response:
        """Return the file `path` (relative, with forward slashes), or the part asked for."""
        file = self._files.get(path)
        if file is None:
            return Response(404, headers=HEADERS)
        if request.method != "GET":
            return Response(405, headers={**HEADERS, "Allow": "GET, HEAD"})
        return sent(file, request)


def _listed(root: Path) -> list[tuple[str, Path]]:
    found = []
    for folder, _, names in os.walk(root):
        for name in names:
            file = Path(folder, name)
            if file.resolve().is_relative_to(root):
                found.append((file.relative_to(root).as_posix(), file))
    return found


def sent(file: Path, request: Request) -> Response:
    """Return a file, or the part of it that is asked for."""
    try:
        size = file.stat().st_size
    except OSError:
        return Response(404, headers=HEADERS)
    headers = {**HEADERS, "Content-Type": media_type(file.name), "Accept-Ranges": "bytes"}
    part = _part(request.headers.get("Range"), size)
    if part is None:
        return Response(200, FilePart(file, 0, size), headers)
    start, end = part
    if start >= end:
        return Response(416, headers={**HEADERS, "Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return Response(206, FilePart(file, start, end - start), headers)


def _part(asked: str | None, size: int) -> tuple[int, int] | None:
    """Return start and end (exclusive) of a range (RFC 9110, 14.1.2); None for the whole file.

    A range that is not understood, or several at once, may be answered with the whole file.
    """
    match = _RANGE.fullmatch(asked or "")
    if not match or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        return max(0, size - int(last)), size if int(last) else 0
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) + 1, size) if last else size
