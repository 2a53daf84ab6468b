// SPDX-License-Identifier: MIT
// Search in the course: titles, texts and what is said in clips, on all screens that are open.
"use strict";

const MOST_FOUND = 50;
const BEFORE_FOUND = 50;
const AROUND_FOUND = 160;
const CONTROLS = "button:not(.choice), select, .stage, summary, .scene-to";

class Search {
  /**
   * @param {SessionApi} session
   * @param {Words} words
   * @param {(screen: string) => void} go
   */
  constructor(session, words, go) {
    this.session = session;
    this.words = words;
    this.go = go;
    /** Made when it is needed first. @type {SearchEntry[] | null} */
    this.index = null;
    const [label, input] = searchField(words.say("search_in"), (query) => this.find(query));
    this.input = input;
    this.told = element("p", "quiet");
    this.told.setAttribute("role", "status");
    this.list = element("ol", "found");
    this.sheet = makeSheet(words, "search", label, this.told, this.list);
    walkByArrows(this.sheet, ".query, .found button");
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) {
        this.list.querySelector("button")?.click();
      } else if (event.key === "Escape") {
        // At once: some browsers only empty the field.
        this.sheet.close();
      }
    });
  }

  open() {
    this.index ??= searchIndex(this.session.course);
    if (!this.sheet.open) {
      this.sheet.showModal();
    }
    this.input.focus();
    this.input.select();
  }

  /** @param {string} query */
  find(query) {
    const sought = wordsOf(query);
    const met = (this.index ?? []).filter(({ screen }) => this.session.isOpen(screen.id));
    const found = sought.length ? findIn(met, sought) : [];
    const shown = found.slice(0, MOST_FOUND).map((entry) => this.item(entry, sought));
    this.list.replaceChildren(...shown);
    this.told.textContent = sought.length
      ? this.words.count(found.length ? "found" : "found_nothing", found.length)
      : "";
  }

  /**
   * @param {SearchEntry} entry
   * @param {string[]} sought
   * @returns {HTMLLIElement}
   */
  item(entry, sought) {
    const button = textButton("", "", () => {
      this.sheet.close();
      this.go(entry.screen.id);
    });
    const place = element("span", "quiet", entry.place);
    const title = element("span", "title", ...marked(entry.screen.title, sought));
    button.replaceChildren(place, title, element("span", "excerpt", ...excerpt(entry.text, sought)));
    return element("li", "", button);
  }
}

/**
 * @param {CourseData} course
 * @returns {SearchEntry[]}
 */
function searchIndex(course) {
  return course.modules.flatMap((module) =>
    module.lessons.flatMap((lesson) =>
      lesson.screens.map((screen) => {
        const said = screen.clips.flatMap((id) => Object.values(course.clips[id]?.cues ?? {})[0] ?? []);
        const texts = [textOnScreen(screen.id), ...said.map((cue) => cue[2])];
        const text = texts.join(" ").replace(/\s+/g, " ").trim();
        const title = fold(screen.title);
        return { screen, place: module.title, text, title, folded: `${title} ${fold(text)}` };
      }),
    ),
  );
}

/**
 * What stands on a screen to be read: no words of controls, and no answer that is still hidden.
 * @param {string} id
 * @returns {string}
 */
function textOnScreen(id) {
  const template = part(document, `#screen-${id}`, HTMLTemplateElement);
  const blocks = [...template.content.children].filter((block) => !block.matches("h1, .place"));
  const read = blocks.map((block) =>
    block.querySelector(CONTROLS) ? textBeside(block) : block.textContent,
  );
  return read.join(" ");
}

/**
 * @param {Element} block - One that has controls.
 * @returns {string}
 */
function textBeside(block) {
  const read = /** @type {Element} */ (block.cloneNode(true));
  read.querySelectorAll(CONTROLS).forEach((control) => control.remove());
  return read.textContent ?? "";
}

/**
 * The entries with all words, those first that have them in their title.
 * @param {SearchEntry[]} index
 * @param {string[]} sought
 * @returns {SearchEntry[]}
 */
function findIn(index, sought) {
  const found = index.filter((entry) => sought.every((word) => entry.folded.includes(word)));
  /** @param {SearchEntry} entry */
  const named = (entry) => sought.every((word) => entry.title.includes(word));
  return [...found.filter(named), ...found.filter((entry) => !named(entry))];
}

/**
 * A piece of a text around the first of the words, with the words marked.
 * @param {string} text
 * @param {string[]} sought
 * @returns {(Node | string)[]}
 */
function excerpt(text, sought) {
  const first = placesOf(text, sought)[0]?.[0] ?? 0;
  const start = first > BEFORE_FOUND ? text.indexOf(" ", first - BEFORE_FOUND) + 1 : 0;
  const from = start > first ? first : start;
  const piece = text.slice(from, from + AROUND_FOUND);
  const more = from + AROUND_FOUND < text.length ? "…" : "";
  return [from ? "…" : "", ...marked(piece, sought), more];
}
