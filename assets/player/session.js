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
    this.returnTo = "";
    this.silent = false;
    this.location = "";
    this.state = emptyState();
    this.screens = course.modules.flatMap((m) => m.lessons.flatMap((lesson) => lesson.screens));
    this.byId = new Map(this.screens.map((screen) => [screen.id, screen]));
    this.quizzes = new Quizzes(course);
    this.places = new Places(course, this.quizzes);
    this.completion = new Completion(course, this.quizzes, this.places);
    this.branches = 0;
    this.questions = new Map(course.questions.map((each) => [each.placement, each]));
    /** @type {(() => void)[]} */
    this.listeners = [];
    /** What the tracker was told last, so that it is told only what is new. */
    this.told = "";
    /** How long the answers took that are not handed in yet, by placement. @type {Map<string, number>} */
    this.latencies = new Map();
  }

  /** Ask the platform what it knows, and begin there. */
  async open() {
    this.tracker.onState((state, base) => this.join(state, base));
    const { missed, ...opened } = await this.tracker.open();
    this.mode = opened.mode;
    this.learner = opened.learner;
    this.returnTo = opened.returnTo ?? "";
    this.silent = opened.silent ?? false;
    this.completion.setPassMark(opened.passMark ?? null);
    this.state = unpackState(opened.state);
    if (missed) {
      this.state = this.merged(missed.state, missed.base);
    }
    this.places.refresh(this.state);
    this.handInLate();
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

  get passMark() {
    return this.completion.rule.passMark;
  }

  /** @returns {number} */
  progress() {
    return this.completion.progress(this.state);
  }

  /** @returns {Missing} */
  missing() {
    const watched = this.completion.watchedShare(this.state);
    const enough = watched >= this.course.completion.video - ROUNDING;
    const screens = this.completion.toPass(this.state).map(({ screen }) => screen);
    return { watched: enough ? null : watched, toPass: [...new Set(screens)] };
  }

  /** @returns {number} */
  remaining_s() {
    const left = this.screens.filter(({ id }) => this.isShown(id) && !this.isSeen(id));
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
    this.keep(question, response);
    const grade = this.grade(question, response, latency_s);
    const { id } = question.quiz;
    if (this.quizzes.isOver(id, this.state)) {
      this.tellAttempt(id, this.quizzes.current(id, this.state));
    }
    this.changed();
    return grade;
  }

  /**
   * @param {QuestionData} question
   * @param {string[]} response
   * @param {number} latency_s
   * @returns {Grade}
   */
  grade(question, response, latency_s) {
    const grade = gradeAnswer(question, response);
    const before = this.answerState(question.placement);
    this.state.answers.set(question.slot, {
      tries: before.tries + 1,
      share: Math.max(before.share, grade.share),
      right: before.right || grade.right === true,
    });
    this.lookAround();
    if (response.length && this.report(question, response, grade, latency_s)) {
      this.tellMastery(question);
    }
    return grade;
  }

  /**
   * @param {QuestionData} question
   * @param {string[]} response
   * @param {Grade} grade
   * @param {number} latency_s
   * @returns {boolean} whether anything is reported in this sitting
   */
  report(question, response, grade, latency_s) {
    if (this.mode !== "normal") {
      return false;
    }
    const index = this.state.interactions;
    this.state.interactions += 1;
    this.tracker.answered({ question, index, response, grade, latency_s, at: new Date() });
    return true;
  }

  /**
   * @param {string} block
   * @param {string[]} chosen
   * @param {number} latency_s
   */
  vote(block, chosen, latency_s) {
    const poll = this.course.polls[block];
    if (poll) {
      this.report(poll, chosen, { share: 0, right: null }, latency_s);
      this.save();
    }
  }

  /**
   * @param {QuestionData} question
   * @param {string[]} response
   */
  keep(question, response) {
    this.state.responses.set(question.slot, { text: packResponse(question, response), cut: false });
  }

  /**
   * @param {string} placement
   * @param {string[]} response
   * @param {number} latency_s
   */
  keepResponse(placement, response, latency_s) {
    this.keep(this.question(placement), response);
    this.latencies.set(placement, latency_s);
    this.save();
  }

  /**
   * @param {string} placement
   * @returns {string[]}
   */
  response(placement) {
    const question = this.question(placement);
    const kept = this.state.responses.get(question.slot);
    const usable = kept && (!kept.cut || question.type === "long-answer");
    return usable ? unpackResponse(question, kept.text) : [];
  }

  /**
   * @param {string} id
   * @returns {QuizStatus}
   */
  quiz(id) {
    const { quizzes, state } = this;
    return {
      ...quizzes.kept(id, state),
      data: quizzes.quiz(id),
      placements: quizzes.asked(id, state).map(({ placement }) => placement),
      over: quizzes.isOver(id, state),
      share: quizzes.share(id, state),
      current: quizzes.current(id, state),
      passed: quizzes.passed(id, state),
      attemptsLeft: quizzes.attemptsLeft(id, state),
    };
  }

  /** @param {string} id */
  beginQuiz(id) {
    this.quizzes.begin(id, this.state);
    this.save();
  }

  /** @param {string} id */
  handIn(id) {
    const { quizzes, state } = this;
    if (quizzes.quiz(id).atEnd) {
      for (const question of quizzes.asked(id, state).filter(({ slot }) => !state.answers.has(slot))) {
        const { placement } = question;
        this.grade(question, this.response(placement), this.latencies.get(placement) ?? 0);
      }
    }
    state.quizzes.set(quizzes.quiz(id).slot, { ...quizzes.kept(id, state), over: true });
    this.tellAttempt(id, quizzes.current(id, state));
    this.changed();
  }

  /**
   * Report an attempt that is over. Stops of a clip are reported with their answers alone.
   * @param {string} id
   * @param {number | null} share
   */
  tellAttempt(id, share) {
    const quiz = this.quizzes.quiz(id);
    if (this.mode === "normal" && share !== null && !quiz.stops) {
      const passed = quiz.passMark === undefined ? null : share >= quiz.passMark - ROUNDING;
      this.tracker.attempted({ quiz, share, passed });
    }
  }

  /** Hand in what was left alone until its time was over. */
  handInLate() {
    const late = this.course.quizzes.filter(({ id }) => this.quizzes.isLate(id, this.state));
    late.forEach(({ id }) => this.handIn(id));
  }

  /** @param {string} id */
  restartQuiz(id) {
    this.quizzes.restart(id, this.state);
    this.changed();
  }

  /**
   * @param {string} block
   * @param {number} share
   */
  settle(block, share) {
    if (this.quizzes.byId.has(block)) {
      this.quizzes.settle(block, share, this.state);
      this.tellAttempt(block, share);
      this.changed();
    }
  }

  /**
   * @param {string} clip
   * @param {number} parts
   */
  watched(clip, parts) {
    const { slot } = /** @type {ClipData} */ (this.course.clips[clip]);
    const before = this.state.watched.get(slot) ?? 0;
    if ((before | parts) !== before) {
      this.state.watched.set(slot, before | parts);
      this.changed();
    }
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
    return this.quizzes.triesLeft(this.question(placement), this.state);
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
    return this.completion.result(this.state);
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

  /** @param {(trouble: Trouble | null) => void} listener */
  onTrouble(listener) {
    this.tracker.onTrouble(listener);
  }

  /**
   * Go on from what was done here and elsewhere.
   * @param {string} state
   * @param {string} base
   * @returns {boolean}
   */
  join(state, base) {
    const merged = this.merged(state, base);
    const news = this.mode === "normal" && packState(merged) !== packState(this.state);
    if (news) {
      this.state = merged;
      this.changed();
    }
    return news;
  }

  /**
   * @param {string} state
   * @param {string} base
   */
  merged(state, base) {
    return mergeStates(this.state, unpackState(state), unpackState(base), this.quizzes);
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
    this.completion.reach(this.state);
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

  /**
   * Report the objectives of a question. What is asked on skipped screens does not count.
   * @param {QuestionData} question
   */
  tellMastery(question) {
    if (!isCounted(question)) {
      return;
    }
    const shown = this.course.quizzes.filter(({ screen }) => this.places.shown.has(screen));
    const asked = shown.flatMap(({ id }) => this.quizzes.asked(id, this.state)).filter(isCounted);
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
