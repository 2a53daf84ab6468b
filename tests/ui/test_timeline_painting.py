"""What a timeline paints, looked at pixel by pixel, and recordings that lack something."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPalette
from PySide6.QtWidgets import QApplication

from studio.i18n import Voice
from studio.media.thumbnails import Thumbnail
from studio.ui.lectures import timeline_film
from studio.ui.lectures.timeline import Boundary, Span, Timeline
from studio.ui.lectures.timeline_clips import clip_place, fitted, grip_place
from studio.ui.look import dark_palette, light_palette
from tests.timelines import clips, heard

LECTURE = heard(600.0, pauses=12, slides=6, thumbnails=40)
SPANS = clips(600.0, 4, too_long=(2,))


@pytest.fixture(params=["light", "dark"])
def timeline(qtbot, request):
    made = Timeline(Voice("en"))
    is_light = request.param == "light"
    palette = light_palette() if is_light else dark_palette()
    on_accent = QColor("#ffffff" if is_light else "#0c2226")  # as `look.dress` has them
    palette.setColor(QPalette.ColorRole.HighlightedText, on_accent)
    palette.setColor(QPalette.ColorRole.Highlight, palette.color(QPalette.ColorRole.Link))
    made.setPalette(palette)
    return shown(qtbot, made)


def shown(qtbot, timeline: Timeline, width: int = 900) -> Timeline:
    qtbot.addWidget(timeline)
    timeline.resize(width, timeline.sizeHint().height())
    timeline.show()
    timeline.show_recording(LECTURE)
    timeline.show_clips(SPANS, SPANS[1].id, editable=True)
    return timeline


def picture(timeline: Timeline) -> QImage:
    for _ in range(20):  # thumbnails come with several frames
        timeline.grab()
        QApplication.processEvents()
    return timeline.grab().toImage()


def colours(image: QImage, place: QRectF) -> dict[str, int]:
    """Return how many pixels of a place have each colour."""
    found: dict[str, int] = {}
    ratio = image.devicePixelRatio()
    for y in range(int(place.top() * ratio) + 1, int(place.bottom() * ratio)):
        for x in range(int(place.left() * ratio), int(place.right() * ratio)):
            name = image.pixelColor(x, y).name()
            found[name] = found.get(name, 0) + 1
    return found


def scene_of(timeline: Timeline):
    assert timeline.scene is not None
    return timeline.scene


def band(timeline: Timeline, at_s: float, row: QRectF, pixels: float = 1.0) -> QRectF:
    x = scene_of(timeline).view.x_of(at_s)
    return QRectF(x - pixels / 2, row.top(), pixels, row.height())


def contrast(one: QColor, other: QColor) -> float:
    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    a, b = sorted((light(one), light(other)))
    return (b + 0.05) / (a + 0.05)


def test_the_waveform_is_high_where_it_is_loud_and_a_line_in_a_pause(timeline):
    timeline.zoom(20.0, scene_of(timeline).view.x_of(LECTURE.pauses[5].start_s))
    image, wave = picture(timeline), scene_of(timeline).rows.wave
    ink = scene_of(timeline).tints.wave.name()
    pause = LECTURE.pauses[5]
    middle = (pause.start_s + pause.end_s) / 2
    assert colours(image, band(timeline, middle, wave, 3)).get(ink, 0) <= 3 * 3
    loudest = max(
        colours(image, band(timeline, pause.end_s + n, wave, 3)).get(ink, 0) for n in range(1, 8)
    )
    assert loudest > 30


def test_a_pause_is_a_grey_band(timeline):
    timeline.zoom(20.0, scene_of(timeline).view.x_of(LECTURE.pauses[5].start_s))
    image, wave = picture(timeline), scene_of(timeline).rows.wave
    pause = LECTURE.pauses[5]
    inside = QPointF(scene_of(timeline).view.x_of((pause.start_s + pause.end_s) / 2), 0)
    beside = QPointF(scene_of(timeline).view.x_of(pause.start_s - 0.5), 0)
    y = round(wave.top() + 2)
    base = scene_of(timeline).tints.base
    assert image.pixelColor(round(beside.x()), y) == base
    assert image.pixelColor(round(inside.x()), y) != base


def test_a_boundary_has_a_line_and_a_handle(timeline):
    image, scene = picture(timeline), scene_of(timeline)
    accent = scene.tints.accent.name()
    edge = timeline.edges[1]
    grip = grip_place(scene, edge).adjusted(2, 2, -2, -2)
    assert set(colours(image, grip)) == {accent}
    line = band(timeline, edge.at_s, scene.rows.wave.adjusted(0, 14, 0, 0))
    assert accent in colours(image, line)


def test_a_chosen_and_a_pinned_boundary_look_otherwise(timeline):
    before, scene = picture(timeline), scene_of(timeline)
    edge = timeline.edges[1]
    around = grip_place(scene, edge).adjusted(-6, -6, 6, 6)
    timeline.choose_boundary(Boundary(SPANS[0].id, is_end=True))
    assert colours(picture(timeline), around) != colours(before, around)
    timeline.choose_boundary(None)
    timeline.show_clips([replace(SPANS[0], pinned=True), *SPANS[1:]], "", editable=True)
    film = band(timeline, edge.at_s, scene.rows.film, 16)
    assert colours(picture(timeline), film) != colours(before, film)


def test_clips_are_told_apart(timeline):
    image, scene = picture(timeline), scene_of(timeline)
    most = []
    for span in SPANS[:3]:
        found = colours(image, clip_place(scene, span).adjusted(4, 2, -4, -2))
        most.append(max(found, key=lambda name: found[name]))
    tints = scene.tints
    assert most == [tints.clip.name(), tints.accent.name(), tints.amber.name()]


def test_too_long_is_a_sign_and_not_a_colour_alone(timeline):
    for scale in (1.0, 20.0):
        count = round(4 * scale)
        timeline.show_clips(clips(600.0, count, too_long=(2,)), "", editable=True)
        image, scene = picture(timeline), scene_of(timeline)
        place = clip_place(scene, timeline.spans[2]).adjusted(2, 2, -2, -2)
        assert scene.tints.on_amber.name() in colours(image, place)


def test_what_is_in_no_clip_is_hatched(timeline):
    full = picture(timeline)
    timeline.show_clips([SPANS[0], *SPANS[2:]], "", editable=True)
    image, scene = picture(timeline), scene_of(timeline)
    gap = band(timeline, (SPANS[1].start_s + SPANS[1].end_s) / 2, scene.rows.wave, 40)
    assert scene.tints.line.name() in colours(image, gap)
    assert colours(full, gap) != colours(image, gap)


def test_the_playhead_is_drawn_where_it_was_put(timeline):
    timeline.show_playhead(330.0)
    image, scene = picture(timeline), scene_of(timeline)
    red = scene.tints.playhead.name()
    head = scene.rows.ruler.adjusted(0, 12, 0, 0)
    assert red in colours(image, band(timeline, 330.0, head, 8))
    timeline.show_playhead(30.0)
    assert red not in colours(picture(timeline), band(timeline, 330.0, head, 8))


def test_playing_draws_the_same_as_drawing_everything(timeline):
    for at_s in (100.0, 100.5, 101.0, 99.0):
        timeline.show_playhead(at_s)
        QApplication.processEvents()
    kept = picture(timeline)
    timeline._layers.forget()
    assert picture(timeline) == kept


def test_shapes_stand_out_from_their_ground(timeline):
    tints = scene_of(timeline).tints
    for letters, ground in (
        (tints.ink, tints.clip),
        (tints.on_accent, tints.accent),
        (tints.on_amber, tints.amber),
        (tints.quiet, tints.base),
    ):
        assert contrast(letters, ground) >= 4.5
    for shape in (tints.wave, tints.slide, tints.playhead, tints.accent):
        assert contrast(shape, tints.base) >= 3.0


@given(st.integers(0, 400), st.text(max_size=60), st.integers(1, 999), st.floats(0.0, 9e4))
def test_words_of_a_clip_never_overlap(qapp, width, title, number, length_s):
    metrics = QFontMetrics(QFont())
    span = Span("c", number, title, 0.0, length_s, pinned=False, too_long=False)
    words, length = fitted(metrics, span, width)
    assert metrics.horizontalAdvance(words) <= width
    if length:
        assert metrics.horizontalAdvance(words) + metrics.horizontalAdvance(length) + 8 <= width
    assert not words or words.startswith(str(number))


@pytest.mark.parametrize(
    ("recording", "count"),
    [
        (heard(2.0, pauses=1, slides=1, thumbnails=1), 1),
        (heard(600.0, pauses=9), 3),
        (heard(600.0, slides=9, thumbnails=60, sound=False), 3),
        (heard(600.0, slides=9, pauses=9, thumbnails=60), 0),
        (heard(0.0), 0),
        (heard(600.0, sound=False), 2),
        (replace(heard(1.0, sound=False), frame_s=0.0), 1),
    ],
    ids=["two seconds", "no pictures", "no sound", "no clips", "nothing", "bare", "no frames"],
)
def test_recordings_that_lack_something_are_drawn_at_every_zoom(qtbot, recording, count):
    timeline = shown(qtbot, Timeline(Voice("fr")), 600)
    timeline.show_recording(recording)
    timeline.show_clips(clips(recording.duration_s, count), "", editable=True)
    for _ in range(12):
        image = picture_once(timeline)
        assert len(colours(image, scene_of(timeline).rows.ruler)) > 1
        timeline.zoom(4.0, 300.0)
    timeline.show_recording(None)
    assert not timeline.buttons["whole"].isEnabled()
    picture_once(timeline)


def picture_once(timeline: Timeline) -> QImage:
    return timeline.grab().toImage()


def test_thumbnails_are_decoded_when_drawn_and_few_are_kept(qtbot, monkeypatch):
    monkeypatch.setattr(timeline_film, "KEPT", 24)
    timeline = Timeline(Voice("en"))
    shown(qtbot, timeline)
    timeline.show_recording(heard(3600.0, slides=30, thumbnails=720))
    assert timeline._film.kept == 0
    picture(timeline)
    assert 8 <= timeline._film.kept <= 24
    timeline.zoom(6.0, 12.0)
    for _ in range(20):
        timeline.scroll_by(400.0)
        picture_once(timeline)
        assert timeline._film.kept <= 24


def test_a_broken_thumbnail_is_grey(qtbot):
    timeline = Timeline(Voice("en"))
    shown(qtbot, timeline)
    broken = [Thumbnail(each.at_s, b"no picture") for each in LECTURE.thumbnails]
    timeline.show_recording(replace(LECTURE, thumbnails=broken))
    film = scene_of(timeline).rows.film
    found = colours(picture(timeline), QRectF(film.left() + 4, film.top() + 4, 20, 20))
    assert set(found) == {QColor(Qt.GlobalColor.gray).name()}


def test_time_goes_from_left_to_right_in_every_language(qtbot):
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        timeline = shown(qtbot, Timeline(Voice("en")))
        assert timeline.layoutDirection() is Qt.LayoutDirection.LeftToRight
        assert timeline.buttons["zoom_in"].mapTo(timeline, timeline.rect().topLeft()).x() > 700
    finally:
        application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
