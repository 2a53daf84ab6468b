// SPDX-License-Identifier: MIT
// Without a platform: progress is kept in the browser, and nothing is reported anywhere.
"use strict";

/** How to report to each kind of platform; a package holds one of them. @type {Record<string, MakeTracker>} */
const TRACKERS = {
  preview: (course) => new LocalTracker(course, sessionStorage),
};

/** @implements {Tracker} */
class LocalTracker {
  /**
   * @param {CourseData} course
   * @param {Storage | null} [storage] - null: nothing may be kept.
   * @param {string} [place] - Where in it.
   */
  constructor(course, storage, place = `coursewright:${course.unit.iri}:`) {
    this.store = new LocalStore(place, storage);
    this.troubles = new Troubles();
    this.troubles.note({ local: true, alone: course.tracker !== null && !storage });
    /** @type {StateListener} */
    this.hear = () => false;
    this.copy = new SafetyCopy(this.store, (state, base) => this.hear(state, base));
    if (!storage) {
      this.neighbours = new Neighbours(this.store.prefix, (twice) => this.troubles.note({ twice }));
    }
  }

  /** @param {(trouble: Trouble | null) => void} listener */
  onTrouble(listener) {
    this.troubles.listen(listener);
  }

  /** @param {StateListener} listener */
  onState(listener) {
    this.hear = listener;
  }

  /** @returns {Promise<Opened>} */
  async open() {
    return { state: this.copy.state, location: this.copy.location, mode: "normal", learner: "" };
  }

  /**
   * @param {string} state
   * @param {string} location
   */
  save(state, location) {
    if (!this.copy.look()) {
      this.copy.keep(state, location);
      this.troubles.note({ lasting: this.store.lasting });
    }
  }

  experienced() {}

  answered() {}

  objective() {}

  attempted() {}

  video() {}

  result() {}

  flush() {}

  close() {}
}
