"""Edits of blocks, each with the sentence that tells it."""

from __future__ import annotations

from msgspec.structs import replace as changed

from studio.course.asking_blocks import Stop
from studio.course.blocks import (
    ClipBlock,
    FileBlock,
    ImageBlock,
    QuizBlock,
    TextBlock,
    tag_of_block,
)
from studio.course.edits import replace
from studio.course.shown_blocks import CalloutKind
from tests.block_courses import SHOWN, bank_scenario, done_blocks, shown_blocks, with_all_blocks
from tests.course.compare_edits import (
    FILM,
    NEW,
    PLAN,
    Case,
    after,
    gone,
    placed,
    shifted,
    with_,
)

WORDS = {
    "callout": "a callout",
    "quote": "a quote",
    "accordion": "an accordion",
    "tabs": "a set of tabs",
    "process": "a process",
    "scenario": "a scenario",
    "timeline": "a timeline",
    "flashcards": "a set of flashcards",
    "audio": "a sound",
    "reflection": "a reflection",
    "checklist": "a checklist",
    "gate": "a “continue” button",
    "poll": "a poll",
    "discussion": "a discussion",
    "assignment": "an assignment",
    "certificate": "a certificate",
    "embed": "a page of the web",
    "image-hotspots": "an image with points",
    "comparison": "a comparison of two pictures",
}
BLOCKS: dict[str, Case] = {
    "text": Case(
        placed(TextBlock(id=NEW, text="Un mot."), "s0000001"),
        "A text was added to “Bienvenue”.",
        "A text was removed from “Bienvenue”.",
    ),
    "image": Case(
        gone("b0000002"),
        "An image was removed from “Bienvenue”.",
        "An image was added to “Bienvenue”.",
    ),
    "clip on a screen": Case(
        gone("b0000004"),
        "The clip “Premier” was removed from “Regarder”.",
        "The clip “Premier” was added to “Regarder”.",
    ),
    "file on a screen": Case(
        gone("b0000003"),
        "The file “Les notes” was removed from “Bienvenue”.",
        "The file “Les notes” was added to “Bienvenue”.",
    ),
    "file by its name": Case(
        placed(FileBlock(id=NEW, media=PLAN.id), "s0000001"),
        "The file “Plan.gif” was added to “Bienvenue”.",
    ),
    "quiz": Case(
        placed(QuizBlock(id=NEW), "s0000001"),
        "A quiz was added to “Bienvenue”.",
        "A quiz was removed from “Bienvenue”.",
    ),
    "quiz with questions": Case(
        gone("b0000005"),
        "A quiz with 3 questions was removed from “Vérifier”.",
        "A quiz with 3 questions was added to “Vérifier”.",
    ),
    "text moved": Case(
        shifted("b0000001", "s0000001", 2), "A text was moved on the screen “Bienvenue”."
    ),
    "image moved": Case(
        shifted("b0000002", "s0000001", 0),
        "An image was moved on the screen “Bienvenue”.",
        first=placed(TextBlock(id=NEW), "s0000001", 0),
    ),
    "file moved": Case(
        shifted("b0000003", "s0000001", 0),
        "The file “Les notes” was moved on the screen “Bienvenue”.",
    ),
    "clip moved": Case(
        shifted("b0000004", "s0000002"),
        "The clip “Premier” was moved on the screen “Regarder”.",
        first=after(
            placed(TextBlock(id=NEW), "s0000002"), placed(TextBlock(id="new00002"), "s0000002")
        ),
    ),
    "quiz moved": Case(
        shifted("b0000005", "s0000003"),
        "A quiz was moved on the screen “Vérifier”.",
        first=after(
            placed(TextBlock(id=NEW), "s0000003"), placed(TextBlock(id="new00002"), "s0000003")
        ),
    ),
    **{
        f"{kind} to another screen": Case(
            shifted(id_, "s0000005"), f"{named} was moved from “{place}” to “Conclure”."
        )
        for kind, id_, named, place in (
            ("text", "b0000001", "A text", "Bienvenue"),
            ("image", "b0000002", "An image", "Bienvenue"),
            ("file", "b0000003", "The file “Les notes”", "Bienvenue"),
            ("clip", "b0000004", "The clip “Premier”", "Regarder"),
            ("quiz", "b0000005", "A quiz", "Vérifier"),
        )
    },
    # kinds that share their sentences
    **{
        f"{tag_of_block(block)} {n}": Case(
            placed(changed(block, id=NEW), "s0000001"),
            f"Added to “Bienvenue”: {WORDS[tag_of_block(block)]}.",
            f"Removed from “Bienvenue”: {WORDS[tag_of_block(block)]}.",
        )
        for n, block in enumerate(
            (*shown_blocks(PLAN.id, FILM.id), *done_blocks(), bank_scenario(PLAN.id))
        )
        if tag_of_block(block) in WORDS
    },
    "quote moved": Case(
        shifted("b0000106", SHOWN, 0),
        "Moved on the screen “Montrer”: a quote.",
        first=with_all_blocks,
    ),
    "quote to another screen": Case(
        shifted("b0000106", "s0000001"),
        "Moved from “Montrer” to “Bienvenue”: a quote.",
        first=with_all_blocks,
    ),
    "quote text": Case(
        with_("b0000106", text="Un sou."),
        "Changed on “Montrer”: a quote (“Text”).",
        first=with_all_blocks,
    ),
    "callout kind": Case(
        with_("b0000200", kind=CalloutKind.TIP),
        "Changed on “Montrer”: a callout (“What it is”).",
        first=with_all_blocks,
    ),
    "accordion sections": Case(
        with_("b0000107", sections=()),
        "Changed on “Montrer”: an accordion (“Sections”).",
        first=with_all_blocks,
    ),
    "scenario scenes": Case(
        with_("b0000130", scenes=()),
        "Changed on “Jouer”: a scenario (“Scenes”).",
        first=with_all_blocks,
    ),
    "scenario counts": Case(
        with_("b0000130", graded=True),
        "Changed on “Jouer”: a scenario (“Counts in the score”).",
        first=with_all_blocks,
    ),
    "text text": Case(with_("b0000001", text="Salut."), "The text of “Bienvenue” was changed."),
    "image media": Case(
        with_("b0000002", media=FILM.id),
        "The image on “Bienvenue” is now “Cours.mp4” (before: “Plan.gif”).",
        "The image on “Bienvenue” is now “Plan.gif” (before: “Cours.mp4”).",
    ),
    "image alternative": Case(
        with_("b0000002", alternative=""),
        "The description of the image on “Bienvenue” was changed.",
    ),
    "image decorative": Case(
        with_("b0000002", decorative=True),
        "The image on “Bienvenue” is now marked as decorative.",
        "The image on “Bienvenue” is no longer marked as decorative.",
    ),
    "image to enlarge": Case(
        with_("b0000002", enlarge=True),
        "The image on “Bienvenue” can now be enlarged.",
        "The image on “Bienvenue” can no longer be enlarged.",
    ),
    "image caption": Case(
        with_("b0000002", caption="Le plan"),
        "The caption of the image on “Bienvenue” was changed.",
    ),
    "clip clip": Case(
        with_("b0000004", clip="k0000002"),
        "“Regarder” now plays the clip “Second” (before: “Premier”).",
    ),
    "file media": Case(
        with_("b0000003", media=PLAN.id),
        "“Bienvenue” now offers the file “Plan.gif” (before: “Notes.txt”).",
    ),
    "file label": Case(
        with_("b0000003", label=""),
        "The label of the file “Notes.txt” on “Bienvenue” was changed.",
    ),
    "quiz graded": Case(
        with_("b0000005", graded=False),
        "The quiz on “Vérifier” no longer counts in the score.",
        "The quiz on “Vérifier” now counts in the score.",
    ),
    "quiz attempts": Case(
        with_("b0000005", attempts=3), "Changed in the quiz on “Vérifier”: “Attempts”."
    ),
    "quiz tags": Case(
        with_("b0000005", tags=("dates",)),
        "Changed in the quiz on “Vérifier”: “Also from the bank, with tags”.",
    ),
    "clip stops": Case(
        with_("b0000004", stops=(Stop(id=NEW, question="q0000001", at_s=1.0),)),
        "Changed in the clip on “Regarder”: “Questions in the clip”.",
    ),
    "quiz question": Case(
        with_("b0000005", questions=("q0000001", "q0000003")),
        "The question “Lesquels sont pairs ?” was taken out of the quiz on “Vérifier”.",
        "The question “Lesquels sont pairs ?” was added to the quiz on “Vérifier”.",
    ),
    "quiz question and bank": Case(
        gone("q0000002"),
        "The question “Lesquels sont pairs ?” was removed from the quiz on “Vérifier” "
        "and from the course.",
        "The question “Lesquels sont pairs ?” was added to the quiz on “Vérifier”.",
    ),
    "quiz question moved": Case(
        with_("b0000005", questions=("q0000003", "q0000001", "q0000002")),
        "The question “Sept est pair.” was moved in the quiz on “Vérifier”.",
    ),
    "another kind of block": Case(
        lambda course: replace(course, QuizBlock(id="b0000001")),
        "On “Bienvenue”, a quiz replaces a text.",
        "On “Bienvenue”, a text replaces a quiz.",
    ),
    "image for file": Case(
        lambda course: replace(course, ImageBlock(id="b0000003", media=PLAN.id)),
        "On “Bienvenue”, an image replaces a file.",
    ),
    "clip for text": Case(
        lambda course: replace(course, ClipBlock(id="b0000001", clip="k0000001")),
        "On “Bienvenue”, a clip replaces a text.",
    ),
}
