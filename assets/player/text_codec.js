// SPDX-License-Identifier: MIT
// What learners write, in ASCII: plain letters stay as they are, those up to U+0FFF (accents,
// Greek, Cyrillic, Hebrew, Arabic) take `~` and two digits, all others `^` and four.
"use strict";

const PLAIN_LETTER = /^[A-Za-z0-9 .,;:?!'()-]$/;
const TEXT_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/**
 * @param {string} letter - One code point.
 * @returns {string}
 */
function packLetter(letter) {
  if (PLAIN_LETTER.test(letter)) {
    return letter;
  }
  const code = letter.codePointAt(0) ?? 0;
  const width = code < 4096 ? 2 : 4;
  let digits = "";
  for (let at = width - 1; at >= 0; at -= 1) {
    digits += TEXT_DIGITS[Math.floor(code / 64 ** at) % 64];
  }
  return (width === 2 ? "~" : "^") + digits;
}

/**
 * The text as far as it can be read: a stranger's, or one cut short, gives less.
 * @param {string} packed
 * @returns {string}
 */
function unpackText(packed) {
  return packed.replace(/~([\w-]{2})|\^([\w-]{4})|[~^].*/gs, (_, two, four) => {
    const digits = [...(two ?? four ?? "")];
    const code = digits.reduce((sum, digit) => sum * 64 + TEXT_DIGITS.indexOf(digit), 0);
    return digits.length && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

/**
 * Pack texts into so many characters. Each has the same room; what a short one leaves is for the
 * others, so the longest are cut first, at their ends.
 * @param {Map<number, KeptText>} texts
 * @param {number} room
 * @returns {{ slot: number, packed: string, cut: boolean }[]}
 */
function fitTexts(texts, room) {
  const all = [...texts].filter(([, { text }]) => text).map(([slot, kept]) => {
    return { slot, was: kept.cut, letters: [...kept.text].map(packLetter) };
  });
  const sizes = new Map(all.map((each) => [each, each.letters.join("").length]));
  all.sort((one, other) => (sizes.get(one) ?? 0) - (sizes.get(other) ?? 0) || one.slot - other.slot);
  let left = room;
  return all.map(({ slot, was, letters }, at) => {
    const head = `|${slot.toString(36)}`;
    const share = Math.floor(left / (all.length - at)) - head.length - 1;
    let [text, taken] = ["", 0];
    while (taken < letters.length && text.length + (letters[taken] ?? "").length <= share) {
      text += letters[taken];
      taken += 1;
    }
    const short = taken < letters.length;
    const packed = text ? `${head}${short || was ? "!" : "."}${text}` : "";
    left -= packed.length;
    return { slot, packed, cut: short };
  });
}

/**
 * @param {string[]} packed
 * @returns {Map<number, KeptText>}
 */
function readTexts(packed) {
  const texts = new Map();
  for (const each of packed) {
    const [, slot, mark, letters] = /^([0-9a-z]{1,4})([.!])(.*)$/s.exec(each) ?? [];
    if (slot && letters) {
      texts.set(parseInt(slot, 36), { text: unpackText(letters), cut: mark === "!" });
    }
  }
  return texts;
}
