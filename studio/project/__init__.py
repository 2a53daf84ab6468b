"""A course on disk: its folder, its format, its media, its publications."""
