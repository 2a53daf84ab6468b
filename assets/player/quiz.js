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
   * @param {() => void} done - Called once the question is right, or no try is left.
   * @param {(screen: string) => void} go - Shows another screen.
   */
  constructor(box, session, words, done, go) {
    this.box = box;
    this.go = go;
    this.session = session;
    this.words = words;
    this.done = done;
    this.placement = box.dataset.placement ?? "";
    this.data = questionOf(session.course, this.placement);
    this.checkButton = part(box, ".check", HTMLButtonElement);
    this.againButton = part(box, ".again", HTMLButtonElement);
    this.feedback = part(box, ".feedback", HTMLElement);
    this.shownAt = Date.now();
    this.field = this.makeField();
    this.checkButton.addEventListener("click", () => this.check());
    this.againButton.addEventListener("click", () => this.again());
    this.changed();
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
    if (!tries) {
      return;
    }
    if (this.session.triesLeft(this.placement) > 0) {
      this.tell("", this.words.say("answered_open"));
      this.doneIfFree();
      return;
    }
    this.checkButton.hidden = true;
    this.field.lock({ share: Number(right), right });
    this.field.reveal();
    if (this.isUncounted()) {
      this.tell("", this.words.say("answered"));
      this.done();
      return;
    }
    this.tell(right ? "right" : "wrong", this.words.say(right ? "answered_right" : "answered_wrong"));
    this.done();
  }

  isUncounted() {
    return UNCOUNTED_TYPES.includes(this.data.type);
  }

  changed() {
    this.checkButton.disabled = this.field.response().length === 0;
  }

  check() {
    const problem = this.field.problem();
    if (problem) {
      this.tell("", this.words.say(problem));
      return;
    }
    const response = this.field.response();
    const latency_s = (Date.now() - this.shownAt) / 1000;
    const grade = this.session.answer(this.placement, response, latency_s);
    const left = this.session.triesLeft(this.placement);
    this.checkButton.hidden = true;
    this.field.lock(grade);
    this.showFeedback(grade, left);
    if (left === 0) {
      // The button that had the focus is gone: go on from here, not from the top of the page.
      this.feedback.focus();
      this.done();
    } else {
      this.offerAgain(left);
      this.doneIfFree();
    }
  }

  /** A question without a limit of tries holds nobody up once it was answered. */
  doneIfFree() {
    if (this.data.tries === 0) {
      this.done();
    }
  }

  /** @param {number} left */
  offerAgain(left) {
    const label = left === Infinity ? "try_again" : "try_again_left";
    this.againButton.textContent = this.words.say(label, { n: left });
    this.againButton.hidden = false;
    this.againButton.focus();
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
    } else if (!grade.right) {
      this.showRight();
    }
    if (!grade.right) {
      this.offerClip();
    }
    if (!open && this.field instanceof ChosenAnswer) {
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
      this.go(screen.id);
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
