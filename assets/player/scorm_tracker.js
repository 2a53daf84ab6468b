// SPDX-License-Identifier: MIT
// SCORM of any version: the score before the status, the status before the exit, then a commit. The
// exit is always `suspend`, so that the next launch resumes; a status is never lowered.
//
// What the platform can't take now is kept in the browser under the learner's id, and told again: in
// ten seconds, or in the next sitting. A learner without an id gets no such copy, as the next one at
// this computer would have it.
"use strict";

const COMMIT_PAUSE_MS = 10000;

/** @implements {Tracker} */
class ScormTracker {
  /**
   * @param {CourseData} course
   * @param {ScormDialect} dialect
   */
  constructor(course, dialect) {
    this.course = course;
    this.dialect = dialect;
    this.troubles = new Troubles();
    /** Where there can't be a platform. @type {LocalTracker | null} */
    this.local = null;
    /** @type {ScormCalls | null} */
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
    this.progress = 0;
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
    const api = await findScormApi(this.dialect.api);
    const lms = api ? new ScormCalls(api, this.dialect) : null;
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
   * @param {ScormCalls} lms
   * @returns {Opened}
   */
  begin(lms) {
    const { state, location, mode, name } = this.dialect.elements;
    const opened = {
      state: lms.get(state),
      location: lms.get(location),
      mode: scormMode(lms.get(mode)),
      learner: lms.get(name),
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
   * @param {ScormCalls} lms
   * @param {Mode} mode
   */
  sitDown(lms, mode) {
    this.lms = lms;
    this.started = Date.now();
    this.learner = lms.get(this.dialect.elements.learner);
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
    this.dialect.begin(lms);
    this.suspend(lms);
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
   * @param {number} progress
   */
  save(state, location, progress) {
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
    this.progress = progress;
    this.unsaved = true;
    this.tellState();
    if (soon) {
      this.flush();
    } else {
      this.commitSoon();
    }
  }

  tellState() {
    const { lms, dialect } = this;
    if (lms && this.state) {
      lms.set(dialect.elements.location, this.location);
      lms.set(dialect.elements.state, this.state);
      dialect.tellProgress(lms, this.progress);
    }
  }

  /** @param {Interaction} interaction */
  answered(interaction) {
    if (!this.local) {
      const { index } = interaction;
      this.reports.add({ kind: "answer", index, fields: this.dialect.interaction(interaction) });
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

  attempted() {}

  video() {}

  /** @param {Result} result */
  result(result) {
    this.reached = result;
    this.tellResult();
    this.urgent = true;
  }

  tellResult() {
    const { lms, reached } = this;
    if (lms && reached) {
      this.dialect.tellResult(lms, reached);
      this.suspend(lms);
    }
  }

  /** @param {ScormCalls} lms */
  suspend(lms) {
    lms.set(this.dialect.elements.exit, "suspend");
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
    const api = scormApiNow(this.dialect.api);
    if (api && (!this.lms || this.lms.isOver())) {
      this.adopt(new ScormCalls(api, this.dialect));
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
   * @param {ScormCalls} lms
   */
  adopt(lms) {
    const { elements } = this.dialect;
    const there = lms.get(elements.state);
    const other = this.lms && lms.get(elements.learner) !== this.learner;
    const normal = scormMode(lms.get(elements.mode)) === "normal";
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
    const { elements, span } = this.dialect;
    lms.set(elements.time, span((Date.now() - this.started) / 1000));
    this.suspend(lms);
    // Its word is not taken for it: many platforms lose what is sent while a page closes.
    if (!this.dialect.finishCommits) {
      lms.commit();
    }
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

/**
 * The status to tell: a new one, or the present one again, since platforms want it after the score;
 * but never a lower one.
 * @template {string} Status
 * @param {Record<string, number>} ranks
 * @param {string} before
 * @param {Status} status
 */
function raisedStatus(ranks, before, status) {
  return (ranks[status] ?? 0) >= (ranks[before] ?? 0) ? status : before;
}
