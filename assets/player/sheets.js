// SPDX-License-Identifier: MIT
// Dialogs over the page, and text that is compared as people do: without accents and capitals.
"use strict";

/**
 * A modal dialog with a heading and a way out. The browser keeps the focus in it, closes it at
 * Escape and gives the focus back.
 * @param {Words} words
 * @param {string} title - The id of a label.
 * @param {...(Node | string)} held
 * @returns {HTMLDialogElement}
 */
function makeSheet(words, title, ...held) {
  const heading = element("h2", "", words.say(title));
  heading.id = `${title}-heading`;
  const close = textButton("icon", "✕", () => sheet.close());
  close.setAttribute("aria-label", words.say("close"));
  const sheet = element("dialog", "sheet", element("div", "sheet-top", heading, close), ...held);
  sheet.setAttribute("aria-labelledby", heading.id);
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet) {
      sheet.close();
    }
  });
  document.body.append(sheet);
  return sheet;
}

/**
 * @param {string} name - Its class.
 * @param {string} text
 * @param {() => void} press
 * @returns {HTMLButtonElement}
 */
function textButton(name, text, press) {
  const button = element("button", name, text);
  button.type = "button";
  button.addEventListener("click", press);
  return button;
}

/**
 * A field to search with, and its label.
 * @param {string} label
 * @param {(query: string) => void} asked
 * @returns {[HTMLLabelElement, HTMLInputElement]}
 */
function searchField(label, asked) {
  const input = element("input", "query");
  input.type = "search";
  input.autocomplete = "off";
  input.addEventListener("input", () => asked(input.value));
  return [element("label", "asking", element("span", "quiet", label), input), input];
}

/**
 * The arrow keys go from one thing to the next.
 * @param {HTMLElement} place
 * @param {string} selector
 */
function walkByArrows(place, selector) {
  place.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = [.../** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(selector))];
    const at = all.findIndex((each) => each === event.target);
    if (step && at >= 0) {
      event.preventDefault();
      all[Math.max(0, Math.min(at + step, all.length - 1))]?.focus();
    }
  });
}

/**
 * A text as it is compared.
 * @param {string} text
 * @returns {string}
 */
function fold(text) {
  const plain = text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase();
  return plain.replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss");
}

/**
 * The words of a query, folded.
 * @param {string} query
 * @returns {string[]}
 */
function wordsOf(query) {
  return fold(query).split(/\s+/).filter(Boolean);
}

/**
 * Where folded words stand in a text: start and end of each, in order, none in another.
 * @param {string} text
 * @param {string[]} sought
 * @returns {[number, number][]}
 */
function placesOf(text, sought) {
  /** For each letter of the folded text, where it stands in the other. @type {number[]} */
  const at = [];
  let folded = "";
  let place = 0;
  for (const letter of text) {
    const plain = letter < "\x80" ? letter.toLowerCase() : fold(letter);
    folded += plain;
    at.push(...Array(plain.length).fill(place));
    place += letter.length;
  }
  at.push(text.length);
  /** @type {[number, number][]} */
  const found = [];
  for (const word of sought) {
    for (let from = folded.indexOf(word); from >= 0; from = folded.indexOf(word, from + 1)) {
      const end = at[from + word.length] ?? text.length;
      found.push([at[from] ?? 0, Math.max(end, (at[from] ?? 0) + 1)]);
    }
  }
  found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  let reached = 0;
  return found.filter(([start, end]) => start >= reached && (reached = end) > 0);
}

/**
 * A text with the words marked that were sought.
 * @param {string} text
 * @param {string[]} sought
 * @returns {(Node | string)[]}
 */
function marked(text, sought) {
  let done = 0;
  const parts = placesOf(text, sought).flatMap(([start, end]) => {
    const before = text.slice(done, start);
    done = end;
    return [before, element("mark", "", text.slice(start, end))];
  });
  return [...parts, text.slice(done)];
}
