// SPDX-License-Identifier: MIT
// xAPI: statements to the LRS of the launch, progress in its State resource. Both are kept in the
// browser as well until they have arrived; an LRS without a State resource loses nothing.
"use strict";

const STATE_ID = "coursewright.progress";
const SAVE_AFTER_MS = 1500;

/**
 * What is kept for the next sitting. `saves` grows with each save: the larger of two is the newer.
 * @typedef {{saves: number, state: string, location: string, told: string[], score: number | null}}
 *   XapiProgress
 */

/** @implements {Tracker} */
class XapiTracker {
  /** @param {CourseData} course */
  constructor(course) {
    this.course = course;
    this.local = new LocalTracker(course);
    const launch = readLaunch(window.location.search);
    this.lrs = launch ? new LrsSitting(course, launch) : null;
  }

  /** @returns {Promise<Opened>} */
  async open() {
    return this.lrs ? this.lrs.open() : this.local.open();
  }

  /** @param {ScreenData} screen */
  experienced(screen) {
    this.lrs?.say((statements) => statements.experienced(screen));
  }

  /**
   * @param {string} state
   * @param {string} location
   */
  save(state, location) {
    if (this.lrs) {
      this.lrs.save(state, location);
    } else {
      this.local.save(state, location);
    }
  }

  /** @param {Interaction} interaction */
  answered(interaction) {
    this.lrs?.say((statements) => statements.answered(interaction));
  }

  objective() {}

  /** @param {VideoEvent} event */
  video(event) {
    this.lrs?.say((statements) => statements.video(event));
  }

  /** @param {Result} result */
  result(result) {
    this.lrs?.reached(result);
  }

  flush() {
    this.lrs?.flush();
  }

  close() {
    this.lrs?.close();
  }
}

/** One sitting with an LRS. */
class LrsSitting {
  /**
   * @param {CourseData} course
   * @param {XapiLaunch} launch
   */
  constructor(course, launch) {
    this.course = course;
    this.launch = launch;
    this.client = new XapiClient(launch);
    // Computers are shared: what is kept belongs to one learner and one registration.
    const whose = JSON.stringify([launch.actor, launch.registration]);
    this.store = new LocalStore(`coursewright:${course.unit.iri}:${whose}:`);
    this.queue = new StatementQueue(this.client, this.store);
    this.statements = new Statements(course, launch);
    /** @type {XapiProgress} */
    this.progress = { saves: 0, state: "", location: "", told: [], score: null };
    /** @type {Result | null} */
    this.result = null;
    this.started = Date.now();
    this.timer = 0;
    this.unsaved = false;
    this.closed = false;
  }

  /** @returns {Promise<Opened>} */
  async open() {
    const query = this.client.stateQuery(this.course.iri, STATE_ID);
    const answer = await this.client.ask("GET", "activities/state", { query });
    const there = answer?.ok ? readProgress(await answer.text()) : null;
    const here = readProgress(this.store.get("progress"));
    const newest = (here?.saves ?? 0) > (there?.saves ?? 0) ? here : there;
    this.progress = newest ?? this.progress;
    this.started = Date.now();
    this.say((statements) => statements.ofCourse("initialized"));
    const { state, location } = this.progress;
    return { state, location, mode: "normal", learner: String(this.launch.actor["name"] ?? "") };
  }

  /** @param {(statements: Statements) => Json} make */
  say(make) {
    this.queue.add(make(this.statements));
  }

  /**
   * @param {string} state
   * @param {string} location
   */
  save(state, location) {
    const { told, score, saves } = this.progress;
    this.progress = { saves: saves + 1, state, location, told, score };
    this.unsaved = true;
    this.store.set("progress", JSON.stringify(this.progress));
    this.timer ||= window.setTimeout(() => void this.put(false), SAVE_AFTER_MS);
  }

  /** @param {boolean} keepalive - Whether the page may be gone soon. */
  async put(keepalive) {
    window.clearTimeout(this.timer);
    this.timer = 0;
    if (!this.unsaved) {
      return;
    }
    const { saves } = this.progress;
    const query = this.client.stateQuery(this.course.iri, STATE_ID);
    const body = JSON.stringify(this.progress);
    const answer = await this.client.ask("PUT", "activities/state", { query, body, keepalive });
    if (answer?.ok && saves === this.progress.saves) {
      this.unsaved = false;
    }
  }

  /**
   * Say what is reached, each thing once in all sittings.
   * @param {Result} result
   */
  reached(result) {
    this.result = result;
    if (result.completion) {
      this.tellOnce("completed", { completion: true, ...this.scored(result) });
    }
    if (result.success !== null) {
      this.tellOnce(result.success ? "passed" : "failed", {
        success: result.success,
        ...this.scored(result),
      });
    }
  }

  /**
   * @param {string} verb
   * @param {Json} result
   */
  tellOnce(verb, result) {
    if (!this.progress.told.includes(verb)) {
      this.progress.told = [...this.progress.told, verb];
      this.progress.score = this.result?.score ?? null;
      this.say((statements) => statements.ofCourse(verb, { ...result, ...this.spent() }));
    }
  }

  /** A learner who went on after passing has a better score to show. */
  tellBetterScore() {
    const { result } = this;
    if (result?.success && (result.score ?? 0) > (this.progress.score ?? 0)) {
      this.progress.told = this.progress.told.filter((verb) => verb !== "passed");
      this.reached(result);
      this.save(this.progress.state, this.progress.location);
    }
  }

  /**
   * @param {Result} result
   * @returns {Json}
   */
  scored({ score }) {
    return score === null ? {} : { score: xapiScore(score, 100) };
  }

  /** @returns {Json} how long this sitting has lasted */
  spent() {
    return { duration: xapiDuration((Date.now() - this.started) / 1000) };
  }

  flush() {
    void this.put(true);
    this.queue.flush();
  }

  close() {
    if (!this.closed) {
      this.closed = true;
      this.tellBetterScore();
      this.say((statements) => statements.ofCourse("terminated", this.spent()));
      this.flush();
    }
  }
}

/**
 * @param {string | null} text
 * @returns {XapiProgress | null}
 */
function readProgress(text) {
  try {
    const kept = JSON.parse(text ?? "null");
    return typeof kept?.state === "string" && Array.isArray(kept.told) ? kept : null;
  } catch {
    return null;
  }
}
