// SPDX-License-Identifier: MIT
"use strict";

/**
 * A SCORM judge: an API object that implements the run-time environment of one version by its text,
 * and notes every breach of it and of what real platforms need.
 *
 * Every call is recorded with its result and error code. Values that the package has set are
 * stored when it commits or ends the session, and not before: what it leaves uncommitted is lost,
 * as on most platforms.
 *
 * @typedef {{values: Record<string, string>, lacks?: string[], edition?: string}} TestLmsLaunch
 * @typedef {{call: string, element: string, value: string, result: string, code: string, at: number,
 *   stored?: Record<string, string>, violations: TestLmsViolation[]}} TestLmsRecord
 * @typedef {"initialize" | "finish" | "getValue" | "setValue" | "commit" | "lastError"
 *   | "errorString" | "diagnostic"} TestLmsFunction
 *
 * What the judge has to know of a version. `closed` is what a call outside of a session breaks,
 * `closing` what the platform itself sets at the end, `lost` the error code of a call that needs
 * the platform's server while it does not answer.
 *
 * @typedef {{
 *   functions: Record<TestLmsFunction, string>,
 *   errors: Record<string, string>,
 *   rules: InstanceType<typeof TestLmsRules.Rules>,
 *   model: (launch: TestLmsLaunch) => TestLmsModel,
 *   profile: (model: TestLmsModel) => TestLmsProfile,
 *   closed: (called: TestLmsFunction, ended: boolean) => TestLmsRefusal,
 *   closing: (model: TestLmsModel) => Record<string, string>,
 *   lost: Partial<Record<TestLmsFunction, string>>,
 * }} TestLmsVersion
 */
const TestLmsJudge = (() => {
  /** A refused value is kept only so far in the record, so that a record stays small. */
  const REFUSED_CHARACTERS = 1000;
  const GENERAL_EXCEPTION = "101";

  class Session {
    /** @type {"before" | "open" | "after"} */
    #state = "before";
    #error = "0";
    #diagnostic = "";
    #started = Date.now();
    #version;
    #isConnected;
    #model;
    #profile;
    #keep;
    /** The breaches of the call under way. @type {TestLmsViolation[]} */
    #violations = [];

    /**
     * @param {TestLmsVersion} version
     * @param {TestLmsLaunch} launch
     * @param {(record: TestLmsRecord) => void} keep
     * @param {() => boolean} isConnected
     */
    constructor(version, launch, keep, isConnected) {
      this.#version = version;
      this.#isConnected = isConnected;
      this.#model = version.model(launch);
      this.#profile = version.profile(this.#model);
      this.#keep = keep;
    }

    /** @param {unknown} argument @returns {string} */
    initialize(argument) {
      return this.#call("initialize", "", argument, "false", () => {
        if (this.#state === "open") throw new TestLmsRefusal("initialized_twice");
        if (this.#state === "after") throw new TestLmsRefusal("initialized_again");
        this.#checkEmpty(argument);
        this.#checkConnection("initialize");
        this.#state = "open";
        return { result: "true" };
      });
    }

    /** @param {unknown} argument @returns {string} */
    finish(argument) {
      return this.#call("finish", "", argument, "false", () => {
        this.#checkOpen("finish");
        this.#checkEmpty(argument);
        this.#checkConnection("finish");
        this.#note(this.#profile.atFinish(), "", "");
        this.#state = "after";
        return { result: "true", stored: this.#version.closing(this.#model) };
      });
    }

    /** @param {unknown} argument @returns {string} */
    commit(argument) {
      return this.#call("commit", "", argument, "false", () => {
        this.#checkOpen("commit");
        this.#checkEmpty(argument);
        this.#checkConnection("commit");
        this.#note(this.#profile.atSave(), "", "");
        return { result: "true" };
      });
    }

    /** @param {unknown} element @returns {string} */
    getValue(element) {
      return this.#call("getValue", element, "", "", () => {
        this.#checkOpen("getValue");
        this.#checkText(element, "");
        return { result: this.#model.get(String(element)) };
      });
    }

    /** @param {unknown} element @param {unknown} value @returns {string} */
    setValue(element, value) {
      return this.#call("setValue", element, value, "false", () => {
        this.#checkOpen("setValue");
        this.#checkText(element, value);
        return { result: "true", ...this.#set(String(element), String(value)) };
      });
    }

    /** @returns {string} */
    lastError() {
      return this.#ask("lastError", "", this.#error);
    }

    /** @param {unknown} code @returns {string} */
    errorString(code) {
      return this.#ask("errorString", String(code), this.#version.errors[String(code)] ?? "");
    }

    /** @param {unknown} code @returns {string} */
    diagnostic(code) {
      const known = this.#version.errors[String(code)] ?? "";
      return this.#ask("diagnostic", String(code), code === "" ? this.#diagnostic : known);
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

    /** @param {TestLmsFunction} called */
    #checkOpen(called) {
      if (this.#state !== "open") throw this.#version.closed(called, this.#state === "after");
    }

    /** @param {TestLmsFunction} called */
    #checkConnection(called) {
      if (this.#isConnected()) return;
      throw new TestLmsRefusal("connection_lost", {}, this.#version.lost[called]);
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
      const found = broken.map((each) => this.#version.rules.violation(each, element, kept));
      this.#violations.push(...found.filter((each) => each.kind !== "none"));
    }

    /**
     * Do one call, keep its record and return its result.
     *
     * @param {TestLmsFunction} called
     * @param {unknown} element
     * @param {unknown} value
     * @param {string} refused what the call answers when it is refused
     * @param {() => {result: string, stored?: Record<string, string>}} act
     * @returns {string}
     */
    #call(called, element, value, refused, act) {
      this.#violations = [];
      const [name, text] = [String(element), String(value)];
      const { result, stored, code } = this.#attempt(name, text, refused, act);
      this.#error = code;
      const kept = code === "0" ? text : text.slice(0, REFUSED_CHARACTERS);
      this.#remember(called, { element: name, value: kept, result, code, stored });
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
        const { code } = this.#version.rules.rule(problem);
        return { result: refused, code: code === "0" ? GENERAL_EXCEPTION : code };
      }
    }

    /** @param {TestLmsFunction} called @param {string} value @param {string} result */
    #ask(called, value, result) {
      this.#violations = [];
      this.#remember(called, { element: "", value, result, code: "0" });
      return result;
    }

    /**
     * @param {TestLmsFunction} called
     * @param {Omit<TestLmsRecord, "call" | "at" | "violations">} record
     */
    #remember(called, record) {
      const at = (Date.now() - this.#started) / 1000;
      const call = this.#version.functions[called];
      this.#keep({ call, ...record, at, violations: this.#violations });
    }
  }

  /**
   * Return the object that a package finds in the page around it.
   *
   * @param {TestLmsVersion} version
   * @param {TestLmsLaunch} launch what is stored, and what the platform says of this launch
   * @param {(record: TestLmsRecord) => void} keep called with each call, right after it
   * @param {() => boolean} isConnected whether the platform's server answers now
   */
  const makeApi = (version, launch, keep, isConnected = () => true) => {
    const session = new Session(version, launch, keep, isConnected);
    const names = /** @type {[TestLmsFunction, string][]} */ (Object.entries(version.functions));
    return Object.fromEntries(names.map(([called, name]) => [name, session[called].bind(session)]));
  };

  return { makeApi };
})();

/**
 * The versions that this page is a platform of, by the name under which a package looks for the
 * API.
 *
 * @type {Record<string, TestLmsVersion>}
 */
const TEST_LMS_VERSIONS = {};
