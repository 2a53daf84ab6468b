"""Edits of the clips of one recording; all that refers to them follows (`with_clips`).

Times are seconds of the recording. An edit that can't be done returns the course as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias

from msgspec.structs import replace as changed

from studio.course.clip_links import SAME_S, follow, overlap_s
from studio.course.ids import new_id
from studio.course.model import Clip, Course

LEAST_CLIP_S = 1.0
"""No edit makes a clip shorter."""

Span: TypeAlias = tuple[float, float]
TitledSpan: TypeAlias = tuple[float, float, str]


def clips_of(course: Course, recording: str) -> list[Clip]:
    """Return the clips of a recording by their beginnings."""
    found = (clip for clip in course.clips.values() if clip.recording == recording)
    return sorted(found, key=lambda clip: (clip.start_s, clip.end_s))


def with_clips(course: Course, recording: str, clips: Sequence[Clip]) -> Course:
    """Set all clips of a recording, and let everything that refers to them follow.

    Stops and moments keep their place in the recording, in whichever clip it now is; one that is
    in none, or in none that is shown, goes to the nearest place that there is. A new clip after
    one that is shown gets a screen right after that one's. The screens of a clip that is gone show
    what has most of it; where that is shown already its block goes, and with it a screen that held
    nothing else. A screen that was called like its clip still is.

    Raises:
        ValueError: one of `clips` is of another recording.
    """
    if any(clip.recording != recording for clip in clips):
        raise ValueError(f"clips of {recording} alone")
    was = clips_of(course, recording)
    known = {clip.id: clip for clip in was}
    same = (known[c.id] if known.get(c.id) == c else c for c in clips)
    now = {clip.id: clip for clip in sorted(same, key=lambda clip: clip.start_s)}
    if now == known:
        return course
    entries = {
        id_: now.get(id_, clip)
        for id_, clip in course.clips.items()
        if id_ in now or clip.recording != recording
    }
    course = changed(course, clips={**entries, **now})
    return follow(course, was, list(now.values()))


def gaps(course: Course, recording: str) -> list[Span]:
    """Return the stretches of a recording that are in no clip; none if it has no clips."""
    found = []
    at_s, end_s = 0.0, course.recordings[recording].duration_s
    clips = clips_of(course, recording)
    for clip in clips:
        if clip.start_s - at_s > SAME_S:
            found.append((at_s, clip.start_s))
        at_s = max(at_s, clip.end_s)
    if clips and end_s - at_s > SAME_S:
        found.append((at_s, end_s))
    return found


def start_moved(course: Course, clip: str, at_s: float) -> Course:
    """Move the beginning of a clip, and with it the end of one that touches it.

    Neither gets shorter than `LEAST_CLIP_S`; a neighbour further off, or the end of the recording,
    stops the move. The end of the clip before it, where it has moved, is pinned.
    """
    here = course.clips[clip]
    before, _ = _neighbours(course, here)
    if before is not None and _touch(before, here):
        return _boundary_moved(course, before, here, at_s)
    least_s = before.end_s if before else 0.0
    moved_s = _clamped(at_s, least_s, here.end_s - LEAST_CLIP_S)
    return _put(course, changed(here, start_s=here.start_s if moved_s is None else moved_s))


def end_moved(course: Course, clip: str, at_s: float) -> Course:
    """Move the end of a clip, and with it the beginning of one that touches it; see `start_moved`.

    The end is pinned.
    """
    here = course.clips[clip]
    _, behind = _neighbours(course, here)
    if behind is not None and _touch(here, behind):
        return _boundary_moved(course, here, behind, at_s)
    most_s = behind.start_s if behind else course.recordings[here.recording].duration_s
    moved_s = _clamped(at_s, here.start_s + LEAST_CLIP_S, most_s)
    if moved_s is None or moved_s == here.end_s:
        return course
    return _put(course, changed(here, end_s=moved_s, pinned=True))


def split_at(course: Course, clip: str, at_s: float, title: str = "") -> Course:
    """Cut a clip in two at a place; the cut is pinned and the new clip behind it called `title`.

    Nothing is cut where one of the two would be shorter than `LEAST_CLIP_S`.
    """
    here = course.clips[clip]
    if not here.start_s + LEAST_CLIP_S <= at_s <= here.end_s - LEAST_CLIP_S:
        return course
    behind = changed(here, id=new_id(), start_s=at_s, title=title)
    return _put(course, changed(here, end_s=at_s, pinned=True), behind)


def joined(course: Course, clip: str) -> Course:
    """Make one clip of a clip and the next one, and of what lies between them."""
    here = course.clips[clip]
    _, behind = _neighbours(course, here)
    if behind is None:
        return course
    end_s = max(here.end_s, behind.end_s)
    whole = changed(here, end_s=end_s, title=here.title or behind.title, pinned=behind.pinned)
    return _put(course, whole, without=(behind.id,))


def dropped(course: Course, recording: str, start_s: float, end_s: float) -> Course:
    """Take a stretch out of all clips: those inside vanish, one around it is cut in two.

    What would be left shorter than `LEAST_CLIP_S` goes, too.
    """
    left = [part for clip in clips_of(course, recording) for part in _without(clip, start_s, end_s)]
    return with_clips(course, recording, left)


def pinned(course: Course, clip: str, on: bool) -> Course:  # noqa: FBT001  # the whole edit
    """Pin the end of a clip, or free it."""
    return _put(course, changed(course.clips[clip], pinned=on))


def retitled(course: Course, clip: str, title: str) -> Course:
    """Give a clip another title, and its screens if they had the earlier one."""
    return _put(course, changed(course.clips[clip], title=title))


def planned(
    course: Course,
    recording: str,
    spans: Sequence[TitledSpan],
    *,
    automatic: Collection[str] = (),
) -> Course:
    """Take a new plan of a recording: spans with titles, by time.

    A span is the old clip that it shares most with, each clip once. A title stays that is none of
    the `automatic` ones, which plans give; a pinned end stays pinned.
    """
    was = clips_of(course, recording)
    olds = _partners(was, spans)
    pins = _pins_near(was, spans)
    clips = []
    for at, (start_s, end_s, title) in enumerate(spans):
        old = olds.get(at)
        kept = old is not None and bool(old.title) and old.title not in automatic
        new = Clip(
            id=old.id if old else new_id(),
            recording=recording,
            start_s=start_s,
            end_s=end_s,
            title=old.title if old and kept else title,
            pinned=at in pins,
        )
        clips.append(new)
    return with_clips(course, recording, clips)


def replanned(
    course: Course,
    recording: str,
    limit_s: float,
    spans: Sequence[TitledSpan],
    *,
    automatic: Collection[str] = (),
) -> Course:
    """Set the limit of the course and take a plan that keeps it, as `planned` does."""
    if course.clip_limit_s != limit_s:
        course = changed(course, clip_limit_s=limit_s)
    return planned(course, recording, spans, automatic=automatic)


def _put(course: Course, *clips: Clip, without: Collection[str] = ()) -> Course:
    """Set some clips of a recording and leave the others."""
    recording = clips[0].recording
    known = {clip.id: clip for clip in clips_of(course, recording) if clip.id not in without}
    known.update((clip.id, clip) for clip in clips)
    return with_clips(course, recording, list(known.values()))


def _neighbours(course: Course, clip: Clip) -> tuple[Clip | None, Clip | None]:
    clips = clips_of(course, clip.recording)
    at = clips.index(clip)
    return clips[at - 1] if at else None, clips[at + 1] if at + 1 < len(clips) else None


def _touch(left: Clip, right: Clip) -> bool:
    return abs(right.start_s - left.end_s) <= SAME_S


def _clamped(at_s: float, least_s: float, most_s: float) -> float | None:
    """Return the nearest place that is allowed; None where none is."""
    return None if least_s > most_s else min(max(at_s, least_s), most_s)


def _boundary_moved(course: Course, left: Clip, right: Clip, at_s: float) -> Course:
    moved_s = _clamped(at_s, left.start_s + LEAST_CLIP_S, right.end_s - LEAST_CLIP_S)
    if moved_s is None or moved_s == left.end_s == right.start_s:
        return course
    left = changed(left, end_s=moved_s, pinned=True)
    return _put(course, left, changed(right, start_s=moved_s))


def _without(clip: Clip, start_s: float, end_s: float) -> Iterator[Clip]:
    """Yield what is left of a clip without a stretch; the first part is still that clip."""
    if overlap_s(clip, start_s, end_s) <= 0.0:
        yield clip
        return
    before, behind = start_s - clip.start_s, clip.end_s - end_s
    if before >= LEAST_CLIP_S:
        yield changed(clip, end_s=start_s, pinned=False)
    if behind >= LEAST_CLIP_S:
        yield changed(clip, id=new_id() if before >= LEAST_CLIP_S else clip.id, start_s=end_s)


def _partners(was: Sequence[Clip], spans: Sequence[TitledSpan]) -> dict[int, Clip]:
    """Return the old clip for each span, by its place: the greatest overlaps first."""
    shares = [
        (overlap_s(clip, start_s, end_s), -clip.start_s, at, clip)
        for at, (start_s, end_s, _) in enumerate(spans)
        for clip in was
    ]
    found: dict[int, Clip] = {}
    taken: set[str] = set()
    for share, _, at, clip in sorted(shares, key=lambda each: each[:3], reverse=True):
        if share > 0.0 and at not in found and clip.id not in taken:
            found[at] = clip
            taken.add(clip.id)
    return found


def _pins_near(was: Sequence[Clip], spans: Sequence[TitledSpan]) -> set[int]:
    """Return the places of the spans whose ends are pinned: a plan puts them on frames."""
    found = set()
    for clip in was:
        if clip.pinned:
            away = [(abs(end_s - clip.end_s), at) for at, (_, end_s, _) in enumerate(spans)]
            nearest, at = min(away, default=(LEAST_CLIP_S, 0))
            if nearest < LEAST_CLIP_S:
                found.add(at)
    return found
