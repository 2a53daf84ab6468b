"""Zip files of all kinds: nothing that is in one is trusted, inflated without bound, or fatal."""

from __future__ import annotations

import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.publication import PackageFile
from exporters.validation.contents import FileContents, UnreadableEntryError, zip_contents
from exporters.validation.validate import validate, validate_file
from exporters.validation.xml_files import parsed
from tests.exporters.validation.packages import GOOD, Listed

SAMPLES = "samples/formats"
INVALID_CMI5 = {
    "lts_201-": "cmi5.relative_id",
    "lts_202-2": "href.missing",
    "lts_202-4": "href.missing",
    "lts_202-5": "href.absolute",
    "lts_203-": "href.missing",
    "lts_204-": "cmi5.query",
    "lts_205-": "cmi5.id_twice",
    "lts_206-": "schema.value",
    "lts_207-": "schema.children",
}
"""What the reference test suite for LMSs has made wrong on purpose."""


def found_in(file: Path) -> dict[str, str]:
    """The codes found in a zip file, each with the first place."""
    return {each.code: each.place for each in reversed(validate_file(file))}


def zipped(file: Path, write: Callable[[zipfile.ZipFile], object]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", "<p>")
        write(archive)
    return file


def patched(file: Path, before: bytes, after: bytes) -> Path:
    """Change what is written in a zip file, at every place."""
    content = file.read_bytes()
    assert before in content
    file.write_bytes(content.replace(before, after))
    return file


@pytest.mark.parametrize("kind", list(GOOD))
def test_a_good_package_is_good_in_a_zip(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "good.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.mkdir("media")
        for name, content in GOOD[kind].items():
            archive.writestr(name, content)
    assert found_in(file) == {"zip.letters": "media/café.png"}


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"no zip at all" * 100])
def test_what_is_no_zip_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(content)
    assert found_in(file) == {"zip.broken": ""}


def test_a_directory_that_fills_the_memory_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "x.zip"
    size = 100 * 200_000 + 1
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, size, 0, 0)
    with file.open("wb") as target:
        target.truncate(size)
        target.seek(size)
        target.write(end)
    assert found_in(file) == {"zip.too_many_entries": ""}


def test_a_bomb_is_found_without_being_inflated(tmp_path: Path) -> None:
    def write(archive: zipfile.ZipFile) -> None:
        with archive.open("imsmanifest.xml", "w") as bomb:
            for _ in range(200):
                bomb.write(bytes(1_000_000))

    file = zipped(tmp_path / "x.zip", write)
    tracemalloc.start()
    found = found_in(file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found["zip.bomb"] == "imsmanifest.xml"
    assert found["xml.large"] == "imsmanifest.xml"
    assert peak < 60_000_000


def test_a_size_that_is_a_lie_is_not_believed(tmp_path: Path) -> None:
    file = zipped(tmp_path / "x.zip", lambda zip_: zip_.writestr("tincan.xml", bytes(50_000_000)))
    patched(file, struct.pack("<L", 50_000_000), struct.pack("<L", 1_000))
    found = found_in(file)
    assert {"xml.malformed", "zip.unreadable"} & set(found)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_unusual_compression_is_refused_and_not_tried(tmp_path: Path, method: int) -> None:
    file = zipped(
        tmp_path / "x.zip", lambda zip_: zip_.writestr("cmi5.xml", bytes(100), compress_type=method)
    )
    assert {"zip.method", "zip.unreadable"} <= set(found_in(file))


def test_names_are_taken_as_they_are_written(tmp_path: Path) -> None:
    def write(archive: zipfile.ZipFile) -> None:
        for name in ("a\\b.txt", "../c.txt", "/d.txt", "cafe\u0301.txt", "inner.zip"):
            archive.writestr(name, "x")

    found = found_in(zipped(tmp_path / "x.zip", write))
    places = {"zip.backslash": "a\\b.txt", "zip.outside": "../c.txt", "zip.absolute": "/d.txt"}
    places |= {"zip.nested": "inner.zip"}
    assert places.items() <= found.items()
    assert "zip.decomposed" in found


def test_a_name_without_an_encoding_is_told(tmp_path: Path) -> None:
    file = zipped(tmp_path / "x.zip", lambda zip_: zip_.writestr("cafX.txt", "x"))
    patched(file, b"cafX.txt", b"caf\xe9.txt")
    assert "zip.encoding" in found_in(file)


def test_a_link_and_an_encrypted_file_are_told(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    file = zipped(tmp_path / "x.zip", lambda zip_: zip_.writestr(link, "/etc/passwd"))
    assert found_in(file)["zip.link"] == "link.txt"
    secret = zipped(tmp_path / "y.zip", lambda zip_: zip_.writestr("a.css", "p {}"))
    content = bytearray(secret.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.rindex(mark) + offset] |= 1
    secret.write_bytes(content)
    assert {"zip.encrypted", "zip.unreadable"} <= set(found_in(secret))


def test_zip64_is_read(tmp_path: Path) -> None:
    def write(archive: zipfile.ZipFile) -> None:
        with archive.open("a.txt", "w", force_zip64=True) as entry:
            entry.write(b"x")

    assert found_in(zipped(tmp_path / "x.zip", write)) == {}


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "x.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("index.html", "<p>whole</p>")
    assert "zip.unreadable" in found_in(patched(file, b"whole", b"other"))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    file = tmp_path_factory.mktemp("sound") / "x.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in GOOD["scorm12"].items():
            archive.writestr(name, content)
    return file.read_bytes()


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_bytes_give_findings_and_nothing_else(
    sound: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(sound)
    for _ in range(data.draw(st.integers(0, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    file = tmp_path_factory.getbasetemp() / "any.zip"
    file.write_bytes(data.draw(st.sampled_from((bytes(content), b""))) + data.draw(st.binary()))
    validate_file(file)


TAGS = st.sampled_from(
    ["manifest", "organizations", "item", "resource", "tincan", "activity", "au", "x:y", "?", "!--"]
)
XML = st.recursive(
    st.text(max_size=20) | st.sampled_from(["&amp;", "&x;", "<a", "]]>", "<!DOCTYPE x>"]),
    lambda inner: st.builds(
        lambda tag, key, value, body: f'<{tag} {key}="{value}">{"".join(body)}</{tag}>',
        TAGS,
        st.sampled_from(["xmlns", "href", "identifier", "id", "xml:base", "src", "style"]),
        st.text(max_size=10) | st.sampled_from([*GOOD, "http://[", "%00", "//", "a?b#c", "url("]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    "text",
    [
        "<x:y/>",
        '<manifest x:a="b"/>',
        '<x:y xmlns=""><manifest xmlns="0"/></x:y>',
        '<x:y xmlns=""><manifest xmlns="0" x:a="b"/></x:y>',
    ],
)
def test_a_prefix_that_stands_for_nothing_gives_findings(text: str) -> None:
    names = ("imsmanifest.xml", "tincan.xml", "cmi5.xml", "index.html", "style.css")
    assert validate(Listed(dict.fromkeys(names, text.encode())))


@settings(max_examples=300, deadline=None)
@given(XML, st.binary(max_size=50), st.sampled_from(["utf-8", "utf-16"]))
def test_any_xml_gives_findings_and_nothing_else(text: str, end: bytes, encoding: str) -> None:
    content = text.encode(encoding, "surrogatepass") + end
    names = ("imsmanifest.xml", "tincan.xml", "cmi5.xml", "index.html", "style.css")
    validate(Listed(dict.fromkeys(names, content)))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_good_description_with_something_else_in_it_gives_findings(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["scorm12", "scorm2004", "tincan", "cmi5"]))
    name, content = next(iter(GOOD[kind].items()))
    text = content.decode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 60)))
    changed = text[:start] + data.draw(XML) + text[end:]
    validate(Listed({**GOOD[kind], name: changed.encode("utf-8", "surrogatepass")}))


def test_entities_are_never_followed() -> None:
    laughs = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {after} "{f"&{before};" * 50}">'
        for before, after in zip("abcdefg", "bcdefgh", strict=True)
    )
    for text in (
        f'{laughs}]><l x="&h;">&h;</l>',
        '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>',
        '<!DOCTYPE l SYSTEM "http://127.0.0.1:9/x.dtd"><l/>',
    ):
        assert getattr(parsed(text.encode(), "x.xml"), "code", "") in {
            "xml.doctype",
            "xml.malformed",
        }


def test_files_that_are_not_written_yet_are_read_in_part(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p {}" * 100, "utf-8")
    contents = FileContents(
        [PackageFile("a.css", tmp_path / "a.css"), PackageFile("b.css", b"q {}")]
    )
    assert contents.read("a.css", 4) == b"p {}"
    assert contents.read("b.css", 1) == b"q"
    assert contents.sizes == {"a.css": 400, "b.css": 4}


def test_reading_keeps_to_its_bound(tmp_path: Path) -> None:
    file = zipped(tmp_path / "x.zip", lambda zip_: zip_.writestr("a.txt", bytes(5_000_000)))
    with zip_contents(file) as contents:
        assert contents.read("a.txt", 10) == bytes(10)
    with pytest.raises(UnreadableEntryError):
        Listed({}).read("none", 1)


@pytest.mark.parametrize("kind", ["cmi5", "tincan"])
def test_descriptions_of_others_are_judged_as_they_are_meant(shared: Path, kind: str) -> None:
    files = sorted((shared / SAMPLES / kind).glob("*.xml"))
    assert len(files) >= 3
    for file in files:
        listed = {f"{kind}.xml": file.read_bytes(), "index.html": b"<p>", "tetris.html": b"<p>"}
        found = {each.code for each in validate(Listed(listed))}
        wanted = {code for start, code in INVALID_CMI5.items() if file.name.startswith(start)}
        assert wanted <= found
        if not wanted:
            assert found <= {"href.missing"}, file.name


def test_packages_that_are_no_courses_are_refused(shared: Path) -> None:
    files = sorted((shared / SAMPLES / "qti").glob("*.zip"))
    assert files
    for file in files:
        assert set(found_in(file)) & {"manifest.version", "manifest.namespace", "package.none"}
