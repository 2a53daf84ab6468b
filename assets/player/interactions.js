// SPDX-License-Identifier: MIT
// Types of interactions, and how answers are written in SCORM 2004 (Run-Time Environment, 4.2.9) and in
// xAPI, which took that over (xAPI 1.0.3, Data, appendix C).
"use strict";

/** What each type of question is there. @type {Record<string, string>} */
const INTERACTION_TYPES = {
  "single-choice": "choice",
  "multiple-choice": "choice",
  "true-false": "true-false",
  numeric: "numeric",
  "short-text": "fill-in",
  ordering: "sequencing",
  matching: "matching",
  categorise: "matching",
  "fill-blanks": "fill-in",
  "long-answer": "long-fill-in",
};

/**
 * A statement alone is judged on a scale; several are paired with their degrees.
 * @param {QuestionData} question
 * @returns {string}
 */
function interactionType({ type, choices }) {
  const alone = choices.length === 1 ? "likert" : "matching";
  return type === "likert" ? alone : (INTERACTION_TYPES[type] ?? "other");
}

/**
 * @param {QuestionData} question
 * @returns {string[]}
 */
function interactionPatterns(question) {
  const { right, range, accepted, leniency } = question;
  const caseMatters = `{case_matters=${Boolean(leniency?.matchCase)}}`;
  if (!right.length) {
    return [];
  }
  switch (question.type) {
    case "numeric":
      return range ? [range.map(plainNumber).join("[:]")] : [];
    case "short-text":
      return (accepted?.[0] ?? []).map((each) => caseMatters + each);
    case "fill-blanks":
      return [caseMatters + interactionResponse(question, right)];
    default:
      return [interactionResponse(question, right)];
  }
}

/**
 * @param {QuestionData} question
 * @param {string[]} response
 * @returns {string}
 */
function interactionResponse(question, response) {
  const [first = ""] = response;
  switch (interactionType(question)) {
    case "numeric":
      return numbersOf(first, question.unit ?? "").slice(0, 1).map(plainNumber).join("");
    case "likert":
      return first.split(".")[1] ?? "";
    case "matching":
      return response.map((each) => each.replace(".", "[.]")).join("[,]");
    default:
      return response.join("[,]");
  }
}
