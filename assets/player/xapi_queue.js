// SPDX-License-Identifier: MIT
// Statements on their way to the LRS. They wait in the browser until the LRS has them, also when
// the connection is lost or the tab crashes; an id that arrives twice counts once.
"use strict";

const SEND_AFTER_MS = 400;
const RETRY_FIRST_MS = 5000;
const RETRY_LAST_MS = 60000;
/** Browsers let a page that goes away send 64 KiB in all. */
const PARTING_BYTES = 60000;
const BATCH = 50;

/** A statement with its name in the outbox. @typedef {[string, Record<string, any>]} Waiting */

class StatementQueue {
  /**
   * @param {XapiClient} client
   * @param {LocalStore} store
   * @param {Troubles} troubles
   */
  constructor(client, store, troubles) {
    this.client = client;
    this.troubles = troubles;
    /** @type {Outbox<Record<string, any>>} */
    this.outbox = new Outbox(store);
    /** @type {Waiting[]} */
    this.waiting = this.outbox.all();
    this.timer = 0;
    this.sending = false;
    this.retryMs = RETRY_FIRST_MS;
    window.addEventListener("online", () => void this.send());
    this.sendSoon(SEND_AFTER_MS);
  }

  /** @param {Record<string, any>} statement */
  add(statement) {
    this.waiting.push([this.outbox.add(statement), statement]);
    this.sendSoon(SEND_AFTER_MS);
  }

  /**
   * Hold some statements back; they still wait in the browser.
   * @param {(statement: Record<string, any>) => boolean} which
   * @returns {Waiting[]}
   */
  hold(which) {
    const held = this.waiting.filter(([, statement]) => which(statement));
    this.waiting = this.waiting.filter((each) => !held.includes(each));
    return held;
  }

  /** @param {number} wait - In milliseconds. */
  sendSoon(wait) {
    if (!this.timer && this.waiting.length) {
      this.timer = window.setTimeout(() => void this.send(), wait);
    }
  }

  async send() {
    window.clearTimeout(this.timer);
    this.timer = 0;
    if (this.sending || !this.waiting.length) {
      return;
    }
    this.sending = true;
    const trouble = troubleOf(await this.post(this.waiting.slice(0, BATCH)));
    this.sending = false;
    this.troubles.withPlatform("statements", trouble);
    this.retryMs = trouble ? Math.min(2 * this.retryMs, RETRY_LAST_MS) : RETRY_FIRST_MS;
    this.sendSoon(trouble ? this.retryMs : 0);
  }

  /**
   * Send some statements; where the LRS refuses them together, one by one.
   * @param {Waiting[]} batch
   * @returns {Promise<LrsVerdict>}
   */
  async post(batch) {
    const verdict = verdictOf(await this.ask(batch, false));
    const refused = verdict === "refused" || verdict === "forbidden";
    if (refused && batch.length > 1) {
      return this.postSingly(batch);
    }
    if (verdict === "taken" || verdict === "refused") {
      this.drop(batch);
    }
    return verdict;
  }

  /**
   * One that the LRS will never take does not hold up the others.
   * @param {Waiting[]} batch
   * @returns {Promise<LrsVerdict>}
   */
  async postSingly(batch) {
    /** @type {Waiting[]} */
    const forbidden = [];
    for (const one of batch) {
      const verdict = await this.post([one]);
      if (verdict === "lost" || verdict === "expired") {
        return verdict;
      }
      if (verdict === "forbidden") {
        forbidden.push(one);
      }
    }
    if (forbidden.length === batch.length) {
      return "forbidden";
    }
    // It takes others from the same learner: what it forbids is in the statements.
    this.drop(forbidden);
    return "taken";
  }

  /**
   * @param {Waiting[]} batch
   * @param {boolean} keepalive
   */
  ask(batch, keepalive) {
    const body = JSON.stringify(batch.map(([, statement]) => statement));
    return this.client.ask("POST", "statements", { body, keepalive });
  }

  /** Send all that waits in a way that outlives the page. */
  flush() {
    for (const batch of partingBatches(this.waiting)) {
      void this.ask(batch, true).then((answer) => {
        if (verdictOf(answer) === "taken") {
          this.drop(batch);
        }
      });
    }
  }

  /** @param {Waiting[]} batch */
  drop(batch) {
    const done = new Set(batch.map(([name]) => name));
    this.waiting = this.waiting.filter(([name]) => !done.has(name));
    this.outbox.remove(done);
  }
}

/**
 * As many statements, the first first, as a page may still send when it goes away.
 * @param {Waiting[]} waiting
 * @returns {Waiting[][]}
 */
function partingBatches(waiting) {
  let room = PARTING_BYTES;
  const fitting = waiting.filter(([, statement]) => {
    room -= new TextEncoder().encode(JSON.stringify(statement)).length + 1;
    return room > 0;
  });
  return fitting.length ? [fitting] : [];
}
