// SPDX-License-Identifier: MIT
// One clip with its controls, captions and transcript.
"use strict";

/** A clip counts as watched from this share on: few people sit through a closing slide. */
const WATCHED_SHARE = 0.9;
const KEEP_EVERY_S = 5;
const KEY_STEP_S = 5;

class ClipPlayer {
  /**
   * @param {HTMLElement} section
   * @param {string} screen
   * @param {SessionApi} session
   * @param {Words} words
   * @param {() => void} done - Called when the clip was watched, or its transcript read.
   */
  constructor(section, screen, session, words, done) {
    const clip = session.course.clips[section.dataset.clip ?? ""];
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
    this.captions = new Captions(section, this.video, clip);
    const box = section.querySelector("details");
    this.transcript = box && new Transcript(box, (at) => this.playFrom(at), done);
    this.segments = new Segments();
    this.begun = false;
    this.kept = 0;
    this.seekFrom = 0;
    this.listenToVideo();
    this.listenToControls();
  }

  listenToVideo() {
    const { video } = this;
    video.addEventListener("loadedmetadata", () => this.resume());
    video.addEventListener("play", () => this.started());
    video.addEventListener("pause", () => this.stopped());
    video.addEventListener("timeupdate", () => this.moved());
    video.addEventListener("seeking", () => this.seekBegins());
    video.addEventListener("seeked", () => this.seekEnds());
    video.addEventListener("ended", () => this.report("completed"));
    video.addEventListener("error", () => this.failed());
  }

  listenToControls() {
    const { section, video } = this;
    this.playButton.addEventListener("click", () => this.toggle());
    video.addEventListener("click", () => this.toggle());
    this.seekBar.addEventListener("input", () => {
      video.currentTime = Number(this.seekBar.value);
    });
    const speed = part(section, ".speed", HTMLSelectElement);
    speed.addEventListener("change", () => {
      video.playbackRate = Number(speed.value);
    });
    part(section, ".mute", HTMLButtonElement).addEventListener("click", () => this.mute());
    section.querySelector(".full")?.addEventListener("click", () => this.fullScreen());
    part(section, ".stage", HTMLElement).addEventListener("keydown", (event) => this.key(event));
  }

  resume() {
    const at = this.session.videoPosition(this.screen);
    if (at > 0 && at < this.video.duration) {
      this.video.currentTime = at;
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
    this.check();
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
    if (this.segments.share(this.clip.duration_s) >= WATCHED_SHARE) {
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

  mute() {
    this.video.muted = !this.video.muted;
    const button = part(this.section, ".mute", HTMLButtonElement);
    button.setAttribute("aria-pressed", String(this.video.muted));
  }

  fullScreen() {
    const stage = part(this.section, ".stage", HTMLElement);
    void (document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen());
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const onControl = event.target instanceof Element && event.target.matches("select, .seek");
    const actions = /** @type {Record<string, () => void>} */ ({
      " ": () => this.toggle(),
      k: () => this.toggle(),
      c: () => this.captions.toggle(),
      m: () => this.mute(),
      f: () => this.fullScreen(),
      ArrowLeft: () => this.step(-KEY_STEP_S),
      ArrowRight: () => this.step(KEY_STEP_S),
    });
    const action = actions[event.key];
    const onButton = event.key === " " && event.target instanceof HTMLButtonElement;
    if (action && !onControl && !onButton && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      action();
    }
  }

  /** @param {number} seconds */
  step(seconds) {
    const to = this.video.currentTime + seconds;
    this.video.currentTime = Math.max(0, Math.min(to, this.video.duration || to));
  }

  failed() {
    const said = element("p", "notice", this.words.say("video_failed"));
    this.section.querySelector(".notice")?.remove();
    this.section.append(said);
    this.section.querySelector("details")?.setAttribute("open", "");
    this.done();
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
}
