// SPDX-License-Identifier: MIT
"use strict";

/** SCORM 1.2 as the judge has to know it. */
const TestLmsScorm12 = (() => {
  const STATUS = "cmi.core.lesson_status";

  /** RTE 3.3, error codes. */
  const errors = {
    0: "No error",
    101: "General exception",
    201: "Invalid argument error",
    202: "Element cannot have children",
    203: "Element not an array - cannot have count",
    301: "Not initialized",
    401: "Not implemented error",
    402: "Invalid set value, element is a keyword",
    403: "Element is read only",
    404: "Element is write only",
    405: "Incorrect data type",
  };

  /** @param {string} time a CMITimespan @returns {number} hundredths of a second */
  const hundredths = (time) => {
    const [hours, minutes, seconds] = time.split(":").map(Number);
    return Math.round(((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 100);
  };

  /** @param {string} first @param {string} second @returns {string} the sum as HHHH:MM:SS.SS */
  const sum = (first, second) => {
    const total = Math.min(hundredths(first) + hundredths(second), 9999 * 360000 + 359999);
    const pad = (/** @type {number} */ number, digits = 2) => String(number).padStart(digits, "0");
    const [hours, rest] = [Math.floor(total / 360000), total % 360000];
    const [minutes, left] = [Math.floor(rest / 6000), rest % 6000];
    return `${pad(hours, 4)}:${pad(minutes)}:${pad(Math.floor(left / 100))}.${pad(left % 100)}`;
  };

  /**
   * Return the status that the platform keeps at LMSFinish (RTE 3.4, cmi.core.lesson_status): one
   * that was never set becomes completed, and a mastery score decides where there is a score.
   *
   * @param {TestLmsModel} model
   * @returns {string}
   */
  const finalStatus = (model) => {
    const status = model.value(STATUS);
    const mastery = model.value("cmi.student_data.mastery_score");
    const raw = model.value("cmi.core.score.raw");
    const browsing = model.value("cmi.core.lesson_mode") === "browse";
    if (browsing) return status === "not attempted" ? "browsed" : status;
    if (model.value("cmi.core.credit") === "credit" && mastery !== "" && raw !== "") {
      return Number(raw) >= Number(mastery) ? "passed" : "failed";
    }
    return status === "not attempted" ? "completed" : status;
  };

  /** @param {TestLmsModel} model */
  const closing = (model) => {
    const session = model.value("cmi.core.session_time");
    const total = model.value("cmi.core.total_time");
    return {
      [STATUS]: finalStatus(model),
      "cmi.core.total_time": session === "" ? total : sum(total, session),
    };
  };

  return {
    functions: {
      initialize: "LMSInitialize",
      finish: "LMSFinish",
      getValue: "LMSGetValue",
      setValue: "LMSSetValue",
      commit: "LMSCommit",
      lastError: "LMSGetLastError",
      errorString: "LMSGetErrorString",
      diagnostic: "LMSGetDiagnostic",
    },
    errors,
    rules: TestLmsScorm12Rules,
    model: TestLmsScorm12Model,
    profile: (/** @type {TestLmsModel} */ model) => new TestLmsScorm12Profile(model),
    closed: (/** @type {TestLmsFunction} */ _, /** @type {boolean} */ ended) =>
      new TestLmsRefusal(ended ? "after_finish" : "not_initialized"),
    closing,
    // RTE 3.3 has no code of its own for it.
    lost: {},
  };
})();

TEST_LMS_VERSIONS["API"] = TestLmsScorm12;
