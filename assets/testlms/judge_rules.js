// SPDX-License-Identifier: MIT
"use strict";

/**
 * What the judges of both versions of SCORM share: rules, and the breach of one.
 *
 * `standard` rules are those of the text. `profile` rules are what measured platforms need beyond
 * it: breaking one is no error for the API, so it has the code "0". A rule of the kind `none`
 * refuses what is no breach, since a package may well ask.
 *
 * The sentence that says a breach is the entry `<judge>.<rule>` of the catalogue.
 *
 * @typedef {{kind: "standard" | "profile" | "none", code: string, requirement: string}} TestLmsRule
 * @typedef {Record<string, string | number>} TestLmsParams
 * @typedef {{judge: string, rule: string, kind: string, code: string, requirement: string,
 *   element: string, value: string, params: TestLmsParams}} TestLmsViolation
 */

/** A call that the standard refuses. */
class TestLmsRefusal {
  /**
   * @param {string} rule
   * @param {TestLmsParams} [params] what the sentence says beyond the element and its value
   * @param {string} [code] the error code, where it depends on the call
   */
  constructor(rule, params = {}, code = undefined) {
    this.rule = rule;
    this.params = params;
    this.code = code;
  }
}

const TestLmsRules = (() => {
  /** What both judges say in the same words: the sentence stands under `scorm`. */
  const SHARED = new Set([
    "not_text", "index_gap", "index_missing", "no_children", "no_count", "keyword", "read_only",
    "write_only", "too_long", "out_of_range", "bad_vocabulary", "bad_response",
    "status_never_set", "status_lowered", "score_after_status", "score_outside_bounds",
    "score_lowered", "response_before_type", "interaction_without_id",
  ]);

  class Rules {
    /** @param {string} judge @param {Record<string, TestLmsRule>} rules */
    constructor(judge, rules) {
      this.judge = judge;
      this.rules = rules;
    }

    /** @param {TestLmsRefusal} broken @returns {TestLmsRule} */
    rule({ rule, code }) {
      const known = this.rules[rule];
      if (!known) throw new Error(`there is no rule ${rule}`);
      return code === undefined ? known : { ...known, code };
    }

    /**
     * Return the breach of a rule as it is kept and shown.
     *
     * @param {TestLmsRefusal} broken
     * @param {string} element
     * @param {string} value
     * @returns {TestLmsViolation}
     */
    violation(broken, element, value) {
      const { rule, params } = broken;
      const judge = SHARED.has(rule) ? "scorm" : this.judge;
      return { judge, rule, ...this.rule(broken), element, value, params };
    }
  }

  /** @param {string} code @param {string} requirement @returns {TestLmsRule} */
  const standard = (code, requirement) => ({ kind: "standard", code, requirement });
  /** @param {string} requirement @returns {TestLmsRule} */
  const profile = (requirement) => ({ kind: "profile", code: "0", requirement });
  /** @param {string} code @param {string} requirement @returns {TestLmsRule} */
  const noBreach = (code, requirement) => ({ kind: "none", code, requirement });

  return { Rules, standard, profile, noBreach };
})();
