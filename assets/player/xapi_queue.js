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

class StatementQueue {
  /**
   * @param {XapiClient} client
   * @param {LocalStore} store
   */
  constructor(client, store) {
    this.client = client;
    this.store = store;
    /** @type {Record<string, any>[]} */
    this.waiting = readList(store.get("statements"));
    this.timer = 0;
    this.sending = false;
    this.retryMs = RETRY_FIRST_MS;
    window.addEventListener("online", () => void this.send());
    this.sendSoon(SEND_AFTER_MS);
  }

  /** @param {Record<string, any>} statement */
  add(statement) {
    this.waiting.push(statement);
    this.keep();
    this.sendSoon(SEND_AFTER_MS);
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
    const reached = await this.post(this.waiting.slice(0, BATCH));
    this.sending = false;
    this.retryMs = reached ? RETRY_FIRST_MS : Math.min(2 * this.retryMs, RETRY_LAST_MS);
    this.sendSoon(reached ? 0 : this.retryMs);
  }

  /**
   * Send some statements; where the LRS refuses them together, one by one.
   * @param {Record<string, any>[]} batch
   * @returns {Promise<boolean>} whether the LRS has decided on them
   */
  async post(batch) {
    const answer = await this.client.ask("POST", "statements", { body: JSON.stringify(batch) });
    if (!answer || answer.status >= 500 || [401, 403, 408, 429].includes(answer.status)) {
      return false;
    }
    if (answer.ok || batch.length === 1) {
      this.drop(batch);
      return true;
    }
    for (const statement of batch) {
      if (!(await this.post([statement]))) {
        return false;
      }
    }
    return true;
  }

  /** Send all that waits in a way that outlives the page. */
  flush() {
    for (const batch of partingBatches(this.waiting)) {
      const body = JSON.stringify(batch);
      void this.client.ask("POST", "statements", { body, keepalive: true }).then((answer) => {
        if (answer?.ok || answer?.status === 409) {
          this.drop(batch);
        }
      });
    }
  }

  /** @param {Record<string, any>[]} batch */
  drop(batch) {
    const done = new Set(batch);
    this.waiting = this.waiting.filter((statement) => !done.has(statement));
    this.keep();
  }

  keep() {
    this.store.set("statements", JSON.stringify(this.waiting));
  }
}

/**
 * As many statements, the first first, as a page may still send when it goes away.
 * @param {Record<string, any>[]} statements
 * @returns {Record<string, any>[][]}
 */
function partingBatches(statements) {
  let room = PARTING_BYTES;
  const fitting = statements.filter((statement) => {
    room -= new TextEncoder().encode(JSON.stringify(statement)).length + 1;
    return room > 0;
  });
  return fitting.length ? [fitting] : [];
}

/**
 * @param {string | null} text
 * @returns {Record<string, any>[]}
 */
function readList(text) {
  try {
    const list = JSON.parse(text ?? "[]");
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}
