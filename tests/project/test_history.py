"""Versions of a course: kept, listed, read back, thinned by age and size."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from studio.course.model import Course
from studio.messages import StudioError
from studio.project.history import History
from studio.project.thinning import superfluous
from studio.project.versions import Version, VersionHead, VersionKind
from tests.courses import small_course

NOON = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def after(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def history(tmp_path, clock) -> History:
    return History(tmp_path / "history", now=clock)


def course(number: int = 0) -> Course:
    return Course(id="c0000001", title=f"Été n° {number}")


def test_a_version_comes_back_as_it_was(tmp_path, clock):
    _, whole = small_course(tmp_path)
    history = History(tmp_path / "history", now=clock)
    kept = history.keep(whole, VersionKind.CHECKPOINT, "Avant l'été")
    assert kept is not None
    [version] = history.versions()
    assert version == kept
    assert version.head.name == "Avant l'été"
    assert (version.head.title, version.head.screens) == (whole.title, 5)
    assert version.size == version.file.stat().st_size
    assert history.load(version) == whole


def test_the_newest_version_comes_first(history, clock):
    for number in range(3):
        history.keep(course(number), VersionKind.CHECKPOINT)
        clock.after(minutes=1)
    assert [version.head.title for version in history.versions()] == [
        course(number).title for number in (2, 1, 0)
    ]


def test_what_is_kept_already_is_not_kept_again(history, clock):
    assert history.keep(course(), VersionKind.START)
    clock.after(minutes=1)
    assert history.keep(course(), VersionKind.CHECKPOINT) is None
    assert history.keep(course(), VersionKind.PUBLISHED)
    clock.after(minutes=1)
    assert history.keep(course(), VersionKind.PUBLISHED) is None
    assert history.keep(course(), VersionKind.CHECKPOINT, "Named")
    assert len(history.versions()) == 3


def test_a_kept_version_names_the_files_that_it_needs(tmp_path, history):
    _, whole = small_course(tmp_path)
    history.keep(whole, VersionKind.CHECKPOINT)
    history.keep(course(), VersionKind.CHECKPOINT)
    named = {entry.file for entry in whole.media.values()}
    assert named < history.files_used()
    assert len(history.files_used()) == len(named) + 1  # and the captions


def test_the_file_can_be_put_back_by_hand(history, tmp_path):
    version = history.keep(course(), VersionKind.CHECKPOINT)
    head, content = gzip.decompress(version.file.read_bytes()).split(b"\n", 1)
    assert b'"checkpoint"' in head
    (tmp_path / "course.json").write_bytes(content)
    from studio.project.project import open_project

    assert open_project(tmp_path).load() == course()


@pytest.mark.parametrize(
    "content",
    [b"", b"no gzip", gzip.compress(b"[]\n{}"), b"\x1f\x8b\x08"],
    ids=["empty", "no gzip", "no version", "cut off"],
)
def test_files_that_are_no_versions_are_left_out(history, content):
    history.keep(course(), VersionKind.CHECKPOINT)
    (history.folder / "20260101T000000000000Z-checkpoint-0000.json.gz").write_bytes(content)
    assert len(history.versions()) == 1


@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_a_damaged_version_is_named(history, share):
    version = history.keep(changed(course(), description="é" * 5000), VersionKind.CHECKPOINT)
    data = version.file.read_bytes()
    version.file.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(StudioError) as raised:
        history.load(version)
    assert raised.value.message.params["file"] == str(version.file)


def test_age_thins_what_is_kept(history, clock):
    for number in range(3 * 12):
        history.keep(course(number), VersionKind.CHECKPOINT)
        clock.after(minutes=20)
    assert len(history.versions()) == 36
    clock.after(days=2)
    history.keep(course(100), VersionKind.CHECKPOINT)
    assert len(history.versions()) == 12 + 1
    clock.after(days=9)
    history.keep(course(101), VersionKind.CHECKPOINT)
    days = {version.head.time.astimezone().date() for version in history.versions()}
    assert len(history.versions()) == len(days)


def test_a_name_and_a_publication_keep_a_version(history, clock):
    history.keep(course(1), VersionKind.CHECKPOINT, "The one I like")
    history.keep(course(2), VersionKind.PUBLISHED)
    history.keep(course(3), VersionKind.CHECKPOINT)
    clock.after(days=400)
    history.keep(course(4), VersionKind.CHECKPOINT)
    kept = [version.head.title for version in history.versions()]
    assert {course(1).title, course(2).title, course(4).title} <= set(kept)


def version(time: datetime, size: int = 10, name: str = "") -> Version:
    head = VersionHead(kind=VersionKind.CHECKPOINT, time=time, name=name)
    return Version(file=Path(f"{time.isoformat()}-{size}"), size=size, head=head)


ages = st.lists(
    st.tuples(st.integers(0, 86_400 * 40), st.integers(1, 100), st.sampled_from(["", "", "", "n"])),
    min_size=1,
    max_size=60,
    unique_by=lambda age: age[0],
)


@given(ages, st.integers(1, 2000))
def test_thinning_keeps_what_it_promises(drawn, cap):
    versions = [version(NOON - timedelta(seconds=age), size, name) for age, size, name in drawn]
    newest = max(versions, key=lambda each: each.head.time)
    gone = superfluous(versions, NOON, cap)
    kept = [each for each in versions if each not in gone]
    assert newest in kept
    assert sum(each.size for each in kept) <= cap or kept == [newest]
    by_age = superfluous(versions, NOON, 10**9)
    today = NOON.astimezone().date()
    for each in by_age:
        assert not each.head.name
        assert each.head.time.astimezone().date() != today
    left = [each for each in versions if each not in by_age]
    assert {each.head.time.astimezone().date() for each in versions} == {
        each.head.time.astimezone().date() for each in left
    }
    assert not superfluous(left, NOON, 10**9)


def test_the_cap_takes_the_oldest_without_a_name_first():
    hours = [version(NOON - timedelta(hours=n), 10, "n" if n == 5 else "") for n in range(1, 6)]
    gone = superfluous(hours, NOON, 25)
    assert [NOON - each.head.time for each in gone] == [timedelta(hours=n) for n in (4, 3, 2)]
