// SPDX-License-Identifier: MIT
// The transcript below a clip: it follows the clip, is searched, and leads to places in the clip.
"use strict";

/**
 * What was said, to read along: the sentence being spoken is marked, and each one leads to its
 * place in the clip. All of them are one stop of the Tab key; the arrow keys go from sentence to sentence.
 */
class Transcript {
  /**
   * @param {HTMLDetailsElement} box
   * @param {ClipData} clip
   * @param {Words} words
   * @param {(at: number) => void} seek
   * @param {() => void} read - Called when the end of the transcript is on the screen.
   */
  constructor(box, clip, words, seek, read) {
    this.clip = clip;
    this.words = words;
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
    this.told = element("span", "quiet");
    this.told.setAttribute("role", "status");
    const [label, input] = searchField(words.say("transcript_search"), () => this.find());
    this.query = input;
    label.append(this.told);
    this.place.before(label);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) {
        this.goTo(this.cues.findIndex((cue) => cue.matches(".hit")));
      }
    });
    this.show(Object.keys(clip.cues)[0] ?? "");
  }

  /** Mark the sentences with all words of the query, and show the first of them. */
  find() {
    const sought = wordsOf(this.query.value);
    const hits = this.cues.filter((cue) => {
      const said = fold(cue.textContent ?? "");
      const hit = sought.length > 0 && sought.every((word) => said.includes(word));
      cue.classList.toggle("hit", hit);
      return hit;
    });
    this.told.textContent = sought.length ? this.words.count("sentences_found", hits.length) : "";
    hits.slice(0, 1).forEach((hit) => this.bringIntoView(hit));
  }

  /** @param {number} at */
  goTo(at) {
    const cue = this.cues[at];
    if (cue) {
      this.cues.forEach((each) => (each.tabIndex = -1));
      cue.tabIndex = 0;
      cue.focus();
    }
  }

  /** @param {HTMLElement} cue */
  isInView(cue) {
    const { scrollTop, clientHeight } = this.place;
    return cue.offsetTop >= scrollTop && cue.offsetTop < scrollTop + clientHeight;
  }

  /**
   * Scroll the transcript alone, never the page.
   * @param {HTMLElement} cue
   */
  bringIntoView(cue) {
    if (!this.isInView(cue)) {
      this.place.scrollTop = cue.offsetTop - this.place.clientHeight / 3;
    }
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
    this.find();
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
      this.goTo(Math.max(0, Math.min(to, last)));
    }
  }

  /** @param {number} at */
  mark(at) {
    const later = this.starts.findIndex((start) => start > at);
    const now = (later < 0 ? this.starts.length : later) - 1;
    if (now !== this.now) {
      const [before, next] = [this.cues[this.now], this.cues[now]];
      before?.classList.remove("now");
      next?.classList.add("now");
      this.now = now;
      // Who has scrolled elsewhere is left there, and followed again once back.
      if (next && (!before || this.isInView(before))) {
        this.bringIntoView(next);
      }
    }
  }
}
