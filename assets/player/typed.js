// SPDX-License-Identifier: MIT
// Answers that are typed: a number, or words.
"use strict";

/** @implements {AnswerField} */
class TypedAnswer {
  /**
   * @param {HTMLElement} box
   * @param {QuestionData} question
   * @param {AnswerPage} page
   */
  constructor(box, question, page) {
    this.question = question;
    this.words = page.words;
    this.input = part(box, ".typed input", HTMLInputElement);
    this.entry = part(box, ".entry", HTMLElement);
    this.input.addEventListener("input", page.changed);
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) {
        // The same key would press the button that gets the focus then.
        event.preventDefault();
        page.check();
      }
    });
  }

  response() {
    const text = this.input.value.trim();
    return text ? [text] : [];
  }

  problem() {
    const { type, unit = "" } = this.question;
    const unread = type === "numeric" && !numbersOf(this.input.value, unit).length;
    return unread ? "no_number" : "";
  }

  /** @returns {string[]} */
  said() {
    return [];
  }

  /** @param {Grade} grade */
  lock(grade) {
    this.input.disabled = true;
    setMark(this.entry, grade.right ? "right" : "wrong");
  }

  reveal() {
    this.input.value = this.bare();
    this.input.disabled = true;
    setMark(this.entry, "right");
  }

  open() {
    this.input.disabled = false;
    setMark(this.entry, "");
    this.input.select();
  }

  answer() {
    const { unit } = this.question;
    return unit ? `${this.bare()} ${unit}` : this.bare();
  }

  /** The right answer without its unit; of a range, both ends. */
  bare() {
    const { type, range, right } = this.question;
    const [first = ""] = right;
    if (type !== "numeric" || !range) {
      return first;
    }
    const [low, high] = range;
    const ends = low < high && Number(first) === low ? [low, high] : [Number(first)];
    return ends.map((end) => this.words.number(end)).join(" – ");
  }
}
