"""The window: all that knows Qt, and nothing that does the work."""
