// SPDX-License-Identifier: MIT
// A learner's progress as this browser keeps it: for courses without a platform, for what a platform
// could not take, and for other windows with the same course.
"use strict";

class SafetyCopy {
  /**
   * @param {LocalStore} store - It belongs to one learner and one course.
   * @param {StateListener} hear - What to do with the progress of another window.
   */
  constructor(store, hear) {
    this.store = store;
    this.hear = hear;
    /** What was read or written here last. */
    this.known = this.state;
    window.addEventListener("storage", ({ key }) => {
      if (key === `${store.prefix}state`) {
        this.look();
      }
    });
  }

  get state() {
    return this.store.get("state") ?? "";
  }

  get location() {
    return this.store.get("location") ?? "";
  }

  /** What the platform had last, by its word. */
  get sent() {
    return this.store.get("sent") ?? "";
  }

  /**
   * Take in what another window has kept.
   * @returns {boolean} whether more was saved for it, and nothing else is to be saved
   */
  look() {
    const [now, base] = [this.state, this.known];
    this.known = now;
    return now !== base && now !== "" && this.hear(now, base);
  }

  /**
   * @param {string} state
   * @param {string} location
   */
  keep(state, location) {
    this.known = state;
    this.store.set("location", location);
    this.store.set("state", state);
  }

  /** @param {string} state - What the platform has now. */
  arrived(state) {
    this.store.set("sent", state);
  }

  /**
   * What a platform has missed that says it has this state.
   *
   * Nothing, if all had arrived. And nothing, if the platform has begun anew since (a new attempt, a
   * teacher's reset): what it had is gone from there, and what followed on it is not to come back.
   * @param {string} there
   * @returns {Missed | null}
   */
  missed(there) {
    const { state, sent } = this;
    const same = state === "" || state === sent || state === there;
    return same || this.isOfOther(there) ? null : { state, base: sent };
  }

  /**
   * Whether the platform has begun anew since it had something of this copy.
   * @param {string} there
   */
  isOfOther(there) {
    return this.sent !== "" && !descends(unpackState(there), unpackState(this.sent));
  }
}

/** Whether the same course is open in another window of this browser. */
class Neighbours {
  /**
   * @param {string} name
   * @param {(any: boolean) => void} tell
   */
  constructor(name, tell) {
    // Older browsers have none: then each window believes that it is alone.
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel(name) : null;
    this.self = Math.random();
    /** @type {Set<number>} */
    const others = new Set();
    this.channel?.addEventListener("message", ({ data: [word, from] }) => {
      if (word === "gone") {
        others.delete(from);
      } else {
        others.add(from);
      }
      if (word === "came") {
        this.say("here");
      }
      tell(others.size > 0);
    });
    window.addEventListener("pagehide", () => this.say("gone"));
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.say("came"));
    this.say("came");
  }

  /** @param {"came" | "here" | "gone"} word */
  say(word) {
    this.channel?.postMessage([word, this.self]);
  }
}
