// SPDX-License-Identifier: MIT
// Where a learner may go: which screens are shown to them and which of these are open, by the
// conditions of the course and its navigation. What was seen stays open as long as it is shown.
"use strict";

class Places {
  /**
   * @param {CourseData} course
   * @param {Quizzes} quizzes
   */
  constructor(course, quizzes) {
    this.quizzes = quizzes;
    this.linear = course.navigation === "linear";
    this.screens = course.modules.flatMap((m) => m.lessons.flatMap((lesson) => lesson.screens));
    this.titles = new Map(this.screens.map((screen) => [screen.id, screen.title]));
    this.questions = course.questions.filter(isCounted);
    const gates = this.screens.flatMap((screen) => screen.openIf ?? []);
    /** The ids that some place waits for. */
    this.awaited = new Set(gates.flatMap(namedIn));
    /** Ids of the screens that are shown. @type {Set<string>} */
    this.shown = new Set();
    /** What keeps a shown screen closed. @type {Map<string, PlaceLock>} */
    this.locks = new Map();
  }

  /**
   * Work out anew what is shown and open.
   * @param {ProgressState} state
   * @returns {boolean} whether other screens are shown than before
   */
  refresh(state) {
    const facts = this.facts(state);
    const shown = this.screens.filter((screen) => allHold(screen.shownIf, facts));
    const before = this.shown;
    this.shown = new Set(shown.map((screen) => screen.id));
    this.locks = this.closed(shown, { ...facts, skipped: this.skipped() });
    return before.size !== this.shown.size || shown.some((screen) => !before.has(screen.id));
  }

  /** @param {ScreenData} screen */
  isShown(screen) {
    return this.shown.has(screen.id);
  }

  /** @param {ScreenData} screen */
  isOpen(screen) {
    return this.isShown(screen) && !this.locks.has(screen.id);
  }

  /**
   * @param {ProgressState} state
   * @returns {Facts}
   */
  facts(state) {
    const answered = this.questions.filter((question) => state.answers.has(question.slot));
    const shares = [...this.quizzes.byId.keys()].map((id) => ({ id, share: this.quizzes.share(id, state) }));
    const scores = shares.flatMap(({ id, share }) =>
      share === null ? [] : [/** @type {const} */ ([id, share])],
    );
    const objectives = new Set(answered.flatMap((question) => question.objectives));
    const mastery = [...objectives].map((id) => {
      const about = answered.filter((question) => question.objectives.includes(id));
      return /** @type {const} */ ([id, shareOfPoints(about, state)]);
    });
    const seen = this.screens.filter((screen) => state.seen.has(screen.slot));
    return {
      scores: new Map(scores),
      mastery: new Map(mastery),
      seen: new Set(seen.map((screen) => screen.id)),
      skipped: new Set(),
    };
  }

  /**
   * What no place can wait for, as the learner does not meet it.
   * @returns {Set<string>}
   */
  skipped() {
    const asked = this.questions.filter((question) => this.shown.has(question.quiz.screen));
    const met = new Set([
      ...this.shown, ...asked.flatMap((question) => [question.quiz.id, ...question.objectives]),
    ]);
    return new Set([...this.awaited].filter((id) => !met.has(id)));
  }

  /**
   * @param {ScreenData[]} shown
   * @param {Facts} facts
   * @returns {Map<string, PlaceLock>}
   */
  closed(shown, facts) {
    const locks = new Map();
    const first = this.linear && shown.find((screen) => !facts.seen.has(screen.id));
    for (const screen of shown) {
      if (facts.seen.has(screen.id)) {
        continue;
      }
      if (first && first !== screen) {
        locks.set(screen.id, { after: first.title, share: 0 });
      } else if (!allHold(screen.openIf, facts)) {
        locks.set(screen.id, this.lock({ type: "all", of: screen.openIf }, facts));
      }
    }
    return locks;
  }

  /**
   * What a condition that does not hold waits for first.
   * @param {ConditionData} condition
   * @param {Facts} facts
   * @returns {PlaceLock}
   */
  lock(condition, facts) {
    switch (condition.type) {
      case "all": {
        const missing = condition.of?.find((one) => !conditionHolds(one, facts));
        return missing ? this.lock(missing, facts) : { after: "", share: 0 };
      }
      case "seen":
        return { after: this.titles.get(condition.screen) ?? "", share: 0 };
      case "score": {
        const screen = this.quizzes.byId.get(condition.quiz)?.screen ?? "";
        const after = (!condition.below && this.titles.get(screen)) || "";
        return { after, share: condition.at_least ?? 0 };
      }
      default:
        return { after: "", share: 0 };
    }
  }
}

/**
 * @param {ConditionData[] | undefined} conditions
 * @param {Facts} facts
 * @returns {boolean}
 */
function allHold(conditions, facts) {
  return (conditions ?? []).every((condition) => conditionHolds(condition, facts));
}
