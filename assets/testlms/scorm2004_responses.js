// SPDX-License-Identifier: MIT
"use strict";

/**
 * How responses and correct response patterns are written in SCORM 2004 (RTE 4.2.9), by the type of
 * the interaction. `patterns` is how many of them every platform keeps.
 *
 * @typedef {{response: TestLmsType, pattern: TestLmsType, patterns: number}} TestLmsResponse
 */
const TestLmsScorm2004Responses = (() => {
  const { written, atMost, all, orBlank } = TestLmsTypes;
  const { real, localized } = TestLmsScorm2004Types;

  /** @param {RegExp} pattern @returns {TestLmsType} */
  const shaped = (pattern) => written(pattern, "bad_response");

  /** @param {boolean} right */
  const demand = (right) => {
    if (!right) throw new TestLmsRefusal("bad_response");
  };

  const shortIdentifier = all(
    atMost(250),
    shaped(/^(?:[\w\-.~:/?#@!$&'()*+,;=]|%[0-9a-f]{2})+$/i),
  );

  /**
   * @param {TestLmsType} part
   * @param {number} limit of parts
   * @returns {TestLmsType} parts with `[,]` between them, or nothing
   */
  const listed = (part, limit) => (value) => {
    const parts = value === "" ? [] : value.split("[,]");
    if (parts.length > limit) {
      throw new TestLmsRefusal("too_many_parts", { limit, length: parts.length });
    }
    parts.forEach(part);
  };

  /** @type {TestLmsType} no part stands twice */
  const distinct = (value) => {
    const parts = value.split("[,]");
    demand(new Set(parts).size === parts.length);
  };

  /** @param {TestLmsType} left @param {TestLmsType} right @returns {TestLmsType} `left[.]right` */
  const paired = (left, right) => (value) => {
    const [first, second, ...more] = value.split("[.]");
    demand(second !== undefined && !more.length && value !== "[.]");
    left(first ?? "");
    right(second ?? "");
  };

  /** @type {TestLmsType} `low[:]high`, where one or both may be left out */
  const range = (value) => {
    const [low, high, ...more] = value.split("[:]");
    demand(high !== undefined && !more.length);
    [low ?? "", high ?? ""].forEach(orBlank(real));
    demand(!low || !high || Number(low) <= Number(high));
  };

  /** @type {TestLmsType} what is expected of a step: a range, or a text */
  const expected = (value) => (value.includes("[:]") ? range : atMost(250))(value);

  /**
   * @param {string[]} names such as `case_matters`, each once and in any order
   * @param {TestLmsType} type of what comes after them
   * @returns {TestLmsType}
   */
  const flagged = (names, type) => (value) => {
    const left = new Set(names);
    let rest = value;
    for (let flag; (flag = /^\{(case_matters|order_matters)=([^}]*)\}/.exec(rest)); ) {
      demand(left.delete(flag[1] ?? "") && /^(true|false)$/.test(flag[2] ?? ""));
      rest = rest.slice(flag[0].length);
    }
    type(rest);
  };

  /** @param {TestLmsType} type @param {number} patterns @returns {TestLmsResponse} */
  const both = (type, patterns) => ({ response: type, pattern: type, patterns });

  const texts = listed(localized(250), 10);
  const step = orBlank(shortIdentifier);

  /** @type {Record<string, TestLmsResponse>} */
  return {
    "true-false": both(shaped(/^(true|false)$/), 1),
    choice: both(all(listed(shortIdentifier, 36), distinct), 10),
    "fill-in": {
      response: texts,
      pattern: flagged(["case_matters", "order_matters"], texts),
      patterns: 5,
    },
    "long-fill-in": {
      response: localized(4000),
      pattern: flagged(["case_matters"], localized(4000)),
      patterns: 5,
    },
    likert: both(shortIdentifier, 1),
    matching: both(listed(paired(shortIdentifier, shortIdentifier), 36), 5),
    performance: {
      response: listed(paired(step, atMost(250)), 250),
      pattern: flagged(["order_matters"], listed(paired(step, expected), 125)),
      patterns: 5,
    },
    sequencing: both(listed(shortIdentifier, 36), 5),
    numeric: { response: real, pattern: range, patterns: 1 },
    other: both(atMost(4000), 1),
  };
})();
