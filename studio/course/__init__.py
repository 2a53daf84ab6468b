"""What a course is: immutable values and pure edits. No window, no files."""
