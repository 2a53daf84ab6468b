"""Where the rows of a timeline stand, from the ruler down to the overview."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF

PAD = 12.0
_TOP, _BOTTOM = 6.0, 10.0
_RULER, _CLIPS, _SLIDES, LEGEND, _OVERVIEW = 20.0, 24.0, 12.0, 26.0, 12.0
_GAP = 6.0
_FIXED = _TOP + _RULER + 2 + _CLIPS + 3 * _GAP + 2 + _SLIDES + 4 + LEGEND + 4 + _OVERVIEW + _BOTTOM
_FILM, _WAVE = 44.0, 60.0
_FILM_SHARE = 0.42
"""What the film strip takes of the height that it shares with the waveform."""

HEIGHT = int(_FIXED + _FILM + _WAVE)
LEAST_HEIGHT = HEIGHT - 32


@dataclass(frozen=True, slots=True)
class Rows:
    """The places of the rows. A recording without pictures or sound has no row for them."""

    ruler: QRectF
    clips: QRectF
    film: QRectF
    wave: QRectF
    slides: QRectF
    legend: QRectF
    overview: QRectF

    @property
    def body(self) -> QRectF:
        """From the clips down to the slide changes: what boundaries and playhead cross."""
        return self.clips.united(self.slides)


def rows_in(size: QSizeF, *, pictures: bool, sound: bool) -> Rows:
    """Return the rows in a timeline of a size."""
    free = max(size.height() - _FIXED, 0.0)
    share = _FILM_SHARE if sound else 1.0
    film = free * share if pictures else 0.0
    return Rows(*_stacked(size.width() - 2 * PAD, film, free - film))


def _stacked(width: float, film: float, wave: float) -> list[QRectF]:
    heights = (
        (_RULER, 2.0),
        (_CLIPS, _GAP),
        (film, _GAP),
        (wave, _GAP + 2.0),
        (_SLIDES, 4.0),
        (LEGEND, 4.0),
        (_OVERVIEW, 0.0),
    )
    places, y = [], _TOP
    for height, space in heights:
        places.append(QRectF(PAD, round(y), max(width, 1.0), round(height)))
        y += height + space
    return places
