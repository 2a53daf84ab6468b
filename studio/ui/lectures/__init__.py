"""The recordings of the course and their clips."""
