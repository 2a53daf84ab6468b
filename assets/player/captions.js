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
   * @param {(language: string) => void} chosen - Called with each language that is shown.
   */
  constructor(section, video, clip, chosen) {
    this.chosen = chosen;
    this.store = new LocalStore("");
    /** @type {Map<string, TextTrack>} */
    this.tracks = new Map();
    for (const [language, cues] of Object.entries(clip.cues)) {
      const track = video.addTextTrack("captions", language, language);
      cues.forEach(([start, end, text]) => track.addCue(new VTTCue(start, end, escapeCue(text))));
      this.tracks.set(language, track);
    }
    const select = section.querySelector("select.language");
    this.select = select instanceof HTMLSelectElement ? select : null;
    this.select?.addEventListener("change", () => this.choose(this.language));
    /** What is shown again when captions are switched on: first that of the course. */
    this.last = [...this.tracks.keys()][0] ?? "";
    this.show(this.preferred());
  }

  /** The language of the captions that are shown; empty: none. */
  get language() {
    return this.select?.value ?? "";
  }

  /**
   * What the learner chose last; else the language of the course.
   * @returns {string}
   */
  preferred() {
    const kept = this.store.get(CAPTIONS_CHOICE);
    return kept !== null && (kept === "" || this.tracks.has(kept)) ? kept : this.last;
  }

  /** @param {string} language */
  choose(language) {
    this.store.set(CAPTIONS_CHOICE, language);
    this.show(language);
  }

  /** @param {string} language */
  show(language) {
    if (this.select) {
      this.select.value = language;
    }
    for (const [tag, track] of this.tracks) {
      track.mode = tag === language ? "showing" : "disabled";
    }
    if (language) {
      this.last = language;
      this.chosen(language);
    }
  }

  /** Captions off, or on again in the language that was shown last. */
  toggle() {
    if (this.tracks.size) {
      this.choose(this.language ? "" : this.last);
    }
  }
}

/**
 * What was said, to read along: the sentence being spoken is marked, and each one leads to its
 * place in the clip. It is one stop of the Tab key; the arrow keys go from sentence to sentence.
 */
class Transcript {
  /**
   * @param {HTMLDetailsElement} box
   * @param {ClipData} clip
   * @param {(at: number) => void} seek
   * @param {() => void} read - Called when the end of the transcript is on the screen.
   */
  constructor(box, clip, seek, read) {
    this.clip = clip;
    this.seek = seek;
    this.place = part(box, ".said", HTMLElement);
    this.place.addEventListener("keydown", (event) => this.key(event));
    /** @type {HTMLElement[]} */
    this.cues = [];
    /** @type {number[]} */
    this.starts = [];
    this.now = -1;
    this.endWatcher = new IntersectionObserver((seen) => {
      if (seen.some((each) => each.isIntersecting)) {
        read();
      }
    });
    this.show(Object.keys(clip.cues)[0] ?? "");
  }

  /** @param {string} language */
  show(language) {
    const cues = this.clip.cues[language] ?? [];
    this.starts = cues.map(([start]) => start);
    this.cues = cues.map(([start, , text]) => this.sentence(start, text));
    this.cues[0]?.setAttribute("tabindex", "0");
    this.place.lang = language;
    this.place.replaceChildren(...this.cues.flatMap((cue) => [cue, " "]));
    this.now = -1;
    this.endWatcher.disconnect();
    this.cues.slice(-1).forEach((end) => this.endWatcher.observe(end));
  }

  /**
   * @param {number} start
   * @param {string} text
   * @returns {HTMLElement}
   */
  sentence(start, text) {
    // A real button would be a box of its own: sentences have to run on as a text.
    const cue = element("span", "cue", text);
    cue.setAttribute("role", "button");
    cue.tabIndex = -1;
    cue.addEventListener("click", () => this.seek(start));
    return cue;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const at = this.cues.findIndex((cue) => cue === event.target);
    const last = this.cues.length - 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.cues[at]?.click();
    } else if (to !== undefined) {
      event.preventDefault();
      this.cues[at]?.setAttribute("tabindex", "-1");
      const next = this.cues[Math.max(0, Math.min(to, last))];
      next?.setAttribute("tabindex", "0");
      next?.focus();
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
