"""How a clip is made of its recording: copied where that is right, encoded where it must be.

A clip is copied from its first keyframe on. Only what lies before that keyframe, and the few
pictures at its end that need a later one, are encoded, with parameter sets of their own.
"""
