"""What authors write as Markdown, as values that can be edited and written back to the byte."""

from studio.course.prose.edit import rewritten
from studio.course.prose.model import Piece, Prose
from studio.course.prose.read import read
from studio.course.prose.write import write

__all__ = ["Piece", "Prose", "read", "rewritten", "write"]
