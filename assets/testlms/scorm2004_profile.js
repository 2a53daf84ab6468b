// SPDX-License-Identifier: MIT
"use strict";

/** What measured platforms need of a package beyond the text of SCORM 2004. */
class TestLmsScorm2004Profile extends TestLmsProfile {
  static NAMES = {
    statuses: ["cmi.completion_status", "cmi.success_status"],
    score: "cmi.score",
    exit: "cmi.exit",
    time: "cmi.session_time",
    ranks: { unknown: 0, "not attempted": 0, incomplete: 1, completed: 2, failed: 1, passed: 2 },
  };

  /** In characters: as much as SCORM 1.2 has room for. */
  static STATE = 4096;

  /** How many entries every platform keeps (RTE 4.2). @type {Record<string, number>} */
  static ENTRIES = {
    "cmi.comments_from_learner": 250,
    "cmi.interactions": 250,
    "cmi.interactions.n.objectives": 10,
    "cmi.objectives": 100,
  };

  /** @param {TestLmsModel} model */
  constructor(model) {
    super(model, TestLmsScorm2004Profile.NAMES);
    this.savedStatuses = this.#statuses();
    this.neverSet = false;
  }

  /** @param {string} element @param {string} value @returns {TestLmsRefusal[]} */
  beforeSet(element, value) {
    const before = this.model.value(element);
    const wrong = {
      progress_lowered: element === "cmi.progress_measure" && Number(value) < Number(before),
      interaction_renamed:
        /^cmi\.interactions\.\d+\.id$/.test(element) && before !== "" && before !== value,
      response_empty: element.endsWith(".learner_response") && value === "",
      timestamp_unsafe:
        element.endsWith(".timestamp") && !/^\d{4}(-\d\d){2}T\d\d(:\d\d){2}$/.test(value),
    };
    return [
      ...super.beforeSet(element, value),
      ...TestLmsProfile.broken(wrong),
      ...(element === "cmi.suspend_data" ? this.#state(value) : []),
      ...this.#entries(element),
    ];
  }

  /** @returns {TestLmsRefusal[]} */
  atSave() {
    const [completion] = this.#statuses();
    const never = !["incomplete", "completed"].includes(completion ?? "") && !this.neverSet;
    this.neverSet ||= never;
    this.savedStatuses = this.#statuses();
    return [...TestLmsProfile.broken({ status_never_set: never }), ...super.atSave()];
  }

  /** @returns {TestLmsRefusal[]} */
  atFinish() {
    const final = this.#statuses().some((status, at) =>
      TestLmsProfile.FINAL.includes(status) && status !== this.savedStatuses[at]);
    return [...TestLmsProfile.broken({ status_not_saved: final }), ...super.atFinish()];
  }

  /** @returns {TestLmsRefusal[]} */
  scoreFaults() {
    const parts = ["scaled", "raw", "min", "max"];
    const missing = parts.filter((part) => this.scorePart(part) === "");
    if (missing.length) {
      return [new TestLmsRefusal("score_part_missing", { missing: missing.join(", ") })];
    }
    const [scaled = 0, raw = 0, low = 0, high = 0] = parts.map((part) =>
      Number(this.scorePart(part)));
    const share = (raw - low) / (high - low || 1);
    const differ = scaled >= 0 && Math.abs(scaled - share) > 0.01;
    return differ ? [new TestLmsRefusal("score_parts_differ", { scaled, raw })] : [];
  }

  /** @returns {string[]} */
  #statuses() {
    return this.names.statuses.map((element) => this.model.value(element));
  }

  /** @param {string} value @returns {TestLmsRefusal[]} */
  #state(value) {
    const limit = TestLmsScorm2004Profile.STATE;
    const { length } = value;
    return [
      ...(length > limit ? [new TestLmsRefusal("state_too_long", { limit, length })] : []),
      ...TestLmsProfile.broken({ state_not_ascii: !/^[\t\n\r\x20-\x7e]*$/.test(value) }),
    ];
  }

  /** @param {string} element @returns {TestLmsRefusal[]} */
  #entries(element) {
    return [...element.matchAll(/\.(\d+)(?=\.)/g)].flatMap((match) => {
      const limit = this.#limit(element.slice(0, match.index));
      return Number(match[1]) < limit ? [] : [new TestLmsRefusal("list_too_long", { limit })];
    });
  }

  /** @param {string} list @returns {number} */
  #limit(list) {
    const [, interaction] = /^(.+)\.correct_responses$/.exec(list) ?? [];
    if (interaction) {
      const type = this.model.value(`${interaction}.type`);
      return TestLmsScorm2004Responses[type]?.patterns ?? Infinity;
    }
    const name = TestLmsModel.general(`${list}.`).slice(0, -1);
    return TestLmsScorm2004Profile.ENTRIES[name] ?? Infinity;
  }
}
