"""A narration for a screen: recorded from its script, heard, and kept."""
