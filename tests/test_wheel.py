"""The main job, from a wheel that is installed outside the tree, with no ffmpeg on the PATH."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


def pip(*words: str | Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *words],
        check=True,
        capture_output=True,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    offline = ("--no-deps", "--no-index", "--no-build-isolation")
    pip("wheel", *offline, "--wheel-dir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, which sees the dependencies of this one but not the tree."""
    folder = tmp_path_factory.mktemp("somewhere else") / "env"
    venv.create(folder, symlinks=os.name != "nt")
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder)}))
    # A folder named in a .pth file is searched for packages; its own .pth files, and so the
    # editable install of the tree, are not read.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    pip("--python", folder, "install", "--no-deps", "--no-index", wheel)
    return folder


@pytest.fixture
def coursewright(environment: Path, tmp_path: Path) -> Any:
    """Run the installed program in an empty folder, with nothing on the PATH."""
    scripts = Path(sysconfig.get_path("scripts", "venv", {"base": str(environment)}))
    (tmp_path / "nothing").mkdir()

    def run(*words: str | Path) -> dict[str, Any]:
        result = subprocess.run(
            [scripts / "coursewright", *words, "--json"],
            cwd=tmp_path,
            env={**os.environ, "PATH": str(tmp_path / "nothing")},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert result.returncode == 0, result.stderr
        answer: dict[str, Any] = json.loads(result.stdout)
        return answer

    return run


def installed(environment: Path) -> Path:
    """Return the folder of the package `studio` that the environment imports."""
    python = Path(sysconfig.get_path("scripts", "venv", {"base": str(environment)})) / "python"
    where = "import studio; print(studio.__file__)"
    found = subprocess.run(
        [python, "-c", where], cwd=environment, capture_output=True, text=True, check=True
    )
    return Path(found.stdout.strip()).parent


def test_the_wheel_holds_the_program_and_what_it_shows(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert tops == {"studio", "exporters"}
    for folder in ("studio", "exporters", "assets"):
        inside = f"studio/{folder}" if folder == "assets" else folder
        for file in filter(Path.is_file, (ROOT / folder).rglob("*")):
            name = f"{inside}/{file.relative_to(ROOT / folder).as_posix()}"
            assert (name in names) != _is_left_out(file.relative_to(ROOT).as_posix()), name


def _is_left_out(path: str) -> bool:
    """Say whether a file is for those who make the program, or made by running it."""
    making = ("assets/samples/first_home/", "assets/jsconfig.json")
    return path.startswith(making) or "__pycache__" in path


def test_the_licences_come_along(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        licences = {
            name.split("/licenses/")[1] for name in archive.namelist() if "/licenses/" in name
        }
    assert licences == {"LICENSE", "assets/LICENSE", "THIRD_PARTY.md"}


def test_the_main_job(environment: Path, coursewright: Any, tmp_path: Path) -> None:
    package = installed(environment)
    assert environment in package.parents
    assert ROOT not in package.parents
    sample = package / "assets" / "samples" / "first-home.mp4"
    captions = sample.with_suffix(".en.vtt")
    coursewright("new", "Première maison.course", "--title", "Première maison")
    coursewright("add-lecture", "Première maison.course", sample, "--captions", captions)
    published = coursewright(
        "publish", "Première maison.course", "--to", "scorm12", "--out", "out.zip"
    )
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.testzip() is None
        assert "imsmanifest.xml" in archive.namelist()
    assert published["size"] == (tmp_path / "out.zip").stat().st_size
