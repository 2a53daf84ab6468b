// SPDX-License-Identifier: MIT
// Questions in a clip: it stops at their moments, and the answers decide how it goes on.
"use strict";

/** The clock of a clip may lie a little before the moment that was asked for. */
const MOMENT_S = 0.01;
/** A clip that has stopped so near to a moment stands there. */
const NEAR_S = 0.1;
/** Players tell where they are too seldom to stop between two words: the last bit is timed. */
const TIMED_S = 0.5;
/** How long before a question that is still open a clip goes on in a later sitting. */
const BEFORE_S = 1;
/** Half the thumb of a seek bar, which never leaves the bar. */
const THUMB_PX = 8;

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
    this.stage = part(player.section, ".stage", HTMLElement);
    /** Placements at which nothing holds the learner any more. @type {Set<string>} */
    this.passed = new Set();
    /** @type {StopView | null} */
    this.shown = null;
    /** Whether all are asked below the clip, as it can't be played. */
    this.all = false;
    this.timer = 0;
    const { stops = [] } = session.quiz(box.dataset.stops ?? "").data;
    this.stops = stops.map((stop) => this.stop(stop));
    player.stops = this;
    // Who leaves full screen comes back to the top of the page.
    this.stage.addEventListener("fullscreenchange", () => {
      this.shown?.panel.scrollIntoView({ block: "nearest" });
    });
    this.mark();
  }

  /**
   * @param {StopData} data
   * @returns {StopView}
   */
  stop(data) {
    const { duration_s } = this.player.clip;
    const at = Math.min(data.at_s, duration_s);
    const { backTo_s = at } = data;
    const panel = part(this.box, `[data-stop="${data.placement}"]`, HTMLElement);
    // In the stage it is seen in full screen, too.
    this.stage.append(panel);
    const button = element("button", "stop-mark", this.words.clock(at));
    button.type = "button";
    button.addEventListener("click", () => this.open(stop));
    part(this.box, ".stop-marks ol", HTMLElement).append(element("li", "", button));
    const tick = element("i", "stop-tick");
    const share = at / duration_s;
    tick.style.left = `calc(${100 * share}% + ${THUMB_PX * (1 - 2 * share)}px)`;
    this.player.seekBar.after(tick);
    const view = new QuestionView(part(panel, "[data-placement]", HTMLElement), this.session, this.words, {
      ...{ atEnd: false, review: true, over: false },
      go: (screen) => this.watch(stop, screen),
      done: (placement) => this.passed.add(placement),
      collect: () => undefined,
      checked: (grade) => this.checked(stop, grade),
    });
    const { placement } = data;
    const stop = { placement, at, back: backTo_s < at ? backTo_s : null, panel, button, tick, view };
    return stop;
  }

  /** @returns {StopView | undefined} the first that is still to be answered */
  next() {
    return this.stops.find(({ placement }) => !this.passed.has(placement));
  }

  /** @returns {number} the latest moment at which a clip that was begun before goes on */
  latest() {
    return (this.next()?.at ?? Infinity) - BEFORE_S;
  }

  /**
   * The clip is at this moment: stop at what was not answered until then.
   * @param {number} at
   * @returns {boolean} whether it stops
   */
  pass(at) {
    window.clearTimeout(this.timer);
    const { video } = this.player;
    const next = this.next();
    // The file may end a little before the clip does.
    const there = Math.min(next?.at ?? Infinity, video.duration || Infinity);
    if (this.all || !next || there > at + MOMENT_S) {
      this.free(at, next);
      return false;
    }
    video.pause();
    const asks = next !== this.shown;
    if ((asks && video.currentTime < there) || Math.abs(video.currentTime - there) > NEAR_S) {
      video.currentTime = there;
    }
    if (asks) {
      this.ask(next);
    }
    return true;
  }

  /**
   * Nothing is asked here: who went back from an open question meets it again later.
   * @param {number} at
   * @param {StopView} [next]
   */
  free(at, next) {
    const { shown, player: { video } } = this;
    if (shown && !this.passed.has(shown.placement) && at < shown.at - TIMED_S) {
      this.show(null);
    }
    const left = next && !video.paused ? (next.at - at) / video.playbackRate : Infinity;
    if (left < TIMED_S) {
      this.timer = window.setTimeout(() => this.pass(video.currentTime), left * 1000);
    }
  }

  /**
   * The learner wants to play: a question that is open here comes first.
   * @returns {boolean} whether there is one
   */
  bars() {
    const barred = this.pass(this.player.video.currentTime);
    if (barred) {
      this.shown?.panel.focus();
    } else if (!this.all) {
      this.show(null);
    }
    return barred;
  }

  /** @param {StopView} stop */
  ask(stop) {
    this.show(stop);
    if (stop.view.checkButton.hidden) {
      stop.view.again();
    }
    stop.panel.focus();
  }

  /**
   * The learner chose a question from the list: one that was answered is shown without a jump.
   * @param {StopView} stop
   */
  open(stop) {
    this.player.video.pause();
    if (this.passed.has(stop.placement) && !this.all) {
      this.show(stop);
      this.offer(stop, { close: () => this.close(stop) });
    } else {
      this.pass(stop.at);
    }
    (this.shown ?? stop).panel.focus();
  }

  /** @param {StopView} stop */
  close(stop) {
    this.show(null);
    stop.button.focus();
  }

  /** @param {StopView | null} shown */
  show(shown) {
    this.shown = shown;
    this.stage.classList.toggle("held", shown !== null);
    for (const stop of this.stops) {
      stop.panel.hidden = stop !== shown;
      this.offer(stop, {});
    }
  }

  /** The clip can't be played: all that it asks can be answered below it. */
  showAll() {
    this.show(null);
    this.all = true;
    for (const { panel } of this.stops) {
      panel.hidden = false;
      this.box.append(panel);
    }
  }

  /**
   * @param {StopView} stop
   * @param {Grade} grade
   */
  checked(stop, grade) {
    const wrong = grade.right === false;
    if (!wrong) {
      this.passed.add(stop.placement);
    }
    this.mark();
    if (this.all) {
      return;
    }
    const { back } = stop;
    const led = wrong && back !== null;
    stop.view.againButton.hidden ||= led;
    this.offer(stop, {
      ...(led ? { watch_again: () => this.lead(stop, back) } : {}),
      ...(this.passed.has(stop.placement) ? { stop_go_on: () => this.goOn() } : {}),
    });
    const actions = part(stop.panel, ".stop-actions", HTMLElement);
    if (led) {
      actions.querySelector("button")?.focus();
    }
    actions.scrollIntoView({ block: "nearest" });
  }

  /**
   * Offer what can be done, by the ids of its labels.
   * @param {StopView} stop
   * @param {Record<string, () => void>} actions
   */
  offer({ panel, back }, actions) {
    const buttons = Object.entries(actions).map(([label, act], at) => {
      const said = this.words.say(label, { at: this.words.clock(back ?? 0) });
      const button = element("button", at ? "" : "primary", said);
      button.type = "button";
      button.addEventListener("click", act);
      return button;
    });
    part(panel, ".stop-actions", HTMLElement).replaceChildren(...buttons);
  }

  goOn() {
    const { player } = this;
    this.show(null);
    player.playButton.focus();
    // Playing a clip that has ended would begin it again.
    if (!player.video.ended) {
      void player.play();
    } else if (!this.pass(Infinity)) {
      this.box.querySelector("button")?.focus();
    }
  }

  /**
   * Lead back, and ask once more later on, as long as there is a try.
   * @param {StopView} stop
   * @param {number} from
   */
  lead(stop, from) {
    this.show(null);
    if (this.session.triesLeft(stop.placement) > 0) {
      this.passed.delete(stop.placement);
    }
    this.player.playButton.focus();
    this.player.playFrom(from);
  }

  /**
   * What the question says is to be watched again: often it is this clip.
   * @param {StopView} stop
   * @param {string} screen
   */
  watch(stop, screen) {
    if (stop.view.data.watch?.clip === this.player.id && !this.all) {
      this.lead(stop, this.session.videoPosition(screen));
    } else {
      this.page.go(screen);
    }
  }

  /** Say of each question whether it was answered; once all were, nothing is left to do here. */
  mark() {
    for (const { placement, button, tick, at } of this.stops) {
      const answered = this.passed.has(placement);
      const label = answered ? "stop_answered" : "stop_at";
      button.classList.toggle("seen", answered);
      tick.classList.toggle("seen", answered);
      button.setAttribute("aria-label", this.words.say(label, { at: this.words.clock(at) }));
    }
    if (!this.next()) {
      this.page.done();
    }
  }
}
