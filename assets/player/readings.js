// SPDX-License-Identifier: MIT
// What a learner has typed, as a number or as words to compare: the twin of
// studio/course/readings.py; one table of cases runs both.
"use strict";

const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,3})?$/i;
const GROUPED = /^[+-]?[1-9]\d{0,2}(([.,])\d{3})(\2\d{3})*(?!\2)([.,]\d*)?$/;
const DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹";
/** From how many letters on a word may have one typing error, and two. */
const ONE_TYPO = 5;
const TWO_TYPOS = 10;

/**
 * What a typed number may mean; nothing if it is none. Decimals follow a comma or a point, spaces
 * may stand between groups of digits, and the unit may follow.
 * @param {string} text
 * @param {string} unit
 * @returns {number[]}
 */
function numbersOf(text, unit) {
  const [typed, end] = [withoutSpaces(text), withoutSpaces(unit)];
  const plain = (end && typed.endsWith(end) ? typed.slice(0, -end.length) : typed)
    .replace(/[٠-٩۰-۹]/g, (digit) => String(DIGITS.indexOf(digit) % 10))
    .replace(/٫/g, ".")
    .replace(/٬/g, ",")
    .replace(/−/g, "-");
  const found = NUMBER.test(plain) ? [Number(plain.replace(",", "."))] : [];
  const grouped = GROUPED.exec(plain);
  if (grouped) {
    found.push(Number(plain.replaceAll(grouped[2] ?? "", "").replace(",", ".")));
  }
  return found.filter(Number.isFinite);
}

/**
 * A number in full, without losing a digit: platforms know no exponents.
 * @param {number} value
 * @returns {string}
 */
function plainNumber(value) {
  const found = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value));
  if (!found) {
    return String(value);
  }
  const [, sign = "", first = "", rest = "", power] = found;
  const digits = first + rest;
  const zeros = -Number(power) - 1;
  return sign + (zeros < 0 ? digits.padEnd(-zeros, "0") : `0.${"0".repeat(zeros)}${digits}`);
}

/** @param {string} text */
function withoutSpaces(text) {
  return text.normalize("NFC").replace(/\s+/g, "");
}

/**
 * Whether what was typed is accepted, as leniently as the question has it.
 * @param {Leniency} leniency
 * @param {string} accepted
 * @param {string} given
 */
function acceptsText(leniency, accepted, given) {
  const wanted = typedWords(leniency, accepted);
  const typed = typedWords(leniency, given);
  return (
    wanted.length === typed.length &&
    wanted.length > 0 &&
    wanted.every((word, at) => {
      const other = typed[at] ?? "";
      return leniency.typos ? distance(word, other) <= typosIn(word) : word === other;
    })
  );
}

/**
 * In how many typing errors two words differ: the optimal string alignment distance.
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
function distance(one, other) {
  const [left, right] = [[...one], [...other]];
  /** @type {number[]} */
  let before = [];
  let above = [0, ...right.map((_, at) => at + 1)];
  const at = (/** @type {number[]} */ row, /** @type {number} */ place) => row[place] ?? Infinity;
  left.forEach((letter, n) => {
    const row = [n + 1];
    right.forEach((wanted, m) => {
      const other = at(above, m) + Number(letter !== wanted);
      const swapped = letter === right[m - 1] && left[n - 1] === wanted;
      const swap = swapped ? at(before, m - 1) + 1 : Infinity;
      row.push(Math.min(at(above, m + 1) + 1, at(row, m) + 1, other, swap));
    });
    [before, above] = [above, row];
  });
  return at(above, right.length);
}

/**
 * @param {Leniency} leniency
 * @param {string} text
 */
function typedWords(leniency, text) {
  let plain = text.normalize("NFKC").replaceAll("\u2019", "'");
  if (!leniency.matchCase) {
    plain = plain.toUpperCase().toLowerCase();
  }
  if (leniency.ignoreAccents) {
    plain = plain.normalize("NFD").replace(/\p{Mn}/gu, "");
  }
  return plain.normalize("NFC").split(/\s+/).filter(Boolean);
}

/**
 * How many errors a word may have: a number none, since another one is another.
 * @param {string} word
 */
function typosIn(word) {
  const { length } = [...word];
  return /\p{Nd}/u.test(word) ? 0 : Number(length >= ONE_TYPO) + Number(length >= TWO_TYPOS);
}

/**
 * @param {number} value
 * @returns {number} with at most three decimals
 */
function rounded(value) {
  return Math.round(value * 1000) / 1000;
}
