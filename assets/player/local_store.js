// SPDX-License-Identifier: MIT
// What is kept in the learner's browser.
"use strict";

/** Text kept in the browser by name; where the browser refuses, only until the page is closed. */
class LocalStore {
  /**
   * @param {string} prefix
   * @param {Storage | null} [storage] - The browser's lasting one if none is given; null: none may
   *   be used.
   */
  constructor(prefix, storage) {
    this.prefix = prefix;
    this.storage = storage;
    /** What the browser has refused. @type {Map<string, string>} */
    this.kept = new Map();
  }

  /** Whether all that was set lasts. */
  get lasting() {
    return this.kept.size === 0;
  }

  /** Throws where the browser refuses. */
  place() {
    if (this.storage === null) {
      throw new TypeError("no storage");
    }
    return this.storage ?? localStorage;
  }

  /**
   * @param {string} name
   * @returns {string | null}
   */
  get(name) {
    try {
      return this.kept.get(name) ?? this.place().getItem(this.prefix + name);
    } catch {
      return null;
    }
  }

  /**
   * @param {string} name
   * @param {string} text
   * @returns {boolean} whether it lasts
   */
  set(name, text) {
    this.kept.delete(name);
    try {
      this.place().setItem(this.prefix + name, text);
      return true;
    } catch {
      // Full, or not allowed: `kept` has it while the page lives.
      this.kept.set(name, text);
      return false;
    }
  }

  /** @param {string} name */
  remove(name) {
    this.kept.delete(name);
    try {
      this.place().removeItem(this.prefix + name);
    } catch {
      // Then nothing was kept there.
    }
  }

  /**
   * The names that begin with some letters, in their order.
   * @param {string} start
   * @returns {string[]}
   */
  names(start) {
    const first = this.prefix + start;
    const names = [...this.kept.keys()].filter((name) => name.startsWith(start));
    try {
      const all = Object.keys(this.place()).filter((name) => name.startsWith(first));
      names.push(...all.map((name) => name.slice(this.prefix.length)));
    } catch {
      // There are none.
    }
    return [...new Set(names)].sort();
  }
}

/**
 * What is still to be sent, in its order. It waits in the browser, also when the tab crashes; each
 * thing has a name of its own there, so that no window takes away what another one has to send.
 * @template Thing
 */
class Outbox {
  /** @param {LocalStore} store */
  constructor(store) {
    this.store = store;
    this.count = 0;
  }

  /**
   * @param {Thing} thing
   * @param {string} [own] - Its name, if it takes the place of an earlier one.
   * @returns {string} its name
   */
  add(thing, own) {
    const name = `waiting:${own ?? this.stamp()}`;
    this.put(name, thing);
    return name;
  }

  stamp() {
    this.count += 1;
    const number = String(this.count).padStart(6, "0");
    return `${Date.now()}-${number}-${Math.random().toString(36).slice(2, 8)}`;
  }

  /**
   * @param {string} name
   * @param {Thing} thing
   */
  put(name, thing) {
    this.store.set(name, JSON.stringify(thing));
  }

  /** @returns {[string, Thing][]} with their names, the oldest first */
  all() {
    return this.store.names("waiting:").map((name) => [name, JSON.parse(this.store.get(name) ?? "{}")]);
  }

  /** @param {Iterable<string>} names */
  remove(names) {
    for (const name of names) {
      this.store.remove(name);
    }
  }
}
