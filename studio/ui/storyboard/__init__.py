"""The room of the storyboard: outline, board of cards, table, inspector."""
