// SPDX-License-Identifier: MIT
// Answers and objectives on their way to a SCORM platform. Each waits in the browser until a commit
// has worked after it was set.
"use strict";

/**
 * SCORM promises room for 250 interactions. Beyond, a platform may refuse one or, worse, the
 * whole commit, and with it the score; and what a page may still send while it closes (64 KiB) is
 * too little for many more. So from there on answers are kept in the state alone; score, status and
 * objectives go on. The review says so to authors whose course asks that much.
 */
const MOST_INTERACTIONS = 250;

class ScormReports {
  /** @param {LocalStore} store */
  constructor(store) {
    /** @type {Outbox<ScormReport>} */
    this.outbox = new Outbox(store);
    /** @type {ScormCalls | null} */
    this.lms = null;
    /** What was set since the last commit, by its name in the outbox. @type {Set<string>} */
    this.handed = new Set();
    /** Indexes of the answers that were begun, by name. @type {Map<string, number>} */
    this.places = new Map();
    /** Indexes of the platform's objectives by their ids. @type {Map<string, number> | null} */
    this.objectives = null;
  }

  /** @param {ScormReport} report */
  add(report) {
    // Of an objective only the last word counts.
    const name = this.outbox.add(report, report.kind === "objective" ? `-${report.id}` : undefined);
    this.handed.delete(name);
    this.handOver(name, report);
  }

  /** Set all that was not set in this sitting. */
  tellAll() {
    for (const [name, report] of this.outbox.all().filter(([name]) => !this.handed.has(name))) {
      this.handOver(name, report);
    }
  }

  /** The platform has kept what was set. */
  arrived() {
    this.outbox.remove(this.handed);
    this.handed.clear();
  }

  /** @param {(report: ScormReport) => boolean} which */
  forget(which) {
    this.outbox.remove(this.outbox.all().filter(([, each]) => which(each)).map(([name]) => name));
  }

  /**
   * @param {string} name
   * @param {ScormReport} report
   */
  handOver(name, report) {
    const { lms } = this;
    const done = lms && (report.kind === "answer"
      ? this.tellAnswer(lms, name, report)
      : this.tellObjective(lms, report));
    if (done) {
      this.handed.add(name);
      this.outbox.put(name, { ...report, handed: true });
    }
  }

  /**
   * @param {ScormCalls} lms
   * @param {string} name
   * @param {ScormAnswer} answer
   * @returns {boolean} whether the platform has it, or will never take it
   */
  tellAnswer(lms, name, { index, fields }) {
    const count = lms.get("cmi.interactions._count");
    const place = this.places.get(name) ?? (/^\d+$/.test(count) ? Number(count) : index);
    if (place >= MOST_INTERACTIONS) {
      return true;
    }
    // Without the first one, its id, there is nothing to add to.
    return fields.every(([field, value]) => {
      const done = lms.set(`cmi.interactions.${place}.${field}`, value);
      if (done) {
        this.places.set(name, place);
      }
      return done;
    });
  }

  /**
   * @param {ScormCalls} lms
   * @param {ScormObjective} objective
   * @returns {boolean}
   */
  tellObjective(lms, { id, mastery }) {
    if (!lms.get("cmi.objectives._children")) {
      return lms.error() === NO_ERROR || lms.hasRefused();
    }
    this.objectives ??= knownObjectives(lms);
    const index = this.objectives.get(id) ?? this.objectives.size;
    const path = `cmi.objectives.${index}`;
    if (!lms.set(`${path}.id`, id)) {
      return false;
    }
    this.objectives.set(id, index);
    const fields = lms.dialect.objective(mastery);
    return fields.map(([field, value]) => lms.set(`${path}.${field}`, value)).every(Boolean);
  }
}

/**
 * @param {ScormCalls} lms
 * @returns {Map<string, number>}
 */
function knownObjectives(lms) {
  const count = parseInt(lms.get("cmi.objectives._count"), 10) || 0;
  const indexes = Array.from({ length: count }, (_, index) => index);
  return new Map(indexes.map((index) => [lms.get(`cmi.objectives.${index}.id`), index]));
}
