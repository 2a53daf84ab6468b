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
    /** The session's count of branches when the page was last told of. */
    this.branches = session.branches;
    this.news = part(document, "#news", HTMLElement);
    this.back = part(document, "#back", HTMLButtonElement);
    this.next = part(document, "#next", HTMLButtonElement);
    /** @param {string} screen */
    const go = (screen) => this.show(screen);
    this.outline = new Outline(session, this.words, go);
    this.search = new Search(session, this.words, go);
    this.glossary = new Glossary(session.course, this.words);
    this.notes = new Notes(session, this.words, this.order, go);
    this.shortcuts = new Shortcuts(this.words, this.keys(), () => this.search.open());
    this.offerMore();
    this.back.addEventListener("click", () => this.show(this.neighbour(-1)));
    this.next.addEventListener("click", () => this.show(this.neighbour(1)));
    session.onChange(() => this.follow());
    const notice = new TroubleNotice(this.words);
    session.onTrouble((trouble) => notice.show(trouble));
  }

  start() {
    part(document, "#leave", HTMLButtonElement).hidden = !this.session.returnTo;
    if (this.session.mode === "review") {
      part(document, "#notice", HTMLElement).textContent = this.words.say("review");
    }
    this.display(this.session.location, false);
  }

  /** @returns {Record<string, Shortcut>} */
  keys() {
    /** @param {string} button */
    const press = (button) => () => part(document, button, HTMLButtonElement).click();
    return {
      n: { name: "next", act: press("#next"), button: "#next" },
      p: { name: "back", act: press("#back"), button: "#back" },
      o: { name: "outline", act: () => this.outline.goTo(), button: "#menu" },
      "/": { name: "search", act: () => this.search.open(), button: "#search-button" },
      t: { name: "notes", act: () => this.notes.toggle(), button: "#notes-button" },
      k: { name: "play_pause", act: () => this.view?.clips[0]?.toggle() },
      c: { name: "captions", act: () => this.view?.clips[0]?.captions.toggle() },
    };
  }

  /** What stands in the top bar and its menu. */
  offerMore() {
    const menu = part(document, "#more", HTMLElement);
    /** @type {[string, () => void][]} */
    const buttons = [
      ["#leave", () => leaveCourse(this.session)],
      ["#search-button", () => this.search.open()],
      ["#glossary-button", () => this.glossary.open()],
      ["#print-screen", () => window.print()],
      ["#print-course", () => printAlone(...wholeCourse(this.session))],
      ["#keys-button", () => this.shortcuts.open()],
    ];
    for (const [button, act] of buttons) {
      // A course without a glossary has no button for it.
      document.querySelector(button)?.addEventListener("click", () => {
        menu.hidePopover();
        act();
      });
    }
    for (const button of menu.querySelectorAll("button")) {
      const other = button.dataset.press;
      if (other) {
        button.addEventListener("click", () => {
          menu.hidePopover();
          part(document, other, HTMLButtonElement).click();
        });
      }
    }
    walkByArrows(menu, "button");
    openForPrint();
  }

  /**
   * The shown screen before (and open) or after the one where the learner is; `END` where there is
   * none.
   * @param {-1 | 1} step
   * @returns {string}
   */
  neighbour(step) {
    const { session } = this;
    const now = this.shown === END ? this.order.length : this.position();
    const near = step > 0
      ? this.order.slice(now + 1).find((screen) => session.isShown(screen.id))
      : this.order.slice(0, now).reverse().find((screen) => session.isOpen(screen.id));
    return near?.id ?? END;
  }

  position() {
    return this.order.findIndex((screen) => screen.id === this.shown);
  }

  /**
   * Go to a screen if it is open, or else say why not; of the next one the line below has said it.
   * @param {string} id
   */
  show(id) {
    if (id === END || this.session.isOpen(id)) {
      this.display(id);
    } else if (id !== this.neighbour(1)) {
      const lock = this.session.lock(id);
      this.tell(lock ? this.words.lock(lock) : this.words.say("skipped"));
    }
  }

  /**
   * @param {string} id
   * @param {boolean} [focus] - Whether the learner went there, and wants to read on there.
   */
  display(id, focus = true) {
    this.view?.leave();
    this.view?.unload();
    this.shown = id;
    this.tell("");
    const screen = this.order.find((each) => each.id === id);
    if (screen) {
      this.session.visit(id);
      this.view = new ScreenView(screen, this.session, this.words, (id) => this.show(id));
      this.glossary.mark(part(document, "main", HTMLElement));
    } else {
      this.view = null;
      showEnd(this.session, this.words, (missing) => this.show(missing));
    }
    this.notes.show(screen);
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
    this.steer();
  }

  /** Say where the buttons lead. */
  steer() {
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

  /** Something has changed: a screen was seen, a question answered, and other screens may be shown. */
  follow() {
    if (this.branches === this.session.branches) {
      this.advise();
      return;
    }
    this.branches = this.session.branches;
    this.steer();
    this.tell(this.words.say("adapted"));
  }

  /** @param {string} text - For everybody: it is shown, and read out when there is time. */
  tell(text) {
    if (this.news.textContent !== text) {
      this.news.textContent = text;
    }
  }

  advise() {
    const next = this.shown === END ? END : this.neighbour(1);
    const lock = next === END ? null : this.session.lock(next);
    const line = part(document, "#advice", HTMLElement);
    line.textContent = this.advice(lock);
    line.classList.toggle("needed", lock !== null);
    if (lock) {
      this.next.setAttribute("aria-disabled", "true");
    } else {
      this.next.removeAttribute("aria-disabled");
    }
  }

  /**
   * What is still to do here, and what keeps the next screen closed.
   * @param {PlaceLock | null} lock
   * @returns {string}
   */
  advice(lock) {
    const id = this.view?.advice();
    const advice = id ? this.words.say(id) : "";
    if (!lock) {
      return advice;
    }
    return advice && !lock.share && lock.after === this.view?.screen.title
      ? this.words.say("advice_then", { advice })
      : this.words.say("next_locked", { reason: this.words.lock(lock) });
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
 * @param {CourseData} course
 * @returns {Tracker}
 */
function makeTracker(course) {
  const make = TRACKERS[course.tracker ?? ""];
  return make ? make(course) : new LocalTracker(course);
}

/** The page, once its session is open. @type {CoursePage | null} */
let coursePage = null;

async function startPage() {
  /** @type {CourseData} */
  const course = JSON.parse(part(document, "#course", HTMLScriptElement).textContent ?? "");
  const session = new Session(course, makeTracker(course));
  offerThemes();
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
