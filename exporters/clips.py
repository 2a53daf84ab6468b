"""Clips as a package holds them: what each is called, what is known of it, where its cut lies.

All of it is known before anything is cut: a cut is named by the recording's content and the
clip's ends, so that whoever asks for it finds it, or knows where to put it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from exporters.publication import ClipFile, Cue, PackageFile
from studio.course.model import Clip, Course, Recording
from studio.media.captions import cut_cues
from studio.media.cues import Cue as MediaCue
from studio.media.cut import CUTTER_VERSION
from studio.media.probe import Probe, probe
from studio.media.stored_captions import stored_cues
from studio.project.project import Project

CACHE = "cuts"
"""The name of the course's cache that keeps cuts."""


@dataclass(frozen=True, slots=True)
class Source:
    """A recording as clips are cut from it; `content` is the name of its stored file."""

    content: str
    probed: Probe
    captions: Mapping[str, tuple[MediaCue, ...]]
    """By language, the course's own first."""

    def cut_name(self, clip: Clip) -> str:
        """Return the name under which the cut of a clip is kept."""
        key = f"{CUTTER_VERSION} {self.content} {clip.start_s!r} {clip.end_s!r}"
        return hashlib.sha256(key.encode()).hexdigest()[:32] + self.probed.clip_suffix

    def clip_file(self, clip: Clip, file: Path) -> ClipFile:
        """Return a clip whose cut is, or will be, `file`; its captions are re-timed."""
        picture = self.probed.picture
        cues = {
            tag: tuple(
                Cue(cue.start_s, cue.end_s, cue.text)
                for cue in cut_cues(all_cues, clip.start_s, clip.end_s)
            )
            for tag, all_cues in self.captions.items()
        }
        return ClipFile(
            file=PackageFile(f"{clip.id}{file.suffix}", file),
            mime="video/mp4" if picture else "audio/mp4",
            duration_s=clip.duration_s,
            width=picture.width if picture else None,
            height=picture.height if picture else None,
            cues=cues,
        )


def source_of(project: Project, course: Course, recording: Recording) -> Source:
    """Read what there is to know of a recording.

    Raises:
        StudioError: the recording or its captions are missing or can't be read.
    """
    content = course.media[recording.media].file
    languages = sorted(recording.captions, key=lambda tag: (tag != course.language, tag))
    captions = {
        tag: stored_cues(project.captions.path(recording.captions[tag])) for tag in languages
    }
    return Source(content, probe(project.media.path(content)), captions)
