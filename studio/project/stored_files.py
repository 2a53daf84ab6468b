"""Which files of the folders `media` and `captions` a course names."""

from __future__ import annotations

from studio.course.model import Course


def media_names(course: Course) -> set[str]:
    """Return the names of the files in `media` that the course needs, kept originals included."""
    files = {entry.file for entry in course.media.values()}
    return files | {entry.original for entry in course.media.values() if entry.original}


def caption_names(course: Course) -> set[str]:
    """Return the names of the files in `captions` that the course needs."""
    return {file for each in course.recordings.values() for file in each.captions.values()}


def stored_files(course: Course) -> set[str]:
    """Return the names of all files that the course needs (a name says what is in it)."""
    return media_names(course) | caption_names(course)
