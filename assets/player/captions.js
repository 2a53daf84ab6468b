// SPDX-License-Identifier: MIT
// Captions over the picture and the transcript below it. Cues stand in the page and are added by
// script: a page opened from a disk may load no track file.
"use strict";

const CAPTIONS_CHOICE = "coursewright:captions";

class Captions {
  /**
   * @param {HTMLElement} section
   * @param {HTMLVideoElement} video
   * @param {ClipData} clip
   */
  constructor(section, video, clip) {
    this.video = video;
    this.store = new LocalStore("");
    /** @type {Map<string, TextTrack>} */
    this.tracks = new Map();
    for (const [language, cues] of Object.entries(clip.cues)) {
      const track = video.addTextTrack("captions", language, language);
      cues.forEach(([start, end, text]) => track.addCue(new VTTCue(start, end, escapeCue(text))));
      this.tracks.set(language, track);
    }
    this.select = section.querySelector("select.language");
    if (this.select instanceof HTMLSelectElement) {
      const { select } = this;
      select.addEventListener("change", () => this.choose(select.value));
      this.choose(this.preferred());
    }
  }

  /** The language of the captions that are shown; empty: none. */
  get language() {
    return this.select instanceof HTMLSelectElement ? this.select.value : "";
  }

  /**
   * What the learner chose last; else the language of the course, which comes first.
   * @returns {string}
   */
  preferred() {
    const kept = this.store.get(CAPTIONS_CHOICE);
    const first = [...this.tracks.keys()][0] ?? "";
    return kept !== null && (kept === "" || this.tracks.has(kept)) ? kept : first;
  }

  /** @param {string} language */
  choose(language) {
    if (this.select instanceof HTMLSelectElement) {
      this.select.value = language;
    }
    this.store.set(CAPTIONS_CHOICE, language);
    for (const [tag, track] of this.tracks) {
      track.mode = tag === language ? "showing" : "disabled";
    }
  }

  /** Captions off, or on in the language of the course. */
  toggle() {
    this.choose(this.language ? "" : ([...this.tracks.keys()][0] ?? ""));
  }
}

/** What was said, to read along; the sentence being spoken is marked, and each one leads there. */
class Transcript {
  /**
   * @param {HTMLDetailsElement} box
   * @param {(at: number) => void} seek
   * @param {() => void} read - Called once the end of the transcript was on the screen.
   */
  constructor(box, seek, read) {
    this.cues = [...box.querySelectorAll("button")];
    this.starts = this.cues.map((cue) => Number(cue.dataset.start));
    this.now = -1;
    this.cues.forEach((cue, at) => cue.addEventListener("click", () => seek(this.starts[at] ?? 0)));
    const end = this.cues[this.cues.length - 1];
    if (end) {
      const watcher = new IntersectionObserver((seen) => {
        if (seen.some((each) => each.isIntersecting)) {
          watcher.disconnect();
          read();
        }
      });
      watcher.observe(end);
    }
  }

  /** @param {number} at */
  mark(at) {
    const next = this.starts.findIndex((start) => start > at);
    const now = (next < 0 ? this.starts.length : next) - 1;
    if (now !== this.now) {
      this.cues[this.now]?.classList.remove("now");
      this.cues[now]?.classList.add("now");
      this.now = now;
    }
  }
}

/**
 * Cues know some mark-up; what people said is text.
 * @param {string} text
 * @returns {string}
 */
function escapeCue(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
