"""The program: without a command it opens the studio, with one it works on the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status: 0 done, 1 failure or findings, 2 wrong usage."""
    from studio import cli
    from studio.cli_parser import COMMAND_NAMES

    words = list(sys.argv[1:] if argv is None else argv)
    if words and (words[0] in COMMAND_NAMES or words[0].startswith("-")):
        return cli.main(words)
    if len(words) > 1:
        return cli.main(words)
    from studio.ui.app import open_studio

    return open_studio(words[0] if words else None)


if __name__ == "__main__":
    sys.exit(main())
