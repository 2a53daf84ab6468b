// SPDX-License-Identifier: MIT
// SCORM 1.2: the score before the status, the status before the exit, then a commit. The exit is
// always `suspend`, so that the next launch resumes; a status is never lowered.
"use strict";

const COMMIT_PAUSE_MS = 10000;
const FINAL_RANKS = { failed: 1, completed: 2, passed: 3 };

/** @implements {Tracker} */
class Scorm12Tracker {
  /** @param {CourseData} course */
  constructor(course) {
    this.local = new LocalTracker(course);
    /** @type {Scorm12Calls | null} */
    this.lms = null;
    this.started = Date.now();
    this.status = "";
    this.location = "";
    this.unsaved = false;
    this.urgent = false;
    this.lastCommit = 0;
    this.timer = 0;
    /** Indexes of the platform's objectives by their ids. @type {Map<string, number> | null} */
    this.objectives = null;
  }

  /** @returns {Promise<Opened>} */
  async open() {
    const api = await findScormApi();
    const lms = api ? new Scorm12Calls(api) : null;
    if (!lms?.running) {
      return this.local.open();
    }
    this.lms = lms;
    this.started = Date.now();
    this.location = lms.get("cmi.core.lesson_location");
    const opened = {
      state: lms.get("cmi.suspend_data"),
      location: this.location,
      mode: scormMode(lms.get("cmi.core.lesson_mode")),
      learner: lms.get("cmi.core.student_name"),
    };
    this.begin(lms);
    return opened;
  }

  /**
   * A course that was never opened is incomplete from now on: platforms make "completed" of what
   * no page has said.
   * @param {Scorm12Calls} lms
   */
  begin(lms) {
    this.status = lms.get("cmi.core.lesson_status");
    if (!["incomplete", "browsed", ...Object.keys(FINAL_RANKS)].includes(this.status)) {
      this.setStatus(lms, "incomplete");
    }
    lms.set("cmi.core.exit", "suspend");
    this.unsaved = true;
    this.flush();
  }

  experienced() {}

  /**
   * @param {string} state
   * @param {string} location
   */
  save(state, location) {
    if (!this.lms) {
      this.local.save(state, location);
      return;
    }
    this.lms.set("cmi.core.lesson_location", location);
    this.lms.set("cmi.suspend_data", state);
    this.unsaved = true;
    if (this.urgent || location !== this.location) {
      this.location = location;
      this.flush();
    } else {
      this.commitSoon();
    }
  }

  /** @param {Interaction} interaction */
  answered(interaction) {
    const { lms } = this;
    if (!lms) {
      return;
    }
    const { question } = interaction;
    const count = lms.get("cmi.interactions._count");
    const index = /^\d+$/.test(count) ? Number(count) : interaction.index;
    const path = `cmi.interactions.${index}`;
    lms.set(`${path}.id`, question.id);
    lms.set(`${path}.type`, scormType(question));
    question.objectives.forEach((id, at) => lms.set(`${path}.objectives.${at}.id`, id));
    lms.set(`${path}.time`, scormClock(interaction.at));
    scormPatterns(question).forEach((pattern, at) =>
      lms.set(`${path}.correct_responses.${at}.pattern`, pattern),
    );
    lms.set(`${path}.weighting`, scormNumber(question.points));
    lms.set(`${path}.student_response`, scormResponse(question, interaction.response));
    lms.set(`${path}.result`, scormResult(interaction.grade));
    lms.set(`${path}.latency`, scormSpan(interaction.latency_s));
    this.urgent = true;
  }

  /**
   * @param {string} id
   * @param {number} mastery
   */
  objective(id, mastery) {
    const { lms } = this;
    if (!lms || !lms.get("cmi.objectives._children")) {
      return;
    }
    this.objectives ??= knownObjectives(lms);
    const index = this.objectives.get(id) ?? this.objectives.size;
    this.objectives.set(id, index);
    const path = `cmi.objectives.${index}`;
    lms.set(`${path}.id`, id);
    setScore(lms, path, mastery);
    lms.set(`${path}.status`, mastery === 1 ? "passed" : "incomplete");
  }

  video() {}

  /** @param {Result} result */
  result({ completion, success, score }) {
    const { lms } = this;
    if (!lms) {
      return;
    }
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
    this.urgent = true;
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
    if (!this.lms?.running || !this.unsaved) {
      return;
    }
    this.lastCommit = Date.now();
    this.urgent = false;
    this.unsaved = !this.lms.commit();
    if (this.unsaved) {
      this.commitSoon();
    }
  }

  close() {
    if (!this.lms?.running) {
      return;
    }
    this.lms.set("cmi.core.session_time", scormSpan((Date.now() - this.started) / 1000));
    this.lms.set("cmi.core.exit", "suspend");
    this.lms.commit();
    this.lms.finish();
    window.clearTimeout(this.timer);
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
 * @param {Scorm12Calls} lms
 * @param {string} path
 * @param {number} share - 0 to 1.
 */
function setScore(lms, path, share) {
  lms.set(`${path}.score.raw`, scormNumber(share * 100));
  lms.set(`${path}.score.min`, "0");
  lms.set(`${path}.score.max`, "100");
}

/**
 * @param {Scorm12Calls} lms
 * @returns {Map<string, number>}
 */
function knownObjectives(lms) {
  const count = parseInt(lms.get("cmi.objectives._count"), 10) || 0;
  const indexes = Array.from({ length: count }, (_, index) => index);
  return new Map(indexes.map((index) => [lms.get(`cmi.objectives.${index}.id`), index]));
}
