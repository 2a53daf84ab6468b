// SPDX-License-Identifier: MIT
// One progress out of two of the same learner: what two windows have done, or what a platform has
// missed. What was seen, answered and reached is never lost, whichever of the two is given first.
// What a learner can also take back (a tick, a text) is as the one has it who changed it; only where
// both did, it is as the fuller one has it.
"use strict";

/**
 * @param {ProgressState} one
 * @param {ProgressState} other
 * @param {ProgressState} base - What both began with, as far as it is known.
 * @param {Quizzes} quizzes
 * @returns {ProgressState}
 */
function mergeStates(one, other, base, quizzes) {
  const [mine, theirs] = [inPlay(one, other, quizzes), inPlay(other, one, quizzes)];
  /** @param {number} slot */
  const tries = (slot) => (mine.answers.get(slot)?.tries ?? 0) - (theirs.answers.get(slot)?.tries ?? 0);
  return {
    seen: new Set([...one.seen, ...other.seen]),
    answers: mergeMaps(mine.answers, theirs.answers, bestAnswer),
    marks: mergeKept(one.marks, other.marks, base.marks, (a, b) => new Set([...a, ...b])),
    texts: mergeKept(one.texts, other.texts, base.texts, fullerText),
    responses: mergeMaps(mine.responses, theirs.responses, (a, b, slot) =>
      tries(slot) ? (tries(slot) > 0 ? a : b) : fullerText(a, b),
    ),
    drawn: new Set([...mine.drawn, ...theirs.drawn]),
    quizzes: mergeQuizzes(one, other, quizzes),
    watched: mergeMaps(one.watched, other.watched, (a, b) => a | b),
    video: changedOne(one.video, other.video, base.video, (a, b) => (inOrder(a) > inOrder(b) ? a : b)),
    interactions: Math.max(one.interactions, other.interactions),
    best: largest(one.best, other.best),
    completed: one.completed || other.completed,
    passed: one.passed || other.passed,
  };
}

/**
 * Whether a progress may have come of another one: what never goes back has not gone back.
 * @param {ProgressState} state
 * @param {ProgressState} before
 */
function descends(state, before) {
  return (
    [...before.seen].every((slot) => state.seen.has(slot)) &&
    state.interactions >= before.interactions &&
    state.completed >= before.completed &&
    state.passed >= before.passed
  );
}

/**
 * The answers of a progress that still count beside those of another: not those of attempts that
 * are over there already, or that were drawn otherwise and have come less far.
 * @param {ProgressState} state
 * @param {ProgressState} other
 * @param {Quizzes} quizzes
 */
function inPlay(state, other, quizzes) {
  const behind = [...quizzes.byId.keys()].filter((id) => isBehind(id, state, other, quizzes));
  const gone = new Set(behind.flatMap((id) => (quizzes.offered.get(id) ?? []).map(({ slot }) => slot)));
  /** @template T @param {Map<number, T>} kept */
  const left = (kept) => new Map([...kept].filter(([slot]) => !gone.has(slot)));
  const drawn = [...state.drawn].filter((slot) => !gone.has(slot));
  return { answers: left(state.answers), responses: left(state.responses), drawn };
}

/**
 * @param {string} id
 * @param {ProgressState} state
 * @param {ProgressState} other
 * @param {Quizzes} quizzes
 */
function isBehind(id, state, other, quizzes) {
  const lead = quizzes.kept(id, other).taken - quizzes.kept(id, state).taken;
  const [mine, theirs] = [state, other].map((each) => attemptFacts(id, each, quizzes));
  if (lead || !mine?.drawn || !theirs?.drawn || mine.drawn === theirs.drawn) {
    return lead > 0;
  }
  const further = theirs.answered - mine.answered || theirs.share - mine.share;
  return further > 0 || (further === 0 && theirs.drawn > mine.drawn);
}

/**
 * @param {string} id
 * @param {ProgressState} state
 * @param {Quizzes} quizzes
 */
function attemptFacts(id, state, quizzes) {
  const slots = (quizzes.offered.get(id) ?? []).map(({ slot }) => slot);
  const answers = slots.flatMap((slot) => state.answers.get(slot) ?? []);
  return {
    drawn: slots.filter((slot) => state.drawn.has(slot)).join(),
    answered: answers.length,
    share: answers.reduce((sum, { share }) => sum + share, 0),
  };
}

/**
 * @param {ProgressState} one
 * @param {ProgressState} other
 * @param {Quizzes} quizzes
 */
function mergeQuizzes(one, other, quizzes) {
  const merged = mergeMaps(one.quizzes, other.quizzes, sameAttempt);
  for (const [id, { slot }] of quizzes.byId) {
    for (const [ahead, behind] of [[one, other], [other, one]]) {
      if (ahead && behind && isBehind(id, behind, ahead, quizzes)) {
        const kept = quizzes.kept(id, ahead);
        merged.set(slot, { ...kept, best: largest(kept.best, quizzes.bestOf(id, behind)) });
      }
    }
  }
  return merged;
}

/**
 * A quiz that the course no longer has may have been taken on in one of two windows alone.
 * @param {QuizState} one
 * @param {QuizState} other
 * @returns {QuizState}
 */
function sameAttempt(one, other) {
  const best = largest(one.best, other.best);
  if (one.taken !== other.taken) {
    return { ...(one.taken > other.taken ? one : other), best };
  }
  const begun = [one.begun, other.begun].filter((each) => each !== null);
  return {
    taken: one.taken,
    over: one.over || other.over,
    best,
    last: largest(one.last, other.last),
    // Another window gives nobody more time.
    begun: begun.length ? Math.min(...begun) : null,
  };
}

/**
 * @param {AnswerState} one
 * @param {AnswerState} other
 * @returns {AnswerState}
 */
function bestAnswer(one, other) {
  return {
    tries: Math.max(one.tries, other.tries),
    share: Math.max(one.share, other.share),
    right: one.right || other.right,
  };
}

/**
 * @param {KeptText} one
 * @param {KeptText} other
 * @returns {KeptText}
 */
function fullerText(one, other) {
  /** @param {KeptText} kept */
  const rank = ({ text, cut }) => [Number(!cut), String(text.length).padStart(9, "0"), text].join();
  return rank(one) >= rank(other) ? one : other;
}

/**
 * @param {number | null} one
 * @param {number | null} other
 */
function largest(one, other) {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

/**
 * @template T
 * @param {Map<number, T>} one
 * @param {Map<number, T>} other
 * @param {(a: T, b: T, slot: number) => T} merge - Where both have something.
 * @returns {Map<number, T>}
 */
function mergeMaps(one, other, merge) {
  const merged = new Map([...one, ...other]);
  for (const [slot, a] of one) {
    const b = other.get(slot);
    merged.set(slot, b === undefined ? a : merge(a, b, slot));
  }
  return merged;
}

/**
 * The same for what can be taken back.
 * @template T
 * @param {Map<number, T>} one
 * @param {Map<number, T>} other
 * @param {Map<number, T>} base
 * @param {(a: T, b: T) => T} merge
 * @returns {Map<number, T>}
 */
function mergeKept(one, other, base, merge) {
  /** @type {Map<number, T>} */
  const merged = new Map();
  for (const slot of new Set([...one.keys(), ...other.keys()])) {
    const [a, b, before] = [one, other, base].map((map) => map.get(slot) ?? null);
    const kept = changedOne(a ?? null, b ?? null, before ?? null, merge);
    if (kept !== null) {
      merged.set(slot, kept);
    }
  }
  return merged;
}

/**
 * What one of two has changed; where both have, what `merge` makes of it.
 * @template T
 * @param {T | null} one
 * @param {T | null} other
 * @param {T | null} base
 * @param {(a: T, b: T) => T} merge
 * @returns {T | null}
 */
function changedOne(one, other, base, merge) {
  if (inOrder(one) === inOrder(base)) {
    return other;
  }
  if (inOrder(other) === inOrder(base)) {
    return one;
  }
  return one === null || other === null ? (one ?? other) : merge(one, other);
}

/**
 * Text that is the same for the same values.
 * @param {unknown} value
 */
function inOrder(value) {
  return JSON.stringify(value instanceof Set ? [...value].sort((a, b) => a - b) : value);
}
