"""Where a course keeps what was found out about its recordings."""

from __future__ import annotations

from pathlib import Path

from studio.media.analysis import CACHE, analysis_name
from studio.project.project import Project


def kept_under(project: Project, content: str) -> Path | None:
    """Return the file that keeps the analysis of a content; None in a read-only folder."""
    try:
        return project.cache(CACHE) / analysis_name(content)
    except OSError:
        return None
