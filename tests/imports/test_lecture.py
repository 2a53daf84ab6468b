"""A lecture that is brought in leaves its analysis where the rooms look for it."""

from __future__ import annotations

import pytest

from studio.course.ids import new_id
from studio.course.model import Course
from studio.course.recording_clips import clips_of, retitled
from studio.imports.lecture import automatic_titles, bring_in_lecture, study_of
from studio.jobs import Cancelled, Progress
from studio.media.analysis import CACHE, analyse, analysis_name
from studio.media.ffmpeg import find_ffmpeg
from studio.media.probe import probe
from studio.messages import StudioError
from studio.project.project import Project, create_project
from tests.media import recordings


def brought_in(project: Project, course: Course, path, progress: Progress | None = None):
    return bring_in_lecture(
        project,
        course,
        path,
        captions=None,
        limit_s=5.0,
        ffmpeg=None,
        progress=progress or Progress(),
    )


@pytest.fixture
def course() -> Course:
    return Course(id=new_id(), title="Trees", language="en")


def test_the_analysis_is_found_by_the_content_of_the_stored_file(tmp_path, course):
    project = create_project(tmp_path / "a.course", course)
    lecture = brought_in(project, course, recordings.plain(tmp_path))
    now = lecture.edit(course)
    recording = now.recordings[lecture.clips[0].recording]
    stored = project.media.path(now.media[recording.media].file)
    kept_in = project.cache(CACHE) / analysis_name(stored.stem)
    assert kept_in.is_file()
    before = kept_in.stat().st_mtime_ns
    found = analyse(probe(stored), ffmpeg=find_ffmpeg(), progress=Progress(), kept_in=kept_in)
    assert found.heard.pauses
    assert kept_in.stat().st_mtime_ns == before


def test_a_second_time_nothing_is_heard_again(tmp_path, course, monkeypatch):
    project = create_project(tmp_path / "a.course", course)
    path = recordings.plain(tmp_path)
    first = brought_in(project, course, path)
    monkeypatch.setattr("studio.media.analysis.listen", None)
    second = brought_in(project, course, path)
    assert [(clip.start_s, clip.end_s) for clip in first.clips] == [
        (clip.start_s, clip.end_s) for clip in second.clips
    ]


def test_a_cancel_leaves_no_analysis(tmp_path, course):
    project = create_project(tmp_path / "a.course", course)
    progress = Progress(lambda now: now.cancel() if now.fraction > 0.1 else None)
    with pytest.raises(Cancelled):
        brought_in(project, course, recordings.plain(tmp_path), progress)
    assert not list(project.cache(CACHE).iterdir())


def test_a_cache_that_can_not_be_made_is_no_error(tmp_path, course, monkeypatch):
    project = create_project(tmp_path / "a.course", course)
    (project.folder / ".studio").write_text("in the way")
    assert brought_in(project, course, recordings.plain(tmp_path)).clips


def test_a_recording_of_the_course_is_studied_again_at_once(tmp_path, course, monkeypatch):
    project = create_project(tmp_path / "a.course", course)
    lecture = brought_in(project, course, recordings.plain(tmp_path))
    now = lecture.edit(course)
    recording = lecture.clips[0].recording
    monkeypatch.setattr("studio.media.analysis.listen", None)
    known = study_of(project, now, recording, None, Progress())
    assert [(clip.start_s, clip.end_s) for clip in known.plan(5.0)] == [
        (clip.start_s, clip.end_s) for clip in lecture.clips
    ]
    project.media.path(now.media[now.recordings[recording].media].file).unlink()
    with pytest.raises(StudioError):
        study_of(project, now, recording, None, Progress())


def test_titles_of_a_plan_are_told_from_those_of_the_author(tmp_path, course):
    project = create_project(tmp_path / "a.course", course)
    lecture = brought_in(project, course, recordings.plain(tmp_path))
    first = lecture.clips[0]
    now = retitled(lecture.edit(course), first.id, "Oaks")
    automatic = automatic_titles(now, first.recording, ())
    titles = {clip.title for clip in clips_of(now, first.recording)}
    assert titles - automatic == {"Oaks"}
