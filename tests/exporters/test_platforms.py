"""The platforms, what is said of a package before it is made, and several packages in one go."""

from __future__ import annotations

import zipfile

import pytest

from exporters.batch import Wish, deliver
from exporters.forecast import STATE_LETTERS, expected_sizes, reported, state_letters
from exporters.options import Edition, Options, Split
from exporters.platforms import BY_NAME, PLATFORMS, over_limits, platform
from exporters.publish import publish
from exporters.registry import formats
from studio.i18n import Voice
from studio.jobs import Cancelled, Progress
from studio.messages import StudioError
from studio.project.published import PublishedSlots
from studio.project.publishing import (
    KeptTarget,
    PublishingSettings,
    load_settings,
    save_settings,
    settings_file,
)
from tests.courses import small_course


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return small_course(tmp_path_factory.mktemp("platforms"))


@pytest.mark.parametrize("place", BY_NAME.values(), ids=lambda each: each.name)
def test_all_that_is_said_of_a_platform_is_there(place):
    for language in ("fr", "en"):
        voice = Voice(language)
        assert all(voice.say(each) for each in (place.title, *place.noted()))
        assert any("x.zip" in voice.say(each) for each in place.steps_for("x.zip"))
    assert set(place.takes) <= set(formats())
    assert place.options.split in place.splits
    assert place.limits.package is None or 10_000_000 < place.limits.package < 10_000_000_000


def test_every_platform_gets_its_package(made, tmp_path):
    project, course = made
    wishes = [Wish(place, place.options, tmp_path) for place in PLATFORMS]
    delivered = list(deliver(project, course, wishes, progress=Progress()))
    assert sorted(name for each in delivered for name in (p.name for p in each.places)) == sorted(
        place.name for place in PLATFORMS
    )
    assert len(list(tmp_path.glob("*.zip"))) == len(delivered) == 5


def test_packages_with_other_options_get_other_files(made, tmp_path):
    project, course = made
    wishes = [
        Wish(platform("docebo"), out=tmp_path),
        Wish(platform("ilias"), Options(edition=Edition.FOURTH), tmp_path),
    ]
    files = [each.published.file for each in deliver(project, course, wishes, progress=Progress())]
    assert len(set(files)) == 2
    assert all(zipfile.is_zipfile(file) for file in files)


def test_a_cancel_leaves_what_is_whole(made, tmp_path):
    project, course = made
    progress = Progress()
    wishes = [Wish(platform(name), out=tmp_path) for name in ("moodle", "web")]
    packages = deliver(project, course, wishes, progress=progress)
    first = next(packages)
    progress.cancel()
    with pytest.raises(Cancelled):
        next(packages)
    assert [*tmp_path.iterdir()] == [first.published.file]


@pytest.mark.parametrize(("typed", "meant"), [("moodel", "moodle"), ("sap", "successfactors")])
def test_a_platform_is_guessed(typed, meant):
    with pytest.raises(StudioError) as told:
        platform(typed)
    assert told.value.message.params["near"] == meant


def test_limits_are_told():
    place = platform("tovuti")
    assert [each.id for each in over_limits(place, [1], ["media/a.zip"])] == [
        "platform.over.forbidden"
    ]
    told = list(over_limits(platform("crossknowledge"), [1, 300_000_000]))
    assert [each.id for each in told] == ["platform.over.size"]


def test_what_is_expected_comes_true(made, tmp_path):
    project, course = made
    published = publish(project, course, "scorm12", tmp_path / "a.zip", progress=Progress())
    [expected] = expected_sizes(course)
    assert 0.3 < expected / published.size < 3
    assert len(expected_sizes(course, Split.PACKAGES)) == 2
    assert 0 < state_letters(course, PublishedSlots()) < STATE_LETTERS
    assert [each.id for each in reported(course, "html")] == ["publish.reported.nothing"]
    assert "publish.reported.completion" in {each.id for each in reported(course, "scorm12")}


def test_choices_are_kept_and_a_damaged_file_is_put_aside(tmp_path):
    project, _ = small_course(tmp_path)
    wanted = PublishingSettings(chosen=("moodle",), targets={"moodle": KeptTarget(file="a.zip")})
    save_settings(project, wanted)
    assert load_settings(project) == wanted
    for damaged in (b"{", b'{"format": 99}', b"[" * 100_000, b"\xff"):
        settings_file(project).write_bytes(damaged)
        assert load_settings(project) == PublishingSettings()
    save_settings(project, wanted)
    assert load_settings(project) == wanted
    assert (project.folder / "publishing.aside.json").read_bytes() == b"\xff"
