"""One writer: who holds a course, who may take it over, and what a dead process leaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import msgspec
import pytest

from studio.project.lock import HeldError, take_lock
from tests.disks import locked

HOLD = """
import sys, time
from pathlib import Path
from studio.project.lock import take_lock
lock = take_lock(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "Élan.course").mkdir()
    return tmp_path / "Élan.course" / ".studio"


@pytest.fixture
def other_process(folder):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def write_holder(folder, *, machine: str, age_s: float) -> None:
    """Put a lock file there as a synchronised folder shows it: the file, and no lock."""
    folder.mkdir(parents=True, exist_ok=True)
    holder = {
        "user": "Zoé",
        "machine": machine,
        "process": 1,
        "since": "2026-03-18T12:00:00Z",
        "token": "abc",
    }
    (folder / "lock").write_text(json.dumps(holder), "utf-8")
    then = time.time() - age_s
    os.utime(folder / "lock", (then, then))


def test_a_second_one_is_told_who_holds_it(folder):
    lock = take_lock(folder)
    with pytest.raises(HeldError) as raised:
        take_lock(folder, take_over=True)
    assert raised.value.holder == lock.holder
    assert not raised.value.dead
    assert raised.value.message.params["user"] == lock.holder.user
    lock.release()
    take_lock(folder).release()


def test_another_process_holds_it_until_it_dies(folder, other_process):
    with pytest.raises(HeldError) as raised:
        take_lock(folder)
    assert raised.value.holder
    assert raised.value.holder.process == other_process.pid
    other_process.kill()
    other_process.wait()
    lock = take_lock(folder)
    assert lock.holder.process == os.getpid()
    lock.release()


def test_a_living_holder_on_another_machine_is_respected(folder):
    write_holder(folder, machine="another", age_s=10)
    with pytest.raises(HeldError) as raised:
        take_lock(folder, take_over=True)
    assert raised.value.holder
    assert raised.value.holder.user == "Zoé"
    assert not raised.value.dead


def test_a_silent_holder_on_another_machine_is_taken_over_when_asked_for(folder):
    write_holder(folder, machine="another", age_s=1000)
    with pytest.raises(HeldError) as raised:
        take_lock(folder)
    assert raised.value.dead
    lock = take_lock(folder, take_over=True)
    assert lock.renew()
    lock.release()


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"{}"])
def test_a_broken_lock_file_holds_nobody_up(folder, content):
    folder.mkdir(parents=True)
    (folder / "lock").write_bytes(content)
    take_lock(folder).release()


def test_the_sign_of_life_is_renewed(folder):
    lock = take_lock(folder)
    os.utime(lock.file, (0, 0))
    assert lock.renew()
    assert time.time() - lock.file.stat().st_mtime < 60
    lock.release()
    assert not lock.renew()


def test_a_lock_that_somebody_has_taken_over_is_lost(folder):
    lock = take_lock(folder)
    other = msgspec.structs.replace(lock.holder, machine="another", token="other")
    lock.file.write_bytes(msgspec.json.encode(other))
    assert not lock.renew()
    lock.release()
    assert msgspec.json.decode(lock.file.read_bytes())["token"] == "other"


def test_a_lock_file_that_was_deleted_with_the_caches_is_made_again(folder):
    lock = take_lock(folder)
    lock.file.unlink()
    assert lock.renew()
    with pytest.raises(HeldError):
        take_lock(folder)
    lock.release()


def test_a_folder_that_can_not_be_written_can_not_be_locked(folder):
    folder.mkdir(parents=True)
    with locked(folder), pytest.raises(PermissionError):
        take_lock(folder)


def test_without_locks_of_the_file_system_the_sign_of_life_decides(folder, monkeypatch):
    def no_locks(handle):
        raise OSError(95, "operation not supported")

    monkeypatch.setattr("studio.project.lock.try_lock", no_locks)
    lock = take_lock(folder)
    with pytest.raises(HeldError) as raised:
        take_lock(folder)
    assert not raised.value.dead
    os.utime(lock.file, (0, 0))
    take_lock(folder, take_over=True).release()
    lock.release()
