"""Making clips out of copied samples, and the little that has to be encoded beside them."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise
from pathlib import Path

from studio.jobs import Progress
from studio.media.cutting.files import NewClip, naming
from studio.media.cutting.picture import picture_track
from studio.media.cutting.recipe import Recipe, recipe
from studio.media.cutting.sound import SoundCopy, copied_track, sound_copy
from studio.media.cutting.sound_encoding import encoded_tracks
from studio.media.cutting.source import CopySource
from studio.media.cutting.stretches import encode
from studio.media.mp4.writing import NewTrack, write_movie
from studio.media.probe import Probe
from studio.messages import Message, message

_ENCODING_SHARE = 0.8
_WRITERS = 2
"""While the system copies for one clip, the index of another is made."""


@dataclass(frozen=True, slots=True)
class Join:
    """How a clip is made: its picture copied by a recipe, its sound copied, or None of it."""

    clip: NewClip
    picture: Recipe | None
    sound: SoundCopy | None


def join_for(source: CopySource, recording: Probe, clip: NewClip) -> Join | Message:
    """Return how a clip is made of copies, or why it can't be."""
    picture = _picture(source, recording, clip)
    if isinstance(picture, Message):
        return picture
    sound = _sound(source, recording, clip)
    if picture is None and sound is None:
        return source.why or message("cut.why.sound_gaps")
    return Join(clip, picture, sound)


def copied_bytes(source: CopySource, join: Join) -> int:
    """Return how many bytes of a clip are copied: its file will be larger than that."""
    copied = 0
    if source.picture is not None and join.picture is not None:
        copied += int(source.picture.samples.sizes[join.picture.first : join.picture.last].sum())
    if source.sound is not None and join.sound is not None:
        packets = join.sound.packets
        copied += int(source.sound.samples.sizes[packets[packets >= 0]].sum())
    return copied


def _picture(source: CopySource, recording: Probe, clip: NewClip) -> Recipe | Message | None:
    if recording.picture is None:
        return None
    if source.picture is None:
        return source.why or message("cut.why.tables")
    return recipe(source.picture, clip.span)


def _sound(source: CopySource, recording: Probe, clip: NewClip) -> SoundCopy | None:
    if source.sound is None or recording.sound is None:
        return None
    start_s, end_s = (Fraction(at) + recording.start for at in (clip.span.start_s, clip.span.end_s))
    return sound_copy(source.sound, recording.sound, start_s, end_s)


def write_joins(
    recording: Probe, source: CopySource, joins: Sequence[Join], progress: Progress
) -> None:
    """Write the clips; sound that has to be encoded is that of the `recording` itself.

    Raises:
        CopyRefused: what was encoded does not fit beside what is copied.
        StudioError: a file can't be written.
        Cancelled: the work was cancelled.
    """
    encoded = any(one.picture is not None and one.picture.encoded for one in joins)
    share = _ENCODING_SHARE if encoded else 0.0
    pictures = _pictures(source, joins, progress.part(0.0, share))
    sounds = _sounds(recording, source, joins, progress.part(share, share + 0.1))
    tracks = [[kind[number] for kind in (pictures, sounds) if kind] for number in range(len(joins))]
    parts = _parts(progress, share + 0.1, len(joins))
    with ThreadPoolExecutor(_WRITERS, thread_name_prefix="write") as pool:
        list(pool.map(partial(_write, source.path), joins, tracks, parts))


def _parts(progress: Progress, start: float, count: int) -> list[Progress]:
    edges = [start + (1.0 - start) * number / count for number in range(count + 1)]
    return [progress.part(*edge) for edge in pairwise(edges)]


def _write(source: Path, join: Join, tracks: Sequence[NewTrack], progress: Progress) -> None:
    clip = join.clip
    with source.open("rb") as file, naming(clip.target), clip.part.open("wb") as target:
        write_movie(target, tracks, file, progress)
    if join.picture is not None:
        clip.frames, clip.encoded = join.picture.frames, join.picture.encoded


def _pictures(source: CopySource, joins: Sequence[Join], progress: Progress) -> list[NewTrack]:
    picture = source.picture
    recipes = [one.picture for one in joins if one.picture is not None]
    if picture is None or not recipes:
        return []
    stretches = [stretch for one in recipes for stretch in (one.head, one.tail)]
    made = encode(source.path, picture, stretches, progress)
    return [
        picture_track(picture, one, head, tail, join.clip.span)
        for one, head, tail, join in zip(recipes, made[::2], made[1::2], joins, strict=True)
    ]


def _sounds(
    recording: Probe, source: CopySource, joins: Sequence[Join], progress: Progress
) -> list[NewTrack]:
    """Return the sound of each clip: copied where it can be."""
    sound = recording.sound
    if sound is None:
        return []
    missing = [one.clip for one in joins if one.sound is None]
    made = iter(encoded_tracks(recording, missing, progress) if missing else ())
    for clip in missing:
        clip.why = source.why or message("cut.why.sound_gaps")
    return [
        copied_track(source.sound, sound, one.sound)
        if source.sound is not None and one.sound is not None
        else next(made)
        for one in joins
    ]
