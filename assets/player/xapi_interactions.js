// SPDX-License-Identifier: MIT
// How questions are described in xAPI (xAPI 1.0.3, Data 2.4.4.1).
"use strict";

/**
 * @param {QuestionData} question
 * @param {(text: string) => Json} said - Makes a language map.
 * @returns {Json} what an interaction adds to the definition of its activity
 */
function xapiInteraction(question, said) {
  const listed = (/** @type {{id: string, text: string}[]} */ parts) =>
    parts.map(({ id, text }) => ({ id, description: said(text) }));
  const type = interactionType(question);
  const patterns = interactionPatterns(question);
  const choosing = ["choice", "sequencing"].includes(type);
  const { choices, targets = [] } = question;
  return {
    interactionType: type,
    ...(patterns.length ? { correctResponsesPattern: patterns } : {}),
    ...(choosing ? { choices: listed(choices) } : {}),
    ...(type === "likert" ? { scale: listed(targets) } : {}),
    ...(type === "matching"
      ? { source: listed(choices), target: listed(targets) }
      : {}),
  };
}
