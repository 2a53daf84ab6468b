// SPDX-License-Identifier: MIT
// Captions over the picture. Cues stand in the page and are added by script: a page opened from a
// disk may load no track file.
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
 * Cues know some mark-up; what people said is text.
 * @param {string} text
 * @returns {string}
 */
function escapeCue(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
