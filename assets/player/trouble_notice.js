// SPDX-License-Identifier: MIT
// One calm sentence while progress is not as safe as it should be.
"use strict";

const SAFE_AGAIN_MS = 8000;
/** After these, being well again is worth a word. */
const GRAVE_TROUBLES = ["lost", "expired", "unkept"];

class TroubleNotice {
  /** @param {Words} words */
  constructor(words) {
    this.words = words;
    /** @type {Trouble | null} */
    this.trouble = null;
    this.timer = 0;
    this.line = part(document, "#trouble", HTMLElement);
    this.close = textButton("icon", "✕", () => this.say(""));
    this.close.setAttribute("aria-label", words.say("close"));
    this.close.hidden = true;
    this.line.after(this.close);
  }

  /** @param {Trouble | null} trouble */
  show(trouble) {
    const over = !trouble && GRAVE_TROUBLES.includes(this.trouble ?? "");
    this.trouble = trouble;
    window.clearTimeout(this.timer);
    this.say(trouble ? `trouble_${trouble}` : over ? "trouble_over" : "");
    if (over) {
      this.timer = window.setTimeout(() => this.say(""), SAFE_AGAIN_MS);
    }
  }

  /** @param {string} id - Of a label; empty: nothing. */
  say(id) {
    this.line.textContent = id && this.words.say(id);
    if (!id && this.close.matches(":focus")) {
      part(document, "main", HTMLElement).focus({ preventScroll: true });
    }
    this.close.hidden = !id;
  }
}
