// SPDX-License-Identifier: MIT
// How SCORM of any version writes numbers and lists.
"use strict";

/**
 * A decimal number, with a point and at most two decimals whatever the language.
 * @param {number} value
 * @returns {string}
 */
function scormNumber(value) {
  return String(Math.round(value * 100) / 100);
}

/**
 * @param {string} list
 * @param {string} field
 * @param {string[]} values
 * @returns {[string, string][]}
 */
function numberedFields(list, field, values) {
  return values.map((value, at) => [`${list}.${at}.${field}`, value]);
}

/**
 * @param {number} value
 * @returns {string}
 */
function twoDigits(value) {
  return String(Math.floor(value) % 60).padStart(2, "0");
}
