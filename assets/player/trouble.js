// SPDX-License-Identifier: MIT
// What keeps progress from being safe: of all that is wrong, the page is told the gravest.
"use strict";

class Troubles {
  constructor() {
    /** With what of the platform there is trouble. @type {Map<string, "lost" | "expired">} */
    this.platform = new Map();
    /** Whether the browser keeps what it is given. */
    this.lasting = true;
    /** Whether a platform should be there, and none is to come. */
    this.alone = false;
    /** Whether the browser is the only place that keeps anything. */
    this.local = false;
    this.twice = false;
    /** @type {Trouble | null} */
    this.told = null;
    /** @type {(trouble: Trouble | null) => void} */
    this.listener = () => {};
  }

  /** @param {(trouble: Trouble | null) => void} listener */
  listen(listener) {
    this.listener = listener;
    listener(this.told);
  }

  /**
   * @param {string} what
   * @param {"lost" | "expired" | null} trouble
   */
  withPlatform(what, trouble) {
    if (trouble) {
      this.platform.set(what, trouble);
    } else {
      this.platform.delete(what);
    }
    this.tell();
  }

  /** @param {Partial<Pick<Troubles, "lasting" | "alone" | "local" | "twice">>} facts */
  note(facts) {
    Object.assign(this, facts);
    this.tell();
  }

  tell() {
    const gravest = this.gravest();
    if (gravest !== this.told) {
      this.told = gravest;
      this.listener(gravest);
    }
  }

  /** @returns {Trouble | null} */
  gravest() {
    const with_ = [...this.platform.values()];
    if (with_.length) {
      return this.lasting ? (with_.find((each) => each === "expired") ?? "lost") : "unkept";
    }
    if (this.local && !this.lasting) {
      return "memory";
    }
    return this.alone ? "alone" : this.twice ? "twice" : null;
  }
}
