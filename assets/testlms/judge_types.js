// SPDX-License-Identifier: MIT
"use strict";

/**
 * What the data types of both versions of SCORM are made from: each is a function that throws a
 * `TestLmsRefusal` when a value is not of that type.
 *
 * @typedef {(value: string) => void} TestLmsType
 */
const TestLmsTypes = (() => {
  /** @param {RegExp} pattern @param {string} rule @returns {TestLmsType} */
  const written = (pattern, rule) => (value) => {
    if (!pattern.test(value)) throw new TestLmsRefusal(rule);
  };

  /** @param {number} limit in characters @returns {TestLmsType} */
  const atMost = (limit) => (value) => {
    if (value.length > limit) throw new TestLmsRefusal("too_long", { limit, length: value.length });
  };

  /** @param {...TestLmsType} types @returns {TestLmsType} */
  const all = (...types) => (value) => types.forEach((type) => type(value));

  /** @param {TestLmsType} type @returns {TestLmsType} nothing, or that type */
  const orBlank = (type) => (value) => {
    if (value !== "") type(value);
  };

  /** @param {number} low @param {number} high @returns {TestLmsType} */
  const between = (low, high) => (value) => {
    if (Number(value) < low || Number(value) > high) {
      throw new TestLmsRefusal("out_of_range", { low, high });
    }
  };

  /** @param {...string} words @returns {TestLmsType} a vocabulary */
  const oneOf = (...words) => (value) => {
    if (!words.includes(value)) {
      const quoted = words.map((word) => `"${word}"`);
      throw new TestLmsRefusal("bad_vocabulary", { words: quoted.join(", ") });
    }
  };

  return { written, atMost, all, orBlank, between, oneOf };
})();
