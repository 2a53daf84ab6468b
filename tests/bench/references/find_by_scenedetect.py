"""Print when scenes of FILM begin by PySceneDetect as it comes, as JSON in seconds."""

from __future__ import annotations

import json
import sys

from scenedetect import ContentDetector, detect


def main(film: str) -> None:
    """Print the times, that of the first scene left out."""
    scenes = detect(film, ContentDetector())
    print(json.dumps({"slides": [start.seconds for start, _ in scenes[1:]]}))


if __name__ == "__main__":
    main(*sys.argv[1:])
