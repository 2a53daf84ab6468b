// SPDX-License-Identifier: MIT
// The learner's own notes: one for each screen, kept in this browser alone.
"use strict";

/** Notes by screen. They are read anew each time: another tab may have written some. */
class NoteStore {
  /**
   * @param {CourseData} course
   * @param {string} learner
   */
  constructor(course, learner) {
    this.own = new LocalStore(`coursewright:${course.iri}:${learner}:`);
  }

  /** Whether the browser keeps what is written. */
  get lasting() {
    return this.own.lasting;
  }

  /** @returns {Record<string, Note>} */
  all() {
    try {
      return JSON.parse(this.own.get("notes") ?? "{}");
    } catch {
      return {};
    }
  }

  /**
   * @param {ScreenData} screen
   * @param {string} text - Empty: there is no note any more.
   */
  write({ id, title }, text) {
    const { [id]: _, ...others } = this.all();
    const notes = text.trim() ? { ...others, [id]: { title, text } } : others;
    this.own.set("notes", JSON.stringify(notes));
  }
}

class Notes {
  /**
   * @param {SessionApi} session
   * @param {Words} words
   * @param {ScreenData[]} order
   * @param {(screen: string) => void} go
   */
  constructor(session, words, order, go) {
    this.words = words;
    this.order = order;
    this.go = go;
    this.title = session.course.unit.title;
    this.store = new NoteStore(session.course, session.learner);
    /** @type {ScreenData | undefined} */
    this.screen = undefined;
    this.button = part(document, "#notes-button", HTMLButtonElement);
    this.panel = part(document, "#notes", HTMLElement);
    this.field = element("textarea", "note");
    this.field.setAttribute("aria-labelledby", "note-label");
    this.label = element("p", "quiet");
    this.label.id = "note-label";
    this.kept = element("p", "quiet");
    this.kept.setAttribute("role", "status");
    this.list = element("div", "notes");
    this.fill();
    this.button.addEventListener("click", () => this.toggle());
    this.field.addEventListener("input", () => this.write());
    this.panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        this.toggle();
      }
    });
  }

  fill() {
    const { words } = this;
    const close = textButton("icon", "✕", () => this.toggle());
    close.setAttribute("aria-label", words.say("close"));
    const top = element("div", "sheet-top", element("h2", "", words.say("notes")), close);
    const all = textButton("", words.say("notes_all"), () => this.showAll());
    this.panel.append(top, this.label, this.field, this.kept, all);
    this.sheet = makeSheet(
      words,
      "notes_all",
      this.list,
      element(
        "div",
        "sheet-actions",
        textButton("", words.say("notes_download"), () => this.download()),
        textButton("", words.say("notes_print"), () => printAlone(this.list.cloneNode(true))),
      ),
    );
  }

  toggle() {
    const open = this.panel.hidden;
    this.panel.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open) {
      this.tell();
      (this.field.hidden ? part(this.panel, "button", HTMLButtonElement) : this.field).focus();
    } else {
      this.button.focus();
    }
  }

  /** @param {ScreenData | undefined} screen - The one that is shown now; none: the end. */
  show(screen) {
    this.screen = screen;
    this.field.hidden = this.label.hidden = !screen;
    this.field.value = (screen && this.store.all()[screen.id]?.text) ?? "";
    this.label.textContent = screen ? this.words.say("note_on", { title: screen.title }) : "";
  }

  write() {
    if (this.screen) {
      this.store.write(this.screen, this.field.value);
      this.tell();
    }
  }

  tell() {
    const said = this.words.say(this.store.lasting ? "notes_kept" : "notes_not_kept");
    if (this.kept.textContent !== said) {
      this.kept.textContent = said;
    }
  }

  /** Each note with its screen, in the order of the course; last those of screens that are gone. */
  inOrder() {
    const notes = new Map(Object.entries(this.store.all()));
    const here = this.order.flatMap(({ id, title }) => {
      const note = notes.get(id);
      notes.delete(id);
      return note ? [{ id, title, text: note.text }] : [];
    });
    return [...here, ...[...notes.values()].map((note) => ({ id: "", ...note }))];
  }

  showAll() {
    const notes = this.inOrder().flatMap(({ id, title, text }) => {
      const name = id ? textButton("link", title, () => this.leave(id)) : title;
      return [element("h3", "", name), element("p", "written", text)];
    });
    const none = element("p", "quiet", this.words.say("notes_none"));
    this.list.replaceChildren(...(notes.length ? notes : [none]));
    this.sheet?.showModal();
  }

  /** @param {string} id */
  leave(id) {
    this.sheet?.close();
    this.go(id);
  }

  download() {
    const notes = this.inOrder().map(({ title, text }) => `${title}\n${text}\n`);
    const text = [`${this.title}\n`, ...notes].join("\n");
    const link = element("a", "");
    // With its mark, without which some programs take the letters for others.
    link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/plain" }));
    link.download = `${this.words.say("notes")}.txt`;
    link.click();
    URL.revokeObjectURL(link.href);
  }
}
