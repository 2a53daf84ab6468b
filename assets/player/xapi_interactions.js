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
};

/**
 * @param {QuestionData} question
 * @param {(text: string) => Json} said - Makes a language map.
 * @returns {Json} what an interaction adds to the definition of its activity
 */
function xapiInteraction(question, said) {
  const listed = (/** @type {{id: string, text: string}[]} */ parts) =>
    parts.map(({ id, text }) => ({ id, description: said(text) }));
  const interactionType = XAPI_TYPES[question.type] ?? "other";
  return {
    interactionType,
    correctResponsesPattern: xapiPatterns(question),
    ...(interactionType === "choice" ? { choices: listed(question.choices) } : {}),
  };
}

/**
 * @param {QuestionData} question
 * @returns {string[]}
 */
function xapiPatterns({ type, right, range, accepted, leniency }) {
  switch (type) {
    case "numeric":
      return range ? [range[0] === range[1] ? String(range[0]) : range.join("[:]")] : [];
    case "short-text":
      return (accepted?.[0] ?? []).map(
        (each) => `{case_matters=${Boolean(leniency?.matchCase)}}${each}`,
      );
    default:
      return [right.join("[,]")];
  }
}

/**
 * @param {QuestionData} question
 * @param {string[]} response
 * @returns {string}
 */
function xapiResponse({ type, unit = "" }, response) {
  if (type === "numeric") {
    return String(numbersOf(response[0] ?? "", unit)[0] ?? "");
  }
  return response.join("[,]");
}
