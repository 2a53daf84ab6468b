// SPDX-License-Identifier: MIT
// The outline beside the screen: where everything is, what was seen, how much is left.
"use strict";

class Outline {
  /**
   * @param {SessionApi} session
   * @param {Words} words
   * @param {(screen: string) => void} go
   */
  constructor(session, words, go) {
    this.session = session;
    this.words = words;
    this.go = go;
    /** @type {Map<string, HTMLButtonElement>} */
    this.buttons = new Map();
    /** What each button shows: a course may have a thousand. @type {Map<string, string>} */
    this.shown = new Map();
    /** Titles and lists, each with the ids of the screens below it. @type {[HTMLElement, string[]][]} */
    this.groups = [];
    /** The headings of the modules, with their titles. @type {[HTMLElement, string][]} */
    this.modules = [];
    this.nav = part(document, "#outline", HTMLElement);
    this.menu = part(document, "#menu", HTMLButtonElement);
    const places = part(document, "#places", HTMLElement);
    session.course.modules.forEach((module) => places.append(...this.module(module)));
    this.menu.addEventListener("click", () => this.open(!this.isOpen()));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isOpen()) {
        this.open(false);
        this.menu.focus();
      }
    });
    document.addEventListener("click", (event) => {
      const inside = event.target instanceof Element && event.target.closest("#places, #menu");
      if (!inside && this.isOpen()) {
        this.open(false);
      }
    });
    session.onChange(() => this.update());
  }

  /**
   * @param {ModuleData} module
   * @returns {HTMLElement[]}
   */
  module(module) {
    const title = element("h2", "module");
    this.modules.push([title, module.title]);
    this.groups.push([title, module.lessons.flatMap(screenIds)]);
    const several = module.lessons.length > 1;
    return [title, ...module.lessons.flatMap((lesson) => this.lesson(lesson, several))];
  }

  /**
   * @param {LessonData} lesson
   * @param {boolean} several - Whether its module has others, so that its title says something.
   * @returns {HTMLElement[]}
   */
  lesson(lesson, several) {
    const only = lesson.screens.length === 1 && lesson.screens[0]?.title === lesson.title;
    const title = several && !only ? [element("h3", "lesson", lesson.title)] : [];
    const screens = lesson.screens.map((screen) => element("li", "", this.button(screen)));
    const made = [...title, element("ul", "screens", ...screens)];
    made.forEach((each) => this.groups.push([each, screenIds(lesson)]));
    return made;
  }

  /**
   * @param {ScreenData} screen
   * @returns {HTMLButtonElement}
   */
  button(screen) {
    const title = element("span", "title", screen.title);
    const button = element("button", "place-button", title, element("span", "state"));
    button.type = "button";
    button.addEventListener("click", () => {
      if (this.session.isOpen(screen.id)) {
        this.open(false);
        this.go(screen.id);
      }
    });
    this.buttons.set(screen.id, button);
    return button;
  }

  isOpen() {
    return this.menu.getAttribute("aria-expanded") === "true";
  }

  /** @param {boolean} open - On a narrow page; on a wide one it is always there. */
  open(open) {
    this.menu.setAttribute("aria-expanded", String(open));
    this.nav.classList.toggle("open", open);
    if (open) {
      this.buttons.get(this.session.location)?.focus();
    }
  }

  /** Go to the place of the screen that is shown. */
  goTo() {
    this.open(true);
    this.buttons.get(this.session.location)?.focus();
  }

  update() {
    for (const [id, button] of this.buttons) {
      const here = id === this.session.location;
      const arrived = here && !button.classList.contains("here");
      const seen = this.session.isSeen(id);
      const lock = this.session.lock(id);
      const now = `${seen} ${here} ${this.session.isShown(id)} ${lock && this.words.lock(lock)}`;
      if (this.shown.get(id) === now) {
        continue;
      }
      this.shown.set(id, now);
      button.classList.toggle("seen", seen);
      button.classList.toggle("here", here);
      this.showLock(id, button);
      if (arrived) {
        this.bringIntoView(button);
      }
      if (here) {
        button.setAttribute("aria-current", "page");
      } else {
        button.removeAttribute("aria-current");
      }
    }
    for (const [group, screens] of this.groups) {
      group.hidden = !screens.some((id) => this.session.isShown(id));
    }
    this.number();
    this.showProgress();
  }

  /** Number the modules that this learner has: at a gap one would look for what is missing. */
  number() {
    const shown = this.modules.filter(([heading]) => !heading.hidden);
    shown.forEach(([heading, title], at) => {
      const text = `${at + 1} ${title}`;
      if (heading.textContent !== text) {
        heading.textContent = text;
      }
    });
  }

  /**
   * Leave a screen out that is not for this learner, and say what keeps one closed.
   * @param {string} id
   * @param {HTMLButtonElement} button
   */
  showLock(id, button) {
    const lock = this.session.lock(id);
    const state = this.words.say(this.session.isSeen(id) ? "seen" : "to_see");
    button.hidden = !this.session.isShown(id);
    button.classList.toggle("locked", lock !== null);
    button.title = lock ? this.words.lock(lock) : "";
    part(button, ".state", HTMLElement).textContent = lock ? this.words.lock(lock) : state;
    if (lock) {
      button.setAttribute("aria-disabled", "true");
    } else {
      button.removeAttribute("aria-disabled");
    }
  }

  /**
   * Scroll the outline alone. `scrollIntoView` would also move where the Tab key goes on from, in
   * some browsers, and the link to the content would no longer be the first stop.
   * @param {HTMLElement} button
   */
  bringIntoView(button) {
    const frame = this.nav.getBoundingClientRect();
    const box = button.getBoundingClientRect();
    this.nav.scrollTop += Math.min(0, box.top - frame.top) || Math.max(0, box.bottom - frame.bottom);
  }

  showProgress() {
    const progress = this.session.progress();
    const share = this.words.percent(progress);
    const left = this.words.span(this.session.remaining_s());
    part(document, "#progress", HTMLProgressElement).value = progress * 100;
    part(document, "#left", HTMLElement).textContent =
      progress < 1 ? this.words.say("progress_left", { share, left })
        : this.words.say("progress_done", { share });
  }
}

/**
 * @param {LessonData} lesson
 * @returns {string[]}
 */
function screenIds(lesson) {
  return lesson.screens.map((screen) => screen.id);
}
