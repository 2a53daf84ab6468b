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
//   drawn questions: how many slots (16), one bit for each
//   quizzes: how many slots (16), for each: was begun (1), and if so: attempts put away (6), whether
//     this one is over (1), the best and the last share, each: there is one (1), in 1/1,000 (10), and
//     the time when this one began: there is one (1), in seconds since 1970 (32)
//   clips: how many slots (16), for each: played in part (1), and if so: all of it (1), or which
//     eighths (8)
// Then for each text that a learner has written `|`, its slot in base 36, `.` or (if its end did
// not fit) `!`, and its letters (text_codec.js); the same with `:` or `;` for each answer. Version 2
// ended with the marks and the texts, version 1 with the questions.
"use strict";

const STATE_VERSION = "3";
const OLD_STATE_VERSIONS = ["1", "2"];
/** What SCORM 1.2 promises to keep (CMIString4096). */
const STATE_LENGTH = 4096;
const MOST_MARKS = 63;
const MOST_TRIES = 127;
const SHARE_STEPS = 100;
const QUIZ_STEPS = 1000;
const SCORE_STEPS = 10000;
const CLIP_PARTS = 8;
const WHOLE_CLIP = 2 ** CLIP_PARTS - 1;
/** What follows the slot of a text and of an answer: whole, and cut. */
const TEXT_MARKS = ".!";
const ANSWER_MARKS = ":;";
/** Answers up to this length are kept before texts, in up to half of the room. */
const SHORT_ANSWER = 24;

/** @returns {ProgressState} */
function emptyState() {
  return {
    seen: new Set(),
    answers: new Map(),
    marks: new Map(),
    texts: new Map(),
    responses: new Map(),
    drawn: new Set(),
    quizzes: new Map(),
    watched: new Map(),
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
  return facts + fitWritings(state, facts).map(({ packed }) => packed).join("");
}

/**
 * The slots of the texts that don't fit as a whole.
 * @param {ProgressState} state
 * @returns {Set<number>}
 */
function cutTexts(state) {
  const fitted = fitWritings(state, packFacts(state));
  const cut = fitted.filter((each) => each.cut && each.marks === TEXT_MARKS);
  return new Set(cut.map(({ slot }) => slot));
}

/**
 * The texts and answers, as far as they fit beside the facts. Short answers go first, but leave half
 * of the room to what is longer.
 * @param {ProgressState} state
 * @param {string} facts
 */
function fitWritings(state, facts) {
  const room = STATE_LENGTH - facts.length;
  const answers = writingsOf(state.responses, ANSWER_MARKS);
  const isShort = (/** @type {PackedText} */ { text }) => text.length <= SHORT_ANSWER;
  const long = [...answers.filter((each) => !isShort(each)), ...writingsOf(state.texts, TEXT_MARKS)];
  const need = long.reduce((sum, each) => sum + wholeText(each).length, 0);
  const first = fitWhole(answers.filter(isShort), Math.max(Math.floor(room / 2), room - need));
  const used = first.reduce((sum, { packed }) => sum + packed.length, 0);
  return [...first, ...fitTexts(long, room - used)];
}

/**
 * @param {Map<number, KeptText>} texts
 * @param {string} marks
 * @returns {PackedText[]}
 */
function writingsOf(texts, marks) {
  const written = [...texts].filter(([, { text }]) => text);
  return written.map(([slot, { text, cut }]) => ({ slot, marks, text, was: cut }));
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
  packSlots(bits, state.seen);
  packAnswers(bits, state.answers);
  packMarks(bits, state.marks);
  packSlots(bits, state.drawn);
  packQuizzes(bits, state.quizzes);
  packWatched(bits, state.watched);
  return STATE_VERSION + bits.text();
}

/**
 * @param {BitWriter} bits
 * @param {Set<number>} slots
 */
function packSlots(bits, slots) {
  const count = 1 + Math.max(-1, ...slots);
  bits.write(count, 16);
  for (let slot = 0; slot < count; slot += 1) {
    bits.write(Number(slots.has(slot)), 1);
  }
}

/**
 * Write what only some slots have.
 * @template Kept
 * @param {BitWriter} bits
 * @param {Map<number, Kept>} kept
 * @param {(one: Kept) => void} write
 */
function packSparse(bits, kept, write) {
  const count = 1 + Math.max(-1, ...kept.keys());
  bits.write(count, 16);
  for (let slot = 0; slot < count; slot += 1) {
    const one = kept.get(slot);
    bits.write(one === undefined ? 0 : 1, 1);
    if (one !== undefined) {
      write(one);
    }
  }
}

/**
 * @param {BitWriter} bits
 * @param {Map<number, AnswerState>} answers
 */
function packAnswers(bits, answers) {
  packSparse(bits, answers, ({ tries, share, right }) => {
    bits.write(Math.min(tries, MOST_TRIES), 7);
    bits.write(share * SHARE_STEPS, 7);
    bits.write(Number(right), 1);
  });
}

/**
 * @param {BitWriter} bits
 * @param {Map<number, Set<number>>} marks
 */
function packMarks(bits, marks) {
  packSparse(bits, new Map([...marks].filter(([, set]) => set.size)), (set) => {
    const width = Math.min(MOST_MARKS, 1 + Math.max(...set));
    bits.write(width, 6);
    for (let mark = 0; mark < width; mark += 1) {
      bits.write(Number(set.has(mark)), 1);
    }
  });
}

/**
 * @param {BitWriter} bits
 * @param {Map<number, QuizState>} quizzes
 */
function packQuizzes(bits, quizzes) {
  packSparse(bits, quizzes, ({ taken, over, best, last, begun }) => {
    bits.write(taken, 6);
    bits.write(Number(over), 1);
    packOptional(bits, best, 10, QUIZ_STEPS);
    packOptional(bits, last, 10, QUIZ_STEPS);
    packOptional(bits, begun, 32, 1);
  });
}

/**
 * @param {BitWriter} bits
 * @param {number | null} value
 * @param {number} width
 * @param {number} steps - How fine it is kept.
 */
function packOptional(bits, value, width, steps) {
  bits.write(value === null ? 0 : 1, 1);
  if (value !== null) {
    bits.write(value * steps, width);
  }
}

/**
 * @param {BitWriter} bits
 * @param {Map<number, number>} watched
 */
function packWatched(bits, watched) {
  packSparse(bits, watched, (parts) => {
    bits.write(Number(parts === WHOLE_CLIP), 1);
    bits.write(parts, parts === WHOLE_CLIP ? 0 : CLIP_PARTS);
  });
}

/**
 * Read a packed state. What can't be understood (another program's, cut short) is an empty one.
 * @param {string} text
 * @returns {ProgressState}
 */
function unpackState(text) {
  const version = text.slice(0, 1);
  if (![...OLD_STATE_VERSIONS, STATE_VERSION].includes(version)) {
    return emptyState();
  }
  const [facts = "", ...texts] = text.slice(version.length).split("|");
  try {
    const bits = new BitReader(facts);
    const state = readState(bits);
    if (version > "1") {
      Object.assign(state, { marks: readMarks(bits), texts: readTexts(texts, TEXT_MARKS) });
    }
    return version > "2" ? { ...state, ...readQuizzes(bits, texts) } : state;
  } catch (problem) {
    if (problem instanceof RangeError) {
      return emptyState();
    }
    throw problem;
  }
}

/**
 * What version 3 has added.
 * @param {BitReader} bits
 * @param {string[]} texts
 */
function readQuizzes(bits, texts) {
  const drawn = readSlots(bits);
  const quizzes = readSparse(bits, () => ({
    taken: bits.read(6),
    over: bits.bit() === 1,
    best: readOptional(bits, 10, QUIZ_STEPS),
    last: readOptional(bits, 10, QUIZ_STEPS),
    begun: readOptional(bits, 32, 1),
  }));
  const watched = readSparse(bits, () => (bits.bit() ? WHOLE_CLIP : bits.read(CLIP_PARTS)));
  return { drawn, quizzes, watched, responses: readTexts(texts, ANSWER_MARKS) };
}

/**
 * @param {BitReader} bits
 * @param {number} width
 * @param {number} steps
 * @returns {number | null}
 */
function readOptional(bits, width, steps) {
  return bits.bit() ? bits.read(width) / steps : null;
}

/**
 * @param {BitReader} bits
 * @returns {Set<number>}
 */
function readSlots(bits) {
  const count = bits.read(16);
  const slots = new Set();
  for (let slot = 0; slot < count; slot += 1) {
    if (bits.bit()) {
      slots.add(slot);
    }
  }
  return slots;
}

/**
 * Read what only some slots have.
 * @template Kept
 * @param {BitReader} bits
 * @param {() => Kept} read
 * @returns {Map<number, Kept>}
 */
function readSparse(bits, read) {
  const count = bits.read(16);
  const kept = new Map();
  for (let slot = 0; slot < count; slot += 1) {
    if (bits.bit()) {
      kept.set(slot, read());
    }
  }
  return kept;
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
  const seen = readSlots(bits);
  const answers = readSparse(bits, () => {
    const tries = bits.read(7);
    return { tries, share: bits.read(7) / SHARE_STEPS, right: bits.bit() === 1 };
  });
  return {
    ...emptyState(),
    seen,
    answers,
    video: played ? video : null,
    interactions,
    best: scored ? best : null,
    completed,
    passed,
  };
}

/**
 * @param {BitReader} bits
 * @returns {Map<number, Set<number>>}
 */
function readMarks(bits) {
  return readSparse(bits, () => {
    const all = Array.from({ length: bits.read(6) }, () => bits.bit());
    return new Set(all.flatMap((bit, mark) => (bit ? [mark] : [])));
  });
}
