"""What was spoken is on the disk whatever happens, and the meter tells how loud it was."""

from __future__ import annotations

import subprocess
import sys
import time
import wave
from pathlib import Path

import numpy as np
import pytest

from studio.media.meter import FLOOR_DB, level_of
from studio.media.probe import probe
from studio.media.take import TakeWriter, place_of, unfinished

RATE = 48_000

_RECORDS_FOR_EVER = """
import sys, time
from pathlib import Path
from studio.media.take import TakeWriter
writer = TakeWriter(Path(sys.argv[1]), 48_000)
while True:
    writer.write(b"\\x01\\x02" * 4800)
    time.sleep(0.001)
"""


def wav(path: Path) -> tuple[int, int, int, bytes]:
    with wave.open(str(path), "rb") as file:
        frames = file.readframes(file.getnframes())
        return file.getframerate(), file.getnchannels(), file.getsampwidth(), frames


def test_a_take_is_a_wav(tmp_path):
    path = place_of(tmp_path, "s0000001")
    samples = np.arange(RATE, dtype="<i2").tobytes()
    writer = TakeWriter(path, RATE)
    writer.write(samples[:1001])
    writer.write(samples[1001:])
    take = writer.close()
    assert take.length_s == writer.length_s == 1.0
    assert wav(path) == (RATE, 1, 2, samples)
    assert probe(path).duration_s == pytest.approx(1.0)


def test_what_a_killed_program_has_recorded_is_found(tmp_path):
    path = place_of(tmp_path, "s0000001")
    command = [sys.executable, "-c", _RECORDS_FOR_EVER, str(path)]
    with subprocess.Popen(command) as process:
        while not path.exists() or path.stat().st_size < RATE:
            assert process.poll() is None
            time.sleep(0.01)
        process.kill()
    size = path.stat().st_size
    take = unfinished(tmp_path, "s0000001")
    assert take is not None
    assert take.length_s == pytest.approx((size - 44) / 2 / RATE, abs=1e-4)
    assert set(wav(path)[3]) == {1, 2}
    assert [file.name for file in tmp_path.iterdir()] == ["s0000001.wav.part"]


@pytest.mark.parametrize("left", [b"", b"RIFF", b"no sound at all" * 10])
def test_what_is_no_take_is_not_offered(left, tmp_path):
    assert unfinished(tmp_path, "s0000001") is None
    place_of(tmp_path, "s0000001").write_bytes(left)
    assert unfinished(tmp_path, "s0000001") is None


def test_a_take_of_nothing_is_not_offered(tmp_path):
    TakeWriter(place_of(tmp_path, "s0000001"), RATE).close()
    assert unfinished(tmp_path, "s0000001") is None


def test_levels_are_those_of_the_samples():
    tone = np.sin(np.arange(RATE) / 20) * 16_384
    level = level_of(tone.astype("<i2").tobytes())
    assert level.peak_db == pytest.approx(-6.02, abs=0.05)
    assert level.mean_db == pytest.approx(-9.03, abs=0.05)
    assert not level.clips
    assert level_of(b"").peak_db == level_of(b"\0\0" * 100).mean_db == FLOOR_DB


@pytest.mark.parametrize(("run", "clips"), [(2, False), (3, True)])
def test_a_top_that_is_cut_off_is_noticed(run, clips):
    samples = np.zeros(100, "<i2")
    samples[40 : 40 + run] = -32_768
    assert level_of(samples.tobytes()).clips is clips
