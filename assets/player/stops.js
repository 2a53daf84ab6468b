// SPDX-License-Identifier: MIT
// Questions in a clip: it stops at their moments, and the answers decide how it goes on.
"use strict";

/** The clock of a clip may lie a little before the moment that was asked for. */
const MOMENT_S = 0.05;

class Stops {
  /**
   * @param {HTMLElement} box
   * @param {ClipPlayer} player
   * @param {SessionApi} session
   * @param {Words} words
   * @param {{done: () => void, go: (screen: string) => void}} page
   */
  constructor(box, player, session, words, page) {
    this.box = box;
    this.player = player;
    this.session = session;
    this.words = words;
    this.page = page;
    /** Placements at which nothing holds the learner any more. @type {Set<string>} */
    this.passed = new Set();
    const { stops = [] } = session.quiz(box.dataset.stops ?? "").data;
    this.stops = [...stops]
      .sort((one, other) => one.at_s - other.at_s)
      .map((stop) => this.stop(stop));
    player.stops = this;
    this.mark();
  }

  /**
   * @param {StopData} data
   * @returns {StopView}
   */
  stop(data) {
    const panel = part(this.box, `[data-stop="${data.placement}"]`, HTMLElement);
    const at = Math.min(data.at_s, this.player.clip.duration_s);
    const button = element("button", "stop-mark", this.words.clock(at));
    button.type = "button";
    part(this.box, ".stop-marks", HTMLElement).append(element("li", "", button));
    const question = part(panel, "[data-placement]", HTMLElement);
    const view = new QuestionView(question, this.session, this.words, {
      ...{ atEnd: false, review: true, over: false, go: this.page.go },
      done: (placement) => this.passed.add(placement),
      collect: () => undefined,
      checked: (grade, left) => this.checked(stop, grade, left),
    });
    const stop = { ...data, at, panel, button, view };
    button.addEventListener("click", () => this.open(stop));
    return stop;
  }

  /**
   * The clip is at this moment: stop at what was not answered until then.
   * @param {number} at
   */
  pass(at) {
    const held = this.stops.find((stop) => stop.at <= at + MOMENT_S && !this.passed.has(stop.placement));
    if (!held) {
      return;
    }
    this.player.video.pause();
    if (held.panel.hidden) {
      this.ask(held);
    }
  }

  /** @param {StopView} stop */
  ask(stop) {
    if (document.fullscreenElement) {
      void document.exitFullscreen();
    }
    this.player.video.currentTime = stop.at;
    this.show(stop);
    if (stop.view.checkButton.hidden) {
      stop.view.again();
    }
    part(stop.panel, ".stop-name", HTMLElement).focus();
  }

  /**
   * The learner chose a question from the list: one that was answered is shown without a jump.
   * @param {StopView} stop
   */
  open(stop) {
    this.player.video.pause();
    if (!this.passed.has(stop.placement)) {
      this.ask(stop);
      return;
    }
    this.show(stop);
    this.offer(stop, this.words.say("close"), () => {
      this.show(null);
      stop.button.focus();
    });
    part(stop.panel, ".stop-name", HTMLElement).focus();
  }

  /** @param {StopView | null} shown */
  show(shown) {
    for (const { panel } of this.stops) {
      panel.hidden = panel !== shown?.panel;
      part(panel, ".stop-actions", HTMLElement).replaceChildren();
    }
  }

  /** The clip can't be played: all that it asks can be answered below it. */
  showAll() {
    this.stops.forEach(({ panel }) => (panel.hidden = false));
  }

  /**
   * @param {StopView} stop
   * @param {Grade} grade
   * @param {number} left - Tries.
   */
  checked(stop, grade, left) {
    this.mark();
    const { backTo_s } = stop;
    const wrong = grade.right === false;
    if (wrong && backTo_s !== undefined) {
      stop.view.againButton.hidden = true;
      const again = this.words.say("watch_again", { at: this.words.clock(backTo_s) });
      this.offer(stop, again, () => this.goOn(backTo_s)).focus();
    }
    if (!wrong || left === 0 || this.passed.has(stop.placement)) {
      this.offer(stop, this.words.say("stop_go_on"), () => this.goOn(null));
    }
  }

  /** @param {number | null} from - Where to go on; null: here. */
  goOn(from) {
    this.show(null);
    this.player.playFrom(from ?? this.player.video.currentTime);
    this.player.playButton.focus();
  }

  /**
   * @param {StopView} stop
   * @param {string} label
   * @param {() => void} act
   */
  offer(stop, label, act) {
    const button = element("button", "primary", label);
    button.type = "button";
    button.addEventListener("click", act);
    part(stop.panel, ".stop-actions", HTMLElement).append(button);
    return button;
  }

  /** Say of each question whether it was answered; once all were, nothing is left to do here. */
  mark() {
    for (const { placement, button, at } of this.stops) {
      const answered = this.passed.has(placement);
      const label = answered ? "stop_answered" : "stop_at";
      button.classList.toggle("seen", answered);
      button.setAttribute("aria-label", this.words.say(label, { at: this.words.clock(at) }));
    }
    if (this.stops.every(({ placement }) => this.passed.has(placement))) {
      this.page.done();
    }
  }
}
