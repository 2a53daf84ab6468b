// SPDX-License-Identifier: MIT
// Answers that are put in their place: in order by buttons, keys or dragging, or beside their
// other half by lists.
"use strict";

/** @implements {AnswerField} */
class OrderingAnswer {
  /**
   * @param {HTMLElement} box
   * @param {QuestionData} question
   * @param {AnswerPage} page
   */
  constructor(box, question, page) {
    this.question = question;
    this.page = page;
    this.list = part(box, ".order", HTMLElement);
    this.spoken = part(box, "[role=status]", HTMLElement);
    this.locked = false;
    this.mix();
    for (const item of this.items()) {
      part(item, ".up", HTMLElement).addEventListener("click", () => this.step(item, -1));
      part(item, ".down", HTMLElement).addEventListener("click", () => this.step(item, 1));
      part(item, ".grip", HTMLElement).addEventListener("pointerdown", (event) =>
        this.drag(item, event),
      );
    }
  }

  /** @returns {HTMLElement[]} */
  items() {
    return /** @type {HTMLElement[]} */ ([...this.list.children]);
  }

  /** Put the items in any order but the right one. */
  mix() {
    const items = this.items();
    do {
      this.list.append(...shuffled(items));
    } while (items.length > 1 && this.response().join() === this.question.right.join());
  }

  /**
   * Move an item past its neighbour. It is the neighbour that is put elsewhere: the item keeps the
   * focus, and the pointer that drags it.
   * @param {HTMLElement} item
   * @param {number} by - 1 or -1.
   */
  step(item, by) {
    const neighbour = by < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (this.locked || !neighbour) {
      return;
    }
    if (by < 0) {
      item.after(neighbour);
    } else {
      item.before(neighbour);
    }
    const { words } = this.page;
    const at = { item: this.textOf(item), n: this.items().indexOf(item) + 1 };
    this.spoken.textContent = words.say("moved_to", { ...at, total: this.items().length });
  }

  /**
   * @param {HTMLElement} item
   * @param {PointerEvent} begin
   */
  drag(item, begin) {
    if (this.locked) {
      return;
    }
    const grip = /** @type {HTMLElement} */ (begin.currentTarget);
    begin.preventDefault();
    grip.setPointerCapture(begin.pointerId);
    item.classList.add("dragged");
    const follow = (/** @type {PointerEvent} */ event) => {
      for (const by of [-1, 1]) {
        const next = by < 0 ? item.previousElementSibling : item.nextElementSibling;
        const { top, height } = (next ?? item).getBoundingClientRect();
        if (next && (event.clientY - top - height / 2) * by > 0) {
          this.step(item, by);
        }
      }
    };
    grip.addEventListener("pointermove", follow);
    grip.addEventListener(
      "lostpointercapture",
      () => {
        grip.removeEventListener("pointermove", follow);
        item.classList.remove("dragged");
      },
      { once: true },
    );
  }

  /** @param {HTMLElement} item */
  textOf(item) {
    return this.question.choices.find(({ id }) => id === item.dataset.id)?.text ?? "";
  }

  response() {
    return this.items().map((item) => item.dataset.id ?? "");
  }

  problem() {
    return "";
  }

  /** @returns {string[]} */
  said() {
    return [];
  }

  lock() {
    this.setLocked(true);
    const { right } = this.question;
    const ids = this.response();
    this.items().forEach((item, at) => {
      const id = ids[at] ?? "";
      const follows = at ? isNext(right, ids[at - 1], id) : id === right[0];
      setMark(item, follows ? "right" : "wrong");
    });
  }

  /** @param {string[]} response */
  fill(response) {
    const place = (/** @type {HTMLElement} */ item) => response.indexOf(item.dataset.id ?? "");
    this.list.append(...this.items().sort((one, other) => place(one) - place(other)));
  }

  reveal() {
    this.fill(this.question.right);
    this.lock();
  }

  open() {
    this.setLocked(false);
    this.items().forEach((item) => setMark(item, ""));
    part(this.list, ".down", HTMLElement).focus();
  }

  /** @param {boolean} locked */
  setLocked(locked) {
    this.locked = locked;
    this.list.classList.toggle("locked", locked);
    this.list.querySelectorAll("button").forEach((button) => (button.hidden = locked));
  }

  answer() {
    return this.question.choices.map((choice) => choice.text).join(" · ");
  }
}

/** @implements {AnswerField} */
class PairsAnswer {
  /**
   * @param {HTMLElement} box
   * @param {QuestionData} question
   * @param {AnswerPage} page
   */
  constructor(box, question, page) {
    this.question = question;
    const list = part(box, ".pairs", HTMLElement);
    const { targets = [] } = question;
    const offered = question.type === "matching" ? shuffled(targets) : targets;
    this.lists = [...list.querySelectorAll("select")];
    for (const select of this.lists) {
      const none = new Option(page.words.say("choose"), "");
      select.append(none, ...offered.map(({ id, text }) => new Option(text, id)));
      select.addEventListener("change", page.changed);
    }
    list.append(...shuffled(/** @type {HTMLElement[]} */ ([...list.children])));
    this.lists = [...list.querySelectorAll("select")];
  }

  response() {
    const pairs = this.lists.map((select) => `${idOf(select)}.${select.value}`);
    return this.lists.every((select) => select.value) ? pairs : [];
  }

  problem() {
    return "";
  }

  /** @returns {string[]} */
  said() {
    return [];
  }

  lock() {
    for (const select of this.lists) {
      const right = this.question.right.includes(`${idOf(select)}.${select.value}`);
      select.disabled = true;
      setMark(entryOf(select), right ? "right" : "wrong");
    }
  }

  /** @param {string[]} response */
  fill(response) {
    for (const select of this.lists) {
      const pair = response.find((each) => each.startsWith(`${idOf(select)}.`));
      select.value = pair?.split(".")[1] ?? "";
    }
  }

  reveal() {
    this.fill(this.question.right);
    this.lock();
  }

  open() {
    openEntries(this.lists);
  }

  answer() {
    const { choices, targets = [], right } = this.question;
    const said = choices.map(({ id, text }) => {
      const pair = right.find((each) => each.startsWith(`${id}.`));
      const target = targets.find((each) => `${id}.${each.id}` === pair);
      return `${text} – ${target?.text ?? ""}`;
    });
    return said.join(" · ");
  }
}

/** @param {HTMLElement} select */
function idOf(select) {
  return /** @type {HTMLElement} */ (select.closest("[data-id]")).dataset.id ?? "";
}

/**
 * @param {HTMLElement} field
 * @returns {HTMLElement}
 */
function entryOf(field) {
  return /** @type {HTMLElement} */ (field.closest(".entry"));
}

/**
 * Let fields be filled anew: what is in them stays, and the first that is wrong has the focus.
 * @param {(HTMLSelectElement | HTMLInputElement)[]} fields
 */
function openEntries(fields) {
  const wrong = fields.find((field) => entryOf(field).classList.contains("wrong-choice"));
  for (const field of fields) {
    field.disabled = false;
    setMark(entryOf(field), "");
  }
  (wrong ?? fields[0])?.focus();
}
