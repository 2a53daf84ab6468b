// SPDX-License-Identifier: MIT
// Keys for what learners do often. Those of one letter can be switched off (WCAG 2.2, 2.1.4).
"use strict";

const KEYS_CHOICE = "coursewright:keys";
const OFF = "off";

class Shortcuts {
  /**
   * @param {Words} words
   * @param {Record<string, Shortcut>} actions - By key.
   * @param {() => void} search
   */
  constructor(words, actions, search) {
    this.words = words;
    /** @type {Record<string, Shortcut>} */
    this.actions = { ...actions, "?": { name: "shortcuts", act: () => this.open() } };
    this.search = search;
    this.store = new LocalStore("");
    const rows = Object.entries(this.actions).map(([key, { name }]) => this.row(key, name));
    this.box = element("input", "");
    this.box.type = "checkbox";
    this.box.checked = this.store.get(KEYS_CHOICE) !== OFF;
    this.box.addEventListener("change", () => this.choose());
    const choice = element("label", "asking-line", this.box, words.say("shortcuts_on"));
    const table = element("table", "keys", element("tbody", "", ...rows, this.row("Ctrl K", "search")));
    this.sheet = makeSheet(words, "shortcuts", choice, table);
    document.addEventListener("keydown", (event) => this.key(event));
    this.announce();
  }

  /**
   * @param {string} key
   * @param {string} name
   */
  row(key, name) {
    const letters = element("kbd", "", key.toUpperCase());
    return element("tr", "", element("th", "", letters), element("td", "", this.words.say(name)));
  }

  open() {
    this.sheet.showModal();
  }

  choose() {
    this.store.set(KEYS_CHOICE, this.box.checked ? "on" : OFF);
    this.announce();
  }

  /** Let the buttons say their keys. */
  announce() {
    for (const [key, { button }] of Object.entries(this.actions)) {
      const control = button ? document.querySelector(button) : null;
      if (this.box.checked) {
        control?.setAttribute("aria-keyshortcuts", key);
      } else {
        control?.removeAttribute("aria-keyshortcuts");
      }
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const held = event.ctrlKey || event.metaKey;
    if (held && !event.altKey && !event.shiftKey && letterOf(event) === "k") {
      event.preventDefault();
      this.search();
      return;
    }
    const target = /** @type {Element} */ (event.target);
    const busy = target.closest("input, textarea, select, [contenteditable], dialog, [popover]");
    if (this.box.checked && !held && !event.altKey && !event.defaultPrevented && !busy) {
      const action = this.actions[letterOf(event)];
      if (action) {
        event.preventDefault();
        action.act();
      }
    }
  }
}

/**
 * The key as it is named here, on keyboards of other scripts, too.
 * @param {KeyboardEvent} event
 * @returns {string}
 */
function letterOf(event) {
  const other = event.key.length === 1 && event.key > "\u024f" && event.code.startsWith("Key");
  return (other ? event.code.slice(3) : event.key).toLowerCase();
}
