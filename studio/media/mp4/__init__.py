"""MP4 and QuickTime files by their tables: where each sample lies, and when it is shown.

A copy of a stretch of a recording is a new set of tables over the same bytes. So it takes the time
that the disk takes, and no picture is touched.
"""
