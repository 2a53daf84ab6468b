// SPDX-License-Identifier: MIT
// When a lesson or a screen is shown or open: the twin of `studio/course/conditions.py`, run by the
// same table of cases. What is not known yet fulfils no condition by itself.
"use strict";

/** Guards shares against the last bit of a division. */
const CONDITION_ROUNDING = 1e-9;

/**
 * @param {ConditionData} condition
 * @param {Facts} facts
 * @returns {boolean}
 */
function conditionHolds(condition, facts) {
  switch (condition.type) {
    case "score":
      return shareWithin(facts.scores.get(condition.quiz), condition);
    case "mastery":
      return shareWithin(facts.mastery.get(condition.objective), condition);
    case "seen":
      return facts.seen.has(condition.screen);
    case "all":
      return (condition.of ?? []).every((one) => conditionHolds(one, facts));
    case "some":
      return (condition.of ?? []).some((one) => conditionHolds(one, facts));
    case "not":
      return !conditionHolds(condition.of, facts);
  }
}

/**
 * @param {number | undefined} share
 * @param {{at_least?: number, below?: number | null}} bounds
 * @returns {boolean}
 */
function shareWithin(share, { at_least = 0, below = null }) {
  if (share === undefined || share < at_least - CONDITION_ROUNDING) {
    return false;
  }
  return below === null || share < below - CONDITION_ROUNDING;
}
