"""Recordings: probe, listen, plan where to cut, cut; captions.

The line of work is `probe` -> `listen` -> `plan` (all three in `split`) -> `cut`. Times given and
taken are seconds of the recording as it is presented: edit lists and start offsets are applied,
and 0 is where its first sound or picture begins.
"""
