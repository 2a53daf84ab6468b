// SPDX-License-Identifier: MIT
// When a lesson or a screen is shown or open: the twin of `studio/course/conditions.py`, run by the
// same table of cases. What is not known yet fulfils no condition by itself; what is skipped is
// waived.
"use strict";

/** Guards shares against the last bit of a division. */
const ROUNDING = 1e-9;

/**
 * @param {ConditionData} condition
 * @param {Facts} facts
 * @returns {boolean}
 */
function conditionHolds(condition, facts) {
  switch (condition.type) {
    case "all":
      return (condition.of ?? []).every((one) => conditionHolds(one, facts));
    case "some":
      return (condition.of ?? []).some((one) => conditionHolds(one, facts));
    case "not":
      return isWaived(condition.of, facts) || !conditionHolds(condition.of, facts);
    default:
      return isWaived(condition, facts) || isKnown(condition, facts);
  }
}

/**
 * Whether a condition asks for what is skipped alone, and does not count then.
 * @param {ConditionData} condition
 * @param {Facts} facts
 * @returns {boolean}
 */
function isWaived(condition, facts) {
  const asked = namedIn(condition);
  return asked.length > 0 && asked.every((id) => facts.skipped.has(id));
}

/**
 * The ids of the quizzes, objectives and screens that a condition asks about.
 * @param {ConditionData} condition
 * @returns {string[]}
 */
function namedIn(condition) {
  switch (condition.type) {
    case "score":
      return [condition.quiz];
    case "mastery":
      return [condition.objective];
    case "seen":
      return [condition.screen];
    case "not":
      return namedIn(condition.of);
    default:
      return (condition.of ?? []).flatMap(namedIn);
  }
}

/**
 * @param {AtomData} condition
 * @param {Facts} facts
 * @returns {boolean}
 */
function isKnown(condition, facts) {
  switch (condition.type) {
    case "score":
      return shareWithin(facts.scores.get(condition.quiz), condition);
    case "mastery":
      return shareWithin(facts.mastery.get(condition.objective), condition);
    case "seen":
      return facts.seen.has(condition.screen);
  }
}

/**
 * @param {number | undefined} share
 * @param {{at_least?: number, below?: number | null}} bounds
 * @returns {boolean}
 */
function shareWithin(share, { at_least = 0, below = null }) {
  if (share === undefined || share < at_least - ROUNDING) {
    return false;
  }
  return below === null || share < below - ROUNDING;
}
