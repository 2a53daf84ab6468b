"""What all that must be closed has in common."""

from __future__ import annotations

from types import TracebackType
from typing import Self


class Closing:
    """Something that is closed at the end of a `with` block."""

    def close(self) -> None:
        """Free what it holds. May be called twice."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
