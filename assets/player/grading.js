// SPDX-License-Identifier: MIT
// Grading: the twin of studio/course/grading.py; one table of cases runs both.
"use strict";

/**
 * What the answer `chosen` (ids of choices) is worth.
 * @param {QuestionData} question
 * @param {string[]} chosen
 * @returns {Grade}
 */
function gradeAnswer(question, chosen) {
  const share = shareOfAnswer(question, new Set(chosen));
  return { share, right: share === 1 };
}

/**
 * @param {QuestionData} question
 * @param {Set<string>} chosen
 */
function shareOfAnswer(question, chosen) {
  const right = new Set(question.right);
  const hits = [...chosen].filter((id) => right.has(id)).length;
  const misses = chosen.size - hits;
  if (question.type !== "multiple-choice") {
    return chosen.size === 1 && hits === 1 ? 1 : 0;
  }
  if (question.partialCredit && right.size) {
    return Math.max(0, (hits - misses) / right.size);
  }
  return hits === right.size && misses === 0 ? 1 : 0;
}
