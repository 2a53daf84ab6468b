// SPDX-License-Identifier: MIT
// Without a platform: progress is kept in the browser, and nothing is reported anywhere.
"use strict";

/** Text kept in the browser by name; where the browser refuses, only until the page is closed. */
class LocalStore {
  /**
   * @param {string} prefix
   * @param {Storage} [storage] - The browser's lasting one if none is given.
   */
  constructor(prefix, storage) {
    this.prefix = prefix;
    this.storage = storage;
    /** @type {Map<string, string>} */
    this.kept = new Map();
  }

  /**
   * @param {string} name
   * @returns {string | null}
   */
  get(name) {
    const kept = this.kept.get(name);
    if (kept !== undefined) {
      return kept;
    }
    try {
      return (this.storage ?? localStorage).getItem(this.prefix + name);
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
    this.kept.set(name, text);
    try {
      (this.storage ?? localStorage).setItem(this.prefix + name, text);
      return true;
    } catch {
      // Full, or not allowed: `kept` has it while the page lives.
      return false;
    }
  }
}

/** @implements {Tracker} */
class LocalTracker {
  /**
   * @param {CourseData} course
   * @param {Storage} [storage]
   */
  constructor(course, storage) {
    this.store = new LocalStore(`coursewright:${course.unit.iri}:`, storage);
  }

  /** @returns {Promise<Opened>} */
  async open() {
    return {
      state: this.store.get("state") ?? "",
      location: this.store.get("location") ?? "",
      mode: "normal",
      learner: "",
    };
  }

  /**
   * @param {string} state
   * @param {string} location
   */
  save(state, location) {
    this.store.set("state", state);
    this.store.set("location", location);
  }

  experienced() {}

  answered() {}

  objective() {}

  video() {}

  result() {}

  flush() {}

  close() {}
}
