// SPDX-License-Identifier: MIT
// SCORM 1.2: the score before the status, the status before the exit, then a commit. The exit is
// always `suspend`, so that the next launch resumes; a status is never lowered.
//
// What the platform can't take now is kept in the browser under the learner's id, and told again: in
// ten seconds, or in the next sitting. A learner without an id gets no such copy, as the next one at
// this computer would have it.
"use strict";

const COMMIT_PAUSE_MS = 10000;
const FINAL_RANKS = { failed: 1, completed: 2, passed: 3 };

/** @implements {Tracker} */
class Scorm12Tracker {
  /** @param {CourseData} course */
  constructor(course) {
    this.course = course;
    this.troubles = new Troubles();
    /** Where there can't be a platform. @type {LocalTracker | null} */
    this.local = null;
    /** @type {Scorm12Calls | null} */
    this.lms = null;
    this.learner = "";
    /** @type {Neighbours | null} */
    this.neighbours = null;
    /** @type {StateListener} */
    this.hear = () => false;
    this.store = new LocalStore("", null);
    this.copy = new SafetyCopy(this.store, this.hear);
    this.reports = new ScormReports(this.store);
    /** What the platform was told last, to tell it again. @type {Result | null} */
    this.reached = null;
    this.state = "";
    this.location = "";
    this.status = "";
    this.started = Date.now();
    this.unsaved = false;
    this.urgent = false;
    /** Whether the platform may lack something that it was told. */
    this.stale = false;
    this.lastCommit = 0;
    this.timer = 0;
    window.addEventListener("online", () => this.stale && this.flush());
  }

  /** @param {(trouble: Trouble | null) => void} listener */
  onTrouble(listener) {
    (this.local?.troubles ?? this.troubles).listen(listener);
  }

  /** @param {StateListener} listener */
  onState(listener) {
    this.hear = listener;
  }

  /** @returns {Promise<Opened>} */
  async open() {
    const api = await findScormApi();
    const lms = api ? new Scorm12Calls(api) : null;
    if (lms?.running) {
      return this.begin(lms);
    }
    if (isAlone()) {
      this.local = new LocalTracker(this.course);
      this.local.onState(this.hear);
      return this.local.open();
    }
    // It may come late. Until then nobody knows whose progress this is, so nothing is kept of it.
    this.troubles.note({ lasting: false });
    this.unsaved = true;
    this.flush();
    return { state: "", location: "", mode: "normal", learner: "" };
  }

  /**
   * @param {Scorm12Calls} lms
   * @returns {Opened}
   */
  begin(lms) {
    const opened = {
      state: lms.get("cmi.suspend_data"),
      location: lms.get("cmi.core.lesson_location"),
      mode: scormMode(lms.get("cmi.core.lesson_mode")),
      learner: lms.get("cmi.core.student_name"),
    };
    this.sitDown(lms, opened.mode);
    const missed = this.takeBack(opened.state);
    this.state = opened.state;
    this.location = (missed && this.copy.location) || opened.location;
    this.unsaved = true;
    this.flush();
    return { ...opened, location: this.location, missed };
  }

  /**
   * A course that was never opened is incomplete from now on: platforms make "completed" of what
   * no page has said.
   * @param {Scorm12Calls} lms
   * @param {Mode} mode
   */
  sitDown(lms, mode) {
    this.lms = lms;
    this.started = Date.now();
    this.learner = lms.get("cmi.core.student_id");
    const lasting = this.learner !== "" && mode === "normal";
    const prefix = `coursewright:${this.course.unit.iri}:${this.learner}:`;
    this.store = new LocalStore(prefix, lasting ? undefined : null);
    this.copy = new SafetyCopy(this.store, (state, base) => this.hear(state, base));
    this.reports = new ScormReports(this.store);
    this.reports.lms = lms;
    this.troubles.note({ lasting });
    if (lasting) {
      this.neighbours ??= new Neighbours(prefix, (twice) => this.troubles.note({ twice }));
    }
    this.status = lms.get("cmi.core.lesson_status");
    if (!["incomplete", "browsed", ...Object.keys(FINAL_RANKS)].includes(this.status)) {
      this.setStatus(lms, "incomplete");
    }
    lms.set("cmi.core.exit", "suspend");
  }

  /**
   * What this browser has of an earlier sitting, and the platform has not. Reports are told again,
   * but for those that came with the state that is there, and those of an attempt that is put away.
   * @param {string} there - The platform's state.
   * @returns {Missed | null}
   */
  takeBack(there) {
    const { copy, reports } = this;
    const over = copy.isOfOther(there);
    const same = there === copy.state;
    reports.forget(({ handed }) => over || (same && handed === true));
    const missed = copy.missed(there);
    this.stale = reports.outbox.all().length > 0;
    copy.arrived(there);
    return missed;
  }

  experienced() {}

  /**
   * @param {string} state
   * @param {string} location
   */
  save(state, location) {
    if (this.local) {
      this.local.save(state, location);
      return;
    }
    if (this.copy.look()) {
      return;
    }
    this.copy.keep(state, location);
    this.troubles.note({ lasting: this.store.lasting });
    const soon = this.urgent || location !== this.location;
    this.state = state;
    this.location = location;
    this.unsaved = true;
    this.tellState();
    if (soon) {
      this.flush();
    } else {
      this.commitSoon();
    }
  }

  tellState() {
    if (this.state) {
      this.lms?.set("cmi.core.lesson_location", this.location);
      this.lms?.set("cmi.suspend_data", this.state);
    }
  }

  /** @param {Interaction} interaction */
  answered(interaction) {
    if (!this.local) {
      const { index } = interaction;
      this.reports.add({ kind: "answer", index, fields: scormInteraction(interaction) });
      this.urgent = true;
    }
  }

  /**
   * @param {string} id
   * @param {number} mastery
   */
  objective(id, mastery) {
    if (!this.local) {
      this.reports.add({ kind: "objective", id, mastery });
    }
  }

  video() {}

  /** @param {Result} result */
  result(result) {
    this.reached = result;
    this.tellResult();
    this.urgent = true;
  }

  tellResult() {
    const { lms, reached } = this;
    if (!lms || !reached) {
      return;
    }
    const { completion, success, score } = reached;
    if (score !== null) {
      setScore(lms, "cmi.core", score);
    }
    // Older Open edX takes "passed" alone for not completed.
    if (completion) {
      this.raiseStatus(lms, "completed");
    }
    if (completion && success) {
      this.raiseStatus(lms, "passed");
    }
    if (success === false) {
      this.raiseStatus(lms, "failed");
    }
    lms.set("cmi.core.exit", "suspend");
  }

  /**
   * Set a final status, again too, since platforms want it after the score; but never a lower one.
   * @param {Scorm12Calls} lms
   * @param {"failed" | "completed" | "passed"} status
   */
  raiseStatus(lms, status) {
    const before = /** @type {Record<string, number>} */ (FINAL_RANKS)[this.status] ?? 0;
    if (FINAL_RANKS[status] >= before) {
      this.setStatus(lms, status);
    } else {
      this.setStatus(lms, this.status);
    }
  }

  /**
   * @param {Scorm12Calls} lms
   * @param {string} status
   */
  setStatus(lms, status) {
    this.status = status;
    lms.set("cmi.core.lesson_status", status);
  }

  commitSoon() {
    if (!this.timer) {
      const wait = Math.max(0, this.lastCommit + COMMIT_PAUSE_MS - Date.now());
      this.timer = window.setTimeout(() => this.flush(), wait);
    }
  }

  /** Commit now; where the platform fails, try again a little later. */
  flush() {
    window.clearTimeout(this.timer);
    this.timer = 0;
    if (!this.unsaved) {
      return;
    }
    this.lastCommit = Date.now();
    this.urgent = false;
    const again = this.stale;
    if (again) {
      this.tellAgain();
    }
    const done = this.lms?.commit() ?? false;
    if (done) {
      this.copy.arrived(this.state);
      this.reports.arrived();
    }
    // What such a platform has refused twice, it will never take.
    this.stale = !done || (!again && this.lms?.missed === true);
    this.unsaved = this.stale;
    this.troubles.withPlatform("commit", done ? null : this.lms?.isOver() ? "expired" : "lost");
    if (this.unsaved) {
      this.commitSoon();
    }
  }

  /** Tell all that the platform may lack; before, look for one that has come late or anew. */
  tellAgain() {
    const api = scormApiNow();
    if (api && (!this.lms || this.lms.isOver())) {
      this.adopt(new Scorm12Calls(api));
    }
    if (this.lms) {
      this.lms.missed = false;
      this.tellState();
      this.reports.tellAll();
      this.tellResult();
    }
  }

  /**
   * Go on with a platform that has just begun a sitting, unless it is another learner's, or an
   * attempt that follows on nothing of this one.
   * @param {Scorm12Calls} lms
   */
  adopt(lms) {
    const there = lms.get("cmi.suspend_data");
    const other = this.lms && lms.get("cmi.core.student_id") !== this.learner;
    const normal = scormMode(lms.get("cmi.core.lesson_mode")) === "normal";
    if (!lms.running || !normal || other || this.copy.isOfOther(there)) {
      return;
    }
    const waiting = this.lms ? [] : this.reports.outbox.all();
    const base = this.copy.sent;
    this.sitDown(lms, "normal");
    const missed = this.takeBack(there);
    waiting.forEach(([, report]) => this.reports.outbox.add(report));
    this.hear(there, base);
    if (missed) {
      this.hear(missed.state, missed.base);
    }
  }

  close() {
    const { lms } = this;
    window.clearTimeout(this.timer);
    if (!lms?.running) {
      return;
    }
    if (this.stale) {
      this.tellAgain();
    }
    lms.set("cmi.core.session_time", scormSpan((Date.now() - this.started) / 1000));
    lms.set("cmi.core.exit", "suspend");
    // Its word is not taken for it: many platforms lose what is sent while a page closes.
    lms.commit();
    lms.finish();
  }
}

/**
 * @param {string} mode - Open edX says nothing: that is a normal sitting.
 * @returns {Mode}
 */
function scormMode(mode) {
  return mode === "review" || mode === "browse" ? mode : "normal";
}
