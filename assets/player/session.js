// SPDX-License-Identifier: MIT
// One sitting with a course: what was seen, answered and reached. It alone decides; trackers only
// translate. Nothing that a platform was told is ever taken back: the best score, "completed" and
// "passed" stay, whatever the learner or a new version of the course does.
"use strict";

/** A clip left this near to its end begins anew the next time. */
const CLIP_END_S = 1;

/** @implements {SessionApi} */
class Session {
  /**
   * @param {CourseData} course
   * @param {Tracker} tracker
   */
  constructor(course, tracker) {
    this.course = course;
    this.tracker = tracker;
    /** @type {Mode} */
    this.mode = "normal";
    this.learner = "";
    this.location = "";
    this.state = emptyState();
    this.screens = course.modules.flatMap((m) => m.lessons.flatMap((lesson) => lesson.screens));
    this.byId = new Map(this.screens.map((screen) => [screen.id, screen]));
    this.places = new Places(course);
    this.branches = 0;
    this.questions = new Map(course.questions.map((each) => [each.placement, each]));
    /** @type {(() => void)[]} */
    this.listeners = [];
    /** What the tracker was told last, so that it is told only what is new. */
    this.told = "";
  }

  /** Ask the platform what it knows, and begin there. */
  async open() {
    const opened = await this.tracker.open();
    this.mode = opened.mode;
    this.learner = opened.learner;
    this.state = unpackState(opened.state);
    this.places.refresh(this.state);
    this.location = this.beginning(opened.location);
  }

  /**
   * Where to go on: at the screen that was left, or at the nearest open one that is still to see.
   * An author sees each screen of a preview.
   * @param {string} left
   * @returns {string}
   */
  beginning(left) {
    const at = this.screens.findIndex((screen) => screen.id === left);
    if (at >= 0 && (this.course.tracker === "preview" || this.isOpen(left))) {
      return left;
    }
    const near = [...this.screens.slice(at + 1), ...this.screens.slice(0, Math.max(at, 0)).reverse()];
    const open = near.filter((screen) => this.isOpen(screen.id));
    return (open.find((screen) => !this.isSeen(screen.id)) ?? open[0] ?? this.screens[0])?.id ?? "";
  }

  /** @param {string} screen */
  visit(screen) {
    this.location = screen;
    this.changed();
  }

  /** @param {string} id */
  seen(id) {
    const screen = this.screen(id);
    if (this.state.seen.has(screen.slot)) {
      return;
    }
    this.state.seen.add(screen.slot);
    if (this.mode === "normal") {
      this.tracker.experienced(screen);
    }
    this.changed();
  }

  /** @param {string} id */
  isSeen(id) {
    return this.state.seen.has(this.screen(id).slot);
  }

  /** @param {string} id */
  isShown(id) {
    return this.places.isShown(this.screen(id));
  }

  /** @param {string} id */
  isOpen(id) {
    return this.places.isOpen(this.screen(id));
  }

  /**
   * @param {string} id
   * @returns {PlaceLock | null}
   */
  lock(id) {
    return this.places.locks.get(id) ?? null;
  }

  /** @returns {number} */
  progress() {
    const shown = this.screens.filter((screen) => this.isShown(screen.id));
    const seen = shown.filter((screen) => this.isSeen(screen.id)).length;
    return shown.length ? seen / shown.length : Number(this.screens.length > 0);
  }

  /** @returns {number} */
  remaining_s() {
    const shown = this.screens.filter((screen) => this.isShown(screen.id));
    const left = shown.filter((screen) => !this.isSeen(screen.id));
    return left.reduce((sum, screen) => sum + screen.duration_s, 0);
  }

  /**
   * @param {string} placement
   * @param {string[]} response
   * @param {number} latency_s
   * @returns {Grade}
   */
  answer(placement, response, latency_s) {
    const question = this.question(placement);
    const grade = gradeAnswer(question, response);
    const before = this.answerState(placement);
    this.state.answers.set(question.slot, {
      tries: before.tries + 1,
      share: Math.max(before.share, grade.share),
      right: before.right || grade.right === true,
    });
    this.lookAround();
    if (this.mode === "normal") {
      const index = this.state.interactions;
      this.state.interactions += 1;
      this.tracker.answered({ question, index, response, grade, latency_s, at: new Date() });
      this.tellMastery(question);
    }
    this.changed();
    return grade;
  }

  /**
   * @param {string} placement
   * @returns {AnswerState}
   */
  answerState(placement) {
    const kept = this.state.answers.get(this.question(placement).slot);
    return kept ?? { tries: 0, share: 0, right: false };
  }

  /**
   * @param {string} placement
   * @returns {number}
   */
  triesLeft(placement) {
    const { tries, right } = this.answerState(placement);
    const allowed = this.question(placement).tries || Infinity;
    return right ? 0 : Math.max(0, allowed - tries);
  }

  /**
   * @param {string} block
   * @returns {Set<number>}
   */
  marks(block) {
    return this.state.marks.get(this.keptSlot(block)) ?? new Set();
  }

  /**
   * @param {string} block
   * @param {Set<number>} marks
   */
  keepMarks(block, marks) {
    this.state.marks.set(this.keptSlot(block), marks);
    this.changed();
  }

  /**
   * @param {string} block
   * @returns {KeptText}
   */
  writing(block) {
    const slot = this.keptSlot(block);
    const { text, cut } = this.state.texts.get(slot) ?? { text: "", cut: false };
    return { text, cut: cut || cutTexts(this.state).has(slot) };
  }

  /**
   * @param {string} block
   * @param {string} text
   */
  write(block, text) {
    this.state.texts.set(this.keptSlot(block), { text, cut: false });
    this.save();
  }

  /** @returns {Result} */
  result() {
    const score = this.state.best ?? this.currentScore();
    return { completion: this.state.completed, success: this.success(score), score };
  }

  /**
   * @param {string} id
   * @returns {number}
   */
  videoPosition(id) {
    const { video } = this.state;
    return video?.slot === this.screen(id).slot ? video.at : 0;
  }

  /** @param {VideoEvent} event */
  video(event) {
    const ended = event.at >= event.clip.duration_s - CLIP_END_S;
    this.state.video = ended ? null : { slot: this.screen(event.screen).slot, at: event.at };
    if (this.mode === "normal") {
      this.tracker.video(event);
    }
    this.save();
  }

  /**
   * @param {string} screen
   * @param {number} at
   */
  playing(screen, at) {
    this.state.video = { slot: this.screen(screen).slot, at };
    this.save();
  }

  /** @param {() => void} listener */
  onChange(listener) {
    this.listeners.push(listener);
  }

  flush() {
    this.tracker.flush();
  }

  close() {
    this.tracker.close();
  }

  /** Work out what follows from a change, keep it, tell the platform and the page. */
  changed() {
    this.lookAround();
    this.reach();
    const result = this.result();
    const text = JSON.stringify(result);
    if (this.mode === "normal" && text !== this.told) {
      this.told = text;
      this.tracker.result(result);
    }
    this.save();
    for (const listener of this.listeners) {
      listener();
    }
  }

  save() {
    if (this.mode !== "browse") {
      this.tracker.save(packState(this.state), this.location, this.progress());
    }
  }

  /** Work out which screens are shown and open now. */
  lookAround() {
    if (this.places.refresh(this.state)) {
      this.branches += 1;
    }
  }

  /** Note the score and the flags that are reached now. */
  reach() {
    const { screens, passMark } = this.course.completion;
    const score = this.currentScore();
    if (score !== null) {
      this.state.best = Math.max(score, this.state.best ?? 0);
    }
    const enough = passMark !== null && (this.state.best ?? 0) >= passMark - ROUNDING;
    this.state.passed ||= enough && this.state.best !== null;
    const seen = this.progress() >= screens - ROUNDING;
    this.state.completed ||= seen && (passMark === null || this.state.passed);
  }

  /**
   * The points earned over the points to earn; null before the first answer that counts.
   * @returns {number | null}
   */
  currentScore() {
    const graded = this.gradedQuestions();
    const answered = graded.some((question) => this.state.answers.has(question.slot));
    return answered ? shareOfPoints(graded, this.state) : null;
  }

  /**
   * The questions that count for this learner: not those on screens that they skip.
   * @returns {QuestionData[]}
   */
  gradedQuestions() {
    return this.course.questions.filter(({ graded, quiz }) => graded && this.isShown(quiz.screen));
  }

  /**
   * @param {number | null} score
   * @returns {boolean | null}
   */
  success(score) {
    const { passMark, reportFailed } = this.course.completion;
    if (passMark === null || score === null) {
      return null;
    }
    if (this.state.passed) {
      return true;
    }
    const graded = this.gradedQuestions();
    const over = graded.every((question) => this.triesLeft(question.placement) === 0);
    return reportFailed && over ? false : null;
  }

  /**
   * Report the objectives of a question. What is asked on skipped screens does not count.
   * @param {QuestionData} question
   */
  tellMastery(question) {
    if (UNCOUNTED_TYPES.includes(question.type)) {
      return;
    }
    const asked = this.course.questions.filter(
      ({ quiz, type }) => this.isShown(quiz.screen) && !UNCOUNTED_TYPES.includes(type),
    );
    for (const id of question.objectives) {
      const about = asked.filter((each) => each.objectives.includes(id));
      this.tracker.objective(id, shareOfPoints(about, this.state));
    }
  }

  /**
   * @param {string} block
   * @returns {number}
   */
  keptSlot(block) {
    const slot = this.course.kept[block];
    if (slot === undefined) {
      throw new RangeError(`no slot for ${block}`);
    }
    return slot;
  }

  /**
   * @param {string} id
   * @returns {ScreenData}
   */
  screen(id) {
    const screen = this.byId.get(id);
    if (!screen) {
      throw new RangeError(`no screen ${id}`);
    }
    return screen;
  }

  /**
   * @param {string} placement
   * @returns {QuestionData}
   */
  question(placement) {
    const question = this.questions.get(placement);
    if (!question) {
      throw new RangeError(`no question ${placement}`);
    }
    return question;
  }
}
