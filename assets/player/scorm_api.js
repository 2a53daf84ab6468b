// SPDX-License-Identifier: MIT
// Finding the API object of a SCORM 1.2 platform, and calling it without being thrown off by it.
"use strict";

/**
 * @typedef {Record<"LMSInitialize" | "LMSFinish" | "LMSCommit" | "LMSGetValue" | "LMSSetValue"
 *   | "LMSGetLastError", (...words: string[]) => unknown>} Scorm12Api
 */

const HIGHEST_PARENT = 500;
const NO_ERROR = "0";
/** "Not initialized": the platform knows nothing of this sitting any more. */
const NOT_INITIALIZED = "301";
/** Some platforms open the page before their API is there. */
const API_WAIT_MS = 5000;
const API_STEP_MS = 250;

/**
 * Look for the API in this window's parents, then in its opener and that one's parents; wait for
 * it a few seconds where there is a window that may get one.
 * @returns {Promise<Scorm12Api | null>}
 */
async function findScormApi() {
  for (let waited = 0; ; waited += API_STEP_MS) {
    const api = scormApiNow();
    if (api || isAlone() || waited >= API_WAIT_MS) {
      return api;
    }
    await new Promise((resolve) => setTimeout(resolve, API_STEP_MS));
  }
}

/** Whether there is no window that could have the API. */
function isAlone() {
  return window.parent === window && !window.opener;
}

function scormApiNow() {
  return apiAbove(window) ?? apiOfOpeners();
}

/** @returns {Scorm12Api | null} */
function apiOfOpeners() {
  const openers = [() => window.opener, () => window.top?.opener];
  for (const opener of openers) {
    const start = reached(opener);
    const api = start ? apiAbove(start) : null;
    if (api) {
      return api;
    }
  }
  return null;
}

/**
 * @param {Window} start
 * @returns {Scorm12Api | null}
 */
function apiAbove(start) {
  /** @type {Window | null} */
  let place = start;
  for (let step = 0; place && step < HIGHEST_PARENT; step += 1) {
    /** @type {Window} */
    const here = place;
    const api = reached(() => /** @type {any} */ (here).API);
    if (api) {
      return api;
    }
    /** @type {Window | null} */
    const parent = reached(() => here.parent);
    place = parent === here ? null : parent;
  }
  return null;
}

/**
 * What `get` returns; null where the browser forbids it (a window of another origin).
 * @template T
 * @param {() => T} get
 * @returns {T | null}
 */
function reached(get) {
  try {
    return get() ?? null;
  } catch {
    return null;
  }
}

/** Calls of one sitting: none before LMSInitialize has worked, none after LMSFinish. */
class Scorm12Calls {
  /** @param {Scorm12Api} api */
  constructor(api) {
    this.api = api;
    this.running = this.call("LMSInitialize", "");
    /** Whether something could not be set, and is to be set again. */
    this.missed = false;
  }

  /**
   * The value of an element; empty where the platform does not know it.
   * @param {string} element
   * @returns {string}
   */
  get(element) {
    const value = this.running ? reached(() => this.api.LMSGetValue(element)) : null;
    return value === null ? "" : String(value);
  }

  /**
   * @param {string} element
   * @param {string} value
   * @returns {boolean} whether the platform has it, or will never take it
   */
  set(element, value) {
    const done = this.running && this.call("LMSSetValue", element, value);
    const decided = done || this.hasRefused();
    this.missed ||= !decided;
    return decided;
  }

  /** The code of what went wrong last; many platforms don't say it. */
  error() {
    return String(reached(() => this.api.LMSGetLastError()) ?? "");
  }

  /** Whether the platform would not take what it was given last, and never will. */
  hasRefused() {
    return /^[24]/.test(this.error());
  }

  /** Whether the platform has ended the sitting by itself, or has gone to another page. */
  isOver() {
    return this.error() === NOT_INITIALIZED || scormApiNow() !== this.api;
  }

  /** @returns {boolean} whether the platform says that it has kept all */
  commit() {
    return this.running && this.call("LMSCommit", "");
  }

  finish() {
    if (this.running) {
      this.running = false;
      this.call("LMSFinish", "");
    }
  }

  /**
   * @param {keyof Scorm12Api} name
   * @param {...string} words
   * @returns {boolean}
   */
  call(name, ...words) {
    return String(reached(() => this.api[name](...words))) === "true";
  }
}
