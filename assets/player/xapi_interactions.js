// SPDX-License-Identifier: MIT
// How questions and answers are written in xAPI (xAPI 1.0.3, Data 2.4.4.1 and appendix C).
"use strict";

/** What each type of question is among those of xAPI. @type {Record<string, string>} */
const XAPI_TYPES = {
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
function xapiType({ type, choices }) {
  const alone = choices.length === 1 ? "likert" : "matching";
  return type === "likert" ? alone : (XAPI_TYPES[type] ?? "other");
}

/**
 * @param {QuestionData} question
 * @param {(text: string) => Json} said - Makes a language map.
 * @returns {Json} what an interaction adds to the definition of its activity
 */
function xapiInteraction(question, said) {
  const listed = (/** @type {{id: string, text: string}[]} */ parts) =>
    parts.map(({ id, text }) => ({ id, description: said(text) }));
  const interactionType = xapiType(question);
  const patterns = xapiPatterns(question);
  const choosing = ["choice", "sequencing"].includes(interactionType);
  const { choices, targets = [] } = question;
  return {
    interactionType,
    ...(patterns.length ? { correctResponsesPattern: patterns } : {}),
    ...(choosing ? { choices: listed(choices) } : {}),
    ...(interactionType === "likert" ? { scale: listed(targets) } : {}),
    ...(interactionType === "matching"
      ? { source: listed(choices), target: listed(targets) }
      : {}),
  };
}

/**
 * @param {QuestionData} question
 * @returns {string[]}
 */
function xapiPatterns(question) {
  const { right, range, accepted, leniency } = question;
  if (!right.length) {
    return [];
  }
  switch (question.type) {
    case "numeric":
      return range ? [range[0] === range[1] ? String(range[0]) : range.join("[:]")] : [];
    case "short-text":
      return (accepted?.[0] ?? []).map(
        (each) => `{case_matters=${Boolean(leniency?.matchCase)}}${each}`,
      );
    default:
      return [xapiResponse(question, right)];
  }
}

/**
 * @param {QuestionData} question
 * @param {string[]} response
 * @returns {string}
 */
function xapiResponse(question, response) {
  const [first = ""] = response;
  switch (xapiType(question)) {
    case "numeric":
      return String(numbersOf(first, question.unit ?? "")[0] ?? "");
    case "likert":
      return first.split(".")[1] ?? "";
    case "matching":
      return response.map((each) => each.replace(".", "[.]")).join("[,]");
    default:
      return response.join("[,]");
  }
}
