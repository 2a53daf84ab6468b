// SPDX-License-Identifier: MIT
"use strict";

/** What measured platforms need of a package beyond the text of SCORM 1.2. */
const TestLmsScorm12Profile = (() => {
  const STATUS = "cmi.core.lesson_status";
  const RAW = "cmi.core.score.raw";
  const MIN = "cmi.core.score.min";
  const MAX = "cmi.core.score.max";
  const FINAL = ["passed", "completed", "failed"];

  /** How far a status is: a package never goes back. @type {Record<string, number>} */
  const RANK = {
    "not attempted": 0, browsed: 1, incomplete: 1, failed: 2, completed: 3, passed: 4,
  };

  /** @param {string} name @returns {boolean} whether a text is a time with over 59 somewhere */
  const over59 = (name) => /^\d+:([6-9]\d:|\d\d:[6-9]\d)/.test(name);

  class Profile {
    /** @param {InstanceType<typeof TestLmsScorm12Model.Model>} model */
    constructor(model) {
      this.model = model;
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
        ...(element === STATUS ? this.#status(value) : []),
        ...(element.startsWith("cmi.core.score.") ? this.#score(element, value) : []),
        ...(element.startsWith("cmi.interactions.") ? this.#interaction(element) : []),
        ...(/(_time|latency)$/.test(element) && over59(value)
          ? [new TestLmsRefusal("clock_over_59")] : []),
      ];
    }

    /** Note that an element was set. @param {string} element */
    afterSet(element) {
      this.sets += 1;
      this.order.set(element, this.sets);
      this.saved = false;
      if (element.startsWith("cmi.core.score.")) this.scoreSaved = false;
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
      const wrong = {
        commit_missing: !this.saved,
        status_never_set: this.model.value(STATUS) === "not attempted",
        exit_not_suspend: this.model.value("cmi.core.exit") !== "suspend",
        session_time_missing: !this.order.has("cmi.core.session_time"),
      };
      const broken = Object.entries(wrong).filter(([, is]) => is);
      return [...broken.map(([rule]) => new TestLmsRefusal(rule)), ...this.atSave()];
    }

    /** @param {string} value @returns {TestLmsRefusal[]} */
    #status(value) {
      const before = this.model.value(STATUS);
      const lowered = (RANK[value] ?? 9) < (RANK[before] ?? 0);
      return lowered ? [new TestLmsRefusal("status_lowered", { before })] : [];
    }

    /** @param {string} element @param {string} value @returns {TestLmsRefusal[]} */
    #score(element, value) {
      if (value === "") return [new TestLmsRefusal("score_empty")];
      const before = this.model.value(RAW);
      const reported = ["passed", "completed"].includes(this.model.value(STATUS));
      const lowered = element === RAW && reported && before !== "" && Number(value) < Number(before);
      return lowered ? [new TestLmsRefusal("score_lowered", { before })] : [];
    }

    /** @param {string} element @returns {TestLmsRefusal[]} */
    #interaction(element) {
      const [, index, field] = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(element) ?? [];
      const has = (/** @type {string} */ name) =>
        this.model.values.has(`cmi.interactions.${index}.${name}`);
      const response = /^(student_response|correct_responses\.\d+\.pattern)$/.test(field ?? "");
      return [
        ...(field !== "id" && !has("id") ? [new TestLmsRefusal("interaction_without_id")] : []),
        ...(response && !has("type") ? [new TestLmsRefusal("response_before_type")] : []),
      ];
    }

    /** @returns {TestLmsRefusal[]} */
    #savedScore() {
      const [raw, low, high] = [RAW, MIN, MAX].map((element) => this.model.value(element));
      if (raw === "") return [];
      const bounded = low !== "" && high !== "";
      const outside = Number(raw) < Number(low) || Number(raw) > Number(high);
      return [
        ...(this.#statusCameFirst() ? [new TestLmsRefusal("score_after_status")] : []),
        ...(bounded ? [] : [new TestLmsRefusal("score_without_bounds")]),
        ...(bounded && outside
          ? [new TestLmsRefusal("score_outside_bounds", { low: low ?? "", high: high ?? "" })] : []),
      ];
    }

    /** @returns {boolean} whether a final status was set before the score, and not again after it */
    #statusCameFirst() {
      const status = this.order.get(STATUS);
      const score = Math.max(...[RAW, MIN, MAX].map((element) => this.order.get(element) ?? 0));
      return status !== undefined && status < score && FINAL.includes(this.model.value(STATUS));
    }
  }

  return { Profile };
})();
