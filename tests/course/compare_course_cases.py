"""Edits of the banks, the settings and the look of a course, each with its sentence."""

from __future__ import annotations

from msgspec.structs import replace as changed

from studio.course.bloom import Bloom
from studio.course.copying import with_new_identity
from studio.course.look import Theme
from studio.course.model import (
    Clip,
    MediaFile,
    Navigation,
    Objective,
    Recording,
    Term,
)
from tests.course.compare_edits import (
    FILM,
    LESSON,
    NEW,
    NOTES,
    PLAN,
    Case,
    detailed,
    looking,
    placed,
    rule,
    setting,
    with_,
)

BANKS_AND_SETTINGS: dict[str, Case] = {
    # the other banks
    "objective": Case(
        placed(Objective(id=NEW, text="")),
        "The objective “objective without text” was added.",
        "The objective “objective without text” was removed.",
    ),
    "objective text": Case(
        with_("o0000001", text="Savoir faire"), "The objective “Savoir faire” was reworded."
    ),
    **{
        f"objective {level.value}": Case(
            with_("o0000001", bloom=level),
            f"The objective “Savoir” now has a level: “{level.value}”.",
            f"The objective “Savoir” no longer has a level (before: “{level.value}”).",
        )
        for level in Bloom
    },
    "objective level": Case(
        with_("o0000001", bloom=Bloom.APPLY),
        "The level of the objective “Savoir” was “create” and is “apply”.",
        first=with_("o0000001", bloom=Bloom.CREATE),
    ),
    "recording": Case(
        placed(Recording(id=NEW, media=FILM.id, title="", duration_s=9.0)),
        "The recording “untitled recording” was added.",
        "The recording “untitled recording” was removed.",
    ),
    "recording title": Case(
        with_("r0000001", title="Cours 1"),
        "The title of the recording was “Cours” and is “Cours 1”.",
    ),
    "recording media": Case(
        with_("r0000001", media=PLAN.id),
        "The file of the recording “Cours” is now “Plan.gif” (before: “Cours.mp4”).",
    ),
    "recording length": Case(
        with_("r0000001", duration_s=63.0),
        "The length of the recording “Cours” went from 0:09 to 1:03.",
    ),
    "recording captions": Case(
        with_("r0000001", captions={}), "The captions of the recording “Cours” were changed."
    ),
    "clip": Case(
        placed(Clip(id=NEW, recording="r0000001", start_s=1.0, end_s=2.0)),
        "The clip “untitled clip” was added.",
        "The clip “untitled clip” was removed.",
    ),
    "clip title": Case(
        with_("k0000001", title=""), "The title of the clip was “Premier” and is “untitled clip”."
    ),
    "clip recording": Case(
        with_("k0000001", recording=NEW),
        "The clip “Premier” is now taken from “Bis” (before: “Cours”).",
        first=placed(Recording(id=NEW, media=FILM.id, title="Bis", duration_s=9.0)),
    ),
    "clip start": Case(
        with_("k0000002", start_s=4.0),
        "The clip “Second” now runs from 0:04 to 0:06 (before: 0:03 to 0:06).",
    ),
    "clip both ends": Case(
        with_("k0000002", start_s=4.0, end_s=184.0),
        "The clip “Second” now runs from 0:04 to 3:04 (before: 0:03 to 0:06).",
    ),
    "clip end": Case(
        with_("k0000002", end_s=6.2),
        "The ends of the clip “Second” were moved by less than a second.",
    ),
    "clip pinned": Case(
        with_("k0000001", pinned=True),
        "The end of the clip “Premier” is now pinned.",
        "The end of the clip “Premier” is no longer pinned.",
    ),
    "media": Case(
        placed(MediaFile(id=NEW, file="z.bin", name="", size=0, mime="")),
        "The file “unnamed file” was added.",
        "The file “unnamed file” was removed.",
    ),
    "media name": Case(
        with_(NOTES.id, name="Résumé.txt"), "The file “Notes.txt” is now called “Résumé.txt”."
    ),
    "media content": Case(
        with_(NOTES.id, file="e.txt", size=8, width=3),
        "The content of the file “Notes.txt” was changed.",
    ),
    "media original": Case(
        with_(NOTES.id, original="o.txt"),
        "The original of the file “Notes.txt” is now kept in the course.",
        "The original of the file “Notes.txt” is no longer kept in the course.",
    ),
    "media original with content": Case(
        with_(NOTES.id, file="e.txt", original="o.txt"),
        "The content of the file “Notes.txt” was changed.",
    ),
    # the course's settings
    "course identity": Case(
        with_new_identity,
        "The course has a new identity: platforms take it for another course.",
    ),
    "course title": Case(
        setting(title=""), "The title of the course was “Élan vital” and is “untitled course”."
    ),
    "course language": Case(
        setting(language="en-GB"), "The language of the course was “fr” and is “en-GB”."
    ),
    "audience": Case(setting(audience="Tous"), "The audience of the course was changed."),
    "course description": Case(
        setting(description="Autre."), "The description of the course was changed."
    ),
    "course address": Case(
        setting(base_iri=""),
        "The address with which the xAPI identifiers of the course begin was changed.",
    ),
    "clip limit": Case(
        setting(clip_limit_s=300.0), "The longest length of a clip went from 7:00 to 5:00."
    ),
    "navigation": Case(
        setting(navigation=Navigation.LINEAR),
        "Learners now see the screens one after the other.",
        "Learners may now go to any screen.",
    ),
    "screens to see": Case(
        rule(screens=0.8), "The share of the screens to see went from 100% to 80%."
    ),
    "video to watch": Case(rule(video=0.9), "The share of the video to watch went from 0% to 90%."),
    "quizzes to pass": Case(
        rule(quizzes=True),
        "Each quiz with a pass mark now has to be passed.",
        "The quizzes with a pass mark no longer have to be passed.",
    ),
    "pass mark": Case(rule(pass_mark=0.6), "The pass mark went from 50% to 60%."),
    "no pass mark": Case(
        rule(pass_mark=None),
        "The course no longer has a pass mark (before: 50%).",
        "The course now has a pass mark: 50%.",
    ),
    "failed": Case(
        rule(report_failed=True),
        "A learner below the pass mark without tries left is now reported as failed.",
        "A learner below the pass mark is no longer reported as failed.",
    ),
    # what nothing shows
    "stray": Case(
        lambda course: changed(course, lessons={**course.lessons, NEW: LESSON}),
        "Something was changed that the outline does not show.",
        "Something was changed that the outline does not show.",
    ),
    # the glossary
    "term": Case(
        placed(Term(id=NEW, term="Apport", definition="Ce qu'on paie.")),
        "The term “Apport” was added to the glossary.",
        "The term “Apport” was removed from the glossary.",
    ),
    "term renamed": Case(
        with_(NEW, term=""),
        "The term “Apport” of the glossary is “a term without a name” now.",
        first=placed(Term(id=NEW, term="Apport")),
    ),
    "definition": Case(
        with_(NEW, definition="Ce qu'on paie."),
        "The definition of “Apport” was changed.",
        first=placed(Term(id=NEW, term="Apport")),
    ),
    # the look
    **{
        f"theme {theme.value}": Case(
            looking(theme=theme),
            f"The theme of the course was “Teal” and is “{theme.value.title()}”.",
            f"The theme of the course was “{theme.value.title()}” and is “Teal”.",
        )
        for theme in list(Theme)[1:]
    },
    "accent": Case(
        looking(accent="#123456"),
        "The course now has an accent colour of its own: #123456.",
        "The course no longer has an accent colour of its own (before: #123456).",
    ),
    "other accent": Case(
        looking(accent="#123456"),
        "The accent colour of the course was #654321 and is #123456.",
        first=looking(accent="#654321"),
    ),
    "logo": Case(
        looking(logo=PLAN.id),
        "The logo of the course is now “Plan.gif”.",
        "The course no longer has a logo.",
    ),
    # what platforms and catalogues are told
    "authors": Case(detailed(authors=("Ada", "Zoé")), "The authors of the course were changed."),
    "keywords": Case(detailed(keywords=("audit",)), "The keywords of the course were changed."),
    "licence": Case(detailed(licence="CC BY 4.0"), "The licence of the course was changed."),
    "version": Case(detailed(version="2.1"), "The version of the course was changed."),
}
