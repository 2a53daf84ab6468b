"""Opening a recording: which files are recordings, and what is wrong with one that is not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from studio.messages import StudioError, error

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container.input import InputContainer
    from av.video.stream import VideoStream

# Only what records sound or picture: FFmpeg would also read text as ANSI art, pictures, and
# playlists that name other files or servers.
_FORMATS = (
    "mov", "mp4", "matroska", "webm", "avi", "mpegts", "mpeg", "flv", "asf", "ogg", "mp3", "wav",
    "w64", "flac", "aac", "aiff", "caf", "amr", "ac3", "au", "mxf", "dv", "rm", "wv", "nut", "ivf",
    "h264", "hevc", "mpegvideo", "m4v", "gxf", "wtv", "3gp",
)  # fmt: skip
READ_OPTIONS = {"format_whitelist": ",".join(_FORMATS), "protocol_whitelist": "file,pipe"}
"""Options of FFmpeg's readers: nothing but recordings, nothing but files of this machine."""


@contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """Open a recording for reading.

    Raises:
        StudioError: there is no such file, it is a folder, may not be read, is empty, is cut
            short, or is no recording.
    """
    import av

    check_readable(path)
    try:
        # An absolute path: a name such as `talk: one.mp4` is not taken for a protocol.
        container = av.open(str(path.absolute()), metadata_errors="replace", options=READ_OPTIONS)
    except (av.error.FFmpegError, ValueError) as problem:
        raise _not_opened(path, problem) from problem
    with container:
        yield container


def check_readable(path: Path) -> None:
    """Raise a `StudioError` unless `path` is a file with something in it that may be read."""
    with opened_bytes(path) as source:
        try:
            nothing = not source.read(1)
        except OSError as problem:
            raise _not_readable(path, problem) from problem
    if nothing:
        raise error("media.empty", file=path.name)


def opened_bytes(path: Path) -> BinaryIO:
    """Open a recording as bytes.

    Raises:
        StudioError: there is no such file, it is a folder, or may not be read.
    """
    if path.is_dir():
        raise error("media.folder", file=path.name)
    try:
        return path.open("rb")
    except OSError as problem:
        raise _not_readable(path, problem) from problem


def _not_readable(path: Path, problem: OSError) -> StudioError:
    if isinstance(problem, FileNotFoundError):
        return error("media.missing", file=str(path))
    return error("media.unreadable", file=path.name, details=str(problem))


def picture_of(container: InputContainer) -> VideoStream | None:
    """Return the video track to use: the default one or the first; a cover picture is none."""
    from av.stream import Disposition

    films = [
        stream
        for stream in container.streams.video
        if _decodable(stream) and not stream.disposition & Disposition.attached_pic
    ]
    return next((film for film in films if film.disposition & Disposition.default), None) or next(
        iter(films), None
    )


def sound_of(container: InputContainer) -> AudioStream | None:
    """Return the audio track to use: the default one or the first."""
    from av.stream import Disposition

    sounds = [stream for stream in container.streams.audio if _decodable(stream)]
    return next((one for one in sounds if one.disposition & Disposition.default), None) or next(
        iter(sounds), None
    )


def _decodable(stream: VideoStream | AudioStream) -> bool:
    # FFmpeg has no decoder for every track it can name.
    context: object | None = stream.codec_context
    return context is not None


def _not_opened(path: Path, problem: Exception) -> StudioError:
    kind = "media.cut_short" if _looks_like_film(path) else "media.not_media"
    return error(kind, file=path.name, details=str(problem))


def _looks_like_film(path: Path) -> bool:
    """Return whether the head is that of a film: it can't be read since its index is missing."""
    with path.open("rb") as source:
        head = source.read(12)
    return head[4:8] in (b"ftyp", b"mdat", b"moov") or head[:4] in (b"\x1aE\xdf\xa3", b"RIFF")
