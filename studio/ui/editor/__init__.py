"""The screen editor: what learners meet on a screen, block by block, as they will see it."""
