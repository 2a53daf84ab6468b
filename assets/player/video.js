// SPDX-License-Identifier: MIT
// One clip with its controls, captions and transcript.
"use strict";

/** A clip counts as watched from this share on: few people sit through a closing slide. */
const WATCHED_SHARE = 0.9;
const KEEP_EVERY_S = 5;
const KEY_STEP_S = 5;
const SPEED_CHOICE = "coursewright:speed";

/** What was played in this sitting, by clip: a learner may leave a screen and come back. */
const PLAYED = /** @type {Map<ClipData, Segments>} */ (new Map());

class ClipPlayer {
  /**
   * @param {HTMLElement} section
   * @param {string} screen
   * @param {SessionApi} session
   * @param {Words} words
   * @param {() => void} done - Called when the clip was watched, or its transcript read.
   */
  constructor(section, screen, session, words, done) {
    this.id = section.dataset.clip ?? "";
    const clip = session.course.clips[this.id];
    if (!clip) {
      throw new TypeError("a clip without data");
    }
    this.clip = clip;
    this.screen = screen;
    this.session = session;
    this.words = words;
    this.done = done;
    this.section = section;
    this.video = part(section, "video", HTMLVideoElement);
    this.playButton = part(section, ".play", HTMLButtonElement);
    this.seekBar = part(section, ".seek", HTMLInputElement);
    this.now = part(section, ".now", HTMLElement);
    this.speed = part(section, ".speed", HTMLSelectElement);
    this.store = new LocalStore("");
    const box = section.querySelector("details");
    this.transcript = box && new Transcript(box, clip, words, (at) => this.playFrom(at), done);
    this.captions = new Captions(section, this.video, clip, (to) => this.transcript?.show(to));
    this.segments = PLAYED.get(clip) ?? new Segments();
    PLAYED.set(clip, this.segments);
    /** Where it stops and asks. @type {Stops | null} */
    this.stops = null;
    this.begun = false;
    this.kept = 0;
    this.seekFrom = 0;
    this.listenToVideo();
    this.listenToControls();
    if (session.silent) {
      this.mute(true);
    }
  }

  listenToVideo() {
    const { video } = this;
    video.addEventListener("loadedmetadata", () => this.resume());
    video.addEventListener("play", () => this.started());
    video.addEventListener("pause", () => this.stopped());
    video.addEventListener("timeupdate", () => this.moved());
    video.addEventListener("seeking", () => this.seekBegins());
    video.addEventListener("seeked", () => this.seekEnds());
    video.addEventListener("ended", () => this.ended());
    video.addEventListener("error", () => this.failed());
  }

  listenToControls() {
    const { section, video } = this;
    this.playButton.addEventListener("click", () => this.toggle());
    video.addEventListener("click", () => this.toggle());
    this.seekBar.addEventListener("input", () => {
      video.currentTime = Number(this.seekBar.value);
    });
    this.speed.addEventListener("change", () => this.changeSpeed(this.speed.value));
    part(section, ".mute", HTMLButtonElement).addEventListener("click", () => this.mute(!video.muted));
    const full = section.querySelector("button.full");
    if (full instanceof HTMLButtonElement) {
      full.hidden = !document.fullscreenEnabled;
      full.addEventListener("click", () => this.fullScreen());
    }
    part(section, ".stage", HTMLElement).addEventListener("keydown", (event) => this.key(event));
    const speeds = [...this.speed.options].map((option) => option.value);
    const kept = this.store.get(SPEED_CHOICE) ?? "1";
    this.changeSpeed(speeds.includes(kept) ? kept : "1");
  }

  /** @param {string} speed */
  changeSpeed(speed) {
    this.speed.value = speed;
    this.video.defaultPlaybackRate = Number(speed);
    this.video.playbackRate = Number(speed);
    this.store.set(SPEED_CHOICE, speed);
  }

  /** Go on where the learner left: only one position a screen is kept, so only with one clip. */
  resume() {
    const only = document.querySelectorAll("main [data-clip]").length === 1;
    const at = this.session.videoPosition(this.screen);
    if (only && at > 0 && at < this.video.duration) {
      this.segments.before = Math.max(this.segments.before, at);
      this.video.currentTime = Math.max(0, Math.min(at, this.stops?.latest() ?? at));
    }
  }

  toggle() {
    if (this.video.paused) {
      void this.play();
    } else {
      this.video.pause();
    }
  }

  async play() {
    if (this.stops?.bars()) {
      return;
    }
    try {
      await this.video.play();
    } catch {
      // The browser wants another click first, or can't play it: the button still says "Play".
    }
  }

  /** @param {number} at */
  playFrom(at) {
    this.video.currentTime = at;
    void this.play();
  }

  started() {
    this.segments.start(this.video.currentTime);
    this.showState("pause");
    if (!this.begun) {
      this.begun = true;
      this.report("initialized");
    }
    this.report("played");
  }

  stopped() {
    this.segments.stop(this.video.currentTime);
    this.showState("play");
    if (this.begun && !this.video.ended) {
      this.report("paused");
    }
    this.check();
  }

  moved() {
    const at = this.video.currentTime;
    this.segments.goOn(at);
    this.showTime(at);
    if (this.begun && Math.abs(at - this.kept) >= KEEP_EVERY_S) {
      this.kept = at;
      this.session.playing(this.screen, at);
    }
    this.stops?.pass(at);
    this.check();
  }

  ended() {
    this.report("completed");
    this.stops?.pass(Infinity);
  }

  seekBegins() {
    if (this.segments.running) {
      this.segments.stop(this.seekFrom);
    }
  }

  seekEnds() {
    const to = this.video.currentTime;
    if (this.begun) {
      this.report("seeked", { from: this.seekFrom, to });
    }
    this.seekFrom = to;
    this.showTime(to);
    if (!this.video.paused) {
      this.segments.start(to);
    }
  }

  check() {
    const { duration_s } = this.clip;
    this.session.watched(this.id, this.segments.parts(duration_s, CLIP_PARTS));
    if (this.segments.share(duration_s) >= WATCHED_SHARE) {
      this.done();
    }
  }

  /** @param {number} at */
  showTime(at) {
    this.seekFrom = this.video.seeking ? this.seekFrom : at;
    const now = this.words.clock(at);
    this.now.textContent = now;
    this.seekBar.value = String(at);
    const length = this.words.clock(this.clip.duration_s);
    this.seekBar.setAttribute("aria-valuetext", this.words.say("at", { now, length }));
    this.transcript?.mark(at);
  }

  /** @param {"play" | "pause"} action - What the button does next. */
  showState(action) {
    this.section.classList.toggle("playing", action === "pause");
    this.playButton.setAttribute("aria-label", this.words.say(action));
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.video.muted = muted;
    const button = part(this.section, ".mute", HTMLButtonElement);
    button.setAttribute("aria-pressed", String(this.video.muted));
  }

  fullScreen() {
    const stage = part(this.section, ".stage", HTMLElement);
    if (document.fullscreenElement) {
      void document.exitFullscreen();
    } else if (document.fullscreenEnabled && this.clip.mime.startsWith("video/")) {
      // A platform's frame may forbid it all the same: the clip then stays as it is.
      stage.requestFullscreen().catch(() => undefined);
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const target = /** @type {Element} */ (event.target);
    if (target.closest(".stop")) {
      return;
    }
    const ownUse = target.matches("select") || (target === this.seekBar && isArrow(event.key));
    const actions = /** @type {Record<string, () => void>} */ ({
      " ": () => this.toggle(),
      k: () => this.toggle(),
      c: () => this.captions.toggle(),
      m: () => this.mute(!this.video.muted),
      f: () => this.fullScreen(),
      ArrowLeft: () => this.step(-KEY_STEP_S),
      ArrowRight: () => this.step(KEY_STEP_S),
    });
    const action = actions[event.key];
    const presses = event.key === " " && target.matches("button");
    if (action && !ownUse && !presses && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      action();
    }
  }

  /** @param {number} seconds */
  step(seconds) {
    const to = this.video.currentTime + seconds;
    this.video.currentTime = Math.max(0, Math.min(to, this.video.duration || to));
  }

  /** Offer the transcript instead; where there is none, the clip holds nobody up. */
  failed() {
    const said = this.words.say(this.transcript ? "video_failed_read" : "video_failed");
    this.section.querySelector(".failed")?.remove();
    this.section.append(element("p", "failed", said));
    this.section.querySelector("details")?.setAttribute("open", "");
    this.stops?.showAll();
    if (!this.transcript) {
      this.done();
    }
  }

  /**
   * @param {VideoEvent["kind"]} kind
   * @param {{from?: number, to?: number}} [seek]
   */
  report(kind, seek = {}) {
    const { video } = this;
    this.session.video({
      ...seek,
      kind,
      clip: this.clip,
      screen: this.screen,
      at: video.currentTime,
      segments: this.segments.played.map(([start, end]) => [start, end]),
      progress: this.segments.share(this.clip.duration_s),
      speed: video.playbackRate,
      volume: video.muted ? 0 : video.volume,
      captions: this.captions.language,
      fullScreen: Boolean(document.fullscreenElement),
    });
  }

  /** The learner goes to another screen, or away. */
  leave() {
    if (!this.video.paused) {
      this.segments.stop(this.video.currentTime);
      this.video.pause();
    }
    if (this.begun) {
      this.begun = false;
      this.report("terminated");
    }
  }
  /** Let go of the file: browsers allow a page only so many open ones. */
  unload() {
    this.video.removeAttribute("src");
    this.video.load();
  }
}

/**
 * @param {string} key
 * @returns {boolean}
 */
function isArrow(key) {
  return key.startsWith("Arrow");
}
