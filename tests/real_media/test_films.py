"""Making films for tests leaves the process as it was."""

from __future__ import annotations

import os

import pytest

from tests.media import recordings


@pytest.mark.skipif(not hasattr(os, "sched_getscheduler"), reason="no such scheduling here")
def test_an_encoder_that_asks_for_real_time_does_not_keep_it(tmp_path):
    before = os.sched_getscheduler(0)
    recordings.av1(tmp_path)
    assert os.sched_getscheduler(0) == before
