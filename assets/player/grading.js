// SPDX-License-Identifier: MIT
// Grading: the twin of studio/course/grading.py, which says the rules; one table of cases runs both.
"use strict";

/** Types of which nothing is right or wrong. */
const UNCOUNTED_TYPES = ["likert", "long-answer"];
/** Guards the ends of a tolerance against the last bit of a sum. */
const RANGE_ROUNDING = 1e-9;

/**
 * What a response is worth.
 * @param {QuestionData} question
 * @param {string[]} response
 * @returns {Grade}
 */
function gradeAnswer(question, response) {
  if (UNCOUNTED_TYPES.includes(question.type)) {
    return { share: 0, right: null };
  }
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
    case "ordering":
      return wholeOr(question, shareInOrder(question.right, response));
    case "matching":
    case "categorise":
      return wholeOr(question, shareInPlace(question.right, response));
    case "hotspot":
      return wholeOr(question, shareShown(question, response));
    case "fill-blanks":
      return wholeOr(question, shareFilled(question, response));
    default:
      return Number(only !== undefined && question.right.includes(only));
  }
}

/**
 * A share, or nothing of it where only the whole counts.
 * @param {QuestionData} question
 * @param {number} share
 */
function wholeOr({ partialCredit }, share) {
  return partialCredit || share === 1 ? share : 0;
}

/**
 * @param {string[]} right
 * @param {string[]} response
 */
function shareInOrder(right, response) {
  const same = [...right].sort().join() === [...response].sort().join();
  if (!right.length || !same) {
    return 0;
  }
  const follows = response.filter((id, at) => at > 0 && isNext(right, response[at - 1], id));
  return right.length === 1 ? 1 : follows.length / (right.length - 1);
}

/**
 * @param {string[]} right
 * @param {string | undefined} one
 * @param {string} other
 */
function isNext(right, one, other) {
  return right.some((id, at) => id === one && right[at + 1] === other);
}

/**
 * The share of pairs that are right; what is put in two places is in none.
 * @param {string[]} right
 * @param {string[]} response
 */
function shareInPlace(right, response) {
  const placed = response.map((pair) => pair.split(".")[0]);
  const hits = response.filter(
    (pair, at) => right.includes(pair) && placed.filter((one) => one === placed[at]).length === 1,
  );
  return right.length ? hits.length / Math.max(right.length, response.length) : 0;
}

/**
 * @param {QuestionData} question
 * @param {string[]} response
 */
function shareShown({ regions = [], findAll }, response) {
  const right = regions.filter((region) => region.correct);
  const hits = right.filter((region) => response.some((place) => isIn(region, place))).length;
  const misses = response.filter((place) => !right.some((region) => isIn(region, place))).length;
  if (!findAll) {
    return Number(response.length === 1 && hits > 0);
  }
  return right.length ? Math.max(0, (hits - misses) / right.length) : 0;
}

/**
 * Whether a place (`0.2500,0.5000`) lies in a region, its edge included.
 * @param {RegionData} region
 * @param {string} place
 */
function isIn({ shape, x, y, width, height }, place) {
  if (!/^[01]\.\d{4},[01]\.\d{4}$/.test(place) || !(width > 0 && height > 0)) {
    return false;
  }
  const [left = 0, top = 0] = place.split(",").map(Number);
  if (shape === "rectangle") {
    return x <= left && left <= x + width && y <= top && top <= y + height;
  }
  const across = ((left - x) / width) * 2 - 1;
  const down = ((top - y) / height) * 2 - 1;
  return across * across + down * down <= 1;
}

/**
 * @param {QuestionData} question
 * @param {string[]} response
 */
function shareFilled(question, response) {
  const count = question.accepted?.length ?? 0;
  const hits = response.filter((given, at) => isFilled(question, at, given)).length;
  return count ? hits / Math.max(count, response.length) : 0;
}

/**
 * Whether a blank is filled rightly; from a list, the word itself has to be chosen.
 * @param {QuestionData} question
 * @param {number} at
 * @param {string} given
 */
function isFilled(question, at, given) {
  return question.choose
    ? question.accepted?.[at]?.[0] === given.trim()
    : acceptedAt(question, at, given);
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
