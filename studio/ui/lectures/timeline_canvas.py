"""The picture of a timeline: what it shows, which part of it, and how it is painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from studio.i18n import Voice
from studio.ui import icons
from studio.ui.lectures.timeline_clips import draw_clips, draw_edges
from studio.ui.lectures.timeline_content import Boundary, Edge, Heard, Marks, Span, edges, moved
from studio.ui.lectures.timeline_film import Film
from studio.ui.lectures.timeline_ground import Scene, draw_ground
from studio.ui.lectures.timeline_layers import Layers
from studio.ui.lectures.timeline_painting import (
    HEAD,
    draw_bubble,
    draw_card,
    draw_focus,
    draw_legend,
    draw_nothing,
    draw_overview,
    draw_overview_playhead,
    draw_playhead,
    draw_stretch,
)
from studio.ui.lectures.timeline_rows import HEIGHT, LEAST_HEIGHT, PAD, rows_in
from studio.ui.lectures.timeline_tints import tints_of
from studio.ui.lectures.timeline_view import View
from studio.ui.lectures.timeline_words import TimelineWords

STEP = 1.5
"""How much a key or a button zooms."""
_PAGE_SHARE = 0.05
"""Where on a new page the playhead stands."""
_JUMP_S = 1.0
"""Playing never goes further at once; what does was a jump, which is always followed."""
_BUTTON = QSize(28, 24)


class Moving(NamedTuple):
    """A boundary that is held, and where it would land."""

    edge: Edge
    at_s: float


class TimelineCanvas(QWidget):
    """Shows a recording and its clips, the whole of it or as close as single frames."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.words = TimelineWords(voice, self.locale().decimalPoint())
        self.scene: Scene | None = None
        self.spans: Sequence[Span] = ()
        self.edges: Sequence[Edge] = ()
        self.current = ""
        self.editable = False
        self.boundary: Boundary | None = None
        self.moving: Moving | None = None
        self.playhead_s = 0.0
        self._stretch: tuple[float, float] | None = None
        self._film = Film()
        self._layers = Layers(self)
        # Time goes from left to right, whatever the language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumSize(320, LEAST_HEIGHT)
        self.setAccessibleName(voice.text("ui.timeline.name"))
        self._buttons = self._zoom_buttons()
        self._show_buttons()
        self._tell()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Ask for a height at which pictures can be made out."""
        return QSize(900, HEIGHT)

    @property
    def stretch(self) -> tuple[float, float] | None:
        """The stretch that is chosen, in seconds."""
        return self._stretch

    @property
    def chosen_edge(self) -> Edge | None:
        """The boundary that keys move, as it lies."""
        return next((edge for edge in self.edges if edge.boundary == self.boundary), None)

    def show_recording(self, heard: Heard | None) -> None:
        """Show a recording, the whole of it; what is shown already stays as it is."""
        known = self.scene.heard if self.scene is not None else None
        if heard is known:
            return
        self.boundary = self.moving = self._stretch = None
        self._film.show_thumbnails(heard.thumbnails if heard is not None else ())
        self.scene = None if heard is None else self._scene_of(heard)
        self._layers.forget()
        self._show_buttons()
        self._tell()
        self.update()

    def show_clips(self, spans: Sequence[Span], current: str, *, editable: bool) -> None:
        """Show the clips, in the order of their time; `current` is the id of one, or empty."""
        self.current, self.editable = current, editable
        if tuple(spans) != self.spans:  # else a boundary that is held stays so
            self.spans, self.moving = tuple(spans), None
            self.edges = edges(self.spans)
            if self.chosen_edge is None:
                self.boundary = self._joined_boundary()
        self._tell()
        self.update()

    def show_playhead(self, at_s: float) -> None:
        """Show where the player is; playing turns the page, and a jump is followed."""
        before, self.playhead_s = self.playhead_s, at_s
        if self.scene is None:
            return
        view = self.scene.view
        follows = view.shows(before) or abs(at_s - before) > _JUMP_S
        if follows and not view.shows(at_s) and self.moving is None:
            self.show_view(view.starting(at_s - _PAGE_SHARE * view.length_s))
        for moment in (before, at_s):
            self._update_playhead(moment)
        if int(before) != int(at_s):
            self._tell()

    def show_view(self, view: View) -> None:
        """Show another part of the recording."""
        if self.scene is None or view == self.scene.view:
            return
        self.scene = self._scene_of(self.scene.heard, view)
        self._show_buttons()
        self.update()

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Zoom around a pixel; without one around the playhead, or else the middle."""
        if self.scene is None:
            return
        view = self.scene.view
        if x is None:
            seen = view.shows(self.playhead_s)
            x = view.x_of(self.playhead_s) if seen else view.left + view.width / 2
        self.show_view(view.zoomed(factor, x))

    def zoom_whole(self) -> None:
        """Show the whole recording."""
        if self.scene is not None:
            self.show_view(self.scene.view.whole())

    def scroll_by(self, pixels: float) -> None:
        """Show what is so many pixels later."""
        if self.scene is not None:
            self.show_view(self.scene.view.scrolled(pixels))

    def reveal(self, at_s: float) -> None:
        """Scroll until a moment is in view."""
        if self.scene is not None and not self.scene.view.shows(at_s):
            view = self.scene.view
            self.show_view(view.starting(at_s - view.length_s / 2))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw what is kept as a picture, and what moves on top of it."""
        painter = QPainter(self)
        scene = self.scene
        if scene is None:
            tints = tints_of(self.palette())
            draw_card(painter, QRectF(self.rect()), tints)
            draw_nothing(painter, QRectF(self.rect()), tints, self.accessibleDescription())
            return
        picture = self._picture(scene)
        place = QRectF(event.rect())
        ratio = picture.devicePixelRatio()
        source = QRectF(place.topLeft() * ratio, place.size() * ratio)
        painter.drawPixmap(place, picture, source)
        self._draw_moving(painter, scene)
        if self._film.is_behind:
            QTimer.singleShot(0, self, self._go_on)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Show the same stretch of time in another width."""
        super().resizeEvent(event)
        if self.scene is not None:
            view = self.scene.view
            resized = view.resized(self._width())
            self.scene = self._scene_of(
                self.scene.heard, resized.whole() if view.is_whole else resized
            )
        self._place_buttons()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  # Qt's name
        """Paint in other colours, letters or decimal signs when there are others."""
        super().changeEvent(event)
        kinds = QEvent.Type
        if event.type() in (kinds.PaletteChange, kinds.FontChange, kinds.LocaleChange):
            self.words.point = self.locale().decimalPoint()
            if self.scene is not None:
                self.scene = self._scene_of(self.scene.heard, self.scene.view)
            self.update()

    def _scene_of(self, heard: Heard, view: View | None = None) -> Scene:
        known = self.scene
        if view is None:
            view = View(heard.duration_s, heard.frame_s, PAD, self._width()).whole()
        pictures, sound = bool(len(heard.thumbnails)), heard.peaks is not None
        return Scene(
            heard=heard,
            marks=known.marks if known is not None and known.heard is heard else Marks(heard),
            view=view,
            rows=rows_in(QSizeF(self.size()), pictures=pictures, sound=sound),
            tints=tints_of(self.palette()),
            point=self.words.point,
        )

    def _width(self) -> float:
        return max(self.width() - 2 * PAD, 1.0)

    def _picture(self, scene: Scene) -> QPixmap:
        spans, found = self.spans, self.edges
        if self.moving is not None:
            spans = moved(spans, self.moving.edge, self.moving.at_s)
            found = edges(spans)

        def ground(painter: QPainter) -> None:
            draw_card(painter, QRectF(self.rect()), scene.tints)
            draw_ground(painter, scene, self._film)

        def top(painter: QPainter) -> None:
            draw_clips(painter, scene, spans, self.current)
            draw_edges(painter, scene, found, self.boundary)
            draw_legend(painter, scene, self.words.legend(), self._buttons.x() - 8)
            draw_overview(painter, scene, spans, self.current)

        key = (self.spans, self.current, self.boundary, self.moving)
        return self._layers.picture((scene, ground), (key, top))

    def _draw_moving(self, painter: QPainter, scene: Scene) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._stretch is not None:
            draw_stretch(painter, scene, self._stretch)
        draw_overview_playhead(painter, scene, self.playhead_s)
        draw_playhead(painter, scene, self.playhead_s)
        if self.moving is not None:
            edge, at_s = self.moving
            draw_bubble(painter, scene, at_s, self.words.landing(edge, at_s))
        elif self._stretch is not None:
            middle = sum(self._stretch) / 2
            draw_bubble(painter, scene, middle, self.words.stretch(self._stretch))
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), scene.tints)

    def _go_on(self) -> None:
        """Decode the pictures that the last frame had no time for."""
        self._layers.forget()
        self.update()

    def _update_playhead(self, at_s: float) -> None:
        """Have only that drawn anew which a playhead covers."""
        if self.scene is None:
            return
        view, rows = self.scene.view, self.scene.rows
        body = rows.ruler.united(rows.body)
        x = view.x_of(at_s)
        strip = QRectF(x - HEAD - 2, body.top(), 2 * HEAD + 4, body.height() + 2)
        bar = rows.overview
        x = bar.left() + bar.width() * at_s / view.whole_s
        for place in (strip, QRectF(x - 3, bar.top() - 2, 6, bar.height() + 4)):
            self.update(place.toAlignedRect() & self.rect())

    def _joined_boundary(self) -> Boundary | None:
        """Return the boundary that the chosen one became part of when its clips met."""
        if self.boundary is None or self.boundary.is_end:
            return None
        clip = self.boundary.clip
        met = (edge for edge in self.edges if edge.after is not None and edge.after.id == clip)
        return next((edge.boundary for edge in met), None)

    def _tell(self) -> None:
        """Say to screen readers what is shown."""
        if self.scene is None:
            said = self._voice.text("ui.timeline.nothing")
        else:
            said = self.words.state(self.playhead_s, self.spans, self.chosen_edge, self._stretch)
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)

    def _zoom_buttons(self) -> QWidget:
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        does = {
            "zoom_out": lambda: self.zoom(1 / STEP),
            "zoom_in": lambda: self.zoom(STEP),
            "whole": self.zoom_whole,
        }
        self.buttons = {name: QToolButton(bar) for name in does}
        for name, made in self.buttons.items():
            words = self._voice.text(f"ui.timeline.{name}")
            made.setAccessibleName(words)
            made.setToolTip(words)
            made.setIcon(icons.icon(name))
            made.setFixedSize(_BUTTON)
            made.clicked.connect(lambda _checked, do=does[name]: do())
            row.addWidget(made)
        return bar

    def _show_buttons(self) -> None:
        view = self.scene.view if self.scene is not None else None
        self.buttons["zoom_in"].setEnabled(view is not None and not view.is_deepest)
        for name in ("zoom_out", "whole"):
            self.buttons[name].setEnabled(view is not None and not view.is_whole)

    def _place_buttons(self) -> None:
        legend = rows_in(QSizeF(self.size()), pictures=True, sound=True).legend
        size = self._buttons.sizeHint()
        top = legend.center().y() - size.height() / 2
        self._buttons.setGeometry(
            QRect(round(legend.right() - size.width()), round(top), size.width(), size.height())
        )
