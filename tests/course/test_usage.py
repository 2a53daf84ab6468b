"""Where media files are in use, and which are not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.course.edits import insert
from studio.course.model import MediaFile
from studio.course.references import references
from studio.course.usage import media_uses, unused_media, without_unused
from tests.course.strategies import courses
from tests.review.courses import FILM, PICTURE, SCREEN, sound_course

SPARE = MediaFile(id="f0000009", file="x.pdf", name="X", size=1, mime="")


def test_where_each_is_shown():
    uses = media_uses(sound_course())
    assert {id_: [use.screen.id for use in found] for id_, found in uses.items()} == {
        PICTURE: [SCREEN],
        FILM: [SCREEN],
    }


@given(courses(), st.booleans())
def test_only_what_nothing_names_can_go(course, spare):
    course = insert(course, SPARE) if spare else course
    named = {each.target for each in references(course) if each.field == "media"}
    assert unused_media(course) == course.media.keys() - named
    left = without_unused(course, frozenset(course.media))
    assert left.media.keys() == named
    assert unused_media(left) == frozenset()
    assert without_unused(left, frozenset(course.media)) is left
