"""Each system's branch, with that system's behaviour put in; logs and settings of the user."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from studio.logs import impersonal, start_logging
from studio.messages import StudioError
from studio.names import file_slug
from studio.settings import Settings, interface_language, load_settings, settings_file
from studio.system import child_flags, flush_folder, replace_file, user_language


class HeldError(OSError):
    """What Windows says of a file that another program holds."""

    winerror = 32


def renaming(failures: int, problem: type[OSError]):
    """Return a rename that fails some times before it works."""
    left = [failures]

    def rename(source: Path, target: Path) -> None:
        if left[0]:
            left[0] -= 1
            raise problem("held")
        os.replace(source, target)  # noqa: PTH105  # what the real one calls

    return rename


def test_windows_tries_again_where_a_file_is_held(tmp_path):
    waits: list[float] = []
    (tmp_path / "new").write_text("new")
    replace_file(
        tmp_path / "new", tmp_path / "old", rename=renaming(3, HeldError), pause=waits.append
    )
    assert (tmp_path / "old").read_text() == "new"
    assert len(waits) == 3
    assert waits == sorted(waits)


def test_windows_gives_up_in_the_end(tmp_path):
    waits: list[float] = []
    with pytest.raises(HeldError):
        replace_file(
            tmp_path / "a", tmp_path / "b", rename=renaming(99, HeldError), pause=waits.append
        )
    assert 1 < sum(waits) < 3


def test_other_failures_are_told_at_once(tmp_path):
    with pytest.raises(PermissionError):
        replace_file(
            tmp_path / "a", tmp_path / "b", rename=renaming(1, PermissionError), pause=_never
        )


def _never(_: float) -> None:
    pytest.fail("there is nothing to wait for")


def test_folders_are_flushed_where_there_is_such_a_call(tmp_path, monkeypatch):
    flushed: list[int] = []
    monkeypatch.setattr("os.fsync", flushed.append)
    flush_folder(tmp_path, "linux")
    flush_folder(tmp_path, "win32")
    flush_folder(tmp_path / "missing", "linux")
    assert len(flushed) == 1


def test_windows_shows_no_console_for_a_child():
    assert child_flags("win32") == 0x08000000
    assert child_flags("linux") == 0


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr_FR.UTF-8"),
        ({"LANGUAGE": "fr:en", "LANG": "en_US"}, "fr"),
        ({"LC_ALL": "C", "LANG": "fr_CA"}, "fr_CA"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_of_a_linux_user(environ, language):
    assert user_language(environ, "linux") == language


def test_settings(monkeypatch):
    assert load_settings() == Settings()
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('{"language": "fr", "later": 1}', "utf-8")
    assert load_settings() == Settings(language="fr")
    assert interface_language(load_settings()) == "en"
    monkeypatch.delenv("COURSEWRIGHT_LANGUAGE")
    assert interface_language(load_settings()) == "fr"
    settings_file().write_text('{"language": 3}', "utf-8")
    with pytest.raises(StudioError) as raised:
        load_settings()
    assert raised.value.message.params["file"] == str(settings_file())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("can't read '/home/zoé/Mes cours/Paie.course/media/a.mp4'", "can't read '<path>'"),
        (r"in C:\Users\Zoe\Paie.mp4", "in <path>"),
        ('File "/opt/x/studio/media/cut.py", line 3', 'File "studio/media/cut.py", line 3'),
        ("/home/zoe/cours.mp4: broken", "<path>: broken"),
        ("7/8 done, 3 / 4", "7/8 done, 3 / 4"),
    ],
)
def test_logs_hold_nothing_personal(text, left):
    assert impersonal(text) == left


def test_the_log_is_written_once_and_rotates(home):
    for _ in range(2):
        path = start_logging()
    assert path is not None
    logging.getLogger("studio").info("opened %s", "/home/zoe/Paie.course")
    assert path.read_text("utf-8").count("opened <path>") == 1
    for _ in range(4000):
        logging.getLogger("studio").info("x" * 500)
    kept = sorted(file.name for file in path.parent.iterdir())
    assert kept == ["coursewright.log", *(f"coursewright.log.{n}" for n in (1, 2, 3))]
    assert all(file.stat().st_size < 510_000 for file in path.parent.iterdir())


def test_a_log_folder_that_cannot_be_made_stops_nobody(home, monkeypatch):
    (home / "file").touch()
    monkeypatch.setenv("COURSEWRIGHT_HOME", str(home / "file"))
    assert start_logging() is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Élan vital, n° 3", "elan-vital-n-3"),
        ("  ../../etc/passwd ", "etc-passwd"),
        ("预算", "course"),
        ("a" * 80, "a" * 60),
    ],
)
def test_names_of_files(text, name):
    assert file_slug(text, "course") == name
