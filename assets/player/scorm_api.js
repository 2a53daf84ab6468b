// SPDX-License-Identifier: MIT
// Finding the API object of a SCORM platform, and calling it without being thrown off by it.
"use strict";

/** @typedef {Record<string, (...words: string[]) => unknown>} ScormApi */

const HIGHEST_PARENT = 500;
const NO_ERROR = "0";
/** Some platforms open the page before their API is there. */
const API_WAIT_MS = 5000;
const API_STEP_MS = 250;

/**
 * Look for the API in this window's parents, then in its opener and that one's parents; wait for
 * it a few seconds where there is a window that may get one.
 * @param {string} name
 * @returns {Promise<ScormApi | null>}
 */
async function findScormApi(name) {
  for (let waited = 0; ; waited += API_STEP_MS) {
    const api = scormApiNow(name);
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

/** @param {string} name */
function scormApiNow(name) {
  return apiAbove(window, name) ?? apiOfOpeners(name);
}

/**
 * @param {string} name
 * @returns {ScormApi | null}
 */
function apiOfOpeners(name) {
  const openers = [() => window.opener, () => window.top?.opener];
  for (const opener of openers) {
    const start = reached(opener);
    const api = start ? apiAbove(start, name) : null;
    if (api) {
      return api;
    }
  }
  return null;
}

/**
 * @param {Window} start
 * @param {string} name
 * @returns {ScormApi | null}
 */
function apiAbove(start, name) {
  /** @type {Window | null} */
  let place = start;
  for (let step = 0; place && step < HIGHEST_PARENT; step += 1) {
    /** @type {Window} */
    const here = place;
    const api = reached(() => /** @type {any} */ (here)[name]);
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

/** Calls of one sitting: none before it was initialized, none after it was ended. */
class ScormCalls {
  /**
   * @param {ScormApi} api
   * @param {ScormDialect} dialect
   */
  constructor(api, dialect) {
    this.api = api;
    this.dialect = dialect;
    this.running = this.call("initialize", "") || this.error() === dialect.alreadyRunning;
    /** Whether something could not be set, and is to be set again. */
    this.missed = false;
  }

  /**
   * The value of an element; empty where the platform does not know it.
   * @param {string} element
   * @returns {string}
   */
  get(element) {
    const value = this.running ? reached(() => this.ask("get", element)) : null;
    return value === null ? "" : String(value);
  }

  /**
   * @param {string} element
   * @param {string} value
   * @returns {boolean} whether the platform has it, or will never take it
   */
  set(element, value) {
    const done = this.running && this.call("set", element, value);
    const decided = done || this.hasRefused();
    this.missed ||= !decided;
    return decided;
  }

  /** The code of what went wrong last; many platforms don't say it. */
  error() {
    return String(reached(() => this.ask("error")) ?? "");
  }

  /** Whether the platform would not take what it was given last, and never will. */
  hasRefused() {
    return this.dialect.refused.test(this.error());
  }

  /** Whether the platform has ended the sitting by itself, or has gone to another page. */
  isOver() {
    return this.dialect.over.test(this.error()) || scormApiNow(this.dialect.api) !== this.api;
  }

  /** @returns {boolean} whether the platform says that it has kept all */
  commit() {
    return this.running && this.call("commit", "");
  }

  finish() {
    if (this.running) {
      this.running = false;
      this.call("finish", "");
    }
  }

  /**
   * @param {ScormFunction} name
   * @param {...string} words
   * @returns {boolean}
   */
  call(name, ...words) {
    return String(reached(() => this.ask(name, ...words))) === "true";
  }

  /**
   * @param {ScormFunction} name
   * @param {...string} words
   */
  ask(name, ...words) {
    // As a method: some platforms rely on `this`.
    return this.api[this.dialect.functions[name]]?.(...words);
  }
}
