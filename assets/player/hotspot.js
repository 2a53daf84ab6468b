// SPDX-License-Identifier: MIT
// Answers that are places on a picture: put there by mouse or finger, or by a crosshair that the
// arrow keys move. No place is offered, so that nothing is given away.
"use strict";

const STEP = 0.02;
const LARGE_STEP = 0.1;
/** How each arrow moves the crosshair. @type {Record<string, [number, number]>} */
const CROSS_ARROWS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** @implements {AnswerField} */
class HotspotAnswer {
  /**
   * @param {HTMLElement} box
   * @param {QuestionData} question
   * @param {AnswerPage} page
   */
  constructor(box, question, page) {
    this.question = question;
    this.page = page;
    this.surface = part(box, ".surface", HTMLElement);
    this.crosshair = part(box, ".crosshair", HTMLElement);
    this.spoken = part(box, "[role=status]", HTMLElement);
    this.locked = false;
    this.at = { x: 0.5, y: 0.5 };
    /** @type {string[]} */
    this.marks = [];
    this.surface.addEventListener("click", (event) => this.click(event));
    this.surface.addEventListener("keydown", (event) => this.key(event));
    this.surface.addEventListener("blur", () => (this.crosshair.hidden = true));
  }

  /** @param {MouseEvent} event */
  click(event) {
    const { left, top, width, height } = this.surface.getBoundingClientRect();
    if (event.target instanceof HTMLElement && event.target.dataset.mark) {
      this.toggle(event.target.dataset.mark);
    } else if (width && height) {
      this.toggle(placeOf((event.clientX - left) / width, (event.clientY - top) / height));
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const arrow = CROSS_ARROWS[event.key];
    if (this.locked || !(arrow || event.key === "Enter" || event.key === " ")) {
      return;
    }
    event.preventDefault();
    this.crosshair.hidden = false;
    if (arrow) {
      const step = event.shiftKey ? LARGE_STEP : STEP;
      this.at = { x: within(this.at.x + arrow[0] * step), y: within(this.at.y + arrow[1] * step) };
      this.tell("hotspot_at", placeOf(this.at.x, this.at.y));
    } else {
      this.toggle(placeOf(this.at.x, this.at.y));
    }
    putAt(this.crosshair, placeOf(this.at.x, this.at.y));
  }

  /**
   * Set a mark, or take it away; where there are as many as there may be, the oldest goes.
   * @param {string} place
   */
  toggle(place) {
    if (this.locked) {
      return;
    }
    const set = !this.marks.includes(place);
    this.marks = this.marks.filter((each) => each !== place);
    if (set) {
      const most = this.question.findAll ? this.question.right.length : 1;
      this.marks = [...this.marks, place].slice(-most);
    }
    this.tell(set ? "hotspot_set" : "hotspot_gone", place);
    this.draw();
    this.page.changed();
  }

  /**
   * @param {string} label
   * @param {string} place
   */
  tell(label, place) {
    const { words } = this.page;
    const [x = 0, y = 0] = place.split(",").map(Number);
    this.spoken.textContent = words.say(label, { x: words.percent(x), y: words.percent(y) });
  }

  draw() {
    this.surface.querySelectorAll("[data-mark]").forEach((mark) => mark.remove());
    for (const place of this.marks) {
      const mark = element("span", "mark");
      mark.dataset.mark = place;
      putAt(mark, place);
      this.surface.append(mark);
    }
  }

  response() {
    return this.marks;
  }

  problem() {
    return "";
  }

  said() {
    const { regions = [] } = this.question;
    return regions.filter((each) => this.marks.some((m) => isIn(each, m))).map(({ id }) => id);
  }

  lock() {
    this.locked = true;
    this.crosshair.hidden = true;
    const right = (this.question.regions ?? []).filter((region) => region.correct);
    for (const mark of this.surface.querySelectorAll("[data-mark]")) {
      const place = /** @type {HTMLElement} */ (mark).dataset.mark ?? "";
      const hit = right.some((region) => isIn(region, place));
      setMark(/** @type {HTMLElement} */ (mark), hit ? "right" : "wrong");
    }
  }

  /** @param {string[]} response */
  fill(response) {
    this.marks = response;
    this.draw();
  }

  reveal() {
    this.fill(this.question.right);
    this.lock();
  }

  open() {
    this.locked = false;
    this.marks = [];
    this.draw();
    this.surface.focus();
  }

  answer() {
    const right = (this.question.regions ?? []).filter((region) => region.correct);
    return right.map((region) => region.text).filter(Boolean).join(" · ");
  }
}

/** @param {number} share */
function within(share) {
  return Math.min(1, Math.max(0, share));
}

/**
 * @param {number} x
 * @param {number} y
 */
function placeOf(x, y) {
  return `${within(x).toFixed(4)},${within(y).toFixed(4)}`;
}

/**
 * @param {HTMLElement} mark
 * @param {string} place
 */
function putAt(mark, place) {
  const [x, y] = place.split(",").map(Number);
  mark.style.left = `${(x ?? 0) * 100}%`;
  mark.style.top = `${(y ?? 0) * 100}%`;
}
