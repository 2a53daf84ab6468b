"""Runs first in the built program: what it starts is to find the system's libraries, not ours.

The program's starter lets the loader look into the program's folder first. A browser or a player
that the studio opens would inherit that and load Qt's libraries in the place of its own.
"""

import os

_VARIABLE = "LD_LIBRARY_PATH"
if f"{_VARIABLE}_ORIG" in os.environ:
    os.environ[_VARIABLE] = os.environ.pop(f"{_VARIABLE}_ORIG")
else:
    os.environ.pop(_VARIABLE, None)
