"""Pictures brought in: fit for every browser, the original kept, bad ones refused in words."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from studio.course.model import Course, MediaFile
from studio.imports.pictures import bring_in_picture
from studio.imports.pixels import LONGEST_SIDE, MOST_BYTES
from studio.jobs import Progress
from studio.messages import StudioError
from studio.project.project import Project, create_project
from tests.imports.pictures_of import photo, png, saved, slide


@pytest.fixture
def project(tmp_path):
    return create_project(tmp_path / "course", Course(id="c0000001", title="C"))


def bring_in(project: Project, source: Path | bytes, name: str = "") -> MediaFile:
    called = name or (source.name if isinstance(source, Path) else "")
    return bring_in_picture(project, source, called, Progress())


def opened(project: Project, entry: MediaFile) -> Image.Image:
    image = Image.open(io.BytesIO(project.media.path(entry.file).read_bytes()))
    image.load()
    return image


def pixel(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    found = image.getpixel((x, y))
    assert isinstance(found, tuple)
    return found


def refusal(project: Project, source: Path) -> str:
    before = sorted(project.media.folder.iterdir())
    with pytest.raises(StudioError) as caught:
        bring_in(project, source)
    assert sorted(project.media.folder.iterdir()) == before
    assert caught.value.message.params["file"] == source.name
    return caught.value.message.id


@pytest.mark.parametrize("ending", ["jpg", "png", "gif", "webp"])
def test_a_picture_that_browsers_show_is_kept_byte_for_byte(project, tmp_path, ending):
    file = saved(photo(320, 200), tmp_path / f"a.{ending}")
    entry = bring_in(project, file)
    assert project.media.path(entry.file).read_bytes() == file.read_bytes()
    assert (entry.width, entry.height, entry.original) == (320, 200, None)
    assert entry.name == file.name
    assert entry.size == file.stat().st_size


@pytest.mark.parametrize(
    ("ending", "options"), [("bmp", {}), ("tif", {}), ("jp2", {}), ("avif", {"quality": 90})]
)
def test_what_browsers_do_not_show_is_converted_and_the_original_is_kept(
    project, tmp_path, ending, options
):
    file = saved(photo(300, 200), tmp_path / f"a.{ending}", **options)
    entry = bring_in(project, file)
    assert entry.mime in ("image/jpeg", "image/png")
    assert entry.name in ("a.jpg", "a.png")
    assert opened(project, entry).size == (300, 200)
    assert project.media.path(entry.original).read_bytes() == file.read_bytes()


def test_a_large_photograph_is_scaled_and_stays_a_jpeg(project, tmp_path):
    entry = bring_in(project, saved(photo(4000, 3000), tmp_path / "a.jpg", quality=95))
    assert (entry.width, entry.height) == (LONGEST_SIDE, 1440)
    assert opened(project, entry).size == (LONGEST_SIDE, 1440)
    assert entry.mime == "image/jpeg"
    assert entry.size < project.media.path(entry.original).stat().st_size


def test_a_large_slide_stays_sharp_and_a_large_photograph_becomes_small(project, tmp_path):
    assert bring_in(project, saved(slide(3840, 2160), tmp_path / "s.png")).mime == "image/png"
    entry = bring_in(project, saved(photo(2400, 1600), tmp_path / "p.png"))
    assert (entry.mime, entry.name) == ("image/jpeg", "p.jpg")


def test_many_bytes_are_a_reason_only_if_they_become_fewer(project, tmp_path):
    big = saved(photo(1900, 1500), tmp_path / "big.png")
    assert big.stat().st_size > MOST_BYTES
    assert bring_in(project, big).size < big.stat().st_size
    noise = Image.effect_noise((1900, 1900), 200).convert("RGB")
    hard = saved(noise, tmp_path / "hard.jpg", quality=72)
    assert hard.stat().st_size > MOST_BYTES
    assert bring_in(project, hard).original is None


def test_what_shows_through_still_does(project, tmp_path):
    image = slide(2400, 600).convert("RGBA")
    image.putpixel((0, 0), (0, 0, 0, 0))
    image.paste((0, 0, 0, 0), (0, 300, 2400, 600))
    made = opened(project, bring_in(project, saved(image, tmp_path / "a.png")))
    assert pixel(made.convert("RGBA"), 1000, 400)[3] == 0


def test_a_picture_is_turned_upright_and_forgets_where_it_was_taken(project, tmp_path):
    image = Image.new("RGB", (40, 20), "red")
    image.paste("blue", (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 24.0)
    entry = bring_in(project, saved(image, tmp_path / "a.jpg", exif=exif, quality=95))
    made = opened(project, entry)
    assert made.size == (entry.width, entry.height) == (20, 40)
    red, _, blue = pixel(made, 10, 5)
    assert blue > 200 > 60 > red
    assert not made.getexif()
    assert b"GPS" not in project.media.path(entry.file).read_bytes()


def test_a_place_alone_is_reason_enough(project, tmp_path):
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    entry = bring_in(project, saved(photo(60, 40), tmp_path / "a.jpg", exif=exif))
    assert entry.original is not None
    assert 0x8825 not in opened(project, entry).getexif()


def test_other_colours_become_those_of_the_web(project, tmp_path):
    file = saved(Image.new("CMYK", (30, 30), (0, 255, 255, 0)), tmp_path / "a.jpg", quality=95)
    made = opened(project, bring_in(project, file))
    assert made.mode == "RGB"
    assert pixel(made, 9, 9)[0] > 200 > pixel(made, 9, 9)[1]
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    profiled = saved(photo(30, 30), tmp_path / "b.png", icc_profile=lab)
    assert "icc_profile" not in opened(project, bring_in(project, profiled)).info
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert (
        bring_in(project, saved(photo(30, 30), tmp_path / "c.png", icc_profile=usual)).original
        is None
    )


def test_greys_of_sixteen_bits_keep_their_light(project, tmp_path):
    image = Image.fromarray(np.full((10, 30), 32768, np.uint16))
    made = opened(project, bring_in(project, saved(image, tmp_path / "a.tif")))
    assert abs(pixel(made.convert("RGB"), 20, 5)[0] - 128) <= 2


@pytest.mark.parametrize("ending", ["gif", "webp", "png"])
def test_what_moves_is_kept(project, tmp_path, ending):
    frames = [slide(2000, 40), photo(2000, 40)]
    file = saved(frames[0], tmp_path / f"a.{ending}", save_all=True, append_images=frames[1:])
    entry = bring_in(project, file)
    assert entry.original is None
    assert (entry.width, entry.height) == (2000, 40)
    assert getattr(opened(project, entry), "n_frames", 1) == 2


def test_the_content_counts_not_the_name(project, tmp_path):
    file = tmp_path / "a.png"
    photo(50, 40).save(file, "JPEG")
    entry = bring_in(project, file)
    assert (entry.mime, entry.file.rpartition(".")[2]) == ("image/jpeg", "jpg")


def test_the_same_picture_becomes_the_same_file(project, tmp_path):
    files = [saved(photo(2500, 900), tmp_path / name) for name in ("a.tif", "b.tif")]
    one, other = (bring_in(project, file) for file in files)
    assert (one.file, one.original) == (other.file, other.original)


def test_bytes_are_taken_like_a_file(project):
    entry = bring_in(project, png(photo(2500, 100)), "Image collée.png")
    assert entry.width == LONGEST_SIDE
    assert entry.name.startswith("Image collée.")
    assert project.media.path(entry.original).read_bytes() == png(photo(2500, 100))


def test_a_bomb_is_refused(project, tmp_path):
    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    for side in (12_000, 60_000):
        header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        file = tmp_path / "bomb.png"
        file.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IEND", b""))
        assert refusal(project, file) == "picture.too_many_pixels"


@pytest.mark.parametrize("ending", ["jpg", "png", "gif", "webp", "bmp", "tif", "avif"])
def test_what_is_cut_short_is_refused(project, tmp_path, ending):
    file = saved(photo(200, 200), tmp_path / f"a.{ending}")
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert refusal(project, file) == "picture.broken"


def test_the_pictures_of_phones_are_named(project, tmp_path):
    file = tmp_path / "IMG_0001.HEIC"
    file.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200))
    assert refusal(project, file) == "picture.heic"


def test_no_file_is_a_sentence(project, tmp_path):
    with pytest.raises(StudioError) as caught:
        bring_in(project, tmp_path / "none.png")
    assert caught.value.message.id == "media.missing"


def encoded(kind: str) -> bytes:
    stream = io.BytesIO()
    photo(40, 30).save(stream, kind)
    return stream.getvalue()


SEEDS = {kind: encoded(kind) for kind in ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP")}


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=120, deadline=None)
@given(data=st.data(), kind=st.sampled_from(sorted(SEEDS)))
def test_broken_bytes_are_a_picture_or_a_sentence(tmp_path_factory, data, kind):
    content = bytearray(SEEDS[kind])
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(8, len(content) - 1))] = data.draw(st.integers(0, 255))
    folder = tmp_path_factory.mktemp("course")
    project = create_project(folder, Course(id="c0000001", title="C"))
    try:
        entry = bring_in(project, bytes(content), "a")
    except StudioError:
        return
    assert entry.width
    assert entry.height
