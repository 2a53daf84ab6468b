"""Edits of modules, lessons and screens, each with the sentence that tells it."""

from __future__ import annotations

from studio.course.conditions import Seen
from studio.course.model import (
    Lesson,
    Module,
    Screen,
    ScreenStatus,
)
from tests.course.compare_edits import (
    COMMENT,
    LESSON,
    MODULE,
    NEW,
    Case,
    after,
    gone,
    placed,
    shifted,
    with_,
)

OUTLINE: dict[str, Case] = {
    "module": Case(
        placed(MODULE, "c0000001"),
        "The module “Plus loin” was added.",
        "The module “Plus loin” was removed.",
    ),
    "module with screens": Case(
        gone("m0000001"),
        "The module “Le début” was removed, with 3 screens.",
        "The module “Le début” was added, with 3 screens.",
    ),
    "module first": Case(
        shifted("m0000002", "c0000001", 0), "The module “La fin” was moved: it now comes first."
    ),
    "module after": Case(
        shifted("m0000001", "c0000001", 2),
        "The module “Le début” was moved: it now stands after “La fin”.",
        first=placed(Module(id="m0000003", title="Tiers"), "c0000001", 1),
    ),
    "module title": Case(
        with_("m0000001", title="L"), "The title of the module was “Le début” and is “L”."
    ),
    "module without title": Case(
        with_("m0000001", title=""),
        "The title of the module was “Le début” and is “untitled module”.",
    ),
    "lesson": Case(
        placed(LESSON, "m0000001"),
        "The lesson “Creuser” was added to “Le début”.",
        "The lesson “Creuser” was removed from “Le début”.",
    ),
    "lesson with screens": Case(
        gone("l0000002"),
        "The lesson “Finir” was removed from “La fin”, with 2 screens.",
        "The lesson “Finir” was added to “La fin”, with 2 screens.",
    ),
    "lesson to another module": Case(
        shifted("l0000002", "m0000001"),
        "The lesson “Finir” was moved from “La fin” to “Le début”.",
        "The lesson “Finir” was moved from “Le début” to “La fin”.",
    ),
    "lesson first": Case(
        shifted("l0000001", "m0000001", 0),
        "The lesson “Débuter” was moved: it now comes first.",
        first=after(placed(LESSON, "m0000001", 0), placed(Lesson(id="l9", title=""), "m0000001")),
    ),
    "lesson after": Case(
        shifted("l0000001", "m0000001", 2),
        "The lesson “Débuter” was moved: it now stands after “untitled lesson”.",
        first=after(placed(LESSON, "m0000001"), placed(Lesson(id="l9", title=""), "m0000001")),
    ),
    "lesson shown": Case(
        with_("l0000002", shown_if=Seen(screen="s0000001")),
        "The lesson “Finir” is now shown under a condition.",
        "The lesson “Finir” is now shown without a condition.",
    ),
    "lesson shown otherwise": Case(
        with_("l0000002", shown_if=Seen(screen="s0000002")),
        "The condition under which the lesson “Finir” is shown was changed.",
        first=with_("l0000002", shown_if=Seen(screen="s0000001")),
    ),
    "lesson open": Case(
        with_("l0000002", open_if=Seen(screen="s0000001")),
        "The lesson “Finir” now opens under a condition.",
        "The lesson “Finir” now opens without a condition.",
    ),
    "lesson open otherwise": Case(
        with_("l0000002", open_if=Seen(screen="s0000002")),
        "The condition under which the lesson “Finir” opens was changed.",
        first=with_("l0000002", open_if=Seen(screen="s0000001")),
    ),
    "lesson title": Case(
        with_("l0000001", title=""),
        "The title of the lesson was “Débuter” and is “untitled lesson”.",
    ),
    "screen": Case(
        placed(Screen(id=NEW, title=" "), "l0000001", 1),
        "The screen “untitled screen” was added to “Débuter”.",
        "The screen “untitled screen” was removed from “Débuter”.",
    ),
    "screen to another lesson": Case(
        shifted("s0000001", "l0000002"),
        "The screen “Bienvenue” was moved from “Débuter” to “Finir”.",
        "The screen “Bienvenue” was moved from “Finir” to “Débuter”.",
    ),
    "screen first": Case(
        shifted("s0000003", "l0000001", 0),
        "The screen “Vérifier” was moved: it now comes first in “Débuter”.",
        "The screen “Vérifier” was moved: it now stands after “Regarder”.",
    ),
    "screen shown": Case(
        with_("s0000005", shown_if=Seen(screen="s0000001")),
        "The screen “Conclure” is now shown under a condition.",
        "The screen “Conclure” is now shown without a condition.",
    ),
    "screen shown otherwise": Case(
        with_("s0000005", shown_if=Seen(screen="s0000002")),
        "The condition under which the screen “Conclure” is shown was changed.",
        first=with_("s0000005", shown_if=Seen(screen="s0000001")),
    ),
    "screen open": Case(
        with_("s0000005", open_if=Seen(screen="s0000001")),
        "The screen “Conclure” now opens under a condition.",
        "The screen “Conclure” now opens without a condition.",
    ),
    "screen open otherwise": Case(
        with_("s0000005", open_if=Seen(screen="s0000002")),
        "The condition under which the screen “Conclure” opens was changed.",
        first=with_("s0000005", open_if=Seen(screen="s0000001")),
    ),
    "screen title": Case(
        with_("s0000001", title="Accueil"),
        "The title of the screen was “Bienvenue” and is “Accueil”.",
    ),
    "screen objectives": Case(
        with_("s0000001", objectives=("o0000001",)),
        "The objectives of the screen “Bienvenue” were changed.",
    ),
    "screen in review": Case(
        with_("s0000001", status=ScreenStatus.IN_REVIEW),
        "The status of the screen “Bienvenue” was draft and is in review.",
        "The status of the screen “Bienvenue” was in review and is draft.",
    ),
    "screen approved": Case(
        with_("s0000001", status=ScreenStatus.APPROVED),
        "The status of the screen “Bienvenue” was draft and is approved.",
    ),
    "script": Case(
        with_("s0000001", script="Bonjour à tous."),
        "The script of the screen “Bienvenue” was changed.",
    ),
    "on screen": Case(
        with_("s0000001", on_screen="Le plan"), "What is to be seen on “Bienvenue” was changed."
    ),
    "notes": Case(
        with_("s0000001", notes="Refaire la courbe."),
        "The notes on the screen “Bienvenue” were changed.",
    ),
    "comments": Case(
        with_("s0000001", comments=(COMMENT,)),
        "The comments on the screen “Bienvenue” were changed.",
    ),
}
