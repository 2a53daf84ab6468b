// SPDX-License-Identifier: MIT
// How SCORM 1.2 writes numbers, times and answers (Run-Time Environment, section 3.4).
"use strict";

const CHOICE_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const LONGEST_RESPONSE = 255;
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

/** What each type of question is among those of SCORM 1.2. @type {Record<string, string>} */
const SCORM_TYPES = {
  "single-choice": "choice",
  "multiple-choice": "choice",
  "true-false": "true-false",
  numeric: "numeric",
  "short-text": "fill-in",
  ordering: "sequencing",
  matching: "matching",
  categorise: "matching",
  "fill-blanks": "fill-in",
  hotspot: "performance",
  "long-answer": "fill-in",
};

/**
 * What is told of an answer, in the order in which it is to be set.
 * @param {Interaction} interaction
 * @returns {[string, string][]} fields of an interaction and their values
 */
function scormInteraction({ question, response, grade, latency_s, at }) {
  return [
    ["id", question.id],
    ["type", scormType(question)],
    ...numberedFields("objectives", "id", question.objectives),
    ["time", scormClock(at)],
    ...numberedFields("correct_responses", "pattern", scormPatterns(question)),
    ["weighting", scormNumber(question.points)],
    ["student_response", scormResponse(question, response)],
    ["result", scormResult(grade)],
    ["latency", scormSpan(latency_s)],
  ];
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
 * A statement alone is judged on a scale; several are paired with their degrees.
 * @param {QuestionData} question
 * @returns {string}
 */
function scormType({ type, choices }) {
  const alone = choices.length === 1 ? "likert" : "matching";
  return type === "likert" ? alone : (SCORM_TYPES[type] ?? "performance");
}

/**
 * CMIFeedback: `t` or `f`, single letters in the order of the choices (`a,c`), a decimal, or text.
 * @param {QuestionData} question
 * @param {string[]} response
 * @returns {string} what the standard has no room for is cut off
 */
function scormResponse(question, response) {
  switch (scormType(question)) {
    case "true-false":
      return response.includes("true") ? "t" : "f";
    case "numeric":
      return scormDecimal(numbersOf(response[0] ?? "", question.unit ?? "")[0] ?? 0);
    case "fill-in":
    case "performance":
      return response.join(",").replace(/\s+/g, " ").slice(0, LONGEST_RESPONSE);
    case "sequencing":
      return response.map((id) => scormLetterOf(question.choices, id)).join(",");
    case "matching":
      return response.map((pair) => scormPair(question, pair)).join(",");
    case "likert":
      return scormPair(question, response[0] ?? "").slice(-1);
    default:
      return question.choices
        .map(({ id }, at) => (response.includes(id) ? scormLetter(at) : ""))
        .filter(Boolean)
        .join(",");
  }
}

/**
 * What is right: nothing for what has no right answer, each of the texts that are accepted.
 * @param {QuestionData} question
 * @returns {string[]}
 */
function scormPatterns(question) {
  if (!question.right.length) {
    return [];
  }
  const ways = question.type === "short-text" ? (question.accepted?.[0] ?? []) : null;
  const right = ways ? ways.map((way) => [way]) : [question.right];
  return right.map((response) => scormResponse(question, response));
}

/**
 * @param {Grade} grade
 * @returns {string}
 */
function scormResult({ right }) {
  return right === null ? "neutral" : right ? "correct" : "wrong";
}

/**
 * @param {QuestionData} question
 * @param {string} pair
 */
function scormPair({ choices, targets = [] }, pair) {
  const [one = "", other = ""] = pair.split(".");
  return `${scormLetterOf(choices, one)}.${scormLetterOf(targets, other)}`;
}

/**
 * @param {{id: string}[]} parts
 * @param {string} id
 */
function scormLetterOf(parts, id) {
  return scormLetter(parts.findIndex((each) => each.id === id));
}

/** @param {number} at */
function scormLetter(at) {
  return CHOICE_LETTERS[at % CHOICE_LETTERS.length] ?? "";
}

/**
 * CMIDecimal without losing a digit: it knows no exponents.
 * @param {number} value
 * @returns {string}
 */
function scormDecimal(value) {
  const text = String(value);
  if (!text.includes("e")) {
    return text;
  }
  const whole = Math.abs(value) >= 1;
  return (whole ? String(BigInt(value)) : value.toFixed(100).replace(/0+$/, ""))
    .slice(0, LONGEST_RESPONSE)
    .replace(/\.$/, "");
}

/**
 * @param {number} value
 * @returns {string}
 */
function twoDigits(value) {
  return String(Math.floor(value) % 60).padStart(2, "0");
}
