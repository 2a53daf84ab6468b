// SPDX-License-Identifier: MIT
// The page as a whole: it begins a session, shows its screens one by one, and ends it.
"use strict";

const THEME_CHOICE = "coursewright:theme";
const TEXT_CHOICE = "coursewright:text";
/** In percent; the styles know each. */
const TEXT_SIZES = ["100", "115", "130", "150"];
const TEXT_NORMAL = "100";
const END = "";

class CoursePage {
  /** @param {SessionApi} session */
  constructor(session) {
    this.session = session;
    this.words = new Words(session.course);
    this.order = session.course.modules.flatMap((module) =>
      module.lessons.flatMap((lesson) => lesson.screens),
    );
    /** The id of the screen that is shown; `END` after the last one. */
    this.shown = END;
    /** @type {ScreenView | null} */
    this.view = null;
    this.back = part(document, "#back", HTMLButtonElement);
    this.next = part(document, "#next", HTMLButtonElement);
    this.outline = new Outline(session, this.words, (screen) => this.show(screen));
    this.back.addEventListener("click", () => this.show(this.neighbour(-1)));
    this.next.addEventListener("click", () => this.show(this.neighbour(1)));
    session.onChange(() => this.advise());
  }

  start() {
    if (this.session.mode === "review") {
      part(document, "#notice", HTMLElement).textContent = this.words.say("review");
    }
    this.show(this.session.location, false);
  }

  /**
   * The screen before or after the one that is shown; `END` where there is none.
   * @param {-1 | 1} step
   * @returns {string}
   */
  neighbour(step) {
    const now = this.shown === END ? this.order.length : this.position();
    return this.order[now + step]?.id ?? END;
  }

  position() {
    return this.order.findIndex((screen) => screen.id === this.shown);
  }

  /**
   * @param {string} id
   * @param {boolean} [focus] - Whether the learner went there, and wants to read on there.
   */
  show(id, focus = true) {
    this.view?.leave();
    this.view?.unload();
    this.shown = id;
    const screen = this.order.find((each) => each.id === id);
    if (screen) {
      this.session.visit(id);
      this.view = new ScreenView(screen, this.session, this.words);
    } else {
      this.view = null;
      showEnd(this.session, this.words, (missing) => this.show(missing));
    }
    this.dress(screen?.title ?? this.words.say("end_title"));
    if (focus) {
      window.scrollTo(0, 0);
      part(document, "main", HTMLElement).scrollTo(0, 0);
      document.querySelector("h1")?.focus();
    }
  }

  /** @param {string} title */
  dress(title) {
    document.title = `${title} – ${this.session.course.unit.title}`;
    const before = this.order.find((screen) => screen.id === this.neighbour(-1));
    const after = this.order.find((screen) => screen.id === this.neighbour(1));
    this.back.hidden = !before;
    this.next.hidden = this.shown === END;
    this.label(this.back, "back", before?.title ?? "");
    this.label(this.next, "next", after?.title ?? this.words.say("end_title"));
    this.advise();
  }

  /**
   * A wide page has room for the title of the screen, a narrow one for the word alone.
   * @param {HTMLButtonElement} button
   * @param {"back" | "next"} word
   * @param {string} title
   */
  label(button, word, title) {
    const short = this.words.say(word);
    button.replaceChildren(element("span", "short", short), element("span", "long", title));
    button.setAttribute("aria-label", this.words.say(`${word}_to`, { title }));
  }

  advise() {
    const advice = this.view?.advice() ?? "";
    part(document, "#advice", HTMLElement).textContent = advice && this.words.say(advice);
  }
}

/** Light or dark: as the system has it, until the learner chooses. */
function offerThemes() {
  const store = new LocalStore("");
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  root.dataset.theme = store.get(THEME_CHOICE) ?? (dark.matches ? "dark" : "light");
  part(document, "#theme", HTMLButtonElement).addEventListener("click", () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    store.set(THEME_CHOICE, root.dataset.theme);
  });
}

/**
 * Larger text in a few steps, for those who find that sooner than their browser's zoom.
 * @param {Words} words
 */
function offerTextSizes(words) {
  const store = new LocalStore("");
  const button = part(document, "#text-size", HTMLButtonElement);
  /** @param {string} size */
  const choose = (size) => {
    document.documentElement.dataset.text = size;
    const label = words.say("text_size", { share: words.percent(Number(size) / 100) });
    button.setAttribute("aria-label", label);
    store.set(TEXT_CHOICE, size);
  };
  const now = () => TEXT_SIZES.indexOf(document.documentElement.dataset.text ?? "");
  button.addEventListener("click", () => choose(TEXT_SIZES[now() + 1] ?? TEXT_NORMAL));
  const kept = store.get(TEXT_CHOICE) ?? TEXT_NORMAL;
  choose(TEXT_SIZES.includes(kept) ? kept : TEXT_NORMAL);
}

/**
 * Each package holds the tracker that its course names, and no other.
 * @param {CourseData} course
 * @returns {Tracker}
 */
function makeTracker(course) {
  switch (course.tracker) {
    case "scorm12":
      return new Scorm12Tracker(course);
    case "xapi":
      return new XapiTracker(course);
    case "preview":
      return new LocalTracker(course, sessionStorage);
    default:
      return new LocalTracker(course);
  }
}

/** The page, once its session is open. @type {CoursePage | null} */
let coursePage = null;

async function startPage() {
  /** @type {CourseData} */
  const course = JSON.parse(part(document, "#course", HTMLScriptElement).textContent ?? "");
  const session = new Session(course, makeTracker(course));
  offerThemes();
  openForPrint();
  offerTextSizes(new Words(course));
  await session.open();
  const page = new CoursePage(session);
  page.start();
  coursePage = page;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      session.flush();
    }
  });
  window.addEventListener("pagehide", (event) => {
    page.view?.leave();
    if (event.persisted) {
      session.flush();
    } else {
      session.close();
    }
  });
}

void startPage();
