"""The picture of a plan shows what is known, where it is."""

from __future__ import annotations

import pytest
from PIL import Image, ImageColor

from studio.cli_canvas import AMBER, SLIDE, TEAL
from studio.cli_plot import Bar, Drawing, Place, paint
from studio.i18n import Voice
from tests.lines import Run, runner
from tests.media import recordings

LEFT, WIDTH = 150, 1420


@pytest.fixture
def run(capsys) -> Run:
    return runner(capsys)


def picture(tmp_path, drawing: Drawing, language: str = "en") -> Image.Image:
    paint(drawing, Voice(language)).save(tmp_path / "plan.png")
    with Image.open(tmp_path / "plan.png") as read:
        assert read.format == "PNG"
        return read.convert("RGB")


def columns(image: Image.Image, colour: str) -> list[int]:
    """Return the columns of the lanes that hold a colour nearly as it is."""
    wanted = ImageColor.getrgb(colour)
    lanes = image.crop((LEFT - 1, 160, LEFT + WIDTH + 1, image.height - 70))
    pixels = lanes.load()
    assert pixels is not None
    return sorted(
        {
            x + LEFT - 1
            for x in range(lanes.width)
            for y in range(lanes.height)
            if all(abs(a - b) < 30 for a, b in zip(pixels[x, y], wanted, strict=True))  # type: ignore[arg-type]
        }
    )


def two(*, forced: bool = False, **known) -> Drawing:
    bars = [Bar(0.0, 300.0, "One", forced), Bar(300.0, 600.0, "Two")]
    return Drawing("talk.mp4\n2 clips", 600.0, bars, pauses=[(100.0, 101.0)], **known)


def test_a_cut_stands_where_it_is(tmp_path):
    assert columns(picture(tmp_path, two()), TEAL) == pytest.approx([860], abs=2)


def test_a_forced_cut_is_amber(tmp_path):
    image = picture(tmp_path, two(forced=True))
    assert [round(x, -1) for x in columns(image, AMBER)][:1] == [860]
    assert columns(image, TEAL) == []


def test_slides_and_costs_stand_at_their_times(tmp_path):
    bare = picture(tmp_path, two())
    places = [Place(150.0, -1.0), Place(300.0, -2.0, True, (("pause", -2.5), ("each", 0.5)))]
    full = picture(tmp_path, two(slides=[(450.0, True)], places=places, lows=[-1], highs=[1]))
    assert full.height > bare.height + 300
    assert columns(full, SLIDE) == pytest.approx([1214, 1215, 1216], abs=2)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_day_of_lectures_can_be_drawn(tmp_path, language):
    bars = [Bar(n * 320.0, (n + 1) * 320.0, f"Titre « {n} » é" * 9, n % 9 == 0) for n in range(90)]
    pauses = [(n * 4.0, n * 4.0 + 0.6) for n in range(7200)]
    image = picture(tmp_path, Drawing("x" * 300, 28_800.0, bars, pauses=pauses), language)
    assert image.width == 1600


def test_a_recording_of_one_clip_can_be_drawn(tmp_path):
    assert columns(picture(tmp_path, Drawing("a.mp4", 0.5, [Bar(0.0, 0.5, "One")])), TEAL) == []


def test_split_draws_its_plan(run, tmp_path):
    film = recordings.plain(tmp_path)
    said = run("split", film, "--max", "0:05", "--plot", tmp_path / "plan.png", "--json")
    assert said.status == 0
    assert said.data["plot"] == str(tmp_path / "plan.png")
    with Image.open(tmp_path / "plan.png") as drawn:
        assert drawn.width == 1600
    assert not list(tmp_path.glob("*.part"))


def test_a_picture_that_can_not_be_written_is_an_error(run, tmp_path):
    film = recordings.plain(tmp_path)
    said = run("split", film, "--max", "0:05", "--plot", tmp_path / "none" / "plan.png")
    assert said.status == 1
    assert "none" in said.error
