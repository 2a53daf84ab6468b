// SPDX-License-Identifier: MIT
// How SCORM 1.2 writes numbers, times and answers (Run-Time Environment, section 3.4).
"use strict";

const CHOICE_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const SCORM12_RESPONSE = 255;
const LONGEST_SPAN_S = 9999 * 3600;

/**
 * CMITimespan: `0000:04:09.50`.
 * @param {number} seconds
 * @returns {string}
 */
function scorm12Span(seconds) {
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
function scorm12Clock(at) {
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(":");
}

/** What SCORM 1.2 calls types that it has not. @type {Record<string, string>} */
const SCORM12_TYPES = { "long-fill-in": "fill-in", other: "performance" };

/**
 * What is told of an answer, in the order in which it is to be set.
 * @param {Interaction} interaction
 * @returns {[string, string][]} fields of an interaction and their values
 */
function scorm12Interaction({ question, response, grade, latency_s, at }) {
  return [
    ["id", question.id],
    ["type", scorm12Type(question)],
    ...numberedFields("objectives", "id", question.objectives),
    ["time", scorm12Clock(at)],
    ...numberedFields("correct_responses", "pattern", scorm12Patterns(question)),
    ["weighting", scormNumber(question.points)],
    ["student_response", scorm12Response(question, response)],
    ["result", scorm12Result(grade)],
    ["latency", scorm12Span(latency_s)],
  ];
}

/** @param {QuestionData} question */
function scorm12Type(question) {
  const type = interactionType(question);
  return SCORM12_TYPES[type] ?? type;
}

/**
 * CMIFeedback: `t` or `f`, single letters in the order of the choices (`a,c`), a decimal, or text.
 * @param {QuestionData} question
 * @param {string[]} response
 * @returns {string} what the standard has no room for is cut off
 */
function scorm12Response(question, response) {
  switch (scorm12Type(question)) {
    case "true-false":
      return response.includes("true") ? "t" : "f";
    case "numeric":
      return plainNumber(numbersOf(response[0] ?? "", question.unit ?? "")[0] ?? 0).slice(
        0,
        SCORM12_RESPONSE,
      );
    case "fill-in":
    case "performance":
      return response.join(",").replace(/\s+/g, " ").slice(0, SCORM12_RESPONSE);
    case "sequencing":
      return response.map((id) => scorm12LetterOf(question.choices, id)).join(",");
    case "matching":
      return response.map((pair) => scorm12Pair(question, pair)).join(",");
    case "likert":
      return scorm12Pair(question, response[0] ?? "").slice(-1);
    default:
      return question.choices
        .map(({ id }, at) => (response.includes(id) ? scorm12Letter(at) : ""))
        .filter(Boolean)
        .join(",");
  }
}

/**
 * What is right: nothing for what has no right answer, each of the texts that are accepted.
 * @param {QuestionData} question
 * @returns {string[]}
 */
function scorm12Patterns(question) {
  if (!question.right.length) {
    return [];
  }
  const ways = question.type === "short-text" ? (question.accepted?.[0] ?? []) : null;
  const right = ways ? ways.map((way) => [way]) : [question.right];
  return right.map((response) => scorm12Response(question, response));
}

/**
 * @param {Grade} grade
 * @returns {string}
 */
function scorm12Result({ right }) {
  return right === null ? "neutral" : right ? "correct" : "wrong";
}

/**
 * @param {QuestionData} question
 * @param {string} pair
 */
function scorm12Pair({ choices, targets = [] }, pair) {
  const [one = "", other = ""] = pair.split(".");
  return `${scorm12LetterOf(choices, one)}.${scorm12LetterOf(targets, other)}`;
}

/**
 * @param {{id: string}[]} parts
 * @param {string} id
 */
function scorm12LetterOf(parts, id) {
  return scorm12Letter(parts.findIndex((each) => each.id === id));
}

/** @param {number} at */
function scorm12Letter(at) {
  return CHOICE_LETTERS[at % CHOICE_LETTERS.length] ?? "";
}
