// SPDX-License-Identifier: MIT
// Which stretches of a clip were played.
"use strict";

/** A jump of the clock that is longer than this was no playing. */
const LONGEST_STEP_S = 3;

/** Players tell where they are a few times a second. */
const STEP_S = 1;

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
    return duration_s ? Math.min(1, this.within(0, duration_s) / duration_s) : 1;
  }

  /**
   * Which of so many equal parts of the clip were played, as bits, the first the lowest. The clock
   * moves in steps, so a part may lack one of them.
   * @param {number} duration_s
   * @param {number} count
   * @returns {number}
   */
  parts(duration_s, count) {
    const length = duration_s / count;
    const wanted = Math.max(length - STEP_S, length / 2);
    let bits = 0;
    for (let n = 0; n < count; n += 1) {
      bits += this.within(n * length, (n + 1) * length) >= wanted ? 2 ** n : 0;
    }
    return bits;
  }

  /**
   * How much of a stretch was played at least once, in seconds.
   * @param {number} from
   * @param {number} to
   * @returns {number}
   */
  within(from, to) {
    let [sum, reached] = [0, from];
    const all = [/** @type {[number, number]} */ ([0, this.before]), ...this.played];
    for (const [start, end] of all.sort((one, other) => one[0] - other[0])) {
      sum += Math.max(0, Math.min(end, to) - Math.max(start, reached));
      reached = Math.max(reached, Math.min(end, to));
    }
    return sum;
  }
}
