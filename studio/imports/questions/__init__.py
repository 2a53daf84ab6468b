"""Lists of questions, as people have them, into the question bank."""
