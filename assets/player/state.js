// SPDX-License-Identifier: MIT
// A learner's progress as a short text: bits by slot, in ASCII that every platform keeps.
//
// Layout after the version letter, all numbers with the most significant bit first:
//   completed (1), passed (1), best score: there is one (1), in 1/10,000 (14)
//   interactions reported (16)
//   video: there is one (1), slot of its screen (16), position in tenths of a second (20)
//   screens: how many slots (16), one bit for each
//   questions: how many slots (16), for each: answered (1), and if so: tries (7), share (7), right (1)
//   marks of blocks: how many slots (16), for each: has some (1), and if so: how many (6), the bits
// Then for each text that a learner has written `|`, its slot in base 36, `.` or (if its end did
// not fit) `!`, and its letters (text_codec.js). Version 1 ended with the questions.
"use strict";

const STATE_VERSION = "2";
const OLD_STATE_VERSION = "1";
/** What SCORM 1.2 promises to keep (CMIString4096). */
const STATE_LENGTH = 4096;
const MOST_MARKS = 63;
const STATE_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const MOST_TRIES = 127;
const SHARE_STEPS = 100;
const SCORE_STEPS = 10000;

/** Collects numbers bit by bit. */
class BitWriter {
  constructor() {
    /** @type {number[]} */
    this.bits = [];
  }

  /**
   * @param {number} value - A whole number; what is too large becomes the largest that fits.
   * @param {number} width
   */
  write(value, width) {
    const fitting = Math.max(0, Math.min(Math.round(value), 2 ** width - 1));
    for (let bit = width - 1; bit >= 0; bit -= 1) {
      this.bits.push(Math.floor(fitting / 2 ** bit) % 2);
    }
  }

  /** @returns {string} */
  text() {
    let text = "";
    for (let at = 0; at < this.bits.length; at += 6) {
      const digit = [0, 1, 2, 3, 4, 5].reduce((sum, n) => sum * 2 + (this.bits[at + n] ?? 0), 0);
      text += STATE_DIGITS[digit];
    }
    return text;
  }
}

/** Gives the numbers back. */
class BitReader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  /**
   * @param {number} width
   * @returns {number}
   */
  read(width) {
    let value = 0;
    for (let n = 0; n < width; n += 1) {
      value = value * 2 + this.bit();
    }
    return value;
  }

  /** @returns {number} */
  bit() {
    const digit = STATE_DIGITS.indexOf(this.text[Math.floor(this.at / 6)] ?? "?");
    if (digit < 0) {
      throw new RangeError("the state ends too early, or holds a letter that is not ours");
    }
    const bit = (digit >> (5 - (this.at % 6))) & 1;
    this.at += 1;
    return bit;
  }
}

/** @returns {ProgressState} */
function emptyState() {
  return {
    seen: new Set(),
    answers: new Map(),
    marks: new Map(),
    texts: new Map(),
    video: null,
    interactions: 0,
    best: null,
    completed: false,
    passed: false,
  };
}

/**
 * @param {ProgressState} state
 * @returns {string}
 */
function packState(state) {
  const facts = packFacts(state);
  return facts + fitTexts(state.texts, STATE_LENGTH - facts.length).map(({ packed }) => packed).join("");
}

/**
 * The slots of the texts that don't fit as a whole.
 * @param {ProgressState} state
 * @returns {Set<number>}
 */
function cutTexts(state) {
  const fitted = fitTexts(state.texts, STATE_LENGTH - packFacts(state).length);
  return new Set(fitted.filter(({ cut }) => cut).map(({ slot }) => slot));
}

/**
 * All but the texts.
 * @param {ProgressState} state
 * @returns {string}
 */
function packFacts(state) {
  const bits = new BitWriter();
  bits.write(Number(state.completed), 1);
  bits.write(Number(state.passed), 1);
  bits.write(state.best === null ? 0 : 1, 1);
  bits.write((state.best ?? 0) * SCORE_STEPS, 14);
  bits.write(state.interactions, 16);
  bits.write(state.video ? 1 : 0, 1);
  bits.write(state.video?.slot ?? 0, 16);
  bits.write((state.video?.at ?? 0) * 10, 20);
  packScreens(bits, state.seen);
  packAnswers(bits, state.answers);
  packMarks(bits, state.marks);
  return STATE_VERSION + bits.text();
}

/**
 * @param {BitWriter} bits
 * @param {Set<number>} seen
 */
function packScreens(bits, seen) {
  const count = 1 + Math.max(-1, ...seen);
  bits.write(count, 16);
  for (let slot = 0; slot < count; slot += 1) {
    bits.write(Number(seen.has(slot)), 1);
  }
}

/**
 * @param {BitWriter} bits
 * @param {Map<number, AnswerState>} answers
 */
function packAnswers(bits, answers) {
  const count = 1 + Math.max(-1, ...answers.keys());
  bits.write(count, 16);
  for (let slot = 0; slot < count; slot += 1) {
    const answer = answers.get(slot);
    bits.write(answer ? 1 : 0, 1);
    if (answer) {
      bits.write(Math.min(answer.tries, MOST_TRIES), 7);
      bits.write(answer.share * SHARE_STEPS, 7);
      bits.write(Number(answer.right), 1);
    }
  }
}

/**
 * @param {BitWriter} bits
 * @param {Map<number, Set<number>>} marks
 */
function packMarks(bits, marks) {
  const count = 1 + Math.max(-1, ...marks.keys());
  bits.write(count, 16);
  for (let slot = 0; slot < count; slot += 1) {
    const set = marks.get(slot) ?? new Set();
    const width = Math.min(MOST_MARKS, 1 + Math.max(-1, ...set));
    bits.write(width ? 1 : 0, 1);
    if (width) {
      bits.write(width, 6);
      for (let mark = 0; mark < width; mark += 1) {
        bits.write(Number(set.has(mark)), 1);
      }
    }
  }
}

/**
 * Read a packed state. What can't be understood (another program's, cut short) is an empty one.
 * @param {string} text
 * @returns {ProgressState}
 */
function unpackState(text) {
  const old = text.startsWith(OLD_STATE_VERSION);
  if (!old && !text.startsWith(STATE_VERSION)) {
    return emptyState();
  }
  const [facts = "", ...texts] = text.slice(STATE_VERSION.length).split("|");
  try {
    const bits = new BitReader(facts);
    const state = readState(bits);
    return old ? state : { ...state, marks: readMarks(bits), texts: readTexts(texts) };
  } catch (problem) {
    if (problem instanceof RangeError) {
      return emptyState();
    }
    throw problem;
  }
}

/**
 * @param {BitReader} bits
 * @returns {ProgressState}
 */
function readState(bits) {
  const completed = bits.bit() === 1;
  const passed = bits.bit() === 1;
  const scored = bits.bit() === 1;
  const best = bits.read(14) / SCORE_STEPS;
  const interactions = bits.read(16);
  const played = bits.bit() === 1;
  const video = { slot: bits.read(16), at: bits.read(20) / 10 };
  /** @type {Set<number>} */
  const seen = new Set();
  const screens = bits.read(16);
  for (let slot = 0; slot < screens; slot += 1) {
    if (bits.bit()) {
      seen.add(slot);
    }
  }
  return {
    seen,
    answers: readAnswers(bits),
    marks: new Map(),
    texts: new Map(),
    video: played ? video : null,
    interactions,
    best: scored ? best : null,
    completed,
    passed,
  };
}

/**
 * @param {BitReader} bits
 * @returns {Map<number, AnswerState>}
 */
function readAnswers(bits) {
  const answers = new Map();
  const count = bits.read(16);
  for (let slot = 0; slot < count; slot += 1) {
    if (bits.bit()) {
      const tries = bits.read(7);
      answers.set(slot, { tries, share: bits.read(7) / SHARE_STEPS, right: bits.bit() === 1 });
    }
  }
  return answers;
}

/**
 * @param {BitReader} bits
 * @returns {Map<number, Set<number>>}
 */
function readMarks(bits) {
  const marks = new Map();
  const count = bits.read(16);
  for (let slot = 0; slot < count; slot += 1) {
    const width = bits.bit() ? bits.read(6) : 0;
    const all = Array.from({ length: width }, () => bits.bit());
    if (width) {
      marks.set(slot, new Set(all.flatMap((bit, mark) => (bit ? [mark] : []))));
    }
  }
  return marks;
}
