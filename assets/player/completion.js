// SPDX-License-Identifier: MIT
// When a course is completed and passed, by what its author asks for. What was once reached stays.
"use strict";

class Completion {
  /**
   * @param {CourseData} course
   * @param {Quizzes} quizzes
   * @param {Places} places
   */
  constructor(course, quizzes, places) {
    this.course = course;
    this.rule = course.completion;
    this.quizzes = quizzes;
    this.places = places;
  }

  /**
   * Have the platform's mark stand in for the author's.
   * @param {number | null} passMark - null: it has none.
   */
  setPassMark(passMark) {
    if (passMark !== null) {
      this.rule = { ...this.rule, passMark };
    }
  }

  /** The screens for this learner: others are skipped. */
  screens() {
    return this.places.screens.filter((screen) => this.places.isShown(screen));
  }

  /**
   * The share of the screens that was seen.
   * @param {ProgressState} state
   * @returns {number}
   */
  progress(state) {
    const shown = this.screens();
    const seen = shown.filter((screen) => state.seen.has(screen.slot)).length;
    return shown.length ? seen / shown.length : Number(this.places.screens.length > 0);
  }

  /**
   * The share of the running time of the clips that was watched.
   * @param {ProgressState} state
   * @returns {number}
   */
  watchedShare(state) {
    const ids = new Set(this.screens().flatMap((screen) => screen.clips));
    const clips = [...ids].flatMap((id) => this.course.clips[id] ?? []);
    const total = clips.reduce((sum, { duration_s }) => sum + duration_s, 0);
    const watched = clips.reduce(
      (sum, { duration_s, slot }) => sum + duration_s * shareOfParts(state.watched.get(slot) ?? 0),
      0,
    );
    return total ? watched / total : 1;
  }

  /** The quizzes on the learner's screens. */
  shownQuizzes() {
    return this.course.quizzes.filter(({ screen }) => this.places.shown.has(screen));
  }

  gradedQuizzes() {
    return this.shownQuizzes().filter(({ graded }) => graded);
  }

  /** @param {ProgressState} state */
  score(state) {
    return this.quizzes.score(this.gradedQuizzes(), state);
  }

  /**
   * Whether all was seen, watched and passed that is asked for.
   * @param {ProgressState} state
   */
  isDone(state) {
    return (
      this.progress(state) >= this.rule.screens - ROUNDING &&
      this.watchedShare(state) >= this.rule.video - ROUNDING &&
      !this.toPass(state).length
    );
  }

  /**
   * The quizzes that have to be passed and are not yet.
   * @param {ProgressState} state
   */
  toPass(state) {
    const asked = this.rule.quizzes ? this.shownQuizzes() : [];
    return asked.filter(({ id }) => this.quizzes.passed(id, state) === false);
  }

  /**
   * Note the score and the flags that are reached now. The score falls only where an author has
   * the last attempt count.
   * @param {ProgressState} state
   */
  reach(state) {
    const { passMark } = this.rule;
    const score = this.score(state);
    if (score !== null) {
      const falls = this.course.quizzes.some(({ graded, last }) => graded && last);
      state.best = falls ? score : Math.max(score, state.best ?? 0);
    }
    const enough = passMark !== null && (state.best ?? 0) >= passMark - ROUNDING;
    state.passed ||= enough && state.best !== null;
    state.completed ||= this.isDone(state) && (passMark === null || state.passed);
  }

  /**
   * @param {ProgressState} state
   * @returns {Result}
   */
  result(state) {
    const score = state.best ?? this.score(state);
    return { completion: state.completed, success: this.success(state, score), score };
  }

  /**
   * @param {ProgressState} state
   * @param {number | null} score
   * @returns {boolean | null}
   */
  success(state, score) {
    const { passMark, reportFailed } = this.rule;
    if (passMark === null || score === null) {
      return null;
    }
    if (state.passed) {
      return true;
    }
    const spent = this.gradedQuizzes().every(({ id }) => this.quizzes.isSpent(id, state));
    return reportFailed && spent ? false : null;
  }
}

/**
 * @param {number} parts - A bit for each eighth.
 * @returns {number}
 */
function shareOfParts(parts) {
  return [...parts.toString(2)].filter((bit) => bit === "1").length / CLIP_PARTS;
}
