// SPDX-License-Identifier: MIT
// What a learner has answered, as a short text: of ids three signs are kept, which find them again
// among the few that a question offers, whatever the next publication adds or moves.
"use strict";

const ID_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ID_WIDTH = 3;
/** How many ids each part of an answer is made of, by type; of other types it is a text. */
const IDS_IN_ANSWER = /** @type {Record<string, number>} */ ({
  "single-choice": 1,
  "multiple-choice": 1,
  "true-false": 1,
  ordering: 1,
  matching: 2,
  categorise: 2,
  likert: 2,
});

/**
 * @param {QuestionData} question
 * @param {string[]} response
 * @returns {string}
 */
function packResponse({ type }, response) {
  return type in IDS_IN_ANSWER
    ? response.flatMap((each) => each.split(".")).map(signsOf).join("")
    : response.join("\n");
}

/**
 * @param {QuestionData} question
 * @param {string} packed
 * @returns {string[]} nothing if a part of it is no longer offered
 */
function unpackResponse({ type, choices, targets = [] }, packed) {
  const ids = IDS_IN_ANSWER[type];
  if (!ids) {
    // A long answer has lines of its own.
    const parts = type === "long-answer" ? [packed] : packed.split("\n");
    return packed ? parts : [];
  }
  const known = new Map([...targets, ...choices].map(({ id }) => [signsOf(id), id]));
  const found = (packed.match(/.{3}/g) ?? []).map((signs) => known.get(signs));
  const parts = Array.from({ length: found.length / ids }, (_, at) =>
    found.slice(at * ids, (at + 1) * ids).join("."),
  );
  return found.includes(undefined) ? [] : parts;
}

/**
 * Three signs for an id, evenly spread (FNV-1a).
 * @param {string} id
 */
function signsOf(id) {
  let hash = 0x811c9dc5;
  for (const letter of id) {
    hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  }
  let signs = "";
  while (signs.length < ID_WIDTH) {
    signs += ID_SIGNS[hash % ID_SIGNS.length];
    hash = Math.floor(hash / ID_SIGNS.length);
  }
  return signs;
}
