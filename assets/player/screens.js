// SPDX-License-Identifier: MIT
// One screen on the page, and the notice after the last one.
"use strict";

class ScreenView {
  /**
   * @param {ScreenData} screen
   * @param {SessionApi} session
   * @param {Words} words
   * @param {(screen: string) => void} go - Shows another screen.
   */
  constructor(screen, session, words, go) {
    this.screen = screen;
    this.session = session;
    const template = part(document, `#screen-${screen.id}`, HTMLTemplateElement);
    const content = document.importNode(template.content, true);
    /** What is still to watch or to answer here. @type {Set<HTMLElement>} */
    this.open = new Set(content.querySelectorAll("[data-clip], [data-stops], [data-quiz], [data-open]"));
    const main = part(document, "main", HTMLElement);
    main.replaceChildren(content);
    this.clips = [...main.querySelectorAll("[data-clip]")].map((box) => this.clip(box, words));
    for (const clip of this.clips) {
      this.stops(clip, words, go);
    }
    this.quizzes = [...main.querySelectorAll("[data-quiz]")].map((box) =>
      this.quiz(box, words, go),
    );
    startBlocks(main, { words, session, done: (box) => this.done(box) });
    this.seenIfDone();
  }

  /**
   * @param {Element} box
   * @param {Words} words
   * @returns {ClipPlayer}
   */
  clip(box, words) {
    if (!(box instanceof HTMLElement)) {
      throw new TypeError("a clip that is no element");
    }
    return new ClipPlayer(box, this.screen.id, this.session, words, () => this.done(box));
  }

  /**
   * @param {ClipPlayer} clip
   * @param {Words} words
   * @param {(screen: string) => void} go
   */
  stops(clip, words, go) {
    const box = clip.section.querySelector("[data-stops]");
    if (box instanceof HTMLElement) {
      new Stops(box, clip, this.session, words, { go, done: () => this.done(box) });
    }
  }

  /**
   * @param {Element} box
   * @param {Words} words
   * @param {(screen: string) => void} go
   * @returns {QuizView}
   */
  quiz(box, words, go) {
    if (!(box instanceof HTMLElement)) {
      throw new TypeError("a quiz that is no element");
    }
    return new QuizView(box, this.session, words, () => this.done(box), go);
  }

  /** @param {HTMLElement} box */
  done(box) {
    if (this.open.delete(box)) {
      this.seenIfDone();
    }
  }

  seenIfDone() {
    if (this.open.size === 0) {
      this.session.seen(this.screen.id);
    }
  }

  /**
   * What the learner still has to do here, as the id of a label; empty: nothing.
   * @returns {string}
   */
  advice() {
    if (this.session.isSeen(this.screen.id)) {
      return "";
    }
    const first = [...this.open][0]?.dataset ?? {};
    if (first.block === "scenario") {
      return "advice_scenario";
    }
    return first.clip ? "advice_watch" : "open" in first ? "advice_continue" : "advice_answer";
  }

  /** The page shows something else from now on, or goes away. */
  leave() {
    this.clips.forEach((clip) => clip.leave());
    this.quizzes.forEach((quiz) => window.clearInterval(quiz.timer));
  }

  unload() {
    this.clips.forEach((clip) => clip.unload());
  }
}

/**
 * Say where the learner stands: what is reached, what is missing.
 * @param {SessionApi} session
 * @param {Words} words
 * @param {(screen: string) => void} go
 */
function showEnd(session, words, go) {
  const { completion, score, success } = session.result();
  const { passMark } = session;
  const title = element("h1", "", words.say("end_title"));
  title.tabIndex = -1;
  const lines = [words.say(completion ? "end_complete" : "end_incomplete")];
  if (score !== null) {
    lines.push(words.say("end_score", { score: words.percent(score) }));
  }
  if (success) {
    lines.push(words.say("end_passed"));
  } else if (passMark !== null) {
    lines.push(words.say("end_mark", { mark: words.percent(passMark) }));
  }
  const notice = element("div", `end ${completion ? "right" : ""}`);
  notice.append(...lines.map((line) => element("p", "", line)));
  const missing = missingScreens(session, words, go);
  const close = session.returnTo
    ? leaveButton(session, words)
    : element("p", "quiet", words.say("end_close"));
  part(document, "main", HTMLElement).replaceChildren(title, notice, ...missing, close);
}

/**
 * @param {SessionApi} session
 * @param {Words} words
 */
function leaveButton(session, words) {
  const button = element("button", "primary", words.say("leave"));
  button.type = "button";
  button.addEventListener("click", () => leaveCourse(session));
  return element("p", "", button);
}

/**
 * End the sitting, and go back to where the platform wants learners to go.
 * @param {SessionApi} session
 */
function leaveCourse(session) {
  session.close();
  window.location.assign(session.returnTo);
}

/**
 * What is still to see, to watch and to pass.
 * @param {SessionApi} session
 * @param {Words} words
 * @param {(screen: string) => void} go
 * @returns {HTMLElement[]}
 */
function missingScreens(session, words, go) {
  const screens = session.course.modules.flatMap((m) => m.lessons.flatMap((l) => l.screens));
  const { watched, toPass } = session.missing();
  const unseen = screens.filter(({ id }) => session.isShown(id) && !session.isSeen(id));
  const failed = screens.filter(({ id }) => toPass.includes(id));
  const needed = words.percent(session.course.completion.video);
  const video = watched === null ? [] : [
    element("p", "", words.say("end_video", { share: words.percent(watched), needed })),
  ];
  return [
    ...screenList(words.say("end_missing"), unseen, session, words, go),
    ...screenList(words.say("end_quizzes"), failed, session, words, go),
    ...video,
  ];
}

/**
 * @param {string} title
 * @param {ScreenData[]} screens
 * @param {SessionApi} session
 * @param {Words} words
 * @param {(screen: string) => void} go
 * @returns {HTMLElement[]}
 */
function screenList(title, screens, session, words, go) {
  const items = screens.map((screen) => {
    const lock = session.lock(screen.id);
    if (lock) {
      const reason = element("span", "quiet", ` – ${words.lock(lock)}`);
      return element("li", "", screen.title, reason);
    }
    const button = element("button", "link", screen.title);
    button.type = "button";
    button.addEventListener("click", () => go(screen.id));
    return element("li", "", button);
  });
  return items.length ? [element("p", "", title), element("ul", "missing", ...items)] : [];
}
