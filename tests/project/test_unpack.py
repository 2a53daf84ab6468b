"""Packs made to do harm, or that came through badly: refused, and nothing is left of them."""

from __future__ import annotations

import io
import shutil
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from studio.i18n import Voice
from studio.jobs import Progress
from studio.messages import StudioError
from studio.project.format import encode
from studio.project.pack import pack
from studio.project.unpack import unpack
from tests.courses import small_course
from tests.force.courses import numbered

COURSE = encode(numbered(1))


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> bytes:
    project, course = small_course(tmp_path_factory.mktemp("pack"))
    file = project.folder.parent / "x.coursewright"
    pack(project, course, file, with_history=True, progress=Progress())
    return file.read_bytes()


def everything(folder: Path) -> dict[Path, bytes | None]:
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def refused(tmp_path: Path, data: bytes) -> str:
    """Try to open a pack; return the id of what is said, "" if it opens."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    file = tmp_path / "Reçu.coursewright"
    file.write_bytes(data)
    before = everything(tmp_path)
    try:
        project = unpack(file, home / "x.course", Progress())
    except StudioError as problem:
        said = problem.message
    else:
        project.load()
        assert {
            p.relative_to(tmp_path).parts[:2] for p in set(everything(tmp_path)) - set(before)
        } <= {("home", "x.course")}
        shutil.rmtree(project.folder)
        return ""
    for language in ("en", "fr"):
        assert "Reçu.coursewright" in Voice(language).say(said)
    assert everything(tmp_path) == before
    return said.id


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], deflated: bool = False) -> bytes:
    """Return a zip with a course and `entries`."""
    stream = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in (("course.json", COURSE), *entries):
            archive.writestr(name, content)
    return stream.getvalue()


def test_a_small_pack_opens(tmp_path):
    assert refused(tmp_path, zipped()) == ""


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt", "/etc/evil", "media/../../evil", "media/./a", "media//a", "C:/evil",
        "..\\evil", "media\\evil", "media/evil.mp4", "media/0123456789abcdef01234567/x",
        "evil.exe", "course.json/x", ".studio/lock", "media/.0123456789abcdef01234567",
        "translations/aux.json", "translations/x ", "translations/e\u0301.json", "history/.x",
        "history/a\x01b", "captions/CON", "media/0123456789ABCDEF01234567.mp4", "x/",
        "translations/fr:evil", "translations/..", "translations/a/b", "media", "/",
    ],
)  # fmt: skip
def test_names_that_no_pack_holds(tmp_path, name):
    assert refused(tmp_path, zipped((name, b"evil"))) == "unpack.strange_name"


@pytest.mark.parametrize("name", ["history/", "media/", "translations/é d'été.json"])
def test_names_that_a_pack_may_hold(tmp_path, name):
    assert refused(tmp_path, zipped((name, b""))) == ""


def test_a_name_with_a_nul_is_seen_whole(tmp_path):
    name = "translations/fr.jsonXevil"
    data = zipped((name, b"{}")).replace(name.encode(), b"translations/fr.json\x00evil")
    assert refused(tmp_path, data) == "unpack.strange_name"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR])
def test_what_is_no_file(tmp_path, kind):
    info = zipfile.ZipInfo("translations/fr.json")
    info.external_attr = (kind | 0o777) << 16
    assert refused(tmp_path, zipped((info, b"/etc/passwd"))) == "unpack.no_file"


@pytest.mark.parametrize("twin", ["translations/été.json", "translations/ÉTÉ.json"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_for_one_file(tmp_path, twin):
    data = zipped(("translations/été.json", b"{}"), (twin, b"[]"))
    assert refused(tmp_path, data) == "unpack.twins"


def test_content_under_the_name_of_another(tmp_path):
    data = zipped(("media/0123456789abcdef01234567.mp4", b"no film"))
    assert refused(tmp_path, data) == "unpack.other_content"


def test_a_bomb(tmp_path):
    data = zipped(("translations/fr.json", b"0" * 20_000_000), deflated=True)
    assert refused(tmp_path, data) == "unpack.bomb"


def test_a_bomb_of_many_small_ones(tmp_path):
    bombs = ((f"translations/{number}.json", b"0" * 9_000_000) for number in range(3))
    assert refused(tmp_path, zipped(*bombs, deflated=True)) == "unpack.swells"


def test_a_course_too_large_to_be_read(tmp_path):
    data = patched(zipped(), b"course.json", 20, struct.pack("<LL", 60_000_000, 60_000_000))
    assert refused(tmp_path, data) == "unpack.bomb"


def directory_of(count: int, name: bytes) -> bytes:
    """Return a zip that is nothing but a directory of `count` entries (zip64)."""
    entry = bytearray(b"PK\x01\x02" + bytes(42) + name)
    entry[28:30] = struct.pack("<H", len(name))
    body = bytes(entry) * count
    whole = struct.pack("<LQHHLLQQQQ", 0x06064B50, 44, 45, 45, 0, 0, count, count, len(body), 0)
    where = struct.pack("<LLQL", 0x07064B50, 0, len(body), 1)
    end = struct.pack("<LHHHHLLH", 0x06054B50, 0, 0, 0xFFFF, 0xFFFF, 2**32 - 1, 2**32 - 1, 0)
    return body + whole + where + end


@pytest.mark.parametrize(
    ("count", "name"), [(100_001, b"mimetype"), (100_000, b"translations/" + b"x" * 100)]
)
def test_a_flood_of_entries_is_refused_before_it_fills_the_memory(tmp_path, count, name):
    assert refused(tmp_path, directory_of(count, name)) == "unpack.too_many"


def patched(data: bytes, name: bytes, offset: int, value: bytes) -> bytes:
    """Change a field in the central directory's entry of a name."""
    at = data.index(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(name)] != name:
        at = data.index(b"PK\x01\x02", at + 4)
    return data[: at + offset] + value + data[at + offset + len(value) :]


@pytest.mark.parametrize(
    ("offset", "value", "said"),
    [
        (8, struct.pack("<H", 1), "unpack.encrypted"),
        (10, struct.pack("<H", 99), "unpack.damaged"),
        (24, struct.pack("<L", 5), "unpack.damaged"),
        (24, struct.pack("<L", 2_000_000_000), "unpack.damaged"),
        (42, struct.pack("<L", 0), "unpack.damaged"),
        (16, b"\x00\x00\x00\x00", "unpack.damaged"),
    ],
    ids=["encrypted", "method", "shorter", "longer", "place", "checksum"],
)
def test_a_directory_that_lies(tmp_path, offset, value, said):
    data = zipped(("translations/fr.json", b'{"a": "b"}'))
    assert refused(tmp_path, patched(data, b"translations/fr.json", offset, value)) == said


def test_entries_that_share_their_bytes(tmp_path):
    """Each entry is whole and its checksum is right: the second one lies inside the first.

    So are bombs made that need no great ratio; only newer versions of `zipfile` notice.
    """
    inner = b"translations/inner.json"
    alone = zipped((inner.decode(), b"x" * 3000))
    inside = alone[alone.index(b"PK\x03\x04", 4) : alone.index(b"PK\x01\x02")]
    data = zipped(("translations/outer.json", inside), (inner.decode(), b"x" * 3000))
    data = patched(data, inner, 42, struct.pack("<L", data.index(inside)))
    start, directory = data.rindex(inside), data.index(b"PK\x01\x02", data.rindex(inside))
    end = data.rindex(b"PK\x05\x06")
    data = data[: end + 16] + struct.pack("<L", start) + data[end + 20 :]
    assert refused(tmp_path, data[:start] + data[directory:]) == "unpack.damaged"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_no_pack_uses(tmp_path, method):
    info = zipfile.ZipInfo("translations/fr.json")
    info.compress_type = method
    assert refused(tmp_path, zipped((info, b"{}"))) == "unpack.damaged"


def test_a_size_that_no_such_file_can_have(tmp_path):
    name = b"media/0123456789abcdef01234567.mp4"
    data = zipped((name.decode(), b"x"), deflated=True)
    lying = patched(data, name, 24, struct.pack("<L", 2**32 - 2))
    assert refused(tmp_path, lying) == "unpack.bomb"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "unpack.damaged"),
        (b"no zip at all", "unpack.damaged"),
        (zipped()[:-30], "unpack.damaged"),
        (zipped()[: len(zipped()) // 2], "unpack.damaged"),
        (zipped(("published.json", b"broken")), "unpack.damaged"),
    ],
    ids=["empty", "other", "cut", "half", "slots"],
)
def test_what_is_no_whole_pack(tmp_path, data, said):
    assert refused(tmp_path, data) == said


def test_a_zip_without_a_course(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("translations/fr.json", "{}")
    assert refused(tmp_path, stream.getvalue()) == "unpack.no_course"


def test_a_broken_course_in_a_pack_is_named(tmp_path):
    data = zipped().replace(b'"title": "1"', b'"titel": "1"')
    assert refused(tmp_path, data) == "unpack.damaged"  # the checksum is wrong
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("course.json", COURSE.replace(b'"title": "1"', b'"titel": "1"'))
    assert refused(tmp_path, stream.getvalue()) == "course.broken_field"


def other(data: bytes, random: Random) -> bytes:
    """Return a pack with one thing done to it; most often to its directory, at the end."""
    low = 0 if random.random() < 0.3 else len(data) - 600
    at, end = sorted(random.sample(range(low, len(data)), 2))
    changes: list[Callable[[], bytes]] = [
        lambda: data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :],
        lambda: data[:at] + random.randbytes(4) + data[at + 4 :],
        lambda: data[:at],
        lambda: data[:at] + data[end:],
        lambda: data[:end] + data[at:end] + data[end:],
    ]
    return random.choice(changes)()


@pytest.mark.parametrize(
    ("seed", "count"), [(1, 700), (2, 700), pytest.param(3, 6000, marks=pytest.mark.full)]
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_packs_with_anything_wrong_in_them(tmp_path, good, seed, count):
    random = Random(seed)
    said = {refused(tmp_path, other(good, random)) for _ in range(count)}
    assert "unpack.damaged" in said


def rebuilt(data: bytes, random: Random) -> bytes:
    """Return a whole zip with one thing done to what a pack holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist()]
    at = random.randrange(len(entries))
    name, content = entries[at]
    cut = random.randrange(len(content))
    changes: list[Callable[[], list[tuple[str, bytes]]]] = [
        lambda: entries[:at] + entries[at + 1 :],
        lambda: [*entries, (name.upper(), content)],
        lambda: [*entries, (random.choice(["x", "../x", "media/x", "history/x"]), b"x")],
        lambda: [*entries[:at], (name, content[:cut]), *entries[at + 1 :]],
        lambda: [*entries[:at], (name, content + content[cut:]), *entries[at + 1 :]],
        lambda: [*entries, ("translations/fr.json", random.randbytes(9))],
    ]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for each in random.choice(changes)():
            archive.writestr(*each)
    return stream.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_whole_zips_that_hold_something_else(tmp_path, good):
    random = Random(4)
    said = {refused(tmp_path, rebuilt(good, random)) for _ in range(300)}
    assert {"", "unpack.other_content", "unpack.strange_name", "unpack.no_course"} <= said


PIECES = [
    *("..", ".", "", "/", "\\", "C:", "~", "\x00", "\x7f", "\u202e", "\ud7ff", "é", "e\u0301"),
    *("media", "captions", "translations", "history", ".studio", "course.json", "mimetype"),
    *("0123456789abcdef01234567", ".mp4", "CON", "lpt1.txt", " ", "x" * 130, "İ", "ß", "🎬"),
]


def strange_entry(random: Random) -> zipfile.ZipInfo:
    joined = random.choice(("/", "/", "", "\\"))
    info = zipfile.ZipInfo()
    # Set like this it is written as it is; given above it would be cut at a NUL.
    info.filename = joined.join(random.choices(PIECES, k=random.randint(1, 4))) or "x"
    return info


@pytest.mark.parametrize("count", [600, pytest.param(10_000, marks=pytest.mark.full)])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_entries_with_any_name(tmp_path, count):
    random = Random(5)
    said = {refused(tmp_path, zipped((strange_entry(random), b"x"))) for _ in range(count)}
    assert {"", "unpack.strange_name", "unpack.twins"} <= said
