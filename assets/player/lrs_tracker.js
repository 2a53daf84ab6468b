// SPDX-License-Identifier: MIT
// What xAPI and cmi5 have in common for the session: a sitting with an LRS, or none.
"use strict";

/**
 * Reports to an LRS in a sitting that begins with the page, or keeps progress in the browser.
 * @implements {Tracker}
 */
class LrsTracker {
  /** @param {() => Promise<LrsSitting | LocalTracker>} begin */
  constructor(begin) {
    this.begin = begin;
    /** @type {LrsSitting | null} */
    this.lrs = null;
    /** @type {LrsSitting | LocalTracker | null} */
    this.keeper = null;
    /** @type {StateListener} */
    this.hear = () => false;
  }

  /** @param {(trouble: Trouble | null) => void} listener */
  onTrouble(listener) {
    this.keeper?.troubles.listen(listener);
  }

  /** @param {StateListener} listener */
  onState(listener) {
    this.hear = listener;
  }

  /** @returns {Promise<Opened>} */
  async open() {
    const keeper = await this.begin();
    keeper.hear = this.hear;
    this.keeper = keeper;
    this.lrs = keeper instanceof LrsSitting ? keeper : null;
    return keeper.open();
  }

  /** @param {ScreenData} screen */
  experienced(screen) {
    this.lrs?.say((statements) => statements.experienced(screen));
  }

  /**
   * @param {string} state
   * @param {string} location
   */
  save(state, location) {
    this.keeper?.save(state, location);
  }

  /** @param {Interaction} interaction */
  answered(interaction) {
    this.lrs?.say((statements) => statements.answered(interaction));
  }

  objective() {}

  /** @param {QuizAttempt} attempt */
  attempted(attempt) {
    this.lrs?.say((statements) => statements.attempted(attempt));
  }

  /** @param {VideoEvent} event */
  video(event) {
    this.lrs?.say((statements) => statements.video(event));
  }

  /** @param {Result} result */
  result(result) {
    this.lrs?.reached(result);
  }

  flush() {
    if (!this.lrs?.closed) {
      this.lrs?.flush();
    }
  }

  close() {
    this.lrs?.close();
  }
}
