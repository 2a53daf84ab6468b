// SPDX-License-Identifier: MIT
// What is SCORM 2004's own: completion, success and progress apart (Run-Time Environment, 4.2).
"use strict";

const SCORM2004_COMPLETION = { incomplete: 1, completed: 2 };
const SCORM2004_SUCCESS = { failed: 1, passed: 2 };

/** @implements {ScormDialect} */
class Scorm2004Dialect {
  api = "API_1484_11";
  functions = {
    initialize: "Initialize",
    finish: "Terminate",
    commit: "Commit",
    get: "GetValue",
    set: "SetValue",
    error: "GetLastError",
  };
  elements = {
    state: "cmi.suspend_data",
    location: "cmi.location",
    mode: "cmi.mode",
    learner: "cmi.learner_id",
    name: "cmi.learner_name",
    time: "cmi.session_time",
    exit: "cmi.exit",
  };
  alreadyRunning = "103";
  /** Not initialized, or terminated: codes of each function. */
  over = /^1[1-4][23]$/;
  refused = /^(201|351|40\d)$/;
  finishCommits = true;
  span = scorm2004Span;
  completion = "";
  success = "";
  progress = 0;

  /** @param {string} language - Of the course. */
  constructor(language) {
    this.language = language;
  }

  /**
   * A course that was never opened is incomplete from now on: some platforms make "completed" of
   * what no page has said.
   * @param {ScormCalls} lms
   */
  begin(lms) {
    this.completion = lms.get("cmi.completion_status");
    this.success = lms.get("cmi.success_status");
    this.progress = Number(lms.get("cmi.progress_measure")) || 0;
    if (!(this.completion in SCORM2004_COMPLETION)) {
      this.complete(lms, "incomplete");
    }
  }

  /**
   * @param {ScormCalls} lms
   * @param {number} progress
   */
  tellProgress(lms, progress) {
    this.progress = Math.max(this.progress, progress);
    lms.set("cmi.progress_measure", scormNumber(this.progress));
  }

  /**
   * Who has passed and has still something to see is told of later: platforms that show one status
   * alone would take the course for done.
   * @param {ScormCalls} lms
   * @param {Result} result
   */
  tellResult(lms, { completion, success, score }) {
    for (const [field, value] of score === null ? [] : scorm2004Score(score)) {
      lms.set(`cmi.${field}`, value);
    }
    if (completion) {
      this.complete(lms, "completed");
    }
    if (success === false || (completion && success)) {
      this.success = raisedStatus(SCORM2004_SUCCESS, this.success, success ? "passed" : "failed");
      lms.set("cmi.success_status", this.success);
    }
  }

  /**
   * @param {ScormCalls} lms
   * @param {string} status
   */
  complete(lms, status) {
    this.completion = raisedStatus(SCORM2004_COMPLETION, this.completion, status);
    lms.set("cmi.completion_status", this.completion);
  }

  /** @param {Interaction} interaction */
  interaction(interaction) {
    return scorm2004Interaction(interaction, this.language);
  }

  /**
   * @param {number} mastery
   * @returns {[string, string][]}
   */
  objective(mastery) {
    const done = mastery === 1;
    return [
      ...scorm2004Score(mastery),
      ["success_status", done ? "passed" : "unknown"],
      ["completion_status", done ? "completed" : "incomplete"],
    ];
  }
}

/**
 * @param {number} share
 * @returns {[string, string][]}
 */
function scorm2004Score(share) {
  return [
    ["score.scaled", String(rounded(share))],
    ["score.raw", scormNumber(share * 100)],
    ["score.min", "0"],
    ["score.max", "100"],
  ];
}

TRACKERS["scorm2004"] = (course) => new ScormTracker(course, new Scorm2004Dialect(course.language));
