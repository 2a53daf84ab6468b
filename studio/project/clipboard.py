"""What is copied of a course, as bytes for the system's clipboard, and put into a course again.

It may come from another window with another course, so it says where its files lie; and from any
other program, so it is checked before it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from studio.course.blocks import Block
from studio.course.ids import new_id
from studio.course.model import Course, Screen
from studio.course.nodes import map_of, with_entries
from studio.course.references import references
from studio.course.transplant import part_of, planted, planted_blocks
from studio.jobs import Progress
from studio.messages import error
from studio.project.project import Project
from studio.project.stored_files import caption_names, media_names

MIME = "application/x-coursewright-part"


class _Copied(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    folder: str
    roots: tuple[str, ...]
    part: Course
    blocks: bool = False
    """Whether only the blocks of the one screen were copied, not the screen."""


class Pasted(NamedTuple):
    """What was brought in. `kind` is `modules`, `lessons`, `screens` or `blocks`.

    `edit` puts it into the parent with an id, at a place; the ids of the copies come with it.
    """

    kind: str
    edit: Callable[[Course, str, int], tuple[Course, tuple[str, ...]]]


def copied(project: Project, course: Course, ids: Sequence[str]) -> bytes:
    """Return nodes of one kind, with all that they need, for the clipboard."""
    folder = str(project.folder.resolve())
    value = _Copied(folder=folder, roots=tuple(ids), part=part_of(course, ids))
    return msgspec.json.encode(value)


def copied_blocks(project: Project, course: Course, blocks: Sequence[Block]) -> bytes:
    """Return blocks, with all that they show, for the clipboard."""
    carrier = Screen(id=new_id(), title="", blocks=tuple(blocks))
    part = part_of(with_entries(course, "screens", {carrier.id: carrier}), [carrier.id])
    folder = str(project.folder.resolve())
    return msgspec.json.encode(_Copied(folder=folder, roots=(carrier.id,), part=part, blocks=True))


def paste(project: Project, data: bytes, progress: Progress) -> Pasted:
    """Bring the files in that a copied part needs, and return the edit that puts it in.

    Raises:
        StudioError: it was not copied by this program, or a file of it is missing.
        OSError: a file can't be read, or the folder can't be written.
        Cancelled: the work was cancelled.
    """
    value = _decoded(data)
    kind = _kind(value)
    _bring_in(project, Project(Path(value.folder)), value.part, progress)

    def edit(now: Course, parent: str, at: int) -> tuple[Course, tuple[str, ...]]:
        if value.blocks:
            return planted_blocks(now, value.part, value.roots[0], parent, at)
        return planted(now, value.part, value.roots, parent, at)

    return Pasted(kind, edit)


def _decoded(data: bytes) -> _Copied:
    try:
        value = msgspec.json.decode(data, type=_Copied)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as problem:
        raise error("paste.nothing", details=str(problem)) from problem
    for source, field, target in references(value.part):
        if field != "objectives" and target not in map_of(value.part, field):
            raise error("paste.nothing", details=f"{source} names {target}")
    return value


def _kind(value: _Copied) -> str:
    if value.blocks and len(value.roots) == 1 and value.roots[0] in value.part.screens:
        return "blocks"
    for kind in ("modules", "lessons", "screens"):
        if value.roots and all(root in map_of(value.part, kind) for root in value.roots):
            return kind
    raise error("paste.nothing")


def _bring_in(here: Project, there: Project, part: Course, progress: Progress) -> None:
    files = [(here.media, there.media, name) for name in sorted(media_names(part))]
    files += [(here.captions, there.captions, name) for name in sorted(caption_names(part))]
    missing = [each for each in files if not each[0].has(each[2])]
    for number, (to, source, name) in enumerate(missing):
        share = progress.part(number / len(missing), (number + 1) / len(missing))
        if to.add(source.path(name), share) != name:
            raise error("media.missing_in_course", file=str(source.folder / name))
