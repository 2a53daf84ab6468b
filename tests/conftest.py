"""What all tests share: the user's folders are theirs alone, and nothing leaves this machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from requirements.system import find_chromium

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="also run the tests marked `full`")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests marked `full` out, unless they are asked for."""
    if config.getoption("--full"):
        return
    long = [item for item in items if item.get_closest_marker("full")]
    items[:] = [item for item in items if item not in long]
    config.hook.pytest_deselected(items=long)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of recordings, schemas and sample files beside the checkout."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("there is no folder `shared` beside the checkout")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program of Chromium."""
    program = find_chromium()
    if program is None:
        pytest.skip("there is no Chromium; install it, or name one in COURSEWRIGHT_CHROMIUM")
    return program


@pytest.fixture(scope="session", autouse=True)
def _common_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what fixtures shared by many tests do away from the developer's own settings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSEWRIGHT_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("COURSEWRIGHT_LANGUAGE", "en")
        yield


@pytest.fixture(autouse=True)
def home(
    _common_home: None, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder with this test's own settings, logs and caches."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("COURSEWRIGHT_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that connects to another machine, whatever the code does with the error."""
    outside: list[object] = []
    connect = socket.socket.connect

    def guarded(connection: socket.socket, address: Any) -> None:
        if connection.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            outside.append(address)
            raise ConnectionRefusedError(f"a test may not connect to {address}")
        connect(connection, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield
    assert not outside


def _is_loopback(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")


@pytest.fixture(autouse=True)
def _no_stray_threads() -> Iterator[None]:
    """Fail a test that leaves a thread behind that would keep the program from ending."""
    before = set(threading.enumerate())
    yield
    left = [each for each in threading.enumerate() if each not in before and not each.daemon]
    for thread in left:
        thread.join(timeout=5.0)
    assert not [thread.name for thread in left if thread.is_alive()]
