"""A text of the course as it will look: rich text on the screen, Markdown in the course."""

from studio.ui.rich_text.bar import FormatBar
from studio.ui.rich_text.field import RichText

__all__ = ["FormatBar", "RichText"]
