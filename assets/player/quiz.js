// SPDX-License-Identifier: MIT
// A quiz: its questions, the time that there is for them, its result, and another attempt.
"use strict";

const TICK_MS = 1000;
/** When the time that is left is read out. */
const SAY_LEFT_S = [300, 60];

class QuizView {
  /**
   * @param {HTMLElement} box
   * @param {SessionApi} session
   * @param {Words} words
   * @param {() => void} done - Called once nothing is left to answer.
   * @param {(screen: string) => void} go - Shows another screen.
   */
  constructor(box, session, words, done, go) {
    this.box = box;
    this.id = box.dataset.quiz ?? "";
    this.session = session;
    this.words = words;
    this.done = done;
    this.go = go;
    /** The quiz as it was before anybody touched it. */
    this.blank = /** @type {HTMLElement} */ (box.cloneNode(true));
    /** Placements of what is still to answer. @type {Set<string>} */
    this.left = new Set();
    this.warned = false;
    this.timer = 0;
    this.show();
  }

  /** Whether more than asking is to be said. */
  isPlain() {
    const { atEnd, passMark, attempts = 1, timeLimit_s } = this.session.quiz(this.id).data;
    return !atEnd && passMark === undefined && attempts === 1 && !timeLimit_s;
  }

  /** Show it as it stands now. */
  show() {
    window.clearInterval(this.timer);
    this.box.replaceChildren(...this.blank.cloneNode(true).childNodes);
    const { data, begun, over } = this.session.quiz(this.id);
    part(this.box, ".quiz-rules", HTMLElement).textContent = this.rules();
    if (data.timeLimit_s && begun === null && !over) {
      this.offerStart();
    } else {
      this.ask();
    }
  }

  /** @returns {string} */
  rules() {
    const { words } = this;
    const { draw = 0, passMark, attempts = 1, timeLimit_s, atEnd } = this.session.quiz(this.id).data;
    const rules = [
      draw ? words.count("quiz_drawn", draw) : "",
      passMark === undefined ? "" : words.say("quiz_mark", { mark: words.percent(passMark) }),
      attempts > 1 ? words.count("quiz_attempts", attempts) : "",
      timeLimit_s ? words.say("quiz_time", { time: words.clock(timeLimit_s) }) : "",
      atEnd ? words.say("quiz_at_end") : "",
    ];
    return rules.filter(Boolean).join(" · ");
  }

  /** The time does not run before the learner is ready. */
  offerStart() {
    this.questions().forEach((box) => (box.hidden = true));
    this.offer(this.words.say("quiz_start"), () => {
      this.session.beginQuiz(this.id);
      this.show();
      this.focusFirst();
    });
  }

  ask() {
    this.session.beginQuiz(this.id);
    const { data, over, placements } = this.session.quiz(this.id);
    const { atEnd = false, review = true } = data;
    this.left = new Set(placements);
    const page = {
      ...{ atEnd, review, over, go: this.go },
      done: (/** @type {string} */ placement) => this.answered(placement),
      collect: (/** @type {[string, string[], number]} */ ...answer) => {
        this.session.keepResponse(...answer);
        this.warned = false;
      },
    };
    const kept = this.questions().filter((box) => placements.includes(box.dataset.placement ?? ""));
    this.questions().filter((box) => !kept.includes(box)).forEach((box) => box.remove());
    kept.forEach((box, at) => this.number(box, at + 1, kept.length));
    if (atEnd && over && !review) {
      kept.forEach((box) => box.remove());
    } else {
      kept.forEach((box) => new QuestionView(box, this.session, this.words, page));
    }
    this.follow(over);
  }

  /**
   * Offer what comes next: handing in, or the result.
   * @param {boolean} over
   */
  follow(over) {
    if (over) {
      this.showResult();
      this.done();
      return;
    }
    if (this.session.quiz(this.id).data.atEnd) {
      this.offer(this.words.say("quiz_hand_in"), () => this.handIn());
    }
    this.runClock();
  }

  /** @returns {HTMLElement[]} */
  questions() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.box.querySelectorAll("[data-placement]"))];
  }

  /**
   * @param {HTMLElement} box
   * @param {number} n
   * @param {number} total
   */
  number(box, n, total) {
    part(box, ".number", HTMLElement).textContent =
      total > 1 ? this.words.say("question_of", { n, total }) : "";
  }

  /** @param {string} placement */
  answered(placement) {
    this.left.delete(placement);
    const { over, data } = this.session.quiz(this.id);
    if (!data.atEnd && over) {
      window.clearInterval(this.timer);
      this.showResult();
    }
    if (!this.left.size || over) {
      this.done();
    }
  }

  /** Hand in what was answered; where something is missing, say so first. */
  handIn() {
    const { placements } = this.session.quiz(this.id);
    const missing = placements.filter((each) => !this.session.response(each).length).length;
    if (missing && !this.warned) {
      this.warned = true;
      this.tell(this.words.count("quiz_unanswered", missing));
      return;
    }
    this.end();
  }

  end() {
    this.session.handIn(this.id);
    this.show();
    part(this.box, ".quiz-result", HTMLElement).focus();
  }

  /** Say what was earned, and offer another attempt where there is one. */
  showResult() {
    if (this.isPlain()) {
      return;
    }
    const { words } = this;
    const { current, share, passed, data, taken, attemptsLeft } = this.session.quiz(this.id);
    const lines = [words.say("quiz_result", { score: words.percent(current ?? 0) })];
    if (taken && share !== null && share !== current) {
      lines.push(words.say("quiz_best", { score: words.percent(share) }));
    }
    if (passed !== null) {
      const mark = words.percent(data.passMark ?? 0);
      lines.push(words.say(passed ? "quiz_passed" : "quiz_not_passed", { mark }));
    }
    this.tell(...lines).classList.add(passed === false ? "wrong" : "right");
    if (attemptsLeft > 0) {
      this.offerAgain(attemptsLeft);
    }
  }

  /** @param {number} left */
  offerAgain(left) {
    const { words } = this;
    this.offer(left === Infinity ? words.say("quiz_again") : words.count("quiz_again_left", left), () => {
      this.session.restartQuiz(this.id);
      this.show();
      this.focusFirst();
    });
  }

  /**
   * @param {string} label
   * @param {() => void} act
   */
  offer(label, act) {
    const button = element("button", "primary", label);
    button.type = "button";
    button.addEventListener("click", act);
    part(this.box, ".quiz-actions", HTMLElement).replaceChildren(button);
  }

  /**
   * @param {string[]} lines
   * @returns {HTMLElement} where they stand
   */
  tell(...lines) {
    const result = part(this.box, ".quiz-result", HTMLElement);
    const [first = "", ...others] = lines;
    const rest = others.map((line) => element("p", "", line));
    result.replaceChildren(element("p", "verdict", first), ...rest);
    result.classList.add("told");
    return result;
  }

  focusFirst() {
    const first = this.questions()[0]?.querySelector(".stem") ?? this.box;
    if (first instanceof HTMLElement) {
      first.tabIndex = -1;
      first.focus();
    }
  }

  /** Count down what is left of the time, and hand in when it is over. */
  runClock() {
    const { begun, data } = this.session.quiz(this.id);
    const { timeLimit_s } = data;
    if (begun === null || !timeLimit_s) {
      return;
    }
    const clock = part(this.box, ".quiz-clock", HTMLElement);
    const tick = () => {
      const left = Math.max(0, begun + timeLimit_s - Math.floor(Date.now() / 1000));
      clock.textContent = this.words.say("quiz_time_left", { time: this.words.clock(left) });
      if (SAY_LEFT_S.includes(left)) {
        this.tell(clock.textContent);
      }
      if (!left && this.box.isConnected) {
        this.end();
      }
    };
    this.timer = window.setInterval(tick, TICK_MS);
    tick();
  }
}
