// SPDX-License-Identifier: MIT
"use strict";

/** What measured platforms need of a package beyond the text of SCORM 1.2. */
class TestLmsScorm12Profile extends TestLmsProfile {
  static STATUS = "cmi.core.lesson_status";
  static NAMES = {
    statuses: [TestLmsScorm12Profile.STATUS],
    score: "cmi.core.score",
    exit: "cmi.core.exit",
    time: "cmi.core.session_time",
    ranks: { "not attempted": 0, browsed: 1, incomplete: 1, failed: 2, completed: 3, passed: 4 },
  };

  /** @param {TestLmsModel} model */
  constructor(model) {
    super(model, TestLmsScorm12Profile.NAMES);
  }

  /** @param {string} element @param {string} value @returns {TestLmsRefusal[]} */
  beforeSet(element, value) {
    const wrong = {
      score_empty: element.startsWith("cmi.core.score.") && value === "",
      // A text that is a time with more than 59 minutes or seconds.
      clock_over_59: /(_time|latency)$/.test(element) && /^\d+:([6-9]\d:|\d\d:[6-9]\d)/.test(value),
    };
    return [
      ...super.beforeSet(element, value),
      ...TestLmsProfile.broken(wrong),
      ...(element.startsWith("cmi.interactions.") ? this.#interaction(element) : []),
    ];
  }

  /** @returns {TestLmsRefusal[]} */
  atFinish() {
    const wrong = {
      commit_missing: !this.saved,
      status_never_set: this.model.value(TestLmsScorm12Profile.STATUS) === "not attempted",
    };
    return [...TestLmsProfile.broken(wrong), ...super.atFinish()];
  }

  /** @returns {TestLmsRefusal[]} */
  scoreFaults() {
    const bounded = this.scorePart("min") !== "" && this.scorePart("max") !== "";
    return bounded ? [] : [new TestLmsRefusal("score_without_bounds")];
  }

  /** @param {string} element @returns {TestLmsRefusal[]} */
  #interaction(element) {
    const [, index, field] = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(element) ?? [];
    const has = (/** @type {string} */ name) =>
      this.model.values.has(`cmi.interactions.${index}.${name}`);
    const response = /^(student_response|correct_responses\.\d+\.pattern)$/.test(field ?? "");
    return TestLmsProfile.broken({
      interaction_without_id: field !== "id" && !has("id"),
      response_before_type: response && !has("type"),
    });
  }
}
