// SPDX-License-Identifier: MIT
"use strict";

/**
 * Sends records to the server of this page, also while the page is being closed.
 *
 * A page that goes away may only have requests that are kept alive, and a browser lets no more
 * than 64 KiB of them be under way at once. So records go out as they come, in small pieces, and
 * what does not fit waits for an answer. Records are numbered: the server puts them in order and
 * knows one that comes twice.
 */
const TestLmsSender = (() => {
  const UNDER_WAY_BYTES = 48 * 1024;
  const PIECE_BYTES = 16 * 1024;
  const RETRY_MS = 1000;

  /** @typedef {{bytes: number, json: string}} Numbered */

  class Sender {
    /** What has not been sent, in order. @type {Numbered[]} */
    #waiting = [];
    #count = 0;
    #underWay = 0;
    #url;

    /** @param {string} url where pieces are posted to */
    constructor(url) {
      this.#url = url;
    }

    /**
     * Send a record as soon as the script that caused it has ended.
     *
     * @param {object} record
     */
    keep(record) {
      const json = JSON.stringify({ ...record, number: this.#count });
      this.#count += 1;
      this.#waiting.push({ json, bytes: new TextEncoder().encode(json).length + 1 });
      queueMicrotask(() => this.#flush());
    }

    #flush() {
      for (let piece = this.#take(); piece.length; piece = this.#take()) void this.#send(piece);
    }

    /** @returns {Numbered[]} the records that may go now: as many as fit, or one */
    #take() {
      const room = Math.min(PIECE_BYTES, UNDER_WAY_BYTES - this.#underWay);
      let bytes = 0;
      let fitting = this.#waiting.findIndex((record) => (bytes += record.bytes) > room);
      if (fitting < 0) fitting = this.#waiting.length;
      if (fitting === 0 && this.#underWay === 0) fitting = 1;
      return this.#waiting.splice(0, fitting);
    }

    /** @param {Numbered[]} piece */
    async #send(piece) {
      const bytes = piece.reduce((sum, record) => sum + record.bytes, 0);
      const body = `[${piece.map((record) => record.json).join(",")}]`;
      this.#underWay += bytes;
      const sent = await this.#post(body);
      this.#underWay -= bytes;
      if (sent) {
        this.#flush();
      } else {
        this.#waiting.unshift(...piece);
        setTimeout(() => this.#flush(), RETRY_MS);
      }
    }

    /** @param {string} body @returns {Promise<boolean>} whether the server has it */
    async #post(body) {
      const headers = { "Content-Type": "application/json" };
      try {
        await fetch(this.#url, { method: "POST", keepalive: true, headers, body });
        return true;
      } catch {
        return false;
      }
    }
  }

  return { Sender };
})();
