"""What the tests of the judges share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from studio.preview.lrs import Lrs


@pytest.fixture
def lrs() -> Iterator[Lrs]:
    """A learning record store, empty."""
    with Lrs() as store:
        yield store
