// SPDX-License-Identifier: MIT
// Answers that are chosen: by radio buttons or check boxes.
"use strict";

/** @implements {AnswerField} */
class ChosenAnswer {
  /**
   * @param {HTMLElement} box
   * @param {QuestionData} question
   * @param {AnswerPage} page
   */
  constructor(box, question, page) {
    this.question = question;
    this.inputs = [...box.querySelectorAll("input")];
    this.inputs.forEach((input) => input.addEventListener("change", page.changed));
    if (question.shuffle) {
      const place = part(box, ".choices", HTMLElement);
      place.append(...shuffled(this.inputs.map((input) => labelOf(input))));
    }
  }

  response() {
    return this.inputs.filter((input) => input.checked).map((input) => input.value);
  }

  problem() {
    return "";
  }

  said() {
    return this.response();
  }

  lock() {
    this.inputs.forEach((input) => (input.disabled = true));
    this.mark(false);
  }

  /** @param {string[]} response */
  fill(response) {
    this.inputs.forEach((input) => (input.checked = response.includes(input.value)));
  }

  reveal() {
    this.mark(true);
  }

  /** @param {boolean} all - Whether the right ones are shown that were not chosen, too. */
  mark(all) {
    for (const input of this.inputs) {
      const right = this.question.right.includes(input.value);
      const mark = right ? (all ? "right" : "") : input.checked ? "wrong" : "";
      setMark(labelOf(input), mark);
    }
  }

  open() {
    for (const input of this.inputs) {
      input.disabled = false;
      input.checked = false;
      setMark(labelOf(input), "");
    }
    this.inputs[0]?.focus();
  }

  answer() {
    const names = this.question.choices.filter(({ id }) => this.question.right.includes(id));
    return names.map((choice) => choice.text).join(" · ");
  }
}

/**
 * How far the learner agrees with each statement.
 * @implements {AnswerField}
 */
class LikertAnswer {
  /**
   * @param {HTMLElement} box
   * @param {QuestionData} question
   * @param {AnswerPage} page
   */
  constructor(box, question, page) {
    this.count = question.choices.length;
    this.inputs = [...box.querySelectorAll("input")];
    this.inputs.forEach((input) => input.addEventListener("change", page.changed));
  }

  response() {
    const chosen = this.inputs.filter((input) => input.checked);
    return chosen.length === this.count
      ? chosen.map((input) => `${idOf(input)}.${input.value}`)
      : [];
  }

  problem() {
    return "";
  }

  /** @returns {string[]} */
  said() {
    return [];
  }

  lock() {
    this.inputs.forEach((input) => (input.disabled = true));
  }

  /** @param {string[]} response */
  fill(response) {
    for (const input of this.inputs) {
      input.checked = response.includes(`${idOf(input)}.${input.value}`);
    }
  }

  reveal() {}

  open() {}

  answer() {
    return "";
  }
}

/**
 * @param {HTMLInputElement} input
 * @returns {HTMLElement}
 */
function labelOf(input) {
  return /** @type {HTMLElement} */ (input.closest("label"));
}

/**
 * Say by a class whether a part of the answer is right; the styles add a sign to the colour.
 * @param {HTMLElement} box
 * @param {"" | "right" | "wrong"} mark
 */
function setMark(box, mark) {
  box.classList.toggle("right-choice", mark === "right");
  box.classList.toggle("wrong-choice", mark === "wrong");
}
