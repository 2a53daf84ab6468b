"""How the command line tells a plan: as data, as lines with a timeline; and the clips it writes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.i18n import Voice, duration
from studio.jobs import Progress
from studio.media.captions import cut_cues, vtt
from studio.media.cues import Cue
from studio.media.split import Split
from studio.messages import message
from studio.names import file_slug

if TYPE_CHECKING:
    from studio.media.cut import CutClip
    from studio.media.cutting.options import CutOptions

_BLOCKS, _PLAIN = ("█", "╵"), ("=", "|")
_STEPS_S = (1, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400)
_WIDEST = 160
_LABEL = 10


@dataclass(frozen=True, slots=True)
class Target:
    """Where the clips of a plan go, and how they shall be; `ffmpeg` is that of the settings."""

    folder: Path
    options: CutOptions
    ffmpeg: Path | None


def write_clips(
    found: Split, captions: Sequence[Cue], target: Target, voice: Voice, progress: Progress
) -> tuple[CutClip, ...]:
    """Write the clips of a plan and, beside each, its captions.

    Raises:
        StudioError: a clip can't be written.
        OSError: the folder can't be written.
        Cancelled: the work was cancelled.
    """
    from studio.media.cut import cut

    folder = target.folder
    folder.mkdir(parents=True, exist_ok=True)
    names = (file_slug(voice.say(clip.title), "clip") for clip in found.clips)
    suffix = found.recording.clip_suffix
    width = max(2, len(str(len(found.clips))))
    files = [folder / f"{number:0{width}d}-{name}{suffix}" for number, name in enumerate(names, 1)]
    spans = [(clip.start_s, clip.end_s) for clip in found.clips]
    progress.say(message("cut.writing", file=found.recording.path.name))
    written = cut(
        found.recording,
        spans,
        files,
        options=target.options,
        ffmpeg=target.ffmpeg,
        progress=progress,
    )
    for file, span in zip(files, spans, strict=True):
        if cues := cut_cues(captions, *span):
            file.with_suffix(".vtt").write_text(vtt(cues), "utf-8", newline="\n")
    return written


def split_data(
    found: Split, captions: Sequence[Cue], written: Sequence[CutClip], voice: Voice
) -> dict[str, Any]:
    """Return a plan as data; `written` are its clips, if they were written."""
    return {
        "recording": _recording_data(found),
        "limit_s": found.limit_s,
        "clips": _clips_data(found, captions, written, voice),
    }


def split_text(found: Split, data: dict[str, Any], voice: Voice) -> str:
    """Return a plan as lines: how many clips, a timeline, and each clip with its reason."""
    clips = data["clips"]
    head = voice.text(
        "cli.split_head",
        n=len(clips),
        file=found.recording.path.name,
        length=found.recording.duration_s,
        limit=found.limit_s,
    )
    columns, blocks = _terminal()
    lines = [head, "", *timeline(found, columns, blocks=blocks), ""]
    for clip in clips:
        start, end, length = clip["start_s"], clip["end_s"], clip["duration_s"]
        number, title = clip["index"], clip["title"]
        lines.append(
            voice.text("cli.clip", number=number, title=title, start=start, end=end, length=length)
        )
        lines += [voice.text("cli.clip_detail", text=reason) for reason in clip["reasons"]]
        details = [clip[name] for name in ("file", "captions") if name in clip]
        details += _how_made(clip, voice) if "file" in clip else []
        lines += [voice.text("cli.clip_detail", text=detail) for detail in details]
    if "plot" in data:
        lines.append(voice.text("cli.plotted", file=data["plot"]))
    return "\n".join(lines)


def timeline(found: Split, columns: int, *, blocks: bool) -> tuple[str, str]:
    """Return a plan as two lines: the clips as bars with their numbers, and times below them."""
    bar, mark = _BLOCKS if blocks else _PLAIN
    scale = columns / found.recording.duration_s
    edges = [0, *(round(clip.end_s * scale) for clip in found.clips)]
    bars = "".join(
        _bar(clip.index, edges[clip.index] - edges[clip.index - 1], bar) for clip in found.clips
    )
    return bars.rstrip(), _times(found.recording.duration_s, columns, mark)


def _bar(number: int, width: int, sign: str) -> str:
    """Return the bar of a clip with the gap behind it; its number where there is room for it."""
    room = width - 1 - len(str(number))
    label = f" {number} " if room >= 4 else str(number) if room >= 2 else ""
    return label.center(max(width - 1, 0), "\0").replace("\0", sign) + " " * (width > 0)


def _times(length_s: float, columns: int, mark: str) -> str:
    """Return a line with marks at round times, far enough from each other to be read."""
    step_s = next((step for step in _STEPS_S if step * columns / length_s >= _LABEL), _STEPS_S[-1])
    line = ""
    for at_s in range(0, int(length_s) + 1, step_s):
        label = mark + duration(at_s)
        place = round(at_s * columns / length_s)
        if place >= len(line) and place + len(label) <= columns:
            line = line.ljust(place) + label
    return line


def _terminal() -> tuple[int, bool]:
    """Return how many columns there are and whether they can show block characters."""
    columns = min(shutil.get_terminal_size().columns - 1, _WIDEST)
    try:
        "".join(_BLOCKS).encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return columns, False
    return columns, True


def _clips_data(
    found: Split, captions: Sequence[Cue], written: Sequence[CutClip], voice: Voice
) -> list[dict[str, Any]]:
    clips: list[dict[str, Any]] = [
        {
            "index": clip.index,
            "start_s": clip.start_s,
            "end_s": clip.end_s,
            "duration_s": clip.duration_s,
            "title": voice.say(clip.title),
            "reasons": [voice.say(reason) for reason in clip.reasons],
        }
        for clip in found.clips
    ]
    for clip, made in zip(clips, written, strict=False):
        clip.update(_written_data(made, voice))
        if cut_cues(captions, clip["start_s"], clip["end_s"]):
            clip["captions"] = str(made.file.with_suffix(".vtt"))
    return clips


def _written_data(clip: CutClip, voice: Voice) -> dict[str, Any]:
    return {
        "file": str(clip.file),
        "bytes": clip.file.stat().st_size,
        "frames": clip.frames,
        "encoded_frames": clip.encoded_frames,
        "why": voice.say(clip.why) if clip.why else None,
    }


def _how_made(clip: dict[str, Any], voice: Voice) -> list[str]:
    """Return how a clip was written, as lines: copied, or how much of it was encoded, and why."""
    encoded, why = clip["encoded_frames"], clip["why"]
    lines = []
    if encoded:
        lines.append(voice.text("cli.cut.encoded", encoded=encoded, frames=clip["frames"]))
    elif not why:
        lines.append(voice.text("cli.cut.copied"))
    elif clip["frames"]:
        lines.append(voice.text("cli.cut.picture_copied"))
    return [*lines, why] if why else lines


def _recording_data(found: Split) -> dict[str, Any]:
    recording = found.recording
    picture, sound = recording.picture, recording.sound
    return {
        "file": str(recording.path),
        "duration_s": recording.duration_s,
        "container": recording.container,
        "video": {"codec": picture.codec, "width": picture.width, "height": picture.height}
        if picture
        else None,
        "audio": {"codec": sound.codec, "rate": sound.sample_rate, "channels": sound.channels}
        if sound
        else None,
    }
