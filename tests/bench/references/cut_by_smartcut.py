"""Cut a film by smartcut, which opens it once: FILM, FOLDER, then the spans as JSON."""

from __future__ import annotations

import json
import sys
from fractions import Fraction

from smartcut.cut_video import smart_cut
from smartcut.media_container import MediaContainer
from smartcut.misc_data import AudioExportInfo, AudioExportSettings


def main(film: str, folder: str, spans: str) -> None:
    """Write the clips."""
    source = MediaContainer(film)
    pieces = [(Fraction(start_s), Fraction(end_s)) for start_s, end_s in json.loads(spans)]
    sound = AudioExportInfo(output_tracks=[AudioExportSettings(codec="passthru")])
    problem = smart_cut(source, pieces, f"{folder}/#.mp4", sound, segment_mode=True)
    if problem is not None:
        raise problem


if __name__ == "__main__":
    main(*sys.argv[1:])
