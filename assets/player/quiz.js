// SPDX-License-Identifier: MIT
// One question: choose, check, be told, try again.
"use strict";

class QuestionView {
  /**
   * @param {HTMLElement} box
   * @param {SessionApi} session
   * @param {Words} words
   * @param {() => void} done - Called once the question is right, or no try is left.
   */
  constructor(box, session, words, done) {
    this.box = box;
    this.session = session;
    this.words = words;
    this.done = done;
    this.placement = box.dataset.placement ?? "";
    this.data = questionOf(session.course, this.placement);
    this.inputs = [...box.querySelectorAll("input")];
    this.checkButton = part(box, ".check", HTMLButtonElement);
    this.againButton = part(box, ".again", HTMLButtonElement);
    this.feedback = part(box, ".feedback", HTMLElement);
    this.shownAt = Date.now();
    this.inputs.forEach((input) => input.addEventListener("change", () => this.chosen()));
    this.checkButton.addEventListener("click", () => this.check());
    this.againButton.addEventListener("click", () => this.again());
    if (this.data.shuffle) {
      this.shuffle();
    }
    this.takeUp();
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
    this.close(true);
    this.tell(right ? "right" : "wrong", this.words.say(right ? "answered_right" : "answered_wrong"));
    this.done();
  }

  /** @returns {string[]} ids of the chosen choices */
  response() {
    return this.inputs.filter((input) => input.checked).map((input) => input.value);
  }

  chosen() {
    this.checkButton.disabled = this.response().length === 0;
  }

  check() {
    const response = this.response();
    const latency_s = (Date.now() - this.shownAt) / 1000;
    const grade = this.session.answer(this.placement, response, latency_s);
    const left = this.session.triesLeft(this.placement);
    this.close(left === 0);
    this.showFeedback(grade, response, left);
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

  /** @param {boolean} forGood - Whether the right answer is shown, too. */
  close(forGood) {
    this.checkButton.hidden = true;
    for (const input of this.inputs) {
      input.disabled = true;
      const right = this.data.right.includes(input.value);
      input.closest("label")?.classList.toggle("right-choice", forGood && right);
      input.closest("label")?.classList.toggle("wrong-choice", input.checked && !right);
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
    this.checkButton.disabled = true;
    this.feedback.replaceChildren();
    this.feedback.className = "feedback";
    this.shownAt = Date.now();
    for (const input of this.inputs) {
      input.disabled = false;
      input.checked = false;
      input.closest("label")?.classList.remove("wrong-choice");
    }
    this.inputs[0]?.focus();
  }

  /**
   * @param {Grade} grade
   * @param {string[]} response
   * @param {number} left - Tries.
   */
  showFeedback(grade, response, left) {
    const open = left > 0;
    const verdict = grade.right ? "right" : grade.share > 0 ? "partly" : open ? "not_yet" : "wrong";
    this.tell(grade.right ? "right" : "wrong", this.words.say(verdict));
    response.forEach((id) => this.add(id));
    this.add(grade.right ? "right" : "wrong");
    if (open) {
      this.add("hint");
    } else if (!grade.right) {
      const names = this.data.choices.filter((choice) => this.data.right.includes(choice.id));
      const answer = names.map((choice) => choice.text).join(" · ");
      this.feedback.append(element("p", "", this.words.say("right_answer", { answer })));
    }
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

  shuffle() {
    const labels = this.inputs.map((input) => input.closest("label"));
    for (let at = labels.length - 1; at > 0; at -= 1) {
      const other = Math.floor(Math.random() * (at + 1));
      [labels[at], labels[other]] = [labels[other] ?? null, labels[at] ?? null];
    }
    const place = part(this.box, ".choices", HTMLElement);
    labels.forEach((label) => label && place.append(label));
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
