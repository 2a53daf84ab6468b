// SPDX-License-Identifier: MIT
// Which stretches of a clip were played.
"use strict";

/** A jump of the clock that is longer than this was no playing. */
const LONGEST_STEP_S = 3;

class Segments {
  constructor() {
    /** Up to here the clip was played in an earlier sitting, as far as anybody remembers. */
    this.before = 0;
    /** Each with its start and end, in the order of playing. @type {[number, number][]} */
    this.played = [];
    this.running = false;
  }

  /** @param {number} at */
  start(at) {
    this.played.push([at, at]);
    this.running = true;
  }

  /** @param {number} at */
  goOn(at) {
    const last = this.played[this.played.length - 1];
    if (this.running && last && at >= last[1] && at - last[1] <= LONGEST_STEP_S) {
      last[1] = at;
    }
  }

  /** @param {number} at */
  stop(at) {
    this.goOn(at);
    this.running = false;
    this.played = this.played.filter(([start, end]) => end > start);
  }

  /**
   * The share of the clip that was played at least once.
   * @param {number} duration_s
   * @returns {number}
   */
  share(duration_s) {
    let sum = this.before;
    let reached = this.before;
    for (const [start, end] of [...this.played].sort((one, other) => one[0] - other[0])) {
      sum += Math.max(0, end - Math.max(start, reached));
      reached = Math.max(reached, end);
    }
    return duration_s ? Math.min(1, sum / duration_s) : 1;
  }
}
