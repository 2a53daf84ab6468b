"""Publishing: the format, what stands in the way, and the package."""
