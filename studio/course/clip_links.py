"""What refers to the clips of a recording follows them: screens, stops, moments of questions.

Everything keeps its place in the RECORDING: the time from the beginning of a clip changes where
the clip begins elsewhere, and a stretch that goes over to another clip takes along what lies there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace as changed

from studio.course.asking_blocks import Stop
from studio.course.blocks import ClipBlock
from studio.course.conditional import conditional_places, names_of, with_renamed
from studio.course.edits import insert, remove, replace
from studio.course.ids import new_id
from studio.course.model import Clip, Course, Screen
from studio.course.nodes import child_ids, parent_of, with_entries

SAME_S = 0.001
"""Times nearer to each other than this are one: no frame is as short."""


class Shown(NamedTuple):
    """A block that shows a clip, and its screen."""

    screen: Screen
    block: ClipBlock


def overlap_s(one: Clip, start_s: float, end_s: float) -> float:
    """Return for how long a clip and a stretch are the same; 0 or less where they are apart."""
    return min(one.end_s, end_s) - max(one.start_s, start_s)


def shown_clips(course: Course) -> dict[str, list[Shown]]:
    """Return where each clip is shown, by its id, in the order in which learners meet it."""
    found: dict[str, list[Shown]] = {}
    for screen in course.screens_in_order():
        for block in screen.blocks:
            if isinstance(block, ClipBlock):
                found.setdefault(block.clip, []).append(Shown(screen, block))
    return found


def screen_of_clip(clip: Clip, like: Screen | None = None, *, graded: bool = True) -> Screen:
    """Return a new screen that shows a clip, on the conditions of the screen `like`."""
    block = ClipBlock(id=new_id(), clip=clip.id, graded=graded)
    screen = Screen(id=new_id(), title=clip.title, blocks=(block,))
    return changed(screen, shown_if=like.shown_if, open_if=like.open_if) if like else screen


def put_beside(course: Course, new: Screen, screen: str, *, after: bool = True) -> Course:
    """Return the course with a new screen right after another one, or before it."""
    lesson = parent_of(course, screen)
    if lesson is None:
        raise KeyError(screen)
    return insert(course, new, lesson.id, child_ids(lesson).index(screen) + after)


def follow(course: Course, was: Sequence[Clip], now: Sequence[Clip]) -> Course:
    """Return the course, which has the clips `now` already, with all that referred to `was`.

    Both are by time. See `studio.course.recording_clips.with_clips`.
    """
    clips = _Clips({clip.id: clip for clip in was}, {clip.id: clip for clip in now})
    held = list(_held(course, clips))
    course = _with_heirs(course, clips)
    course = _with_new(course, clips)
    course = _with_stops(course, clips, held)
    course = _without_vanished(course, clips)
    return _with_moments(course, clips)


@dataclass(frozen=True, slots=True)
class _Clips:
    """The clips of a recording by id, as they were and as they are now."""

    was: Mapping[str, Clip]
    now: Mapping[str, Clip]

    def changed(self, id_: str) -> bool:
        return id_ in self.was and self.now.get(id_) is not self.was[id_]

    def heir(self, id_: str) -> Clip | None:
        """Return the clip that has most of what this one had; None where it was dropped."""
        if id_ in self.now:
            return self.now[id_]
        gone = self.was[id_]
        shares = [
            (overlap_s(clip, gone.start_s, gone.end_s), -clip.start_s, clip.id)
            for clip in self.now.values()
        ]
        best = max(shares, default=(0.0, 0.0, ""))
        return self.now[best[2]] if best[0] > 0.0 else None

    def home(self, at_s: float, own: str, shown: Collection[str]) -> Clip | None:
        """Return the clip in which a place of the recording lies, else the nearest to it.

        Of two that meet there it is the `own` one, then one that is `shown`, then the later one.
        """

        def rank(clip: Clip) -> tuple[float, bool, bool, bool]:
            away = max(clip.start_s - at_s, at_s - clip.end_s, 0.0)
            unlike = clip.id != own, clip.id not in shown
            return away if away > SAME_S else 0.0, *unlike, at_s > clip.end_s - SAME_S

        return min(self.now.values(), key=rank, default=None)

    def only(self, ids: Collection[str]) -> _Clips:
        return _Clips(self.was, {id_: clip for id_, clip in self.now.items() if id_ in ids})


class _Held(NamedTuple):
    """A stop, and the clip and the block in which it was."""

    stop: Stop
    clip: Clip
    block: str


def _held(course: Course, clips: _Clips) -> Iterator[_Held]:
    """Yield the stops of the clips that have changed."""
    for screen in course.screens.values():
        for block in screen.blocks:
            if isinstance(block, ClipBlock) and clips.changed(block.clip):
                yield from (_Held(s, clips.was[block.clip], block.id) for s in block.stops)


def _with_heirs(course: Course, clips: _Clips) -> Course:
    """Let blocks of clips that are gone show what has most of them, if nothing else shows it."""
    shown = shown_clips(course)
    for gone in clips.was.keys() - clips.now.keys():
        heir = clips.heir(gone)
        if heir is None or heir.id in shown or gone not in shown:
            continue
        shown[heir.id] = shown[gone]
        for screen, block in shown[gone]:
            course = _retitled(course, screen.id, clips.was[gone], heir)
            course = replace(course, changed(block, clip=heir.id))
    for id_ in clips.was.keys() & clips.now.keys():
        for screen, _ in shown.get(id_, ()):
            course = _retitled(course, screen.id, clips.was[id_], clips.now[id_])
    return course


def _retitled(course: Course, id_: str, was: Clip, now: Clip) -> Course:
    """Let a screen that is called like its clip still be."""
    screen = course.screens[id_]
    if was.title == now.title or screen.title != was.title:
        return course
    return replace(course, changed(screen, title=now.title))


def _with_new(course: Course, clips: _Clips) -> Course:
    """Put a screen for each new clip beside that of the clip before it, or after it at first."""
    order = list(clips.now.values())
    fresh = clips.now.keys() - clips.was.keys()
    for before, clip in pairwise(order):
        if clip.id in fresh:
            course = _beside(course, clip, before, after=True)
    lost = {clip.id for clip in order if clip.id in fresh and _was_shown(course, clips, clip)}
    for clip, behind in reversed(list(pairwise(order))):
        if clip.id in lost:
            course = _beside(course, clip, behind, after=False)
    return course


def _was_shown(course: Course, clips: _Clips, clip: Clip) -> bool:
    shown = shown_clips(course)
    return any(
        overlap_s(clip, was.start_s, was.end_s) > 0.0 and was.id in shown
        for was in clips.was.values()
    )


def _beside(course: Course, clip: Clip, other: Clip, *, after: bool) -> Course:
    shown = shown_clips(course)
    if clip.id in shown or other.id not in shown:
        return course
    screen, block = shown[other.id][0]
    new = screen_of_clip(clip, screen, graded=block.graded)
    return put_beside(course, new, screen.id, after=after)


def _with_stops(course: Course, clips: _Clips, held: Sequence[_Held]) -> Course:
    """Put the stops into the blocks that show their places now."""
    if not held:
        return course
    shown = {id_: places for id_, places in shown_clips(course).items() if id_ in clips.now}
    of_blocks = {block.id: block for places in shown.values() for _, block in places}
    taken: dict[str, list[Stop]] = {each.block: [] for each in held if each.block in of_blocks}
    for each in held:
        at_s = min(each.clip.start_s + each.stop.at_s, each.clip.end_s)
        home = clips.only(shown).home(at_s, each.clip.id, shown)
        if home is None:
            continue
        mine = each.block in of_blocks and of_blocks[each.block].clip == home.id
        block = each.block if mine else shown[home.id][0].block.id
        stops = taken.setdefault(block, list(of_blocks[block].stops))
        stops.append(_stop_in(home, each))
    for id_, stops in taken.items():
        course = _with_those(course, of_blocks[id_], stops)
    return course


def _with_those(course: Course, block: ClipBlock, stops: Sequence[Stop]) -> Course:
    """Return the course with the stops of a block; in their order where others have come in."""
    earlier = {stop.id for stop in block.stops}
    if {stop.id for stop in stops} != earlier:
        stops = sorted(stops, key=lambda stop: stop.at_s)
    new = changed(block, stops=tuple(stops))
    return course if new == block else replace(course, new)


def _stop_in(home: Clip, held: _Held) -> Stop:
    stop = held.stop
    at_s = _shifted(stop.at_s, held.clip, home)
    back_s = stop.back_to_s
    if back_s is not None:
        back_s = min(_shifted(back_s, held.clip, home), at_s)
    same = (at_s, back_s) == (stop.at_s, stop.back_to_s)
    return stop if same else changed(stop, at_s=at_s, back_to_s=back_s)


def _shifted(at_s: float, was: Clip, now: Clip) -> float:
    """Return the time from the beginning of `now` of what is at a time from that of `was`."""
    if was.start_s != now.start_s:
        at_s = round(at_s + was.start_s - now.start_s, 6)
    return min(max(at_s, 0.0), now.duration_s)


def _without_vanished(course: Course, clips: _Clips) -> Course:
    """Take away the blocks of clips that are gone, and the screens that held nothing else."""
    for gone, places in shown_clips(course).items():
        if gone not in clips.was or gone in clips.now:
            continue
        heir = clips.heir(gone)
        for screen, block in places:
            course = remove(course, block.id)
            instead = shown_clips(course).get(heir.id) if heir else None
            other = instead[0].screen if instead else None
            if _is_bare(course.screens[screen.id], other):
                course = _without_screen(course, screen.id, other)
    return course


def _is_bare(screen: Screen, other: Screen | None) -> bool:
    """Return whether a screen has nothing of the author's that `other` has not."""
    own = (screen.script, screen.on_screen, screen.notes, screen.comments, screen.objectives)
    if screen.blocks or any(own):
        return False
    conditions = (screen.shown_if, screen.open_if)
    return conditions in ((None, None), (other.shown_if, other.open_if) if other else None)


def _without_screen(course: Course, gone: str, other: Screen | None) -> Course:
    """Take a screen away; whatever waited for it waits for `other`."""
    course = remove(course, gone)
    if other is None:
        return course
    for place in list(conditional_places(course)):
        if gone in names_of(place):
            new = with_renamed(place, lambda name: other.id if name == gone else name)
            course = replace(course, new)
    return course


def _with_moments(course: Course, clips: _Clips) -> Course:
    """Let the moments that questions lead back to keep their places."""
    shown = shown_clips(course).keys()
    moved = {}
    for question in course.questions.values():
        watch = question.watch
        if watch is None or not clips.changed(watch.clip):
            continue
        was = clips.was[watch.clip]
        home = clips.home(min(was.start_s + watch.at_s, was.end_s), was.id, shown)
        there = home and changed(watch, clip=home.id, at_s=_shifted(watch.at_s, was, home))
        if there != watch:
            moved[question.id] = changed(question, watch=there)
    return with_entries(course, "questions", moved) if moved else course
