"""Other people's files into a course. Each import returns an edit, never a course."""
