// SPDX-License-Identifier: MIT
// The words that the author explains: as a list, and where each first stands on a screen.
"use strict";

const UNMARKED = "h1, h2, h3, a, button, label, summary, code, pre, math, select, .said, .question";
const ROOM = 8;

class Glossary {
  /**
   * @param {CourseData} course
   * @param {Words} words
   */
  constructor(course, words) {
    this.terms = course.glossary;
    this.words = words;
    this.list = element("dl", "glossary");
    /** By the term in small letters. @type {Map<string, TermData>} */
    this.byTerm = new Map(this.terms.map((each) => [each.term.toLowerCase(), each]));
    this.pattern = termPattern(this.terms.map((each) => each.term));
    const [label] = searchField(words.say("glossary_search"), (query) => this.show(query));
    this.sheet = makeSheet(words, "glossary", label, this.list);
  }

  open() {
    this.show("");
    this.sheet.showModal();
  }

  /** @param {string} query */
  show(query) {
    const sought = wordsOf(query);
    const shown = this.terms.filter(({ term, definition }) => {
      const text = fold(`${term} ${definition}`);
      return sought.every((word) => text.includes(word));
    });
    const rows = shown.flatMap(({ term, definition }) => [
      element("dt", "", ...marked(term, sought)),
      element("dd", "", ...marked(definition, sought)),
    ]);
    this.list.replaceChildren(...rows);
  }

  /**
   * Underline each term where it stands first.
   * @param {HTMLElement} main
   */
  mark(main) {
    const left = new Map(this.byTerm);
    for (const text of this.terms.length ? textsOf(main) : []) {
      for (let rest = text, found; (found = this.pattern.exec(rest.data)); ) {
        const spoken = found[0].toLowerCase().replace(/’/g, "'").replace(/\s+/g, " ");
        const name = left.has(spoken) ? spoken : spoken.replace(/s$/, "");
        const entry = left.get(name);
        const start = rest.splitText(found.index);
        rest = start.splitText(found[0].length);
        if (entry && left.delete(name)) {
          start.replaceWith(...this.explained(found[0], entry));
        }
      }
    }
  }

  /**
   * @param {string} spoken - The term as it stands in the text.
   * @param {TermData} entry
   * @returns {HTMLElement[]}
   */
  explained(spoken, { term, definition }) {
    const box = element("span", "definition", element("strong", "", term), " ", definition);
    box.id = `term-${this.terms.findIndex((each) => each.term === term)}`;
    box.popover = "auto";
    const button = element("button", "term", spoken);
    button.type = "button";
    button.popoverTargetElement = box;
    button.setAttribute("aria-describedby", box.id);
    box.addEventListener("toggle", () => placeBeside(box, button));
    return [button, box];
  }
}

/**
 * The longest terms first: "interest rate" before "rate".
 * @param {string[]} terms
 * @returns {RegExp}
 */
function termPattern(terms) {
  const written = [...terms]
    .sort((one, other) => other.length - one.length)
    .map((term) => term.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/['’]/g, "['’]"))
    .map((term) => term.replace(/\s+/g, "\\s+"));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${written.join("|")})s?(?![\\p{L}\\p{N}])`, "iu");
}

/**
 * The texts in which terms are marked, before any of them is split.
 * @param {HTMLElement} place
 * @returns {Text[]}
 */
function textsOf(place) {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element && node.matches(UNMARKED)
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) {
    if (walker.currentNode instanceof Text) {
      texts.push(walker.currentNode);
    }
  }
  return texts;
}

/**
 * Below its button, or above where there is no room.
 * @param {HTMLElement} box
 * @param {HTMLElement} button
 */
function placeBeside(box, button) {
  const at = button.getBoundingClientRect();
  const below = at.bottom + ROOM;
  const fits = below + box.offsetHeight <= window.innerHeight;
  const most = document.documentElement.clientWidth - box.offsetWidth - ROOM;
  box.style.top = `${fits ? below : Math.max(ROOM, at.top - box.offsetHeight - ROOM)}px`;
  box.style.left = `${Math.max(ROOM, Math.min(at.left, most))}px`;
}
