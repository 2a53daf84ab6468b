"""Two authors, one course, real git: what merges by itself, and what a conflict looks like."""

from __future__ import annotations

import os
import shutil
import subprocess
from bisect import bisect
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeAlias

import pytest
from msgspec.structs import replace as changed

from studio.course.blocks import Block, QuizBlock, TextBlock
from studio.course.edits import insert, move, remove, replace
from studio.course.model import Course, Lesson, Module, Screen
from studio.course.questions import Choice, SingleChoice
from studio.messages import StudioError
from studio.project.project import COURSE_FILE, create_project, open_project
from studio.project.session import open_session
from tests.courses import small_course

GIT = shutil.which("git")
pytestmark = pytest.mark.skipif(GIT is None, reason="git is not installed")

Edit: TypeAlias = Callable[[Course], Course]

FIRST = "Un prêt se rembourse par mensualités."
SECOND = "Le taux dépend de la durée."


class Ids:
    """Identities as the program makes them, the same in each run of the tests."""

    def __init__(self) -> None:
        self._random = Random(20)

    def new(self) -> str:
        tail = self._random.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=9)
        return self._random.choice("abcdefghijklmnopqrstuvwxyz") + "".join(tail)


def question(id_: str, ids: Ids, stem: str) -> SingleChoice:
    answers = (("Le capital", True), ("Les intérêts", False), ("Une assurance", False))
    choices = tuple(Choice(id=ids.new(), text=text, correct=right) for text, right in answers)
    return SingleChoice(id=id_, stem=stem, choices=choices, feedback_wrong="Relisez la leçon.")


def realistic_course() -> Course:
    """Three modules, six lessons, 24 screens; each lesson ends with a quiz of two questions."""
    ids = Ids()
    course = Course(id="c0000001", title="Emprunter pour se loger", language="fr")
    for m in range(1, 4):
        module = Module(id=f"module000{m}", title=f"Module {m}")
        course = insert(course, module, course.id)
        for number in range(2 * m - 1, 2 * m + 1):
            lesson = Lesson(id=f"lesson000{number}", title=f"Leçon {number}")
            course = insert(course, lesson, module.id)
            course = with_screens(course, lesson.id, number, ids)
    return course


def with_screens(course: Course, lesson: str, number: int, ids: Ids) -> Course:
    asked = [question(ids.new(), ids, f"Question {number}.{i} ?") for i in (1, 2)]
    for each in asked:
        course = insert(course, each)
    pages: list[Block] = [
        TextBlock(id=ids.new(), text=f"{FIRST}\n\n{SECOND} Page {number}.{i}.") for i in range(3)
    ]
    pages.append(QuizBlock(id=ids.new(), questions=tuple(q.id for q in asked)))
    for i, page in enumerate(pages):
        screen = Screen(id=ids.new(), title=f"Écran {number}.{i}", blocks=(page,))
        course = insert(course, screen, lesson)
    return course


class Conflict(NamedTuple):
    """What git leaves between its marks."""

    ours: list[str]
    theirs: list[str]


class Repository:
    """A course folder under git, with nothing of this machine's settings."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        author = {"NAME": "Anne", "EMAIL": "anne@example.org"}
        self._env = {
            **{k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
            **{f"GIT_{who}_{k}": v for who in ("AUTHOR", "COMMITTER") for k, v in author.items()},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "HOME": str(home),
            "LC_ALL": "C",
        }

    def git(self, *words: str, fails: bool = False) -> str:
        """Run git in the folder and return what it printed."""
        assert GIT is not None
        done = subprocess.run(
            [GIT, *words], cwd=self.folder, env=self._env, capture_output=True, check=False
        )
        assert (done.returncode != 0) is fails, done.stderr.decode()
        return done.stdout.decode("utf-8")

    def start(self, *options: str) -> None:
        """Make the folder a repository with all that is in it."""
        self.git("init", "-q")
        self.git(*options, "add", "-A")
        self.git(*options, "commit", "-q", "-m", "Start")
        self.git("tag", "start")

    def branch(self, name: str, edit: Edit) -> None:
        """Save an edit of the first course as a commit on a branch of its own."""
        self.git("checkout", "-q", "-b", name, "start")
        project = open_project(self.folder)
        project.save(edit(project.load()))
        self.git("commit", "-q", "-a", "-m", name)

    def merged(self, ours: Edit, theirs: Edit) -> Course:
        """Merge both edits, which is expected to go well, and open the course."""
        self.branch("theirs", theirs)
        self.branch("ours", ours)
        self.git("merge", "-q", "--no-edit", "theirs")
        return open_project(self.folder).load()

    def conflicts(self, ours: Edit, theirs: Edit, *options: str) -> list[Conflict]:
        """Merge both edits, which is expected to fail, and return what is between the marks."""
        self.branch("theirs", theirs)
        self.branch("ours", ours)
        self.git(*options, "merge", "-q", "--no-edit", "theirs", fails=True)
        return list(conflicts_in((self.folder / COURSE_FILE).read_text("utf-8")))


def conflicts_in(text: str) -> Iterator[Conflict]:
    side: list[str] | None = None
    ours: list[str] = []
    theirs: list[str] = []
    for line in text.split("\n"):
        if line.startswith("<<<<<<< "):
            side = ours = []
        elif line == "=======":
            side = theirs = []
        elif line.startswith(">>>>>>> "):
            side = None
            yield Conflict(ours, theirs)
        elif side is not None:
            side.append(line.strip())


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    folder = tmp_path / "Prêts à taux zéro.course"
    create_project(folder, realistic_course())
    made = Repository(folder, tmp_path)
    made.start()
    return made


def screen_of(course: Course, title: str) -> Screen:
    return next(screen for screen in course.screens.values() if screen.title == title)


def rewritten(title: str, old: str, new: str) -> Edit:
    """Return the edit that replaces words on a screen."""

    def edit(course: Course) -> Course:
        [block] = screen_of(course, title).blocks
        assert isinstance(block, TextBlock)
        assert old in block.text
        return replace(course, changed(block, text=block.text.replace(old, new)))

    return edit


def asked_more(title: str, id_: str, stem: str) -> Edit:
    """Return the edit that adds a question to the quiz on a screen."""

    def edit(course: Course) -> Course:
        [block] = screen_of(course, title).blocks
        assert isinstance(block, QuizBlock)
        course = insert(course, question(id_, Ids(), stem))
        return replace(course, changed(block, questions=(*block.questions, id_)))

    return edit


def appended(lesson: str, id_: str, title: str) -> Edit:
    return lambda course: insert(course, Screen(id=id_, title=title), lesson)


def apart(entries: object, *new: str) -> bool:
    """Return whether new ids have different neighbours in a map that is sorted by id."""
    known = sorted(entries)  # type: ignore[call-overload]  # a map of the course
    return len({bisect(known, id_) for id_ in new}) == len(new)


def opening(repository: Repository) -> StudioError:
    with pytest.raises(StudioError) as raised:
        open_project(repository.folder).load()
    return raised.value


def test_different_screens_merge(repository):
    merged = repository.merged(
        rewritten("Écran 1.0", "mensualités", "échéances"),
        rewritten("Écran 4.2", "dépend", "varie"),
    )
    start = realistic_course()
    both = rewritten("Écran 1.0", "mensualités", "échéances")(start)
    assert merged == rewritten("Écran 4.2", "dépend", "varie")(both)
    assert merged != start


def test_two_new_questions_merge(repository):
    # The bank is sorted by random ids. Two new ones conflict only if they stand side by side there,
    # which among n questions happens to 2 pairs of n + 2; these two do not, as most don't.
    one, other = "dxk20vq81m", "t0c93hw5ya"
    assert apart(realistic_course().questions, one, other)
    merged = repository.merged(
        asked_more("Écran 1.3", one, "Que rembourse-t-on en premier ?"),
        asked_more("Écran 5.3", other, "Que veut dire un taux fixe ?"),
    )
    assert len(merged.questions) == 14
    for id_, title in ((one, "Écran 1.3"), (other, "Écran 5.3")):
        [quiz] = screen_of(merged, title).blocks
        assert isinstance(quiz, QuizBlock)
        assert quiz.questions[-1] == id_
        assert len(quiz.questions) == 3


def test_a_moved_screen_keeps_what_the_other_author_wrote_on_it(repository):
    merged = repository.merged(
        lambda course: move(course, [screen_of(course, "Écran 2.1").id], "lesson0005", 1),
        rewritten("Écran 2.1", "mensualités", "échéances"),
    )
    screen = screen_of(merged, "Écran 2.1")
    [block] = screen.blocks
    assert isinstance(block, TextBlock)
    assert "échéances" in block.text
    assert merged.lessons["lesson0005"].screens.index(screen.id) == 1
    assert screen.id not in merged.lessons["lesson0002"].screens


def test_one_sentence_edited_twice_is_a_conflict_of_one_line(repository):
    [conflict] = repository.conflicts(
        rewritten("Écran 3.1", "mensualités", "échéances"),
        rewritten("Écran 3.1", "mensualités", "trimestres"),
    )
    # A text is one line of the file, so its unchanged second paragraph is shown as well.
    second = f"{SECOND} Page 3.1."
    first = '"text": "Un prêt se rembourse par'
    assert conflict.ours == [rf'{first} échéances.\n\n{second}"']
    assert conflict.theirs == [rf'{first} trimestres.\n\n{second}"']


def test_two_screens_at_the_end_of_one_lesson_are_a_conflict_of_two_ids(repository):
    one, other = "dxk20vq81m", "t0c93hw5ya"
    assert apart(realistic_course().screens, one, other)
    [conflict] = repository.conflicts(
        appended("lesson0004", one, "Mon résumé"), appended("lesson0004", other, "Pour finir")
    )
    assert conflict == Conflict([f'"{one}"'], [f'"{other}"'])
    text = (repository.folder / COURSE_FILE).read_text("utf-8")
    assert '"title": "Mon résumé"' in text
    assert '"title": "Pour finir"' in text


def test_a_conflict_settled_by_hand_opens(repository):
    one, other = "dxk20vq81m", "t0c93hw5ya"
    repository.conflicts(
        appended("lesson0004", one, "Mon résumé"), appended("lesson0004", other, "Pour finir")
    )
    file = repository.folder / COURSE_FILE
    lines = file.read_text("utf-8").split("\n")
    kept = [line for line in lines if line[:7] not in {"<" * 7, "=" * 7, ">" * 7}]
    text = "\n".join(kept).replace(f'"{one}"\n', f'"{one}",\n')
    file.write_text(text, "utf-8", newline="\n")
    course = open_project(repository.folder).load()
    assert course.lessons["lesson0004"].screens[-2:] == (one, other)


def test_a_screen_deleted_here_and_edited_there_shows_the_screen(repository):
    [conflict] = repository.conflicts(
        lambda course: remove(course, screen_of(course, "Écran 6.2").id),
        rewritten("Écran 6.2", "dépend", "varie"),
    )
    screen = screen_of(realistic_course(), "Écran 6.2")
    assert conflict.ours == []
    assert conflict.theirs == [
        f'"{screen.id}": {{',
        f'"id": "{screen.id}",',
        '"title": "Écran 6.2",',
        '"blocks": [',
        "{",
        '"type": "text",',
        f'"id": "{screen.blocks[0].id}",',
        rf'"text": "{FIRST}\n\nLe taux varie de la durée. Page 6.2."',
        "}",
        "]",
        "},",
    ]


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_a_course_with_conflicts_says_so_and_either_side_opens(repository, style):
    def edits(word: str) -> Edit:
        return lambda course: rewritten("Écran 5.0", "durée", word)(
            rewritten("Écran 1.0", "durée", word)(course)
        )

    options = ("-c", f"merge.conflictStyle={style}")
    found = repository.conflicts(edits("fréquence"), edits("somme"), *options)
    assert len(found) == 2
    problem = opening(repository)
    file = repository.folder / COURSE_FILE
    lines = file.read_text("utf-8").split("\n")
    first = next(i for i, line in enumerate(lines, 1) if line.startswith("<<<<<<< "))
    assert problem.message.id == "course.conflict_marks"
    assert problem.message.params == {"file": str(file), "line": first, "n": 2}
    for side, word in (("--ours", "fréquence"), ("--theirs", "somme")):
        repository.git("checkout", side, COURSE_FILE)
        assert open_project(repository.folder).load() == edits(word)(realistic_course())


def test_a_merge_that_git_finds_good_but_is_none_is_refused(repository):
    """One author moves a screen to one lesson, the other to another: git keeps both places."""

    def moved(lesson: str) -> Edit:
        return lambda course: move(course, [screen_of(course, "Écran 1.1").id], lesson, 1)

    with pytest.raises(StudioError) as raised:
        repository.merged(moved("lesson0003"), moved("lesson0006"))
    assert raised.value.message.id == "course.placed_twice"


def test_git_sees_the_course_and_its_history_and_not_the_caches(repository):
    session = open_session(repository.folder)
    (session.project.cache("cuts") / "clip.mp4").write_bytes(b"cut")
    session.submit(rewritten("Écran 1.0", "durée", "somme")(session.course))
    assert session.close()
    status = repository.git("status", "--porcelain", "--untracked-files=all").splitlines()
    assert status[0] == " M course.json"
    assert {line[:11] for line in status[1:]} == {"?? history/"}
    assert (repository.folder / ".studio").is_dir()


@pytest.mark.parametrize("there", ["true", "input", "false"])
def test_a_clone_has_the_same_bytes_whatever_git_does_to_ends_of_lines(tmp_path, there):
    project, course = small_course(tmp_path)
    project.media.add_bytes(b"one\r\ntwo\r\n", ".txt")
    repository = Repository(project.folder, tmp_path)
    repository.start("-c", "core.autocrlf=true")
    clone = tmp_path / "clone.course"
    repository.git("-c", f"core.autocrlf={there}", "clone", "-q", str(project.folder), str(clone))
    for folder in (".", "media", "captions"):
        for file in (project.folder / folder).iterdir():
            if file.is_file():
                assert (clone / folder / file.name).read_bytes() == file.read_bytes()
    assert open_project(clone).load() == course


def test_the_authors_own_attributes_stay(tmp_path):
    project = create_project(tmp_path / "A.course", Course(id="c0000001", title="A"))
    attributes = project.folder / ".gitattributes"
    assert attributes.read_bytes().endswith(b"\n* -text\n")
    attributes.write_text("media/** filter=lfs\n", "utf-8")
    again = open_project(project.folder)
    again.save(changed(again.load(), title="B"))
    assert attributes.read_text("utf-8") == "media/** filter=lfs\n"
