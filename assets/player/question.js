// SPDX-License-Identifier: MIT
// One question: answer, check, be told, try again.
"use strict";

/** What takes the answers of each type of question. @type {Record<string, AnswerKind>} */
const ANSWER_FIELDS = {
  "single-choice": ChosenAnswer,
  "multiple-choice": ChosenAnswer,
  "true-false": ChosenAnswer,
  numeric: TypedAnswer,
  "short-text": TypedAnswer,
  ordering: OrderingAnswer,
  matching: PairsAnswer,
  categorise: PairsAnswer,
  "fill-blanks": BlanksAnswer,
  hotspot: HotspotAnswer,
  likert: LikertAnswer,
  "long-answer": LongAnswerField,
};

class QuestionView {
  /**
   * @param {HTMLElement} box
   * @param {SessionApi} session
   * @param {Words} words
   * @param {QuestionPage} page
   */
  constructor(box, session, words, page) {
    this.box = box;
    this.page = page;
    this.session = session;
    this.words = words;
    this.placement = box.dataset.placement ?? "";
    this.data = questionOf(session.course, this.placement);
    this.checkButton = part(box, ".check", HTMLButtonElement);
    this.againButton = part(box, ".again", HTMLButtonElement);
    this.feedback = part(box, ".feedback", HTMLElement);
    this.shownAt = Date.now();
    this.field = this.makeField();
    this.checkButton.addEventListener("click", () => this.check());
    this.againButton.addEventListener("click", () => this.again());
    this.takeUp();
  }

  /** @returns {AnswerField} */
  makeField() {
    const kind = ANSWER_FIELDS[this.data.type];
    if (!kind) {
      throw new RangeError(`no answers of type ${this.data.type}`);
    }
    return new kind(this.box, this.data, {
      words: this.words,
      changed: () => this.changed(),
      check: () => this.checkButton.click(),
    });
  }

  /** Show what the learner did with this question before. */
  takeUp() {
    const { tries, right } = this.session.answerState(this.placement);
    const response = this.session.response(this.placement);
    this.checkButton.hidden = this.page.atEnd;
    this.field.fill(response);
    this.changed();
    if (tries && response.length) {
      this.close(gradeAnswer(this.data, response));
    } else if (tries && this.session.triesLeft(this.placement) > 0) {
      this.tell("", this.words.say("answered_open"));
      this.doneIfFree();
    } else if (tries || this.page.over) {
      this.closeUnknown(tries > 0, right);
    }
  }

  /**
   * Nothing can be answered any more, and what was answered is not known.
   * @param {boolean} answered
   * @param {boolean} right
   */
  closeUnknown(answered, right) {
    this.checkButton.hidden = true;
    this.field.lock({ share: Number(right), right });
    if (right || this.page.review) {
      this.field.reveal();
    }
    const said = this.isUncounted() ? "answered" : right ? "answered_right" : "answered_wrong";
    this.tell(
      this.isUncounted() || !answered ? "" : right ? "right" : "wrong",
      this.words.say(answered ? said : "not_answered"),
    );
    this.page.done(this.placement);
  }

  isUncounted() {
    return UNCOUNTED_TYPES.includes(this.data.type);
  }

  changed() {
    const response = this.field.response();
    this.checkButton.disabled = response.length === 0;
    if (this.page.atEnd && !this.page.over) {
      this.page.collect(this.placement, response, this.latency_s());
    }
  }

  latency_s() {
    return (Date.now() - this.shownAt) / 1000;
  }

  check() {
    const problem = this.field.problem();
    if (problem) {
      this.tell("", this.words.say(problem));
      return;
    }
    const grade = this.session.answer(this.placement, this.field.response(), this.latency_s());
    const left = this.close(grade);
    // The button that had the focus is gone: go on from here, not from the top of the page.
    (left ? this.againButton : this.feedback).focus();
    this.page.checked?.(grade, left);
  }

  /**
   * Show how an answer was graded, and offer another try if there is one.
   * @param {Grade} grade
   * @returns {number} tries that are left
   */
  close(grade) {
    const left = this.page.over ? 0 : this.session.triesLeft(this.placement);
    this.checkButton.hidden = true;
    this.field.lock(grade);
    this.showFeedback(grade, left);
    if (left === 0) {
      this.page.done(this.placement);
    } else {
      this.offerAgain(left);
      this.doneIfFree();
    }
    return left;
  }

  /** A question without a limit of tries holds nobody up once it was answered. */
  doneIfFree() {
    if (this.data.tries === 0) {
      this.page.done(this.placement);
    }
  }

  /** @param {number} left */
  offerAgain(left) {
    const label = left === Infinity ? "try_again" : "try_again_left";
    this.againButton.textContent = this.words.say(label, { n: left });
    this.againButton.hidden = false;
  }

  again() {
    this.againButton.hidden = true;
    this.checkButton.hidden = false;
    this.feedback.replaceChildren();
    this.feedback.className = "feedback";
    this.shownAt = Date.now();
    this.field.open();
    this.changed();
  }

  /**
   * @param {Grade} grade
   * @param {number} left - Tries.
   */
  showFeedback(grade, left) {
    if (grade.right === null) {
      this.tell("", this.words.say("noted"));
      this.add("right");
      return;
    }
    const open = left > 0;
    const verdict = grade.right ? "right" : grade.share > 0 ? "partly" : open ? "not_yet" : "wrong";
    this.tell(grade.right ? "right" : "wrong", this.words.say(verdict));
    this.field.said().forEach((id) => this.add(id));
    this.add(grade.right ? "right" : "wrong");
    if (open) {
      this.add("hint");
    } else if (!grade.right && this.page.review) {
      this.showRight();
    }
    if (!grade.right) {
      this.offerClip();
    }
    if (!open && this.page.review && this.field instanceof ChosenAnswer) {
      this.field.reveal();
    }
  }

  showRight() {
    const answer = this.field.answer();
    this.feedback.append(element("p", "", this.words.say("right_answer", { answer })));
  }

  /** Lead back to the moment of a clip that holds the answer, where the clip is on some screen. */
  offerClip() {
    const { watch } = this.data;
    const screens = this.session.course.modules.flatMap((m) => m.lessons.flatMap((l) => l.screens));
    const screen = screens.find(({ clips }) => watch && clips.includes(watch.clip));
    if (!watch || !screen) {
      return;
    }
    const label = this.words.say("watch_again", { at: this.words.clock(watch.at_s) });
    const button = element("button", "link", label);
    button.type = "button";
    button.addEventListener("click", () => {
      this.session.playing(screen.id, watch.at_s);
      this.page.go(screen.id);
    });
    this.feedback.append(element("p", "", button));
  }

  /**
   * @param {"" | "right" | "wrong"} kind
   * @param {string} verdict
   */
  tell(kind, verdict) {
    this.feedback.className = `feedback told ${kind}`;
    this.feedback.replaceChildren(element("p", "verdict", verdict));
  }

  /**
   * Add what the author has said for a case, if anything.
   * @param {string} name
   */
  add(name) {
    for (const said of this.box.querySelectorAll("template")) {
      if (said.dataset.said === name) {
        this.feedback.append(said.content.cloneNode(true));
      }
    }
  }
}

/**
 * @param {CourseData} course
 * @param {string} placement
 * @returns {QuestionData}
 */
function questionOf(course, placement) {
  const found = course.questions.find((question) => question.placement === placement);
  if (!found) {
    throw new RangeError(`no question ${placement}`);
  }
  return found;
}
