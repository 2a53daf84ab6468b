"""Five figures at the top of the review, each with what it should be."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from studio.i18n import Voice
from studio.review.figures import MOST_VIDEO, Figures
from studio.ui.pieces import card, quiet, said, show_warning

_NONE = "\u2013"


class FigureCard(QWidget):
    """One figure: its name, its value, and a sentence on it that may warn."""

    def __init__(self, name: str) -> None:
        super().__init__()
        frame, column = card()
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        self.value, self.note = QLabel(_NONE), said()
        self.value.setObjectName("figure")
        self.note.setProperty("note", True)
        for widget in (quiet(name), self.value, self.note):
            column.addWidget(widget)
        column.addStretch(1)
        around = QHBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(frame)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_figure(self, value: str, note: str, *, warns: bool = False) -> None:
        """Show a value; a sentence that warns is written in the colour of warnings."""
        self.value.setText(value)
        self.note.setText(note)
        show_warning(self.note, warns=warns)


class FigureCards(QWidget):
    """The figures of a course in a row."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._say = voice.text
        self.longest = FigureCard(voice.text("ui.review.longest"))
        self.video = FigureCard(voice.text("ui.review.video"))
        self.asking = FigureCard(voice.text("ui.review.asking"))
        self.captions = FigureCard(voice.text("ui.review.captions"))
        self.assessed = FigureCard(voice.text("ui.review.assessed"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for each in (self.longest, self.video, self.asking, self.captions, self.assessed):
            row.addWidget(each, 1)

    def show_figures(self, figures: Figures) -> None:
        """Show what was counted."""
        self._show_clips(figures)
        self._show_asking(figures)
        self._show_captions(figures)
        self._show_objectives(figures)

    def _show_clips(self, figures: Figures) -> None:
        say, longest, share = self._say, figures.longest_clip_s, figures.video_share
        if longest is None or share is None:
            self.longest.show_figure(_NONE, say("ui.review.no_video"))
            self.video.show_figure(_NONE, say("ui.review.no_video"))
            return
        long, much = longest >= figures.clip_limit_s, share >= MOST_VIDEO
        note = "ui.review.longest_over" if long else "ui.review.longest_under"
        limit = say(note, limit=figures.clip_limit_s)
        self.longest.show_figure(say("ui.review.length", length=longest), limit, warns=long)
        lecture = say("ui.review.video_note", most=MOST_VIDEO)
        self.video.show_figure(say("ui.review.share", share=share), lecture, warns=much)

    def _show_asking(self, figures: Figures) -> None:
        say, every = self._say, figures.question_every_s
        if not figures.video_s:
            self.asking.show_figure(_NONE, say("ui.review.no_video"))
        elif every is None:
            self.asking.show_figure(_NONE, say("ui.review.no_question"), warns=True)
        else:
            value = say("ui.review.time", time=every)
            self.asking.show_figure(value, say("ui.review.asking_note", n=figures.questions))

    def _show_captions(self, figures: Figures) -> None:
        say = self._say
        if not figures.clips:
            self.captions.show_figure(_NONE, say("ui.review.no_video"))
            return
        value = say("ui.review.of", some=figures.captioned, all=figures.clips)
        lacking = figures.clips - figures.captioned
        note = (
            say("ui.review.captions_lack", n=lacking) if lacking else say("ui.review.captions_all")
        )
        self.captions.show_figure(value, note, warns=bool(lacking))

    def _show_objectives(self, figures: Figures) -> None:
        say = self._say
        if not figures.objectives:
            self.assessed.show_figure(_NONE, say("ui.review.no_objectives"), warns=True)
            return
        value = say("ui.review.of", some=figures.assessed, all=figures.objectives)
        lacking = figures.objectives - figures.assessed
        note = (
            say("ui.review.assessed_lack", n=lacking) if lacking else say("ui.review.assessed_all")
        )
        self.assessed.show_figure(value, note, warns=bool(lacking))
