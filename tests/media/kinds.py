"""The kinds of recordings, for tests that look at each of them."""

from __future__ import annotations

import pytest

from tests.media import recordings

KINDS = [
    *(pytest.param(made, id=made.__name__) for made in recordings.COMMON),
    *(pytest.param(made, id=made.__name__, marks=pytest.mark.full) for made in recordings.OTHERS),
]
"""The usual kinds in every run, all that there are in the full one."""
