// SPDX-License-Identifier: MIT
// Answers that are typed: a number, words, the blanks of a text, or a long text.
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
    checkOnEnter(this.input, page);
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

  /** @param {string[]} response */
  fill(response) {
    this.input.value = response[0] ?? "";
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

/** @implements {AnswerField} */
class BlanksAnswer {
  /**
   * @param {HTMLElement} box
   * @param {QuestionData} question
   * @param {AnswerPage} page
   */
  constructor(box, question, page) {
    this.question = question;
    /** @type {(HTMLInputElement | HTMLSelectElement)[]} */
    this.fields = [...box.querySelectorAll(/** @type {"input"} */ (".blanks :is(input, select)"))];
    for (const field of this.fields) {
      field.addEventListener("input", page.changed);
      checkOnEnter(field, page);
    }
  }

  response() {
    const texts = this.fields.map((field) => field.value.trim());
    return texts.every(Boolean) ? texts : [];
  }

  problem() {
    return "";
  }

  /** @returns {string[]} */
  said() {
    return [];
  }

  lock() {
    this.fields.forEach((field, at) => {
      field.disabled = true;
      setMark(entryOf(field), isFilled(this.question, at, field.value) ? "right" : "wrong");
    });
  }

  /** @param {string[]} response */
  fill(response) {
    this.fields.forEach((field, at) => (field.value = response[at] ?? ""));
  }

  reveal() {
    this.fill(this.question.right);
    this.lock();
  }

  open() {
    openEntries(this.fields);
  }

  answer() {
    return this.question.right.join(" · ");
  }
}

/**
 * A text that learners compare with a model, once they have written it.
 * @implements {AnswerField}
 */
class LongAnswerField {
  /**
   * @param {HTMLElement} box
   * @param {QuestionData} _question
   * @param {AnswerPage} page
   */
  constructor(box, _question, page) {
    this.text = part(box, "textarea", HTMLTextAreaElement);
    this.model = part(box, "template.model", HTMLTemplateElement);
    this.text.addEventListener("input", page.changed);
  }

  response() {
    const text = this.text.value.trim();
    return text ? [text] : [];
  }

  problem() {
    return "";
  }

  /** @returns {string[]} */
  said() {
    return [];
  }

  lock() {
    this.text.readOnly = true;
    const model = element("div", "model", this.model.content.cloneNode(true));
    if (model.textContent?.trim()) {
      this.model.replaceWith(model);
    }
  }

  /** @param {string[]} response */
  fill(response) {
    this.text.value = response[0] ?? "";
  }

  reveal() {
    entryOf(this.text).hidden = !this.text.value;
  }

  open() {}

  answer() {
    return "";
  }
}

/**
 * @param {HTMLElement} field
 * @param {AnswerPage} page
 */
function checkOnEnter(field, page) {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && !(field instanceof HTMLSelectElement)) {
      // The same key would press the button that gets the focus then.
      event.preventDefault();
      page.check();
    }
  });
}
