// SPDX-License-Identifier: MIT
// How SCORM 1.2 writes numbers, times and answers (Run-Time Environment, section 3.4).
"use strict";

const CHOICE_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const LONGEST_SPAN_S = 9999 * 3600;

/**
 * CMITimespan: `0000:04:09.50`.
 * @param {number} seconds
 * @returns {string}
 */
function scormSpan(seconds) {
  const hundredths = Math.round(Math.min(Math.max(seconds, 0), LONGEST_SPAN_S) * 100);
  const whole = Math.floor(hundredths / 100);
  const hours = String(Math.floor(whole / 3600)).padStart(4, "0");
  const rest = String(hundredths % 100).padStart(2, "0");
  return `${hours}:${twoDigits(whole / 60)}:${twoDigits(whole)}.${rest}`;
}

/**
 * CMITime, of the learner's clock: `09:04:31`.
 * @param {Date} at
 * @returns {string}
 */
function scormClock(at) {
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(":");
}

/**
 * CMIDecimal, with a point and at most two decimals whatever the language.
 * @param {number} value
 * @returns {string}
 */
function scormNumber(value) {
  return String(Math.round(value * 100) / 100);
}

/**
 * CMIFeedback: `t` or `f`, or single letters in the order of the choices: `a,c`.
 * @param {QuestionData} question
 * @param {string[]} chosen - Ids of choices.
 * @returns {string}
 */
function scormResponse(question, chosen) {
  if (question.type === "true-false") {
    return chosen.includes("true") ? "t" : "f";
  }
  const letters = question.choices.map((choice, at) =>
    chosen.includes(choice.id) ? CHOICE_LETTERS[at % CHOICE_LETTERS.length] : "",
  );
  return letters.filter(Boolean).join(",");
}

/**
 * @param {number} value
 * @returns {string}
 */
function twoDigits(value) {
  return String(Math.floor(value) % 60).padStart(2, "0");
}
