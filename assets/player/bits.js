// SPDX-License-Identifier: MIT
// Numbers as bits, and bits as text: six of them are a letter.
"use strict";

const STATE_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/** Collects numbers bit by bit. */
class BitWriter {
  constructor() {
    /** @type {number[]} */
    this.bits = [];
  }

  /**
   * @param {number} value - A whole number; what is too large becomes the largest that fits.
   * @param {number} width
   */
  write(value, width) {
    const fitting = Math.max(0, Math.min(Math.round(value), 2 ** width - 1));
    for (let bit = width - 1; bit >= 0; bit -= 1) {
      this.bits.push(Math.floor(fitting / 2 ** bit) % 2);
    }
  }

  /** @returns {string} */
  text() {
    let text = "";
    for (let at = 0; at < this.bits.length; at += 6) {
      const digit = [0, 1, 2, 3, 4, 5].reduce((sum, n) => sum * 2 + (this.bits[at + n] ?? 0), 0);
      text += STATE_DIGITS[digit];
    }
    return text;
  }
}

/** Gives the numbers back. */
class BitReader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  /**
   * @param {number} width
   * @returns {number}
   */
  read(width) {
    let value = 0;
    for (let n = 0; n < width; n += 1) {
      value = value * 2 + this.bit();
    }
    return value;
  }

  /** @returns {number} */
  bit() {
    const digit = STATE_DIGITS.indexOf(this.text[Math.floor(this.at / 6)] ?? "?");
    if (digit < 0) {
      throw new RangeError("the state ends too early, or holds a letter that is not ours");
    }
    const bit = (digit >> (5 - (this.at % 6))) & 1;
    this.at += 1;
    return bit;
  }
}
