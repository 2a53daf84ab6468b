# SPDX-License-Identifier: MIT
"""Make the sample lecture: film and captions.

For developers; what it makes is kept in the repository. From the root of the repository:

    apt-get install espeak-ng fonts-inter
    .venv/bin/python assets/samples/first_home/make_sample.py

writes first-home.mp4, first-home.en.vtt and first-home.fr.vtt beside this folder, in some minutes.
On one machine the same lecture.toml makes the same bytes. With `--slides FOLDER` it only draws the
slides there, as PNG pictures to look at.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

import captions
import film
import slides
from paint import FONT
from PySide6.QtGui import QFontDatabase, QGuiApplication
from script import Lecture, read
from timeline import Shot, lay_out
from voice import Narrator

HERE = Path(__file__).resolve().parent
FILM = HERE.parent / "first-home.mp4"


def main() -> None:
    """Make what is asked for."""
    parser = argparse.ArgumentParser(description="Make the sample lecture.")
    parser.add_argument("--slides", type=Path, metavar="FOLDER", help="only draw the slides there")
    folder: Path | None = parser.parse_args().slides
    application = QGuiApplication([])  # kept: text can't be drawn without it
    if FONT not in QFontDatabase.families():
        raise SystemExit(f"the font {FONT} is missing: install it (apt-get install fonts-inter)")
    lecture = read(HERE / "lecture.toml")
    if folder:
        _draw_slides(lecture, folder)
    else:
        _make(lecture)
    application.quit()


def _make(lecture: Lecture) -> None:
    timeline = lay_out(lecture, Narrator())
    _write_captions("en", [(cue.start, cue.end, cue.en) for cue in timeline.cues])
    _write_captions("fr", [(cue.start, cue.end, cue.fr) for cue in timeline.cues])
    film.write(FILM, lecture, timeline)
    print(f"{FILM}: {timeline.now / 60:.2f} minutes, {FILM.stat().st_size / 1e6:.2f} MB")


def _write_captions(language: str, cues: list[tuple[float, float, str]]) -> None:
    path = FILM.with_suffix(f".{language}.vtt")
    path.write_text(captions.webvtt(cues), encoding="utf-8", newline="\n")


def _draw_slides(lecture: Lecture, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, section in enumerate(lecture.sections, 1):
        for place, slide in enumerate(section.slides, 1):
            image = slides.drawn(lecture, Shot(0, number, slide, len(slide.items)))
            image.save(str(folder / f"{number}-{place}.png"))


if __name__ == "__main__":
    main()
