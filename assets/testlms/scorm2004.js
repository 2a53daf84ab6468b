// SPDX-License-Identifier: MIT
"use strict";

/** SCORM 2004 as the judge has to know it. */
const TestLmsScorm2004 = (() => {
  /** RTE 3.1.7, error codes. */
  const errors = {
    0: "No Error",
    101: "General Exception",
    102: "General Initialization Failure",
    103: "Already Initialized",
    104: "Content Instance Terminated",
    111: "General Termination Failure",
    112: "Termination Before Initialization",
    113: "Termination After Termination",
    122: "Retrieve Data Before Initialization",
    123: "Retrieve Data After Termination",
    132: "Store Data Before Initialization",
    133: "Store Data After Termination",
    142: "Commit Before Initialization",
    143: "Commit After Termination",
    201: "General Argument Error",
    301: "General Get Failure",
    351: "General Set Failure",
    391: "General Commit Failure",
    401: "Undefined Data Model Element",
    402: "Unimplemented Data Model Element",
    403: "Data Model Element Value Not Initialized",
    404: "Data Model Element Is Read Only",
    405: "Data Model Element Is Write Only",
    406: "Data Model Element Type Mismatch",
    407: "Data Model Element Value Out Of Range",
    408: "Data Model Dependency Not Established",
  };

  /** The code of a call before the session; one after it has the next. */
  const BEFORE = new Map(
    Object.entries({ finish: 112, getValue: 122, setValue: 132, commit: 142 }),
  );

  /** Seconds of years, months, days, hours, minutes and seconds. */
  const UNITS = [365 * 86400, 30 * 86400, 86400, 3600, 60, 1];
  const INTERVAL =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

  /** @param {string} interval @returns {number} hundredths of a second */
  const hundredths = (interval) => {
    const [, ...parts] = INTERVAL.exec(interval) ?? [];
    const seconds = parts.map((part, at) => Number(part ?? 0) * (UNITS[at] ?? 0));
    return Math.round(seconds.reduce((sum, each) => sum + each, 0) * 100);
  };

  /** @param {string} first @param {string} second @returns {string} the sum as PT1H2M3.25S */
  const sum = (first, second) => {
    const total = hundredths(first) + hundredths(second);
    const [hours, rest] = [Math.floor(total / 360000), total % 360000];
    return `PT${hours}H${Math.floor(rest / 6000)}M${(rest % 6000) / 100}S`;
  };

  /**
   * Return what the platform itself sets at the end: thresholds decide, and the time is added up
   * (RTE 4.2.4, 4.2.22, 4.2.25).
   *
   * @param {TestLmsModel} model
   */
  const closing = (model) => {
    const session = model.value("cmi.session_time");
    const total = model.value("cmi.total_time");
    return {
      "cmi.completion_status": model.settled("cmi.completion_status"),
      "cmi.success_status": model.settled("cmi.success_status"),
      "cmi.total_time": session === "" ? total : sum(total, session),
    };
  };

  return {
    functions: {
      initialize: "Initialize",
      finish: "Terminate",
      getValue: "GetValue",
      setValue: "SetValue",
      commit: "Commit",
      lastError: "GetLastError",
      errorString: "GetErrorString",
      diagnostic: "GetDiagnostic",
    },
    errors,
    rules: TestLmsScorm2004Rules,
    model: TestLmsScorm2004Model,
    profile: (/** @type {TestLmsModel} */ model) => new TestLmsScorm2004Profile(model),
    closed: (/** @type {TestLmsFunction} */ called, /** @type {boolean} */ ended) => {
      const code = (BEFORE.get(called) ?? 112) + Number(ended);
      return new TestLmsRefusal(ended ? "after_terminate" : "not_initialized", {}, String(code));
    },
    closing,
    lost: { initialize: "102", finish: "111", commit: "391" },
  };
})();

TEST_LMS_VERSIONS["API_1484_11"] = TestLmsScorm2004;
