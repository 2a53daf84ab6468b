// SPDX-License-Identifier: MIT
// Grading: the twin of studio/course/grading.py, which says the rules; one table of cases runs both.
"use strict";

/** Guards the ends of a tolerance against the last bit of a sum. */
const RANGE_ROUNDING = 1e-9;

/**
 * What a response is worth.
 * @param {QuestionData} question
 * @param {string[]} response
 * @returns {Grade}
 */
function gradeAnswer(question, response) {
  const share = shareOfAnswer(question, response);
  return { share, right: share === 1 };
}

/**
 * @param {QuestionData} question
 * @param {string[]} response
 * @returns {number}
 */
function shareOfAnswer(question, response) {
  const [only] = response.length === 1 ? response : [];
  switch (question.type) {
    case "multiple-choice":
      return shareOfChosen(question, new Set(response));
    case "numeric":
      return Number(only !== undefined && inRange(question, only));
    case "short-text":
      return Number(only !== undefined && acceptedAt(question, 0, only));
    default:
      return Number(only !== undefined && question.right.includes(only));
  }
}

/**
 * @param {QuestionData} question
 * @param {Set<string>} chosen
 */
function shareOfChosen(question, chosen) {
  const right = new Set(question.right);
  const hits = [...chosen].filter((id) => right.has(id)).length;
  const misses = chosen.size - hits;
  if (question.partialCredit && right.size) {
    return Math.max(0, (hits - misses) / right.size);
  }
  return Number(hits === right.size && misses === 0);
}

/**
 * @param {QuestionData} question
 * @param {string} given
 */
function inRange({ range, unit = "" }, given) {
  if (!range) {
    return false;
  }
  const [low, high] = range;
  const slack = RANGE_ROUNDING * Math.max(Math.abs(low), Math.abs(high));
  return numbersOf(given, unit).some((value) => low - slack <= value && value <= high + slack);
}

/**
 * Whether a text is accepted for a blank; a short text has only one.
 * @param {QuestionData} question
 * @param {number} at
 * @param {string} given
 */
function acceptedAt({ accepted, leniency = {} }, at, given) {
  return (accepted?.[at] ?? []).some((each) => acceptsText(leniency, each, given));
}
