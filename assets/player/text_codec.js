// SPDX-License-Identifier: MIT
// What learners write, in ASCII: plain letters stay as they are, those up to U+0FFF (accents,
// Greek, Cyrillic, Hebrew, Arabic) take `~` and two digits, all others `^` and four.
"use strict";

const PLAIN_LETTER = /^[A-Za-z0-9 .,;:?!'()-]$/;

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
    digits += STATE_DIGITS[Math.floor(code / 64 ** at) % 64];
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
    const code = digits.reduce((sum, digit) => sum * 64 + STATE_DIGITS.indexOf(digit), 0);
    return digits.length && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

/**
 * @param {PackedText} text
 * @returns {string}
 */
function wholeText({ slot, marks, text }) {
  return `|${slot.toString(36)}${marks[0]}${[...text].map(packLetter).join("")}`;
}

/**
 * Keep texts whole or not at all: where there is not room for all, the longest are left out.
 * @param {PackedText[]} texts
 * @param {number} room
 */
function fitWhole(texts, room) {
  const lengths = new Set(texts.map(({ text }) => text.length));
  for (const longest of [...lengths].sort((one, other) => other - one)) {
    const packed = packInOrder(texts.filter(({ text }) => text.length <= longest));
    if (packed.reduce((sum, each) => sum + each.packed.length, 0) <= room) {
      return packed;
    }
  }
  return [];
}

/**
 * One that follows another's slot does without its own.
 * @param {PackedText[]} texts
 */
function packInOrder(texts) {
  let before = NaN;
  return [...texts].sort((one, other) => one.slot - other.slot).map((each) => {
    const { slot, marks } = each;
    const whole = wholeText(each);
    const packed = slot === before + 1 ? `|${whole.slice(whole.indexOf(marks[0] ?? ""))}` : whole;
    before = slot;
    return { slot, marks, packed, cut: false };
  });
}

/**
 * Pack texts into so many characters. Each has the same room; what a short one leaves is for the
 * others, so the longest are cut first, at their ends.
 * @param {PackedText[]} texts
 * @param {number} room
 * @returns {{ slot: number, marks: string, packed: string, cut: boolean }[]}
 */
function fitTexts(texts, room) {
  const all = texts.map((each) => ({ ...each, letters: [...each.text].map(packLetter) }));
  const sizes = new Map(all.map((each) => [each, each.letters.join("").length]));
  all.sort((one, other) => (sizes.get(one) ?? 0) - (sizes.get(other) ?? 0) || one.slot - other.slot);
  let left = room;
  return all.map(({ slot, marks, was, letters }, at) => {
    const head = `|${slot.toString(36)}`;
    const share = Math.floor(left / (all.length - at)) - head.length - 1;
    let [text, taken] = ["", 0];
    while (taken < letters.length && text.length + (letters[taken] ?? "").length <= share) {
      text += letters[taken];
      taken += 1;
    }
    const short = taken < letters.length;
    const packed = text ? `${head}${marks[Number(short || was)]}${text}` : "";
    left -= packed.length;
    return { slot, marks, packed, cut: short };
  });
}

/**
 * Read the texts that have one of two marks; the second says that the end is missing.
 * @param {string[]} packed
 * @param {string} marks
 * @returns {Map<number, KeptText>}
 */
function readTexts(packed, marks) {
  const texts = new Map();
  let slot = NaN;
  for (const each of packed) {
    const [, own, mark = "", letters] = /^([0-9a-z]{0,4})([.!:;])(.*)$/s.exec(each) ?? [];
    slot = own ? parseInt(own, 36) : slot + 1;
    if (letters && marks.includes(mark) && slot >= 0) {
      texts.set(slot, { text: unpackText(letters), cut: mark === marks[1] });
    }
  }
  return texts;
}
