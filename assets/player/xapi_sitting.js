// SPDX-License-Identifier: MIT
// xAPI: statements to the LRS of the launch, progress in its State resource. Both are kept in the
// browser as well until they have arrived; an LRS without a State resource loses nothing.
"use strict";

const STATE_ID = "coursewright.progress";
const SAVE_AFTER_MS = 1500;
const NOT_FOUND = 404;
/** Somebody else has written since. */
const CHANGED_SINCE = 412;
/** So often another device may be faster; beyond, the LRS is believed to be wrong. */
const MOST_OVERTAKEN = 3;
/** That version wants to know which state is to be replaced. */
const XAPI_2 = "2.0.0";

/**
 * What the LRS keeps for the next sitting: the state, and what was said of the whole course.
 * @typedef {{state: string, location: string, told: string[], score: number | null}} XapiProgress
 */

/** One sitting with an LRS. */
class LrsSitting {
  /**
   * @param {CourseData} course
   * @param {XapiLaunch} launch
   * @param {Statements} statements
   */
  constructor(course, launch, statements) {
    this.course = course;
    this.launch = launch;
    this.statements = statements;
    /** @type {StateListener} */
    this.hear = () => false;
    this.client = new XapiClient(launch);
    this.troubles = new Troubles();
    this.store = new LocalStore(registrationPlace(course, launch));
    this.copy = new SafetyCopy(this.store, (state, base) => this.hear(state, base));
    this.neighbours = new Neighbours(this.store.prefix, (twice) => this.troubles.note({ twice }));
    this.queue = new StatementQueue(this.client, this.store, this.troubles);
    /** @type {XapiProgress} */
    this.progress = { state: "", location: "", told: [], score: null };
    /** @type {Result | null} */
    this.result = null;
    this.started = Date.now();
    this.saveAfterMs = SAVE_AFTER_MS;
    this.timer = 0;
    this.retryMs = RETRY_FIRST_MS;
    /** How many requests that store it are under way. */
    this.putting = 0;
    /** How often in a row the LRS has said that it has another state by now. */
    this.overtaken = 0;
    /** Whether it is known what the LRS has. */
    this.known = false;
    /** The tag of the state that the LRS has; empty: it has some, null: it has none. @type {string | null} */
    this.tag = null;
    this.unsaved = false;
    this.closed = false;
    window.addEventListener("online", () => void this.put(false));
  }

  /** @returns {Promise<Opened>} */
  async open() {
    const here = this.readHere();
    const there = await this.fetchProgress();
    const missed = there && this.copy.missed(there.state);
    const { state, location } = there ?? here;
    this.progress = { ...this.told(there, here), state, location: missed ? here.location : location };
    if (there) {
      this.copy.arrived(there.state);
      this.store.set("progress", JSON.stringify(this.progress));
    }
    this.started = Date.now();
    this.sayInitialized();
    const learner = String(this.launch.actor["name"] ?? "");
    return { state, location: this.progress.location, mode: "normal", learner, missed };
  }

  sayInitialized() {
    this.say((statements) => statements.ofUnit("initialized"));
  }

  /** @returns {XapiProgress} what this browser has kept */
  readHere() {
    const kept = readProgress(this.store.get("progress"));
    return { told: [], score: null, ...kept, state: this.copy.state, location: this.copy.location };
  }

  /**
   * What was said of the whole course so far, unless the LRS has begun anew.
   * @param {XapiProgress | null} there
   * @param {XapiProgress} here
   * @returns {Pick<XapiProgress, "told" | "score">}
   */
  told(there, here) {
    if (there && this.copy.isOfOther(there.state)) {
      return { told: there.told, score: there.score };
    }
    const told = [...new Set([...(there?.told ?? []), ...here.told])];
    return { told, score: largest(there?.score ?? null, here.score) };
  }

  /**
   * Ask the LRS what it has; one without a State resource has nothing.
   * @returns {Promise<XapiProgress | null>} null: it was not reached
   */
  async fetchProgress() {
    const query = this.client.stateQuery(STATE_ID);
    const answer = await this.client.ask("GET", "activities/state", { query });
    this.tag = answer?.ok ? (answer.headers.get("ETag") ?? "") : null;
    const verdict = answer?.status === NOT_FOUND ? "refused" : verdictOf(answer);
    this.troubles.withPlatform("progress", troubleOf(verdict));
    this.known = troubleOf(verdict) === null;
    if (!this.known) {
      return null;
    }
    const nothing = { state: "", location: "", told: [], score: null };
    return (answer?.ok && readProgress(await answer.text())) || nothing;
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
    if (this.copy.look()) {
      return;
    }
    this.progress = { ...this.progress, ...this.told(this.progress, this.readHere()), state, location };
    // Before the state, of which other windows hear.
    this.remember();
    this.copy.keep(state, location);
    this.troubles.note({ lasting: this.store.lasting });
    this.putSoon(this.saveAfterMs);
  }

  remember() {
    this.store.set("progress", JSON.stringify(this.progress));
    this.unsaved = true;
  }

  /** @param {number} wait - In milliseconds. */
  putSoon(wait) {
    this.timer ||= window.setTimeout(() => void this.put(false), wait);
  }

  /** @param {boolean} keepalive - Whether the page may be gone soon. */
  async put(keepalive) {
    window.clearTimeout(this.timer);
    this.timer = 0;
    if (!this.unsaved || (!this.known && (keepalive || !(await this.catchUp())))) {
      return;
    }
    if (this.putting && !keepalive) {
      this.putSoon(this.saveAfterMs);
      return;
    }
    const { progress } = this;
    const query = this.client.stateQuery(STATE_ID);
    const body = JSON.stringify(progress);
    const request = { query, body, keepalive, conditions: this.conditions() };
    this.putting += 1;
    const answer = await this.client.ask("PUT", "activities/state", request);
    this.putting -= 1;
    if (answer?.status === CHANGED_SINCE) {
      this.overtaken += 1;
      this.known = false;
      this.putSoon(this.saveAfterMs);
      return;
    }
    const verdict = answer?.status === NOT_FOUND ? "refused" : verdictOf(answer);
    if (verdict === "taken" && !this.closed) {
      this.overtaken = this.overtaken < MOST_OVERTAKEN ? 0 : this.overtaken;
      this.tag = answer?.headers.get("ETag") ?? (await sha1Tag(body));
      this.copy.arrived(progress.state);
    }
    // An LRS that takes no state has the statements; the state is kept here.
    this.unsaved &&= troubleOf(verdict) !== null || progress !== this.progress;
    this.retry(troubleOf(verdict));
  }

  /**
   * So that no progress is lost that another device has made since: what the LRS has is to be what
   * was read or written here last. Version 1.0.3 asks for that only where the LRS shows its tags;
   * and what is written at this moment has none yet. An LRS that does not know its own tags, as behind
   * a proxy that compresses, is not asked for them again.
   * @returns {Record<string, string>}
   */
  conditions() {
    const tag = this.putting || this.overtaken >= MOST_OVERTAKEN ? "" : this.tag;
    if (this.launch.version !== XAPI_2) {
      return tag ? { "If-Match": tag } : {};
    }
    return tag === null ? { "If-None-Match": "*" } : { "If-Match": tag || "*" };
  }

  /** @param {"lost" | "expired" | null} trouble */
  retry(trouble) {
    this.troubles.withPlatform("progress", trouble);
    this.retryMs = trouble ? Math.min(2 * this.retryMs, RETRY_LAST_MS) : RETRY_FIRST_MS;
    if (this.unsaved) {
      this.putSoon(trouble ? this.retryMs : this.saveAfterMs);
    }
  }

  /**
   * The LRS could not be asked when the course was opened: what it has is not to be written over.
   * @returns {Promise<boolean>} whether it is known now
   */
  async catchUp() {
    const there = await this.fetchProgress();
    if (!there) {
      this.retry(this.troubles.platform.get("progress") ?? "lost");
      return false;
    }
    const base = this.copy.sent;
    this.progress = { ...this.progress, ...this.told(there, this.progress) };
    if (!this.copy.isOfOther(there.state)) {
      this.hear(there.state, base);
    }
    return true;
  }

  /**
   * Say what is reached, each thing once in all sittings. Who has passed may still earn more until
   * the course is completed, or left.
   * @param {Result} result
   */
  reached(result) {
    this.result = result;
    if (result.completion) {
      this.tellOnce("completed", { completion: true, ...this.scored(result) });
      this.tellPassed();
    }
    if (result.success === false) {
      this.tellOnce("failed", { success: false, ...this.scored(result) });
    }
  }

  tellPassed() {
    if (this.result?.success) {
      this.tellOnce("passed", { success: true, ...this.scored(this.result) });
    }
  }

  /**
   * @param {string} verb
   * @param {Json} result
   */
  tellOnce(verb, result) {
    // Another window may have said it just now.
    if (![...this.progress.told, ...this.readHere().told].includes(verb)) {
      this.tell(verb, result);
    }
  }

  /**
   * @param {string} verb
   * @param {Json} result
   */
  tell(verb, result) {
    this.progress.told = [...new Set([...this.progress.told, verb])];
    if (verb === "passed") {
      this.progress.score = this.result?.score ?? null;
    }
    this.remember();
    this.say((statements) => statements.ofUnit(verb, { ...result, ...this.spent() }));
  }

  /** A learner who went on after passing has a better score to show. */
  tellBetterScore() {
    const { result } = this;
    // Another window may have said it just now.
    const told = largest(this.progress.score, this.readHere().score);
    if (result?.success && (result.score ?? 0) > (told ?? 0)) {
      this.tell("passed", { success: true, ...this.scored(result) });
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
      this.tellPassed();
      this.tellBetterScore();
      this.say((statements) => statements.ofUnit("terminated", this.spent()));
      this.part();
    }
  }

  /** Send the last of it. */
  part() {
    this.flush();
  }
}

/**
 * Where a browser keeps what belongs to one learner and one registration: computers are shared.
 * @param {CourseData} course
 * @param {XapiLaunch} launch
 */
function registrationPlace(course, launch) {
  const whose = JSON.stringify([launch.actor, launch.registration]);
  return `coursewright:${course.unit.iri}:${whose}:`;
}

/**
 * The tag that an LRS gives a document (xAPI 1.0.3, Communication 3.1), where it does not show it.
 * @param {string} body
 * @returns {Promise<string>} empty where the browser does not tell
 */
async function sha1Tag(body) {
  const bytes = await crypto.subtle?.digest("SHA-1", new TextEncoder().encode(body));
  const hex = [...new Uint8Array(bytes ?? [])].map((each) => each.toString(16).padStart(2, "0"));
  return hex.length ? `"${hex.join("")}"` : "";
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
