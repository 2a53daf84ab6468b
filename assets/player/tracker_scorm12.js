// SPDX-License-Identifier: MIT
// What is SCORM 1.2's own: one status for completion and success (Run-Time Environment, section 3.4).
"use strict";

const SCORM12_RANKS = { failed: 1, completed: 2, passed: 3 };

/** @implements {ScormDialect} */
class Scorm12Dialect {
  api = "API";
  functions = {
    initialize: "LMSInitialize",
    finish: "LMSFinish",
    commit: "LMSCommit",
    get: "LMSGetValue",
    set: "LMSSetValue",
    error: "LMSGetLastError",
  };
  elements = {
    state: "cmi.suspend_data",
    location: "cmi.core.lesson_location",
    mode: "cmi.core.lesson_mode",
    learner: "cmi.core.student_id",
    name: "cmi.core.student_name",
    time: "cmi.core.session_time",
    exit: "cmi.core.exit",
  };
  /** It has no code for that. */
  alreadyRunning = null;
  over = /^301$/;
  refused = /^[24]/;
  finishCommits = false;
  span = scorm12Span;
  interaction = scorm12Interaction;
  status = "";

  /**
   * A course that was never opened is incomplete from now on: platforms make "completed" of what
   * no page has said.
   * @param {ScormCalls} lms
   */
  begin(lms) {
    this.status = lms.get("cmi.core.lesson_status");
    if (!["incomplete", "browsed", ...Object.keys(SCORM12_RANKS)].includes(this.status)) {
      this.setStatus(lms, "incomplete");
    }
  }

  tellProgress() {
    // SCORM 1.2 has no element for it.
  }

  /**
   * @param {ScormCalls} lms
   * @param {Result} result
   */
  tellResult(lms, { completion, success, score }) {
    for (const [field, value] of score === null ? [] : scorm12Score(score)) {
      lms.set(`cmi.core.${field}`, value);
    }
    // Older Open edX takes "passed" alone for not completed.
    if (completion) {
      this.raise(lms, "completed");
    }
    if (completion && success) {
      this.raise(lms, "passed");
    }
    if (success === false) {
      this.raise(lms, "failed");
    }
  }

  /**
   * @param {number} mastery
   * @returns {[string, string][]}
   */
  objective(mastery) {
    return [...scorm12Score(mastery), ["status", mastery === 1 ? "passed" : "incomplete"]];
  }

  /**
   * @param {ScormCalls} lms
   * @param {string} status
   */
  raise(lms, status) {
    this.setStatus(lms, raisedStatus(SCORM12_RANKS, this.status, status));
  }

  /**
   * @param {ScormCalls} lms
   * @param {string} status
   */
  setStatus(lms, status) {
    this.status = status;
    lms.set("cmi.core.lesson_status", status);
  }
}

/**
 * @param {number} share
 * @returns {[string, string][]}
 */
function scorm12Score(share) {
  return [
    ["score.raw", scormNumber(share * 100)],
    ["score.min", "0"],
    ["score.max", "100"],
  ];
}

TRACKERS["scorm12"] = (course) => new ScormTracker(course, new Scorm12Dialect());
