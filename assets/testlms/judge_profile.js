// SPDX-License-Identifier: MIT
"use strict";

/**
 * What measured platforms need of a package beyond the text, as far as it is the same in both
 * versions of SCORM.
 *
 * `statuses` are the elements that say how the learner has done, in `ranks` from the least to the
 * most: a package never goes back.
 *
 * @typedef {{statuses: string[], score: string, exit: string, time: string,
 *   ranks: Record<string, number>}} TestLmsNames
 */
class TestLmsProfile {
  static FINAL = ["passed", "completed", "failed"];

  /** @param {TestLmsModel} model @param {TestLmsNames} names */
  constructor(model, names) {
    this.model = model;
    this.names = names;
    /** When each element was set in this session, as a rising number. @type {Map<string, number>} */
    this.order = new Map();
    this.sets = 0;
    this.scoreSaved = true;
    this.saved = true;
  }

  /**
   * Return what is wrong with a value that is about to be set.
   *
   * @param {string} element
   * @param {string} value
   * @returns {TestLmsRefusal[]}
   */
  beforeSet(element, value) {
    return [
      ...(this.names.statuses.includes(element) ? this.#status(element, value) : []),
      ...(element === `${this.names.score}.raw` ? this.#raw(value) : []),
    ];
  }

  /** Note that an element was set. @param {string} element */
  afterSet(element) {
    this.sets += 1;
    this.order.set(element, this.sets);
    this.saved = false;
    if (element.startsWith(`${this.names.score}.`)) this.scoreSaved = false;
  }

  /** Return what is wrong with what is being saved. @returns {TestLmsRefusal[]} */
  atSave() {
    const wrong = this.scoreSaved ? [] : this.#savedScore();
    this.saved = true;
    this.scoreSaved = true;
    return wrong;
  }

  /** Return what is wrong with the end of the session. @returns {TestLmsRefusal[]} */
  atFinish() {
    const { exit, time } = this.names;
    const wrong = {
      exit_not_suspend: this.model.value(exit) !== "suspend",
      session_time_missing: !this.order.has(time),
    };
    return [...TestLmsProfile.broken(wrong), ...this.atSave()];
  }

  /** @param {Record<string, boolean>} wrong @returns {TestLmsRefusal[]} the rules that are broken */
  static broken(wrong) {
    const found = Object.entries(wrong).filter(([, is]) => is);
    return found.map(([rule]) => new TestLmsRefusal(rule));
  }

  /** @param {string} part @returns {string} */
  scorePart(part) {
    return this.model.value(`${this.names.score}.${part}`);
  }

  /**
   * Return what is wrong with the score that is being saved, whatever its parts.
   *
   * @returns {TestLmsRefusal[]}
   */
  scoreFaults() {
    return [];
  }

  /** @param {string} element @param {string} value @returns {TestLmsRefusal[]} */
  #status(element, value) {
    const { ranks } = this.names;
    const before = this.model.value(element);
    const lowered = (ranks[value] ?? 9) < (ranks[before] ?? 0);
    return lowered ? [new TestLmsRefusal("status_lowered", { before })] : [];
  }

  /** @param {string} value @returns {TestLmsRefusal[]} */
  #raw(value) {
    const before = this.scorePart("raw");
    const reported = this.names.statuses.some((element) =>
      ["passed", "completed"].includes(this.model.value(element)));
    const lowered = value !== "" && before !== "" && Number(value) < Number(before);
    return reported && lowered ? [new TestLmsRefusal("score_lowered", { before })] : [];
  }

  /** @returns {TestLmsRefusal[]} */
  #savedScore() {
    if (this.scorePart("raw") === "" && this.scorePart("scaled") === "") return [];
    const [raw, low, high] = ["raw", "min", "max"].map((part) => this.scorePart(part));
    const bounded = raw !== "" && low !== "" && high !== "";
    const outside = Number(raw) < Number(low) || Number(raw) > Number(high);
    return [
      ...(this.#statusCameFirst() ? [new TestLmsRefusal("score_after_status")] : []),
      ...this.scoreFaults(),
      ...(bounded && outside
        ? [new TestLmsRefusal("score_outside_bounds", { low: low ?? "", high: high ?? "" })] : []),
    ];
  }

  /** @returns {boolean} whether a final status was set before the score, and not again after it */
  #statusCameFirst() {
    const parts = [...this.order].filter(([name]) => name.startsWith(`${this.names.score}.`));
    const score = Math.max(...parts.map(([, at]) => at));
    return this.names.statuses.some((element) => {
      const status = this.order.get(element);
      const final = TestLmsProfile.FINAL.includes(this.model.value(element));
      return final && status !== undefined && status < score;
    });
  }
}
