"""Setting up, running and testing with `dev.py`, and the lock files that it installs from."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev
from requirements import system

LOCKS = {extent: dev.REQUIREMENTS / f"{extent}.txt" for extent in ("run", "dev")}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = (("linux", "Linux"), ("win32", "Windows"), ("darwin", "Darwin"))
ENVIRONMENTS = [
    {
        "python_version": python,
        "python_full_version": f"{python}.1",
        "sys_platform": platform,
        "platform_system": name,
        "platform_python_implementation": "CPython",
        "extra": "",
    }
    for python in PYTHONS
    for platform, name in PLATFORMS
]


def locked(extent: str) -> Iterator[tuple[Requirement, list[str]]]:
    """Give what a lock file names, each with its hashes."""
    for entry in re.split(r"\n(?=\S)", LOCKS[extent].read_text("utf-8")):
        if not entry.startswith("#"):
            words = entry.replace("\\\n", "").split("--hash=")
            yield Requirement(words[0]), [word.strip() for word in words[1:]]


def versions(extent: str, environment: dict[str, str]) -> dict[str, str]:
    """Return the locked version of each package for one Python on one system."""
    return {
        canonicalize_name(entry.name): str(entry.specifier).removeprefix("==")
        for entry, _ in locked(extent)
        if entry.marker is None or entry.marker.evaluate(environment)
    }


def declared(extent: str) -> list[Requirement]:
    project = dev.read_project()["project"]
    extra = project["optional-dependencies"]["dev"] if extent == "dev" else []
    return [Requirement(text) for text in (*project["dependencies"], *extra)]


@pytest.mark.parametrize("lock", [*LOCKS.values(), dev.NPM / "package-lock.json"])
def test_no_lock_holds_an_address(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "resolved" not in text


@pytest.mark.parametrize("extent", LOCKS)
def test_every_locked_package_has_one_version_and_hashes(extent: str) -> None:
    for entry, hashes in locked(extent):
        assert re.fullmatch(r"==[^,*]+", str(entry.specifier)), entry
        assert hashes, entry
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes), entry


@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize("extent", LOCKS)
def test_the_locks_hold_what_the_project_declares(extent: str, environment: dict[str, str]) -> None:
    have = versions(extent, environment)
    for entry in declared(extent):
        if entry.marker is None or entry.marker.evaluate(environment):
            assert have.get(canonicalize_name(entry.name), "") in entry.specifier, entry


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_the_tests_run_with_what_the_users_run_with(environment: dict[str, str]) -> None:
    assert versions("run", environment).items() <= versions("dev", environment).items()


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_the_faulty_pyside_is_excluded_where_it_is_faulty(environment: dict[str, str]) -> None:
    old = environment["python_version"] == "3.11"
    for name in ("PySide6-Essentials", "PySide6-Addons"):
        (entry,) = [
            each
            for each in declared("run")
            if each.name == name and each.marker and each.marker.evaluate(environment)
        ]
        assert ("6.12.0" in entry.specifier) == (not old)


def test_every_npm_package_has_a_hash() -> None:
    lock = json.loads((dev.NPM / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert {"node_modules/scorm-again", "node_modules/typescript"} <= packages.keys()
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_supported_pythons(version: tuple[int, int]) -> None:
    assert not dev.wrong_python(*version)


@pytest.mark.parametrize("version", [(3, 9), (3, 10), (3, 15), (4, 0)])
def test_other_pythons_get_one_clear_line(version: tuple[int, int]) -> None:
    pretend = f"import sys; sys.version_info = {version}; import dev"
    child = subprocess.run(
        [sys.executable, "-c", pretend], cwd=dev.ROOT, capture_output=True, text=True, check=False
    )
    assert child.returncode == 1
    assert child.stderr.count("\n") == 1
    assert f"Python 3.11 to 3.14 and this is Python {version[0]}.{version[1]}:" in child.stderr


def test_an_old_python_can_read_the_file_up_to_that_line() -> None:
    source = Path(dev.__file__).read_text("utf-8")
    ast.parse(source, feature_version=(3, 7))
    before = source.split("\ndef wrong_python")[0]
    assert not re.search(
        r"^(from __future__|import tomllib|from requirements)", before, re.MULTILINE
    )


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Replace what `dev.py` starts by a list, and `.venv` by a folder of the test."""
    started: list[str] = []

    def note(*command: object, **_: object) -> None:
        started.append(" ".join(map(str, command)))

    monkeypatch.setattr(dev, "run", note)
    monkeypatch.setattr(dev, "STAMP", tmp_path / "state.json")
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "python")
    (tmp_path / "python").touch()
    return started


def kinds(commands: list[str]) -> list[str]:
    found = [re.search(r"-m venv|run\.txt|dev\.txt|--editable", command) for command in commands]
    return [match[0] for match in found if match]


def test_a_first_set_up_makes_an_environment_and_installs(commands: list[str]) -> None:
    dev.set_up_python("run")
    assert kinds(commands) == ["-m venv", "run.txt", "--editable"]


@pytest.mark.parametrize(("first", "second"), [("run", "run"), ("dev", "dev"), ("dev", "run")])
def test_a_second_set_up_starts_nothing(commands: list[str], first: str, second: str) -> None:
    dev.set_up_python(first)
    commands.clear()
    dev.set_up_python(second)
    assert not commands


def test_the_tests_add_to_what_running_installed(commands: list[str]) -> None:
    dev.set_up_python("run")
    commands.clear()
    dev.set_up_python("dev")
    assert kinds(commands) == ["dev.txt", "--editable"]


def test_a_changed_lock_is_installed(
    commands: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dev.set_up_python("run")
    commands.clear()
    (tmp_path / "run.txt").write_text("changed", "utf-8")
    monkeypatch.setattr(dev, "REQUIREMENTS", tmp_path)
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "read_project", lambda: {"project": {}})
    dev.set_up_python("run")
    assert kinds(commands) == ["run.txt", "--editable"]


def test_another_python_makes_another_environment(
    commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up_python("run")
    commands.clear()
    monkeypatch.setattr(dev, "PYTHON_VERSION", "3.99")
    dev.set_up_python("run")
    assert kinds(commands) == ["-m venv", "run.txt", "--editable"]


def test_an_interrupted_set_up_is_done_again(
    commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up_python("run")

    def interrupted(extent: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(dev, "_install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            dev.set_up_python("dev")
    commands.clear()
    dev.set_up_python("run")
    assert kinds(commands) == ["-m venv", "run.txt", "--editable"]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"python": "3.11"', '{"other": 1}', "\x00"])
def test_a_broken_stamp_counts_as_none(tmp_path: Path, text: str) -> None:
    stamp = tmp_path / "stamp"
    stamp.write_text(text, "utf-8")
    assert dev.read_state(stamp) == dev.NOTHING


def test_a_failing_command_ends_in_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(dev.Stop, match="status 3"):
        dev.run(sys.executable, "-c", "raise SystemExit(3)")


@pytest.fixture
def set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the environment of this very test as the one that is set up."""
    for name in ("set_up_python", "set_up_npm", "provide"):
        monkeypatch.setattr(dev, name, lambda *_: None)
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "PROGRAM", Path(sys.executable))


@pytest.mark.usefixtures("set_up")
def test_run_passes_words_and_status_on() -> None:
    program = "import sys; raise SystemExit(7 if sys.argv[1:] == ['é', '--json'] else 1)"
    assert dev.main(["run", "--", "-c", program, "é", "--json"]) == 7


@pytest.mark.usefixtures("set_up")
def test_without_a_display_the_sample_is_published(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    started: list[tuple[object, ...]] = []

    def coursewright(*words: object) -> int:
        started.append(words)
        return 0

    monkeypatch.setattr(dev, "OUTPUT", tmp_path)
    monkeypatch.setattr(dev, "has_display", lambda: False)
    monkeypatch.setattr(dev, "coursewright", coursewright)
    assert dev.main(["run"]) == 0
    assert [words[0] for words in started] == ["new", "add-lecture", "publish"]
    assert str(tmp_path / "first-home" / "first-home.zip") in capsys.readouterr().out
    lecture, captions = started[1][2], started[1][4]
    assert isinstance(lecture, Path)
    assert isinstance(captions, Path)
    assert lecture.is_file()
    assert captions.is_file()


@pytest.mark.usefixtures("set_up")
def test_the_sample_stops_at_the_first_step_that_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    statuses = iter([0, 1])
    monkeypatch.setattr(dev, "OUTPUT", tmp_path)
    monkeypatch.setattr(dev, "has_display", lambda: False)
    monkeypatch.setattr(dev, "coursewright", lambda *_: next(statuses))
    assert dev.main(["run"]) == 1


def test_nothing_of_an_earlier_run_is_written_over(tmp_path: Path) -> None:
    names = [dev.fresh_folder(tmp_path / "output", "sample").name for _ in range(3)]
    assert names == ["sample", "sample-2", "sample-3"]


@pytest.mark.parametrize(
    ("variables", "expected"), [({}, False), ({"DISPLAY": ":0"}, True), ({"DISPLAY": ""}, False)]
)
def test_display(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: bool
) -> None:
    monkeypatch.setattr(system, "is_linux", lambda: True)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert dev.has_display() == expected


@pytest.mark.usefixtures("set_up")
def test_a_failed_check_is_told_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    failing = (sys.executable, "-c", "print('the reason'); raise SystemExit(3)")
    passing = (sys.executable, "-c", "print('no news')")
    monkeypatch.setattr(dev, "checks", lambda: [("first", failing), ("second", passing)])
    assert dev.main(["test", "--version"]) == 1
    said = capfd.readouterr()
    assert re.search(r"first +FAILED +\d+\.\d s", said.out)
    assert re.search(r"second +passed +\d+\.\d s", said.out)
    assert "the reason" in said.out
    assert "no news" not in said.out
    assert "pytest 9" in said.out + said.err
    assert said.out.rstrip().endswith("Failed besides the tests: first")


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["play"],
        ["run", "new"],
        ["setup", "x"],
        ["lock", "x"],
        ["build", "x"],
        ["shots", "x"],
        ["--version"],
    ],
)
def test_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(words) == 2
    assert "python3 dev.py run" in capsys.readouterr().err


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["--help"]) == 0
    assert "python3 dev.py test" in capsys.readouterr().out


NEEDS = [
    *(system.VENV_MODULE, system.QT, system.FONT),
    *(system.CHROMIUM, system.FIREFOX, system.NODE_LIBRARY, system.STRACE, system.XVFB),
    *(system.DICTIONARIES, system.ESPEAK),
]


@pytest.mark.parametrize("need", NEEDS)
@pytest.mark.parametrize("installer", ["", *system.INSTALLERS])
def test_one_line_says_what_is_missing_and_what_to_type(need: system.Need, installer: str) -> None:
    line = system.how_to_get(need, installer)
    assert line.startswith(f"Missing: {need.what}. ")
    assert "\n" not in line
    if installer in need.packages:
        assert line.endswith(f"{system.INSTALLERS[installer]} {need.packages[installer]}")


def missing_until(installed: list[str]) -> system.Need:
    return system.Need("a thing", lambda: bool(installed), {"apt-get": "thing"})


@pytest.fixture
def debian(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace apt-get by a list of what it was asked for; the user is root."""
    installed: list[str] = []
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "apt-get" else None)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(system, "_apt_install", installed.extend)
    return installed


def test_root_on_debian_gets_what_is_missing(debian: list[str]) -> None:
    there = system.Need("another thing", lambda: True, {"apt-get": "other"})
    assert not system.supply(missing_until(debian), there)
    assert debian == ["thing"]


def test_nothing_is_asked_of_apt_where_all_is_there(debian: list[str]) -> None:
    assert not system.supply(system.Need("a thing", lambda: True, {"apt-get": "thing"}))
    assert not debian


def test_other_users_are_told_what_to_type(
    debian: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    (line,) = system.supply(missing_until(debian))
    assert line.endswith("Type: sudo apt-get install --yes --no-install-recommends thing")
    assert not debian


def test_the_chosen_browser_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSEWRIGHT_CHROMIUM", sys.executable)
    assert system.find_chromium() == sys.executable
    monkeypatch.setenv("COURSEWRIGHT_CHROMIUM", "no-such-browser")
    assert system.find_chromium() is None
