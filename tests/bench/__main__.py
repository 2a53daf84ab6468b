"""Run the benchmarks that are named, or all of them."""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = (
    "saving",
    "starting",
    "reviewing",
    "finding",
    "storyboard",
    "timeline",
    "writing",
    "archiving",
    "previewing",
    "learning",
    "segmentation",
    "kills",
    "recordings",
)


def main(words: list[str]) -> int:
    """Run benchmarks; return 2 for a name that there is not."""
    unknown = [word for word in words if word not in NAMES]
    if unknown:
        sys.stderr.write(f"No benchmark {unknown[0]}. There are: {', '.join(NAMES)}\n")
        return 2
    for name in words or NAMES:
        import_module(f"tests.bench.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
