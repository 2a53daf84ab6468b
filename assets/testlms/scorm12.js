// SPDX-License-Identifier: MIT
"use strict";

/**
 * The SCORM 1.2 judge: an `API` object that implements the run-time environment by its text, and
 * notes every breach of it and of what real platforms need.
 *
 * Every call is recorded with its result and error code. Values that the package has set are
 * stored by LMSCommit and LMSFinish alone: what is not committed is lost, as on most platforms.
 *
 * @typedef {{values: Record<string, string>, lacks?: string[]}} TestLmsLaunch
 * @typedef {{call: string, element: string, value: string, result: string, code: string, at: number,
 *   stored?: Record<string, string>, violations: TestLmsViolation[]}} TestLmsRecord
 */
const TestLmsScorm12 = (() => {
  const STATUS = "cmi.core.lesson_status";

  /** RTE 3.3, error codes. @type {Record<string, string>} */
  const ERRORS = {
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

  /** A refused value is kept only so far in the record, so that a record stays small. */
  const REFUSED_CHARACTERS = 1000;

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
   * @param {InstanceType<typeof TestLmsScorm12Model.Model>} model
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

  class Session {
    #state = "before";
    #error = "0";
    #diagnostic = "";
    #started = Date.now();
    #model;
    #profile;
    #keep;
    /** The breaches of the call under way. @type {TestLmsViolation[]} */
    #violations = [];

    /**
     * @param {TestLmsLaunch} launch
     * @param {(record: TestLmsRecord) => void} keep
     */
    constructor(launch, keep) {
      this.#model = new TestLmsScorm12Model.Model(launch.values, launch.lacks);
      this.#profile = new TestLmsScorm12Profile.Profile(this.#model);
      this.#keep = keep;
    }

    /** @param {unknown} argument @returns {string} */
    initialize(argument) {
      return this.#call("LMSInitialize", "", argument, "false", () => {
        if (this.#state === "open") throw new TestLmsRefusal("initialized_twice");
        if (this.#state === "after") throw new TestLmsRefusal("initialized_again");
        this.#checkEmpty(argument);
        this.#state = "open";
        return { result: "true" };
      });
    }

    /** @param {unknown} argument @returns {string} */
    finish(argument) {
      return this.#call("LMSFinish", "", argument, "false", () => {
        this.#checkOpen();
        this.#checkEmpty(argument);
        this.#note(this.#profile.atFinish(), "", "");
        this.#state = "after";
        return { result: "true", stored: this.#closing() };
      });
    }

    /** @param {unknown} argument @returns {string} */
    commit(argument) {
      return this.#call("LMSCommit", "", argument, "false", () => {
        this.#checkOpen();
        this.#checkEmpty(argument);
        this.#note(this.#profile.atSave(), "", "");
        return { result: "true" };
      });
    }

    /** @param {unknown} element @returns {string} */
    getValue(element) {
      return this.#call("LMSGetValue", element, "", "", () => {
        this.#checkOpen();
        this.#checkText(element, "");
        return { result: this.#model.get(String(element)) };
      });
    }

    /** @param {unknown} element @param {unknown} value @returns {string} */
    setValue(element, value) {
      return this.#call("LMSSetValue", element, value, "false", () => {
        this.#checkOpen();
        this.#checkText(element, value);
        return { result: "true", ...this.#set(String(element), String(value)) };
      });
    }

    /** @returns {string} */
    lastError() {
      return this.#ask("LMSGetLastError", "", this.#error);
    }

    /** @param {unknown} code @returns {string} */
    errorString(code) {
      return this.#ask("LMSGetErrorString", String(code), ERRORS[String(code)] ?? "");
    }

    /** @param {unknown} code @returns {string} */
    diagnostic(code) {
      const text = code === "" ? this.#diagnostic : ERRORS[String(code)] ?? "";
      return this.#ask("LMSGetDiagnostic", String(code), text);
    }

    /**
     * @param {string} element
     * @param {string} value
     * @returns {{stored?: Record<string, string>}} what is stored, where it is not the value
     */
    #set(element, value) {
      const doubts = this.#profile.beforeSet(element, value);
      const stored = this.#model.set(element, value);
      this.#note(doubts, element, value);
      this.#profile.afterSet(element);
      return stored === value ? {} : { stored: { [element]: stored } };
    }

    /** @returns {Record<string, string>} what the platform itself sets at the end */
    #closing() {
      const session = this.#model.value("cmi.core.session_time");
      const total = this.#model.value("cmi.core.total_time");
      return {
        [STATUS]: finalStatus(this.#model),
        "cmi.core.total_time": session === "" ? total : sum(total, session),
      };
    }

    #checkOpen() {
      if (this.#state === "before") throw new TestLmsRefusal("not_initialized");
      if (this.#state === "after") throw new TestLmsRefusal("after_finish");
    }

    /** @param {unknown} argument */
    #checkEmpty(argument) {
      if (argument !== "") throw new TestLmsRefusal("argument_not_empty");
    }

    /** @param {unknown} element @param {unknown} value */
    #checkText(element, value) {
      if (typeof element !== "string" || typeof value !== "string") {
        this.#note([new TestLmsRefusal("not_text")], String(element), String(value));
      }
    }

    /** @param {TestLmsRefusal[]} broken @param {string} element @param {string} value */
    #note(broken, element, value) {
      const kept = value.slice(0, REFUSED_CHARACTERS);
      const found = broken.map((each) => TestLmsScorm12Rules.violation(each, element, kept));
      this.#violations.push(...found.filter((each) => each.kind !== "none"));
    }

    /**
     * Do one call, keep its record and return its result.
     *
     * @param {string} call
     * @param {unknown} element
     * @param {unknown} value
     * @param {string} refused what the call answers when it is refused
     * @param {() => {result: string, stored?: Record<string, string>}} act
     * @returns {string}
     */
    #call(call, element, value, refused, act) {
      this.#violations = [];
      const [name, text] = [String(element), String(value)];
      const { result, stored, code } = this.#attempt(name, text, refused, act);
      this.#error = code;
      const kept = code === "0" ? text : text.slice(0, REFUSED_CHARACTERS);
      this.#remember({ call, element: name, value: kept, result, code, stored });
      return result;
    }

    /**
     * @param {string} element
     * @param {string} value
     * @param {string} refused
     * @param {() => {result: string, stored?: Record<string, string>}} act
     * @returns {{result: string, code: string, stored?: Record<string, string>}}
     */
    #attempt(element, value, refused, act) {
      try {
        const done = act();
        this.#diagnostic = "";
        return { ...done, code: "0" };
      } catch (problem) {
        if (!(problem instanceof TestLmsRefusal)) throw problem;
        this.#note([problem], element, value);
        this.#diagnostic = `${problem.rule} ${element}`.trim();
        return { result: refused, code: TestLmsScorm12Rules.rules[problem.rule]?.code ?? "101" };
      }
    }

    /** @param {string} call @param {string} value @param {string} result @returns {string} */
    #ask(call, value, result) {
      this.#violations = [];
      this.#remember({ call, element: "", value, result, code: "0" });
      return result;
    }

    /** @param {Omit<TestLmsRecord, "at" | "violations">} record */
    #remember(record) {
      const at = (Date.now() - this.#started) / 1000;
      this.#keep({ ...record, at, violations: this.#violations });
    }
  }

  /**
   * Return the object that a package finds as `API`.
   *
   * @param {TestLmsLaunch} launch what is stored, and what the platform says of this launch
   * @param {(record: TestLmsRecord) => void} keep called with each call, right after it
   */
  const makeApi = (launch, keep) => {
    const session = new Session(launch, keep);
    return {
      LMSInitialize: (/** @type {unknown} */ argument) => session.initialize(argument),
      LMSFinish: (/** @type {unknown} */ argument) => session.finish(argument),
      LMSGetValue: (/** @type {unknown} */ element) => session.getValue(element),
      LMSSetValue: (/** @type {unknown} */ element, /** @type {unknown} */ value) =>
        session.setValue(element, value),
      LMSCommit: (/** @type {unknown} */ argument) => session.commit(argument),
      LMSGetLastError: () => session.lastError(),
      LMSGetErrorString: (/** @type {unknown} */ code) => session.errorString(code),
      LMSGetDiagnostic: (/** @type {unknown} */ code) => session.diagnostic(code),
    };
  };

  return { makeApi, ERRORS };
})();
