"""The program: without a command it opens the studio, with one it works on the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status: 0 done, 1 failure or findings, 2 wrong usage."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or (len(words) == 1 and Path(words[0]).exists()):
        from studio.ui.app import open_studio

        return open_studio(words[0] if words else None)
    if words == ["--self-test"]:
        from studio.ui.self_test import self_test

        return self_test()
    from studio import cli

    return cli.main(words)


if __name__ == "__main__":
    sys.exit(main())
