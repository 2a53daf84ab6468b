// SPDX-License-Identifier: MIT
// The page's own words, numbers and times, in the language of the course.
"use strict";

class Words {
  /** @param {CourseData} course */
  constructor(course) {
    this.labels = course.labels;
    this.language = course.language;
  }

  /**
   * @param {string} id
   * @param {Record<string, string | number>} [values] - For the placeholders `{name}`.
   * @returns {string}
   */
  say(id, values = {}) {
    const text = this.labels[id] ?? id;
    return this.filled(typeof text === "string" ? text : (text.other ?? id), values);
  }

  /**
   * A text that holds the number `n`, in the form that the language gives it.
   * @param {string} id
   * @param {number} n
   * @returns {string}
   */
  count(id, n) {
    const forms = this.labels[id] ?? id;
    const form = new Intl.PluralRules(this.language).select(n);
    const text = typeof forms === "string" ? forms : (forms[form] ?? forms.other ?? id);
    return this.filled(text, { n: new Intl.NumberFormat(this.language).format(n) });
  }

  /**
   * @param {string} text
   * @param {Record<string, string | number>} values
   * @returns {string}
   */
  filled(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  }

  /**
   * @param {number} share
   * @returns {string}
   */
  percent(share) {
    // Downwards: 100 % says that nothing is left.
    const whole = Math.floor(share * 100 + 1e-9) / 100;
    return new Intl.NumberFormat(this.language, { style: "percent" }).format(whole);
  }

  /**
   * @param {number} value
   * @returns {string} with all of its decimals
   */
  number(value) {
    return new Intl.NumberFormat(this.language, { maximumSignificantDigits: 15 }).format(value);
  }

  /**
   * What a closed place waits for.
   * @param {PlaceLock} lock
   * @returns {string}
   */
  lock({ after, share }) {
    if (!after) {
      return this.say("locked");
    }
    const id = share ? "locked_until_score" : "locked_until_seen";
    return this.say(id, { title: after, share: this.percent(share) });
  }

  /**
   * A learner's time in words: `1 h 20`, `12 min`.
   * @param {number} seconds
   * @returns {string}
   */
  span(seconds) {
    const minutes = Math.max(1, Math.round(seconds / 60));
    const m = minutes % 60;
    return minutes < 60
      ? this.say("minutes", { m })
      : this.say("hours", { h: Math.floor(minutes / 60), m: String(m).padStart(2, "0") });
  }

  /**
   * A place in a clip: `4:10`.
   * @param {number} seconds
   * @returns {string}
   */
  clock(seconds) {
    const whole = Math.floor(Math.max(0, seconds));
    const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    const tail = String(s).padStart(2, "0");
    return h ? `${h}:${String(m).padStart(2, "0")}:${tail}` : `${m}:${tail}`;
  }
}

/**
 * A new element with a class and what it holds.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} name
 * @param {...(Node | string)} held
 * @returns {HTMLElementTagNameMap[T]}
 */
function element(tag, name, ...held) {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...held);
  return made;
}

/**
 * The element that a selector finds; the templates promise it.
 * @template {HTMLElement} T
 * @param {ParentNode} place
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T}
 */
function part(place, selector, kind) {
  const found = place.querySelector(selector);
  if (!(found instanceof kind)) {
    throw new TypeError(`no ${selector}`);
  }
  return found;
}
