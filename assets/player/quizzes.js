// SPDX-License-Identifier: MIT
// How the quizzes of a course stand for one learner: what they ask, what was earned, what may still
// be tried. A quiz is any block that asks: the questions of a clip are one, too.
"use strict";

class Quizzes {
  /** @param {CourseData} course */
  constructor(course) {
    /** @type {Map<string, QuizData>} */
    this.byId = new Map(course.quizzes.map((quiz) => [quiz.id, quiz]));
    /** All that each may ask. @type {Map<string, QuestionData[]>} */
    this.offered = new Map(course.quizzes.map(({ id }) => [id, []]));
    for (const question of course.questions) {
      this.offered.get(question.quiz.id)?.push(question);
    }
  }

  /**
   * @param {string} id
   * @returns {QuizData}
   */
  quiz(id) {
    return /** @type {QuizData} */ (this.byId.get(id));
  }

  /**
   * What a learner is asked: all questions, or those that were drawn.
   * @param {string} id
   * @param {ProgressState} state
   * @returns {QuestionData[]}
   */
  asked(id, state) {
    const offered = this.offered.get(id) ?? [];
    const { draw = 0 } = this.quiz(id);
    return draw && draw < offered.length
      ? offered.filter((question) => state.drawn.has(question.slot))
      : offered;
  }

  /**
   * Draw what is missing: all at first, later what another publication has taken away.
   * @param {string} id
   * @param {ProgressState} state
   */
  draw(id, state) {
    const drawn = this.asked(id, state);
    const missing = (this.quiz(id).draw ?? 0) - drawn.length;
    const others = (this.offered.get(id) ?? []).filter((each) => !drawn.includes(each));
    for (const question of missing > 0 ? shuffled(others).slice(0, missing) : []) {
      state.drawn.add(question.slot);
    }
  }

  /**
   * @param {string} id
   * @param {ProgressState} state
   * @returns {QuizState}
   */
  kept(id, state) {
    return state.quizzes.get(this.quiz(id).slot) ?? emptyQuiz();
  }

  /**
   * @param {QuestionData} question
   * @param {ProgressState} state
   * @returns {number} 0 too once it is right; Infinity without a limit
   */
  triesLeft(question, state) {
    const { tries, right } = state.answers.get(question.slot) ?? { tries: 0, right: false };
    const allowed = (this.quiz(question.quiz.id).atEnd ? 1 : question.tries) || Infinity;
    return right ? 0 : Math.max(0, allowed - tries);
  }

  /**
   * Whether nothing is left to answer in this attempt.
   * @param {string} id
   * @param {ProgressState} state
   */
  isOver(id, state) {
    const asked = this.asked(id, state);
    const all = asked.length > 0 && asked.every((each) => this.triesLeft(each, state) === 0);
    return all || this.kept(id, state).over;
  }

  /**
   * What this attempt has earned so far; null: nothing that counts was answered.
   * @param {string} id
   * @param {ProgressState} state
   * @returns {number | null}
   */
  current(id, state) {
    const counted = this.asked(id, state).filter(isCounted);
    return counted.some(({ slot }) => state.answers.has(slot)) ? shareOfPoints(counted, state) : null;
  }

  /**
   * What counts: the best attempt or the last one.
   * @param {string} id
   * @param {ProgressState} state
   * @returns {number | null}
   */
  share(id, state) {
    const now = this.current(id, state);
    const { best, last } = this.kept(id, state);
    if (this.quiz(id).last) {
      return now ?? last;
    }
    return now === null || best === null ? now ?? best : Math.max(now, best);
  }

  /**
   * What there is to earn, the same for all learners: of a drawn quiz, so many average questions.
   * @param {string} id
   */
  points(id) {
    const { draw = 0, points } = this.quiz(id);
    const offered = (this.offered.get(id) ?? []).filter(isCounted);
    const all = points ?? offered.reduce((sum, each) => sum + each.points, 0);
    return draw && draw < offered.length ? (all / offered.length) * draw : all;
  }

  /**
   * @param {string} id
   * @param {ProgressState} state
   * @returns {boolean | null} null: there is no mark to reach
   */
  passed(id, state) {
    const { passMark } = this.quiz(id);
    return passMark === undefined ? null : (this.share(id, state) ?? -1) >= passMark - ROUNDING;
  }

  /**
   * How many attempts may still be begun.
   * @param {string} id
   * @param {ProgressState} state
   */
  attemptsLeft(id, state) {
    const { attempts = 1 } = this.quiz(id);
    return (attempts || Infinity) - this.kept(id, state).taken - 1;
  }

  /**
   * Whether nothing more can be earned.
   * @param {string} id
   * @param {ProgressState} state
   */
  isSpent(id, state) {
    const counted = this.asked(id, state).filter(isCounted);
    const open = counted.some((question) => this.triesLeft(question, state) > 0);
    const over = !open || this.kept(id, state).over;
    return over && (this.attemptsLeft(id, state) <= 0 || this.share(id, state) === 1);
  }

  /**
   * Begin an attempt: from now on its time runs.
   * @param {string} id
   * @param {ProgressState} state
   */
  begin(id, state) {
    this.draw(id, state);
    if (this.quiz(id).timeLimit_s) {
      const kept = this.kept(id, state);
      state.quizzes.set(this.quiz(id).slot, { ...kept, begun: kept.begun ?? secondsNow() });
    }
  }

  /**
   * Whether an attempt is running whose time is over.
   * @param {string} id
   * @param {ProgressState} state
   */
  isLate(id, state) {
    const { begun, over } = this.kept(id, state);
    const { timeLimit_s = Infinity } = this.quiz(id);
    return begun !== null && !over && begun + timeLimit_s <= secondsNow();
  }

  /**
   * Put an attempt away, so that the next one can begin.
   * @param {string} id
   * @param {ProgressState} state
   */
  restart(id, state) {
    const [{ taken }, best, last] = [this.kept(id, state), this.bestOf(id, state), this.current(id, state)];
    for (const { slot } of this.offered.get(id) ?? []) {
      state.answers.delete(slot);
      state.responses.delete(slot);
      state.drawn.delete(slot);
    }
    state.quizzes.set(this.quiz(id).slot, { ...emptyQuiz(), taken: taken + 1, best, last });
  }

  /**
   * Note what a block that asks no questions has earned.
   * @param {string} id
   * @param {number} share
   * @param {ProgressState} state
   */
  settle(id, share, state) {
    const kept = this.kept(id, state);
    const best = Math.max(share, kept.best ?? 0);
    state.quizzes.set(this.quiz(id).slot, { ...kept, best, last: share, over: true });
  }

  /**
   * @param {string} id
   * @param {ProgressState} state
   */
  bestOf(id, state) {
    const shares = [this.kept(id, state).best, this.current(id, state)].filter((one) => one !== null);
    return shares.length ? Math.max(...shares) : null;
  }

  /**
   * The score of several quizzes together; null before anything in them was answered.
   * @param {QuizData[]} quizzes
   * @param {ProgressState} state
   * @returns {number | null}
   */
  score(quizzes, state) {
    const shares = quizzes.map(({ id }) => this.share(id, state));
    const points = quizzes.map(({ id }) => this.points(id));
    const total = points.reduce((sum, each) => sum + each, 0);
    const earned = points.reduce((sum, each, at) => sum + each * (shares[at] ?? 0), 0);
    return total && shares.some((share) => share !== null) ? earned / total : null;
  }
}

/** @returns {QuizState} */
function emptyQuiz() {
  return { taken: 0, best: null, last: null, begun: null, over: false };
}

/** Since 1970, by the learner's clock. */
function secondsNow() {
  return Math.floor(Date.now() / 1000);
}

/** @param {QuestionData} question */
function isCounted({ type }) {
  return !UNCOUNTED_TYPES.includes(type);
}

/**
 * The share of the points of some questions that were earned.
 * @param {QuestionData[]} questions
 * @param {ProgressState} state
 * @returns {number}
 */
function shareOfPoints(questions, state) {
  const total = questions.reduce((sum, { points }) => sum + points, 0);
  const earned = questions.reduce(
    (sum, { points, slot }) => sum + points * (state.answers.get(slot)?.share ?? 0),
    0,
  );
  return total ? earned / total : 0;
}

/**
 * @template T
 * @param {T[]} list
 * @returns {T[]} the same in another order: any is as likely (Fisher and Yates)
 */
function shuffled(list) {
  const mixed = [...list];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(Math.random() * (at + 1));
    [mixed[at], mixed[other]] = [/** @type {T} */ (mixed[other]), /** @type {T} */ (mixed[at])];
  }
  return mixed;
}
